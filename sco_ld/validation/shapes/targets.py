"""The targets of shapes, and the nodes of the data that they select. https://www.w3.org/TR/shacl/#targets"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property

import pyoxigraph as ox

from sco_ld.rdf.namespaces import OWL, RDF, RDFS, SH
from sco_ld.rdf.terms import text
from sco_ld.validation.quad_index import Term

CLASS, NODE = f"{SH}targetClass", f"{SH}targetNode"
SUBJECTS_OF, OBJECTS_OF = f"{SH}targetSubjectsOf", f"{SH}targetObjectsOf"
TARGETS = (CLASS, NODE, SUBJECTS_OF, OBJECTS_OF)
_SHAPES = (f"{SH}NodeShape", f"{SH}PropertyShape")
_CLASSES = (f"{RDFS}Class", f"{OWL}Class")
_TYPE, _BELOW = ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{RDFS}subClassOf")
Target = tuple[str, Term]


def are_shapes(quads: Iterable[ox.Quad]) -> bool:
    """Return whether there is a shape, or a target, among the quads."""
    return any(text(quad.object) in _SHAPES or quad.predicate.value in TARGETS for quad in quads)


def has_data(quads: Iterable[ox.Quad]) -> bool:
    """Return whether a node has a type other than shape."""
    return any(quad.predicate.value == f"{RDF}type" and text(quad.object) not in _SHAPES for quad in quads)


def targets_of(shapes: Sequence[ox.Quad]) -> dict[Term, list[Target]]:
    """Return the targets of each shape that has some: predicate and value; a shape that is a class is its own target."""
    targets: dict[Term, list[Target]] = defaultdict(list)
    types: dict[Term, set[str]] = defaultdict(set)
    for quad in shapes:
        if quad.predicate.value in (*TARGETS, f"{SH}target"):
            targets[quad.subject].append((quad.predicate.value, quad.object))  # type: ignore[index, arg-type]
        elif quad.predicate.value == f"{RDF}type":
            types[quad.subject].add(text(quad.object))  # type: ignore[index]
    for shape, names in types.items():
        if names & set(_CLASSES) and names & set(_SHAPES):
            targets[shape].append((CLASS, shape))
    return dict(targets)


def only_in_ontology(data: Sequence[ox.Quad], ontology: Sequence[ox.Quad]) -> Set[object]:
    """Return the nodes that only the ontology describes, and those that it mentions and the data do not.

    They are no focus nodes.
    """
    if not ontology:
        return set()
    described = {quad.subject for quad in ontology}
    nodes: set[object] = described | {quad.object for quad in ontology}
    nodes.difference_update(quad.subject for quad in data)
    return nodes.difference(quad.object for quad in data if quad.object not in described)


class Selection:
    """What targets select in the data, with classes as data and ontology have them.

    Nodes of `only_in_ontology` are not selected, nor are those that the data do not mention.
    """

    def __init__(self, data: Sequence[ox.Quad], ontology: Sequence[ox.Quad] = ()) -> None:
        self.data, self.quads = data, [*data, *ontology]
        self.ignored = only_in_ontology(data, ontology)

    def nodes(self, target: Target) -> Set[object]:
        """Return the nodes that a target selects. A `sh:target` of SHACL-AF, which no engine here knows, selects none."""
        return {node for node in self._candidates(target) if node not in self.ignored}

    def selects(self, target: Target) -> bool:
        """Return whether a target selects a node."""
        return any(node not in self.ignored for node in self._candidates(target))

    def _candidates(self, target: Target) -> Iterator[object]:
        kind, value = target
        if kind == NODE:
            yield from {value} & self._mentioned
        elif kind == CLASS:
            for cls in self._and_below(value):
                yield from self._by_class.get(cls, ())
        elif kind in (SUBJECTS_OF, OBJECTS_OF):
            is_subject = kind == SUBJECTS_OF
            yield from (quad.subject if is_subject else quad.object for quad in self._by_predicate.get(value, ()))

    @cached_property
    def _mentioned(self) -> Set[object]:
        return {node for quad in self.data for node in (quad.subject, quad.object)}

    def unknown(self, nodes: Set[object]) -> Set[object]:
        """Return those of the nodes that are no property in use, and are not described."""
        left = set(nodes).difference(self._by_predicate)
        return left.difference(quad.subject for quad in self.quads) if left else left

    @cached_property
    def _by_predicate(self) -> dict[Term, list[ox.Quad]]:
        found: dict[Term, list[ox.Quad]] = defaultdict(list)
        for quad in self.quads:
            found[quad.predicate].append(quad)
        return dict(found)

    @cached_property
    def _by_class(self) -> dict[object, list[object]]:
        found: dict[object, list[object]] = defaultdict(list)
        for quad in self._by_predicate.get(_TYPE, ()):
            found[quad.object].append(quad.subject)
        return dict(found)

    def _and_below(self, cls: Term) -> Iterable[object]:
        """Return a class and the classes below it."""
        found: dict[object, None] = {cls: None}
        todo: list[object] = [cls]
        while todo:
            above = todo.pop()
            new = [quad.subject for quad in self._by_predicate.get(_BELOW, ()) if quad.object == above]
            todo += [one for one in new if one not in found]
            found |= dict.fromkeys(new)
        return found
