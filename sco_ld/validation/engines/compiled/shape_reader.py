"""Shapes read from the quads of a shapes graph. https://www.w3.org/TR/shacl/#shapes"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import RDF, RDFS, SH
from sco_ld.validation.engines.compiled import component_reader, parameters
from sco_ld.validation.engines.compiled.index import Index, Node, Term
from sco_ld.validation.engines.compiled.paths import read_path
from sco_ld.validation.engines.compiled.shapes import Constraint, Shape, Targets, UnsupportedError

_TARGETS = tuple(f"{SH}{name}" for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"))
_SHAPES = (f"{SH}NodeShape", f"{SH}PropertyShape")


@dataclass(frozen=True)
class ShapesGraph:
    """The shapes that have targets, each with the shapes that it refers to; `handed` are those for another engine."""

    shapes: tuple[Shape, ...]
    handed: tuple[Node, ...] = ()


def read_shapes(quads: Iterable[ox.Quad]) -> ShapesGraph:
    """Return the shapes of a graph that are not deactivated. Raise ScoError if one is ill-formed."""
    reader = ShapeReader(Index(quads))
    shapes, handed = [], []
    for node in reader.roots():
        try:
            if not reader.index.is_true(node, f"{SH}deactivated"):
                shapes.append(reader.shape(node))
        except UnsupportedError:
            reader.restart()
            handed.append(node)
    return ShapesGraph(tuple(shapes), tuple(handed))


class ShapeReader:
    """The shapes of a graph, each read once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.components = component_reader.read_components(index)
        self._classes = set(index.instances(f"{RDFS}Class"))
        self._known: dict[Term, Shape] = {}
        self._open: list[Term] = []

    def restart(self) -> None:
        """Forget the shapes that were being read."""
        self._open.clear()

    def roots(self) -> list[Node]:
        """Return the nodes that have targets, those that are classes and shapes at once among them."""
        found = [node for predicate in _TARGETS for node in self.index.subjects_of(predicate)]
        found += [node for kind in _SHAPES for node in self.index.instances(kind) if node in self._classes]
        return list(dict.fromkeys(found))

    def shape(self, node: Term) -> Shape:
        """Return the shape of a node, without constraints if it is deactivated."""
        if node in self._open:
            raise UnsupportedError(f"{node} refers to itself")
        if node not in self._known:
            if not self.index.predicates(node):
                raise ScoError(f"The shapes could not be used: {node} is referred to as a shape, but not described.")
            self._open.append(node)
            self._known[node] = self._read(node)
            self._open.pop()
        return self._known[node]

    def property_shape(self, node: Term) -> Shape:
        """Return the property shape of a node. Raise ScoError if it has no path."""
        shape = self.shape(node)
        if shape.path is None:
            raise ScoError(f"The shapes could not be used: {node} is a value of sh:property, but has no sh:path.")
        return shape

    def _read(self, node: Term) -> Shape:
        index = self.index
        path = index.one(node, f"{SH}path")
        return Shape(
            node,
            read_path(index, path) if path is not None else None,
            path,
            self._targets(node),
            () if index.is_true(node, f"{SH}deactivated") else tuple(self._constraints(node, path is not None)),
            next(iter(index.objects(node, f"{SH}severity")), ox.NamedNode(f"{SH}Violation")),
            parameters.messages(index, node),
        )

    def _targets(self, node: Term) -> Targets:
        classes, nodes, subjects_of, objects_of = (tuple(self.index.objects(node, one)) for one in _TARGETS)
        types = self.index.objects(node, f"{RDF}type")
        is_class = node in self._classes and any(ox.NamedNode(kind) in types for kind in _SHAPES)
        return Targets((*classes, node) if is_class else classes, nodes, subjects_of, objects_of)

    def _constraints(self, node: Term, has_path: bool) -> Iterable[Constraint]:
        for predicate in self.index.predicates(node):
            reader = parameters.READERS.get(predicate.removeprefix(SH)) if predicate.startswith(SH) else None
            if reader:
                yield from reader(self, node, has_path)
        for component in self.components:
            yield from component.constraints(self.index, node, has_path)
