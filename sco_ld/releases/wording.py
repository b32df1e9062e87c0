"""Changes in words: the title of each resource, and the lines that say what is different."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.describer import Describer
from sco_ld.model.interface import words
from sco_ld.model.statuses import Statuses, changed_statuses
from sco_ld.model.vocabulary import HAS_SOURCE, SUPPORTED_BY
from sco_ld.rdf.terms import language, text
from sco_ld.releases.changes import KINDS, RENAMED, Changes, PropertyChange, ResourceChange
from sco_ld.releases.snapshot import Snapshot

_SUPPORTED_BY = ox.NamedNode(SUPPORTED_BY)
_MAX_DEPTH = 5  # of nested blank nodes that are shown
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
        self.languages = (language,)

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
        old, new = (Statuses(side.index, side.names, self.words) for side in self._sides)
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
            tuple(sorted(describer.citation(node, self.languages[0]) for node in nodes))
            for nodes, describer in zip((old - new, new - old), self._describers, strict=True)
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
        name = side.names.prefixes.shorten(change.iri) if not change.iri.startswith("_:") else ""
        old_name = self.changes.old.names.prefixes.shorten(change.old_iri) if change.old_iri else ""
        lines = (line for property_ in change.properties for line in self.lines(property_))
        return Entry(self.title(change.iri), name, old_name, tuple(lines))

    def title(self, iri: str) -> str:
        """Return the label of a resource, a passage with its source, member and role, or what it says in one line."""
        return "a node without a name" if iri.startswith("_:") else self._title(ox.NamedNode(iri), self._side_with(iri))

    def _title(self, node: ox.NamedNode, side: Snapshot) -> str:
        iri, describer = node.value, self._describers[side is self._sides[1]]
        if next(side.index.values(node, HAS_SOURCE), None):
            return describer.citation(node, self.languages[0])
        statuses = Statuses(side.index, side.names, self.words)
        if side.names.literal(iri, self.languages) is None and statuses.member(node):
            return statuses.title(node)
        return describer.phrase(node, self.languages[0])

    def lines(self, change: PropertyChange) -> Iterable[Line]:
        """Return the change of a property: in one line, but for texts in several languages a line each.

        The graph is named unless it is the default graph.
        """
        label = self._describers[True].property_label(change.predicate, self.languages[0])
        graph = self._graph(change)
        tags = sorted({language(term) for term in (*change.removed, *change.added)})
        for tag in tags:
            removed, added = (
                tuple(self.value(term, side) for term in terms if language(term) == tag)
                for terms, side in zip((change.removed, change.added), self._sides, strict=True)
            )
            yield Line((f"{label} ({tag})" if tag else label) + graph, removed, added)

    def _graph(self, change: PropertyChange) -> str:
        if isinstance(change.graph, ox.DefaultGraph):
            return ""
        if isinstance(change.graph, ox.BlankNode):
            return ", in a graph without a name"
        return f", in graph {self.value(change.graph, self._side_with(change.graph.value))}"

    def value(self, term: object, side: Snapshot, depth: int = 0) -> str:
        """Return a value as text: a literal as it stands, a resource by title and name, a blank node by what it says."""
        if isinstance(term, ox.NamedNode):
            name, title = side.names.prefixes.shorten(term.value), self._title(term, side)
            return name if title == name else f"{title} ({name})"
        if not isinstance(term, ox.BlankNode):
            return text(term)
        if depth == _MAX_DEPTH:
            return "[…]"
        properties = sorted(
            f"{side.names.prefixes.shorten(quad.predicate.value)} {self.value(quad.object, side, depth + 1)}"
            for quad in self.changes.nested.get(term.value, ())
        )
        return f"[ {' ; '.join(properties)} ]" if properties else "[]"

    def _side_with(self, iri: str) -> Snapshot:
        """Return the side that describes a resource: the new one if both do, or if it is a blank node."""
        old, new = self._sides
        return new if iri.startswith("_:") or new.index.with_subject(ox.NamedNode(iri)) else old

    @cached_property
    def _sides(self) -> Sequence[Snapshot]:
        """What the old and the new snapshot say of all that the difference names."""
        found = self.changes.difference
        named = {term for quad in (*found.removed, *found.added) for term in quad}
        return self.changes.old.around(named), self.changes.new.around(named)

    @cached_property
    def _describers(self) -> tuple[Describer, Describer]:
        old, new = self._sides
        return Describer(old.quads, old.names, old.index), Describer(new.quads, new.names, new.index)


def _cited(quads: Iterable[ox.Quad]) -> set[ox.NamedNode]:
    values = (quad.object for quad in quads if quad.predicate == _SUPPORTED_BY)
    return {value for value in values if isinstance(value, ox.NamedNode)}
