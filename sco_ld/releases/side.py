"""The terms of one side of a difference as texts: a resource by its title and name, a blank node by what it says."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.describer import Describer
from sco_ld.model.interface import Words
from sco_ld.model.statuses import Statuses
from sco_ld.model.vocabulary import HAS_SOURCE
from sco_ld.rdf.terms import text
from sco_ld.releases.snapshot import Snapshot

_MAX_DEPTH = 5  # of nested blank nodes that are shown


class Side:
    """A snapshot, with the quads about the blank nodes of the difference by their names, in the language of some words."""

    def __init__(self, snapshot: Snapshot, nested: Mapping[str, Sequence[ox.Quad]], words: Words) -> None:
        self.index, self.names, self.quads = snapshot.index, snapshot.names, snapshot.quads
        self.nested, self.language = nested, words.language
        self.statuses = Statuses(self.index, self.names, words)

    def describes(self, iri: str) -> bool:
        """Return whether a resource is described."""
        return bool(self.index.with_subject(ox.NamedNode(iri)))

    def name(self, iri: str) -> str:
        """Return the prefixed name of a resource."""
        return self.names.prefixes.shorten(iri)

    def title(self, node: ox.NamedNode) -> str:
        """Return the label of a resource, a passage with its source, member and role, or what it says in one line."""
        if next(self.index.values(node, HAS_SOURCE), None):
            return self.citation(node)
        if self.names.literal(node.value, (self.language,)) is None and self.statuses.member(node):
            return self.statuses.title(node)
        return self._describer.phrase(node, self.language)

    def citation(self, passage: ox.NamedNode) -> str:
        """Return source, publisher, date and the place in the source of a passage."""
        return self._describer.citation(passage, self.language)

    def property_label(self, predicate: ox.NamedNode) -> str:
        """Return the label of a property, or its local name as words."""
        return self._describer.property_label(predicate, self.language)

    def value(self, term: object, depth: int = 0) -> str:
        """Return a value as text: a literal as it stands, a resource by title and name, a blank node by what it says."""
        if isinstance(term, ox.NamedNode):
            name, title = self.name(term.value), self.title(term)
            return name if title == name else f"{title} ({name})"
        if not isinstance(term, ox.BlankNode):
            return text(term)
        if depth == _MAX_DEPTH:
            return "[…]"
        quads = self.nested.get(term.value, ())
        properties = sorted(f"{self.name(quad.predicate.value)} {self.value(quad.object, depth + 1)}" for quad in quads)
        return f"[ {' ; '.join(properties)} ]" if properties else "[]"

    @cached_property
    def _describer(self) -> Describer:
        return Describer(self.quads, self.names, self.index)
