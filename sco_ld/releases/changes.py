"""What has changed between two snapshots: resource by resource, and property by property."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from sco_ld.rdf.difference import Difference, difference
from sco_ld.rdf.quad_stream import Quads
from sco_ld.releases import renames
from sco_ld.releases.snapshot import Snapshot

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
ADDED, REMOVED, CHANGED, RENAMED = KINDS = ("added", "removed", "changed", "renamed")


@dataclass(frozen=True)
class PropertyChange:
    """The values that a property of a resource has lost, and those that it has gained, in one graph."""

    predicate: ox.NamedNode
    graph: Graph
    removed: tuple[Term, ...]
    added: tuple[Term, ...]


@dataclass(frozen=True)
class ResourceChange:
    """A resource that is added, removed, changed or renamed; `old_iri` is set if it is renamed.

    What is said of the blank nodes that a resource leads to belongs to the resource.
    """

    iri: str
    kind: str
    properties: tuple[PropertyChange, ...] = ()
    old_iri: str = ""


@dataclass(frozen=True)
class Changes:
    """All that has changed between two snapshots, sorted by kind and IRI; false if nothing has."""

    old: Snapshot
    new: Snapshot
    resources: tuple[ResourceChange, ...]
    difference: Difference

    def __bool__(self) -> bool:
        return bool(self.difference)

    def of_kind(self, kind: str) -> list[ResourceChange]:
        """Return the resources that are added, removed, changed or renamed."""
        return [change for change in self.resources if change.kind == kind]

    @cached_property
    def nested(self) -> Mapping[str, Sequence[ox.Quad]]:
        """The quads about each blank node of the difference, by its name."""
        found: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in (*self.difference.removed, *self.difference.added):
            if isinstance(quad.subject, ox.BlankNode):
                found[quad.subject.value].append(quad)
        return found


def compare(old: Snapshot, new: Snapshot, *, data: bool = True, ontology: bool = True) -> Changes:
    """Return what has changed, in the data, the ontology or both."""
    before, after = (_chosen(side, data=data, ontology=ontology) for side in (old, new))
    found = difference(before, after)
    touched: set[object] = {quad.subject for quad in (*found.removed, *found.added)}
    subjects: set[object] = {quad.subject for quad in before if quad.subject in touched}
    new_subjects: set[object] = {quad.subject for quad in after if quad.subject in touched}
    names = renames.renames(
        [quad for quad in found.removed if quad.subject not in new_subjects],
        [quad for quad in found.added if quad.subject not in subjects],
    )
    rest = found
    if names:
        rest = Difference(*_without_common(renames.apply(found.removed, names), found.added))
    renamed = [ResourceChange(new_name.value, RENAMED, (), name.value) for name, new_name in names.items()]
    changes = [*renamed, *_by_resource(rest, subjects, new_subjects)]
    order = sorted(changes, key=lambda change: (KINDS.index(change.kind), change.iri))
    return Changes(old, new, tuple(order), found)


def _chosen(side: Snapshot, *, data: bool, ontology: bool) -> Quads:
    if data and not side.ontology:
        return side.data
    return Quads([*(side.data if data else ()), *(side.ontology if ontology else ())])


def _without_common(removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> tuple[tuple[ox.Quad, ...], tuple[ox.Quad, ...]]:
    before, after = set(removed), set(added)
    return tuple(before - after), tuple(after - before)


def _by_resource(found: Difference, before: set[object], after: set[object]) -> Iterable[ResourceChange]:
    """Return the change of each resource, from the quads that are removed and added and the subjects of each side."""
    owners = _owners((*found.removed, *found.added))
    properties: dict[str, dict[tuple[ox.NamedNode, Graph], tuple[list[Term], list[Term]]]] = defaultdict(
        lambda: defaultdict(lambda: ([], []))
    )
    nodes: dict[str, object] = {}
    for side, quads in enumerate((found.removed, found.added)):
        for quad in sorted(quads, key=str):
            if isinstance(quad.subject, ox.BlankNode) and owners.get(quad.subject.value):
                continue  # shown as a value of its owner
            iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
            nodes[iri] = quad.subject
            properties[iri][quad.predicate, quad.graph_name][side].append(quad.object)
    for iri, of_node in properties.items():
        node = nodes[iri]
        kind = CHANGED if node in before and node in after else ADDED if node in after else REMOVED
        if isinstance(node, ox.BlankNode):
            kind = ADDED if any(added for _, added in of_node.values()) else REMOVED
        changes = (
            PropertyChange(name, graph, tuple(removed), tuple(added)) for (name, graph), (removed, added) in of_node.items()
        )
        in_order = sorted(changes, key=lambda change: (change.predicate.value, str(change.graph)))
        yield ResourceChange(iri, kind, tuple(in_order))


def _owners(quads: Iterable[ox.Quad]) -> dict[str, bool]:
    """Return for each blank node that some node leads to whether an IRI leads to it, over other blank nodes or directly."""
    parents: dict[str, object] = {quad.object.value: quad.subject for quad in quads if isinstance(quad.object, ox.BlankNode)}

    found: dict[str, bool] = {}
    for first in parents:
        name, way, is_owned = first, [], False
        while name in parents and name not in found:
            way.append(name)
            found[name] = False
            is_owned = isinstance(parents[name], ox.NamedNode)
            name = "" if is_owned else getattr(parents[name], "value", "")
        found |= dict.fromkeys(way, is_owned or found.get(name, False))
    return found
