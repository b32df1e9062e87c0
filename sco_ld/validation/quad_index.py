"""Quads by subject and by object, as the readers of shapes and reports look them up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class QuadIndex:
    """The triples of quads by subject and predicate, and by object. Values keep their order."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._values: dict[Term, dict[str, dict[Term, None]]] = defaultdict(dict)
        self._holders: dict[Term, list[tuple[Term, str]]] = defaultdict(list)
        for subject, predicate, value, _ in quads:
            self._values[subject].setdefault(predicate.value, {})[value] = None
            self._holders[value].append((subject, predicate.value))

    def __contains__(self, subject: Term) -> bool:
        return subject in self._values

    def subjects(self) -> Iterator[Term]:
        """Return the subjects, in order."""
        return iter(self._values)

    def about(self, subject: Term) -> Iterator[tuple[str, Term]]:
        """Return predicate and object of the triples of a subject."""
        for predicate, values in self._values.get(subject, {}).items():
            for value in values:
                yield predicate, value

    def predicates(self, subject: Term) -> set[str]:
        """Return the predicates of a subject."""
        return set(self._values.get(subject, ()))

    def values(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects of a subject and predicate."""
        return list(self._values.get(subject, {}).get(predicate, ()))

    def value(self, subject: Term, predicate: str) -> Term | None:
        """Return the first object of a subject and predicate; None if there is none."""
        return next(iter(self._values.get(subject, {}).get(predicate, ())), None)

    def holders(self, value: Term) -> list[tuple[Term, str]]:
        """Return subject and predicate of the triples of an object."""
        return self._holders.get(value, [])

    def items(self, head: Term | None) -> list[Term]:
        """Return the members of an RDF list."""
        return [member for cell in self.cells(head) for member in self.values(cell, f"{RDF}first")[:1]]

    def cells(self, head: Term | None) -> list[Term]:
        """Return the nodes of an RDF list, of which each has a member."""
        found: dict[Term, None] = {}
        while head is not None and head not in found:
            found[head] = None
            head = self.value(head, f"{RDF}rest")
        return list(found)

    def description(self, *nodes: Term) -> Iterator[ox.Quad]:
        """Return the triples of the nodes, and of the blank nodes that they hold, however deep."""
        todo, seen = list(nodes), set(nodes)
        while todo:
            subject = todo.pop()
            for predicate, value in self.about(subject):
                yield ox.Quad(subject, ox.NamedNode(predicate), value)  # type: ignore[arg-type]
                if isinstance(value, ox.BlankNode) and value not in seen:
                    seen.add(value)
                    todo.append(value)
