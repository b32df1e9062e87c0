"""The difference of two graphs, whatever the names of their blank nodes and the order of their quads."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from sco_ld.rdf.blank_nodes import blank_nodes, renamed
from sco_ld.rdf.blank_trees import tree_names
from sco_ld.rdf.canonical import canonical
from sco_ld.rdf.quad_stream import Quads

_MAYBE_BLANK = (ox.BlankNode, ox.Triple)
_DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True)
class Difference:
    """The quads that only the old graph has, and those that only the new one has; none of both if they are isomorphic.

    Blank nodes are named by what is said of them, so that equal ones have equal names in both graphs.
    """

    removed: tuple[ox.Quad, ...]
    added: tuple[ox.Quad, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def difference(old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> Difference:
    """Return the difference of two graphs.

    Quads are compared as they are. Blank nodes that are linked to each other form a component, which is compared as a whole,
    by its canonical form: https://www.w3.org/TR/rdf-canon/
    """
    before, after = comparable(old), comparable(new)
    return Difference(tuple(before - after), tuple(after - before))


def comparable(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return quads with blank nodes named by the canonical form of their component: isomorphic graphs are equal sets."""
    if isinstance(quads, Quads) and not quads.may_have_blank_nodes:
        return set(quads)
    ground: list[ox.Quad] = []
    others: list[ox.Quad] = []
    for quad in quads:
        if isinstance(quad.object, _MAYBE_BLANK) or isinstance(quad.subject, _MAYBE_BLANK) or quad.graph_name != _DEFAULT:
            (ground if next(blank_nodes(quad), None) is None else others).append(quad)
        else:
            ground.append(quad)
    seen: Counter[str] = Counter()
    for component in components(dict.fromkeys(others)):
        names = tree_names(component)
        named, mark = (component, _mark(names)) if names else _canonical(component)
        seen[mark] += 1  # components that say the same are numbered
        ground += [renamed(quad, partial(_numbered, names, mark, seen[mark])) for quad in named]
    return set(ground)


def _mark(names: Mapping[str, str]) -> str:
    return next(iter(names.values())).partition("x")[0]


def _canonical(component: Iterable[ox.Quad]) -> tuple[Sequence[ox.Quad], str]:
    """Return the canonical form of a component, and its digest."""
    named = canonical(component)
    return named, hashlib.sha256("\n".join(map(str, named)).encode()).hexdigest()[:32]


def _numbered(names: Mapping[str, str] | None, mark: str, number: int, name: str) -> ox.BlankNode:
    own = names[name].partition("x")[2] if names else name
    return ox.BlankNode(f"{mark}x{number}x{own}")


def components(quads: Iterable[ox.Quad]) -> Iterator[Sequence[ox.Quad]]:
    """Return the quads of each set of blank nodes that are linked by quads."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            parent[name] = name = parent[above]
        return name

    firsts = []
    for quad in quads:
        names = list(blank_nodes(quad))
        for name in names[1:]:
            parent[root(name)] = root(names[0])
        firsts.append((root(names[0]), quad))
    components: dict[str, list[ox.Quad]] = defaultdict(list)
    for name, quad in firsts:
        components[root(name)].append(quad)
    yield from components.values()
