"""SHACL property paths, with inverses on single steps only. https://www.w3.org/TR/shacl/#property-paths"""

from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import RDF, SH
from sco_ld.validation.engines.compiled.index import Index, Term


@dataclass(frozen=True)
class Step:
    """A property, followed forwards or backwards."""

    predicate: ox.NamedNode
    inverse: bool = False


@dataclass(frozen=True)
class Sequence:
    """Paths one after another."""

    steps: "tuple[Path, ...]"


@dataclass(frozen=True)
class Alternative:
    """Paths of which any will do."""

    options: "tuple[Path, ...]"


@dataclass(frozen=True)
class Repeat:
    """A path repeated as `*`, `+` or `?` says."""

    path: "Path"
    mark: str


Path = Step | Sequence | Alternative | Repeat
_REPEATS = {f"{SH}zeroOrMorePath": "*", f"{SH}oneOrMorePath": "+", f"{SH}zeroOrOnePath": "?"}


def read_path(index: Index, node: Term, *, inverse: bool = False, above: tuple[Term, ...] = ()) -> Path:
    """Return the path that a node of a shapes graph describes. Raise ScoError if it describes none."""
    if isinstance(node, ox.NamedNode):
        return Step(node, inverse)
    if node in above:
        raise ScoError(f"The shapes could not be used: the path {node} contains itself.")
    above = (*above, node)
    if index.objects(node, f"{RDF}first"):
        steps = [read_path(index, one, inverse=inverse, above=above) for one in index.members(node)]
        return Sequence(tuple(reversed(steps) if inverse else steps))
    for predicate, mark in _REPEATS.items():
        if (inner := index.one(node, predicate)) is not None:
            return Repeat(read_path(index, inner, inverse=inverse, above=above), mark)
    if (inner := index.one(node, f"{SH}inversePath")) is not None:
        return read_path(index, inner, inverse=not inverse, above=above)
    if (inner := index.one(node, f"{SH}alternativePath")) is not None:
        return Alternative(tuple(read_path(index, one, inverse=inverse, above=above) for one in index.members(inner)))
    raise ScoError(f"The shapes could not be used: {node} is not a property path.")


def sparql(path: Path) -> str:
    """Return the path as SPARQL writes it."""
    match path:
        case Step(predicate, inverse):
            return f"^{predicate}" if inverse else str(predicate)
        case Sequence(steps):
            return "/".join(f"({sparql(one)})" if isinstance(one, Alternative) else sparql(one) for one in steps)
        case Alternative(options):
            return "|".join(map(sparql, options))
        case Repeat(inner, mark):
            plain = isinstance(inner, Step) and not inner.inverse
            return f"{sparql(inner)}{mark}" if plain else f"({sparql(inner)}){mark}"


def can_be_empty(path: Path) -> bool:
    """Return whether a node is a value of the path from itself, whatever the data."""
    match path:
        case Step():
            return False
        case Sequence(steps):
            return all(map(can_be_empty, steps))
        case Alternative(options):
            return any(map(can_be_empty, options))
        case Repeat(inner, mark):
            return mark != "+" or can_be_empty(inner)


def repeats(path: Path) -> bool:
    """Return whether a part of the path is repeated, so that following it from every node would be slow."""
    match path:
        case Sequence(parts) | Alternative(parts):
            return any(map(repeats, parts))
    return isinstance(path, Repeat)


def pattern(path: Path, start: str, end: str) -> str:
    """Return a group pattern that binds `end` to the values of a path, where `start` is bound.

    Oxigraph does not match an empty path at a node that is not in the store, so that case is a branch of its own.
    """
    if isinstance(path, Step):
        return f"{end} {path.predicate} {start} ." if path.inverse else f"{start} {path.predicate} {end} ."
    if can_be_empty(path):
        return f"{{ BIND ({start} AS {end}) }} UNION {{ {start} ({sparql(path)}) {end} . }}"
    return f"{start} ({sparql(path)}) {end} ."
