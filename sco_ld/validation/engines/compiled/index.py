"""A graph of quads, indexed for reading shapes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import RDF, RDFS, SH

Node = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal

TRUE = ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
_NIL = ox.NamedNode(f"{RDF}nil")


class Index:
    """The triples of a shapes graph by subject and predicate."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._objects: dict[object, dict[str, list[Term]]] = defaultdict(dict)
        self._subjects: dict[tuple[str, object], list[Node]] = defaultdict(list)
        for subject, predicate, value, _ in dict.fromkeys(quads):
            self._objects[subject].setdefault(predicate.value, []).append(value)
            self._subjects[predicate.value, value].append(subject)

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects of a subject and a predicate."""
        return self._objects[subject].get(predicate, []) if subject in self._objects else []

    def subjects(self, predicate: str, value: Term) -> list[Node]:
        """Return the subjects of a predicate and an object."""
        return self._subjects.get((predicate, value), [])

    def subjects_of(self, predicate: str) -> list[Node]:
        """Return the subjects that have a predicate, in order of appearance."""
        return [subject for subject, about in self._objects.items() if predicate in about]  # type: ignore[misc]

    def predicates(self, subject: Term) -> list[str]:
        """Return the predicates of a subject."""
        return list(self._objects[subject]) if subject in self._objects else []

    def one(self, subject: Term, predicate: str) -> Term | None:
        """Return the object of a subject and a predicate, None if there is none. Raise ScoError if there are more."""
        found = self.objects(subject, predicate)
        if len(found) > 1:
            name = f"sh:{predicate.removeprefix(SH)}" if predicate.startswith(SH) else f"<{predicate}>"
            raise ScoError(f"The shapes could not be used: {subject} has {name} more than once.")
        return found[0] if found else None

    def is_true(self, subject: Term, predicate: str) -> bool:
        """Return whether one of the objects is `true`."""
        return TRUE in self.objects(subject, predicate)

    def members(self, head: Term) -> tuple[Term, ...]:
        """Return the members of an RDF list. Raise ScoError if it is none."""
        return tuple(self._members(head))

    def _members(self, head: Term) -> Iterator[Term]:
        seen = set()
        while head != _NIL:
            first, rest = self.objects(head, f"{RDF}first"), self.objects(head, f"{RDF}rest")
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise ScoError(f"The shapes could not be used: {head} is not a well-formed list.")
            seen.add(head)
            yield first[0]
            head = rest[0]

    def instances(self, kind: str) -> list[Node]:
        """Return the SHACL instances of a class."""
        return [one for cls in self.subclasses(kind) for one in self.subjects(f"{RDF}type", cls)]

    def subclasses(self, kind: str) -> list[Term]:
        """Return a class and the classes below it."""
        found: list[Term] = [ox.NamedNode(kind)]
        for cls in found:
            found += [one for one in self.subjects(f"{RDFS}subClassOf", cls) if one not in found]
        return found
