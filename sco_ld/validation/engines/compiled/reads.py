"""What a shape reads of the data: the triples at the end of which paths, so that a change is traced back to focus nodes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from sco_ld.validation.engines.compiled import paths
from sco_ld.validation.engines.compiled.hierarchy import TYPE
from sco_ld.validation.engines.compiled.paths import Alternative, Path, Repeat, Sequence, Step
from sco_ld.validation.engines.compiled.shapes import Constraint, Shape, UserQuery, held_shapes

_PAIRS = ("Equals", "Disjoint", "LessThan", "LessThanOrEquals")


@dataclass(frozen=True)
class Read:
    """Triples of a property, of any if it is None, whose subjects, or objects if inverse, are reached from a focus node."""

    path: tuple[Path, ...]
    predicate: ox.NamedNode | None
    inverse: bool = False

    def starts(self, quad: ox.Quad) -> bool:
        """Return whether a quad may be one of these triples."""
        return self.predicate in (None, quad.predicate)


@dataclass
class Reads:
    """All that a shape and the shapes that it holds read, and the queries in them that need a node at a time."""

    triples: list[Read] = field(default_factory=list)
    queries: list[UserQuery] = field(default_factory=list)
    _seen: set[tuple[Shape, tuple[Path, ...]]] = field(default_factory=set)

    def add(self, shape: Shape, prefix: tuple[Path, ...] = ()) -> None:
        """Add what a shape reads where it is applied."""
        if (shape, prefix) in self._seen:
            return
        self._seen.add((shape, prefix))
        below = prefix
        if shape.path is not None:
            self.triples += _along(shape.path, prefix)
            below = (*prefix, shape.path)
        for constraint in shape.constraints:
            self.triples += _of_constraint(constraint, prefix, below)
            if isinstance(constraint.value, UserQuery) and (prefix or constraint.name != "SPARQL"):
                self.queries.append(constraint.value)
            for held in held_shapes(constraint.value):
                self.add(held, below)


def reads_of(shape: Shape) -> Reads:
    """Return what a shape with targets reads, but for its own SPARQL constraints."""
    found = Reads()
    targets = shape.targets
    if targets.classes:
        found.triples.append(Read((), TYPE))
    found.triples += (Read((), one) for one in targets.subjects_of)  # type: ignore[arg-type]
    found.triples += (Read((), one, inverse=True) for one in targets.objects_of)  # type: ignore[arg-type]
    found.add(shape)
    found.triples = list(dict.fromkeys(found.triples))
    return found


def _along(path: Path, prefix: tuple[Path, ...]) -> Iterator[Read]:
    """Return the triples that a path follows."""
    match path:
        case Step(predicate, inverse):
            yield Read(prefix, predicate, inverse)
        case Sequence(steps):
            for number, step in enumerate(steps):
                yield from _along(step, (*prefix, *steps[:number]))
        case Alternative(options):
            for option in options:
                yield from _along(option, prefix)
        case Repeat(inner):
            yield from _along(inner, (*prefix, Repeat(inner, "*")))


def _of_constraint(constraint: Constraint, prefix: tuple[Path, ...], below: tuple[Path, ...]) -> Iterator[Read]:
    if constraint.name == "Class":
        yield Read(below, TYPE)
    elif constraint.name == "Closed":
        yield Read(below, None)
    elif constraint.name in _PAIRS:
        yield Read(prefix, constraint.value)  # type: ignore[arg-type]


def pattern(path: tuple[Path, ...]) -> str:
    """Return a pattern that binds ?focus to the nodes from which ?end is reached."""
    whole = paths.Sequence(path) if len(path) > 1 else path[0]
    walked = f"?focus ({paths.sparql(whole)}) ?end ."
    return f"{{ {walked} }} UNION {{ BIND (?end AS ?focus) }}" if paths.can_be_empty(whole) else walked
