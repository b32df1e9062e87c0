"""The targets of shapes, and the nodes of the data that they select. https://www.w3.org/TR/shacl/#targets"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
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
        kind, value = target
        if kind == NODE:
            return ({value} & self._mentioned) - self.ignored
        if kind == CLASS:
            return self._instances.get(value.value, set()) - self.ignored
        found = self._subjects if kind == SUBJECTS_OF else self._objects if kind == OBJECTS_OF else {}
        return found.get(value.value, set()) - self.ignored

    @cached_property
    def _mentioned(self) -> Set[object]:
        return {node for quad in self.data for node in (quad.subject, quad.object)}

    def unknown(self, nodes: Set[object]) -> Set[object]:
        """Return those of the nodes that are no property in use, and are not described."""
        left = set(nodes).difference(quad.predicate for quad in self.quads)
        return left.difference(quad.subject for quad in self.quads) if left else left

    @cached_property
    def _subjects(self) -> dict[str, set[object]]:
        found: dict[str, set[object]] = defaultdict(set)
        for quad in self.quads:
            found[quad.predicate.value].add(quad.subject)
        return found

    @cached_property
    def _objects(self) -> dict[str, set[object]]:
        found: dict[str, set[object]] = defaultdict(set)
        for quad in self.quads:
            found[quad.predicate.value].add(quad.object)
        return found

    @cached_property
    def _instances(self) -> dict[str, set[object]]:
        """The instances of each class and of the classes below it."""
        above: dict[str, set[str]] = defaultdict(set)
        found: dict[str, set[object]] = defaultdict(set)
        is_a, is_below = ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{RDFS}subClassOf")
        for quad in self.quads:
            predicate = quad.predicate
            if predicate == is_a:
                found[text(quad.object)].add(quad.subject)
            elif predicate == is_below:
                above[text(quad.subject)].add(text(quad.object))
        for name, nodes in [(name, set(nodes)) for name, nodes in found.items()]:
            for one in _all_above(name, above):
                found[one] |= nodes
        return found


def _all_above(name: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    new = set(above.get(name, ()))
    while new:
        found |= new
        new = {one for each in new for one in above.get(each, ())} - found
    return found
