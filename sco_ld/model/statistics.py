"""Statistics of a publication: version, licence, counts by class, by passages cited, by confidence, labels by language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.model.dataset_description import dataset_text
from sco_ld.model.names import Names
from sco_ld.model.vocabulary import CONFIDENCE, SUPPORTED_BY
from sco_ld.rdf.namespaces import DCTERMS, OWL, RDF, SKOS
from sco_ld.rdf.terms import language, text
from sco_ld.text import html
from sco_ld.text.printable import printable

_MANY = 3


@dataclass(frozen=True)
class Statistics:
    """Counts by name; `sources` counts nodes by the number of passages they cite; `str()` is a page for a terminal."""

    title: str
    version: str
    licence: str
    triples: int
    classes: Mapping[str, int]
    sources: Mapping[str, int]
    confidence: Mapping[str, int]
    labels: Mapping[str, int]

    def __str__(self) -> str:
        lines = [self.heading, self.licence, "", f"{self.triples} triples"]
        for title, counts in self._tables.items():
            lines += ["", title] * bool(counts)
            total = sum(counts.values())
            lines += [f"  {count:>6}  {count / total:>4.0%}  {name}" for name, count in counts.items()]
        return "\n".join(map(printable, lines))

    @property
    def heading(self) -> str:
        """The title and the version."""
        return f"{self.title} {self.version}".strip() or "A publication without a description"

    @property
    def _tables(self) -> dict[str, Mapping[str, int]]:
        return {
            "Nodes by class": self.classes,
            "Nodes by number of passages cited": self.sources,
            "Statement nodes by confidence": self.confidence,
            "Labels by language": self.labels,
        }

    def _repr_html_(self) -> str:
        return html.counts(self.heading, [self.licence, f"{self.triples} triples"], self._tables)


_COUNTED = {
    *(f"{DCTERMS}title", f"{OWL}versionInfo", f"{DCTERMS}license"),
    *(f"{RDF}type", f"{SKOS}prefLabel", SUPPORTED_BY, CONFIDENCE),
}


def count(data: Sequence[ox.Quad], quads: Sequence[ox.Quad], names: Names, triples: int | None = None) -> Statistics:
    """Return the statistics of data, and of the quads of data and ontology together; their number may be known."""
    cited = Counter(text(quad.subject) for quad in _with_predicate(data, SUPPORTED_BY))
    return Statistics(
        title=dataset_text(data, f"{DCTERMS}title"),
        version=dataset_text(data, f"{OWL}versionInfo"),
        licence=dataset_text(data, f"{DCTERMS}license"),
        triples=len(set(quads)) if triples is None else triples,
        classes=_count_by(names.prefixes.shorten(text(quad.object)) for quad in _with_predicate(data, f"{RDF}type")),
        sources=dict(sorted(Counter(str(n) if n < _MANY else f"{_MANY} or more" for n in cited.values()).items())),
        confidence=_count_by(names.label(quad.object) for quad in _with_predicate(data, CONFIDENCE)),
        labels=_count_by(language(quad.object) or "none" for quad in _with_predicate(quads, f"{SKOS}prefLabel")),
    )


def of_streams(data: Iterable[ox.Quad], ontology: Iterable[ox.Quad], store: ox.Store, names: Names) -> Statistics:
    """Return what `count` does, for quads that are not kept in memory; a store of them says how many there are."""
    kept, terms = _counted(data), _counted(ontology)
    rows = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    return count(kept, [*kept, *terms], names, int(next(rows)["n"].value))  # type: ignore[arg-type]


def _counted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return those of the quads that `count` looks at, but for the number of triples."""
    return [quad for quad in quads if quad.predicate.value in _COUNTED]


def _with_predicate(quads: Iterable[ox.Quad], predicate: str) -> list[ox.Quad]:
    return [quad for quad in quads if quad.predicate.value == predicate]


def _count_by(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
