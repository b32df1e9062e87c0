"""Shapes as values, as they are read from a shapes graph. https://www.w3.org/TR/shacl/#shapes"""

from dataclasses import dataclass, field

import pyoxigraph as ox

from sco_ld.rdf.namespaces import SH
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.paths import Path


@dataclass(frozen=True)
class Targets:
    """The targets of a shape."""

    classes: tuple[Term, ...] = ()
    nodes: tuple[Term, ...] = ()
    subjects_of: tuple[Term, ...] = ()
    objects_of: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.classes or self.nodes or self.subjects_of or self.objects_of)


@dataclass(frozen=True, eq=False)
class Constraint:
    """A constraint of a shape: the name of its component, as `MinCount`, and the value of its parameter."""

    name: str
    value: object
    component: ox.NamedNode | ox.BlankNode | None = None  # of a component that the shapes define
    source: Term | None = None  # the value of sh:sparql
    messages: tuple[ox.Literal, ...] = ()

    @property
    def iri(self) -> Term:
        """The component as reports name it."""
        return self.component or ox.NamedNode(f"{SH}{self.name}ConstraintComponent")


@dataclass(frozen=True, eq=False)
class Shape:
    """A node shape, or a property shape if it has a path."""

    node: Term
    path: Path | None = None
    path_node: Term | None = None
    targets: Targets = Targets()
    constraints: tuple[Constraint, ...] = field(default=(), repr=False)
    severity: Term = ox.NamedNode(f"{SH}Violation")
    messages: tuple[ox.Literal, ...] = ()


@dataclass(frozen=True)
class Pattern:
    """The value of sh:pattern with its sh:flags."""

    text: str
    flags: str


@dataclass(frozen=True)
class Qualified:
    """A count of the values that satisfy a shape and none of its siblings."""

    count: int
    shape: Shape
    siblings: tuple[Shape, ...]


@dataclass(frozen=True)
class UserQuery:
    """A query that the shapes hold: a SELECT query, or the pattern of an ASK query; blank nodes are variables in it."""

    text: str
    blank: tuple[tuple[str, ox.BlankNode], ...] = ()
    is_ask: bool = False
    forms_of: tuple[str, ...] | None = ()  # the properties of which it may read how literals are written; None is any
    reads: tuple[str, ...] | None = None  # the properties of the triples that it may read; None is any


def held_shapes(value: object) -> list[Shape]:
    """Return the shapes that the value of a parameter refers to."""
    match value:
        case Shape():
            return [value]
        case Qualified(_, shape, siblings):
            return [shape, *siblings]
        case tuple():
            return [one for one in value if isinstance(one, Shape)]
    return []


class UnsupportedError(Exception):
    """Raised for a shape that cannot be compiled; another engine may use it."""
