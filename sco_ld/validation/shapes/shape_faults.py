"""A fault of shapes, and the faults that SHACL's own shapes do not find. https://www.w3.org/TR/shacl/#shapes"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH, Prefixes
from sco_ld.source_map.locator import Locator
from sco_ld.source_map.source_file import Place
from sco_ld.validation.quad_index import QuadIndex, Term

_REFERENCES = tuple(f"{SH}{name}" for name in ("node", "not", "qualifiedValueShape"))
_LISTS = tuple(f"{SH}{name}" for name in ("and", "or", "xone"))
_FIRST = f"{RDF}first"
_NOT_EVALUATED = tuple(f"{SH}{name}" for name in ("js", "expression", "target"))  # https://www.w3.org/TR/shacl-af/
_PROPERTY_SHAPE = ox.NamedNode(f"{SH}PropertyShape")


@dataclass(frozen=True)
class Fault:
    """A break of SHACL's own rules: a sentence, its place, found when asked for, and the triple of the shapes if known."""

    sentence: str
    locate: Callable[[], Place | None]
    focus: Term
    path: Term | None = None
    value: Term | None = None

    @cached_property
    def place(self) -> Place | None:
        """Where the fault is; None if it is not known."""
        return self.locate()

    def __str__(self) -> str:
        return f"{self.place or 'shapes'}: {self.sentence}"


def without_path(index: QuadIndex, prefixes: Prefixes, places: Locator) -> Iterator[Fault]:
    """Return a fault for each property shape without a path that is no value of sh:property."""
    for node, predicate in index.holders(_PROPERTY_SHAPE):
        is_known = any(name == f"{SH}property" for _, name in index.holders(node))
        if predicate == f"{RDF}type" and not is_known and not index.values(node, f"{SH}path"):
            sentence = f"{_name(node, prefixes)}: a sh:PropertyShape has a sh:path."
            yield Fault(sentence, partial(places.find, node), node)


def undescribed(index: QuadIndex, prefixes: Prefixes, places: Locator) -> Iterator[Fault]:
    """Return a fault for each node that is referred to as a shape, and has no triples."""
    for node, (holder, predicate) in dict(reversed(list(_references(index)))).items():
        if node not in index:
            sentence = f"{_name(node, prefixes)} is referred to as a shape, and no file describes it."
            yield Fault(sentence, partial(places.find, holder, ox.NamedNode(predicate), node), node)


def not_evaluated(index: QuadIndex, prefixes: Prefixes, places: Locator) -> Iterator[Fault]:
    """Return a fault for each constraint or target of a shape that no engine here evaluates: of SHACL-AF and SHACL-JS."""
    for shape in index.subjects():
        for predicate in map(ox.NamedNode, _NOT_EVALUATED):
            for value in index.values(shape, predicate.value):
                sentence = f"{prefixes.shorten(predicate.value)} is not evaluated; it is of SHACL's advanced features."
                yield Fault(sentence, partial(places.find, shape, predicate, value), shape, predicate, value)


def _references(index: QuadIndex) -> Iterator[tuple[Term, tuple[Term, str]]]:
    """Return each node that is referred to as a shape, with subject and predicate of the triple that refers to it."""
    for subject in index.subjects():
        for predicate, value in index.about(subject):
            if predicate in _REFERENCES:
                yield value, (subject, predicate)
            elif predicate in _LISTS:
                yield from ((one, (cell, _FIRST)) for cell in index.cells(value) for one in index.values(cell, _FIRST))


def _name(node: Term, prefixes: Prefixes) -> str:
    return prefixes.shorten(node.value) if isinstance(node, ox.NamedNode) else "A blank node"
