"""Changes in words: the title of each resource, and the lines that say what is different."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.interface import words
from sco_ld.model.statuses import changed_statuses
from sco_ld.model.vocabulary import SUPPORTED_BY
from sco_ld.rdf.terms import language
from sco_ld.releases.changes import KINDS, RENAMED, Changes, PropertyChange, ResourceChange
from sco_ld.releases.side import Side

_SUPPORTED_BY = ox.NamedNode(SUPPORTED_BY)
HEADINGS = {"added": "Added", "removed": "Removed", "changed": "Changed", "renamed": "Renamed"}
WORLD_HEADINGS = {"added": "Began", "removed": "Ended", "changed": "Changed", "renamed": "Renamed"}


@dataclass(frozen=True)
class Line:
    """A property, the values that it has lost and those that it has gained, as texts."""

    label: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A resource that has changed: its title, its prefixed name, the name it had if it is renamed, and what is different."""

    title: str
    name: str
    old_name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """The resources of one kind of change."""

    kind: str
    heading: str
    entries: tuple[Entry, ...]


class Wording:
    """The words of changes in a language; `in_the_world` says whether they are those of two days and not of two versions."""

    def __init__(self, changes: Changes, language: str = "en", *, in_the_world: bool = False) -> None:
        self.changes, self.in_the_world = changes, in_the_world
        self.words = words(language, changes.new.ontology)

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each kind of change."""
        return WORLD_HEADINGS if self.in_the_world else HEADINGS

    @cached_property
    def summary(self) -> str:
        """How much has changed, in one line."""
        counts = ", ".join(f"{len(self.changes.of_kind(kind))} {self.headings[kind].lower()}" for kind in KINDS[:3])
        renamed = len(self.changes.of_kind(RENAMED))
        found = self.changes.difference
        removed = len(found.removed)
        triples = f"{removed} {'triple' if removed == 1 else 'triples'} removed, {len(found.added)} added"
        return f"Resources: {counts}{f', {renamed} renamed' if renamed else ''} ({triples})."

    @cached_property
    def statuses(self) -> list[str]:
        """A sentence for each member whose status has changed."""
        old, new = (side.statuses for side in self._sides)
        nodes = [ox.NamedNode(change.iri) for change in self.changes.resources if not change.iri.startswith("_:")]
        return changed_statuses(old, new, nodes, "" if self.in_the_world else "removed")

    @cached_property
    def sources(self) -> Line:
        """The passages that nothing cites any more, and those that nothing cited before; none of them for two days."""
        if self.in_the_world:
            return Line("Sources")
        found = self.changes.difference
        touched = _cited((*found.removed, *found.added))
        old, new = (_cited(side.quads) & touched if touched else set() for side in (self.changes.old, self.changes.new))
        lost, gained = (
            tuple(sorted(map(side.citation, nodes))) for nodes, side in zip((old - new, new - old), self._sides, strict=True)
        )
        return Line("Sources", lost, gained)

    @cached_property
    def sections(self) -> list[Section]:
        """The changes by kind; kinds of which there is no change are left out."""
        of_kind = {kind: tuple(map(self.entry, self.changes.of_kind(kind))) for kind in KINDS}
        return [Section(kind, self.headings[kind], entries) for kind, entries in of_kind.items() if entries]

    def entry(self, change: ResourceChange) -> Entry:
        """Return a change of a resource in words."""
        side = self._side_with(change.iri)
        name = side.name(change.iri) if not change.iri.startswith("_:") else ""
        old_name = self._sides[0].name(change.old_iri) if change.old_iri else ""
        lines = (line for property_ in change.properties for line in self.lines(property_))
        return Entry(self.title(change.iri), name, old_name, tuple(lines))

    def title(self, iri: str) -> str:
        """Return the title of a resource on the side that describes it."""
        return "a node without a name" if iri.startswith("_:") else self._side_with(iri).title(ox.NamedNode(iri))

    def lines(self, change: PropertyChange) -> Iterable[Line]:
        """Return the change of a property: in one line, but for texts in several languages a line each.

        The graph is named unless it is the default graph.
        """
        label = self._sides[1].property_label(change.predicate)
        graph = self._graph(change)
        tags = sorted({language(term) for term in (*change.removed, *change.added)})
        for tag in tags:
            removed, added = (
                tuple(side.value(term) for term in terms if language(term) == tag)
                for terms, side in zip((change.removed, change.added), self._sides, strict=True)
            )
            yield Line((f"{label} ({tag})" if tag else label) + graph, removed, added)

    def _graph(self, change: PropertyChange) -> str:
        if isinstance(change.graph, ox.DefaultGraph):
            return ""
        if isinstance(change.graph, ox.BlankNode):
            return ", in a graph without a name"
        return f", in graph {self._side_with(change.graph.value).value(change.graph)}"

    def _side_with(self, iri: str) -> Side:
        """Return the side that describes a resource: the new one if both do, or if it is a blank node."""
        old, new = self._sides
        return new if iri.startswith("_:") or new.describes(iri) else old

    @cached_property
    def _sides(self) -> tuple[Side, Side]:
        """What the old and the new snapshot say of all that the difference names."""
        changes = self.changes
        named = {term for quad in (*changes.difference.removed, *changes.difference.added) for term in quad}
        old, new = (Side(one.around(named), changes.nested, self.words) for one in (changes.old, changes.new))
        return old, new


def _cited(quads: Iterable[ox.Quad]) -> set[ox.NamedNode]:
    values = (quad.object for quad in quads if quad.predicate == _SUPPORTED_BY)
    return {value for value in values if isinstance(value, ox.NamedNode)}
