"""Statistics of a publication: version, licence, counts by class, by passages cited, by confidence, labels by language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.model.names import Names
from sco_ld.model.vocabulary import CONFIDENCE, SUPPORTED_BY
from sco_ld.rdf.namespaces import DCAT, DCTERMS, OWL, RDF, SKOS, VOID
from sco_ld.rdf.terms import language, text

_DATASETS = (f"{DCAT}Dataset", f"{VOID}Dataset")
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
        lines = [f"{self.title} {self.version}".strip() or "A publication without a description", self.licence, ""]
        lines += [f"{self.triples} triples"]
        for title, counts in (
            ("Nodes by class", self.classes),
            ("Nodes by number of passages cited", self.sources),
            ("Statement nodes by confidence", self.confidence),
            ("Labels by language", self.labels),
        ):
            lines += ["", title] * bool(counts)
            total = sum(counts.values())
            lines += [f"  {count:>6}  {count / total:>4.0%}  {name}" for name, count in counts.items()]
        return "\n".join(line for line in lines if line is not None)


def count(data: Sequence[ox.Quad], quads: Sequence[ox.Quad], names: Names) -> Statistics:
    """Return the statistics of data, and of the quads of data and ontology together."""

    def header(predicate: str) -> str:
        return next(map(text, dataset_values(data, predicate)), "")

    cited = Counter(text(quad.subject) for quad in _with(data, SUPPORTED_BY))
    return Statistics(
        title=header(f"{DCTERMS}title"),
        version=header(f"{OWL}versionInfo"),
        licence=header(f"{DCTERMS}license"),
        triples=len(set(quads)),
        classes=_counted(names.prefixes.shorten(text(quad.object)) for quad in _with(data, f"{RDF}type")),
        sources=dict(sorted(Counter(str(n) if n < _MANY else f"{_MANY} or more" for n in cited.values()).items())),
        confidence=_counted(names.label(quad.object) for quad in _with(data, CONFIDENCE)),
        labels=_counted(language(quad.object) or "none" for quad in _with(quads, f"{SKOS}prefLabel")),
    )


def dataset_values(data: Sequence[ox.Quad], predicate: str) -> list[object]:
    """Return the values of a property of the data's own description, the dcat:Dataset or void:Dataset."""
    itself = {quad.subject for quad in _with(data, f"{RDF}type") if text(quad.object) in _DATASETS}
    return list(dict.fromkeys(quad.object for quad in _with(data, predicate) if quad.subject in itself))


def _with(quads: Iterable[ox.Quad], predicate: str) -> list[ox.Quad]:
    return [quad for quad in quads if quad.predicate.value == predicate]


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
