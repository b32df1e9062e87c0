"""Names of resources, from the store of an index instead of quads in memory."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.names import NAMES, Names, labels_of, preferred
from sco_ld.rdf.namespaces import Prefixes

_DEFAULT = ox.DefaultGraph()


class StoredNames(Names):
    """The names in the default graph of a store. They are texts, which no store rewrites."""

    def __init__(self, store: ox.Store, prefixes: Prefixes) -> None:
        self.prefixes, self._store = prefixes, store  # quads are read when they are first needed

    @cached_property
    def quads(self) -> list[ox.Quad]:  # type: ignore[override]
        """The quads that name something, sorted, since a store has no order."""
        found = (self._store.quads_for_pattern(None, ox.NamedNode(name), None, _DEFAULT) for name in NAMES)
        return sorted((quad for quads in found for quad in quads), key=str)

    def literal(self, iri: str, languages: Sequence[str] = ("en",)) -> ox.Literal | None:
        """Return a resource's label as `Names.literal` does, without reading those of others."""
        try:
            node: ox.NamedNode | ox.BlankNode = ox.NamedNode(iri)
        except ValueError:
            node = ox.BlankNode(iri)
        return preferred(labels_of(sorted(self._store.quads_for_pattern(node, None, None, _DEFAULT), key=str)), languages)

    @cached_property
    def _subjects(self) -> Mapping[str, None]:  # type: ignore[override]
        return _Subjects(self._store)


class _Subjects(Mapping[str, None]):
    """The IRIs that a store describes."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def __contains__(self, iri: object) -> bool:
        if not isinstance(iri, str):
            return False
        return next(self.store.quads_for_pattern(ox.NamedNode(iri), None, None, _DEFAULT), None) is not None

    def __getitem__(self, iri: str) -> None:
        if iri not in self:
            raise KeyError(iri)

    def __iter__(self) -> Iterator[str]:
        rows = self.store.query("SELECT DISTINCT ?s { ?s ?p ?o FILTER (ISIRI(?s)) } ORDER BY ?s")
        return (row["s"].value for row in rows)  # type: ignore[union-attr]

    def __len__(self) -> int:
        return sum(1 for _ in self)
