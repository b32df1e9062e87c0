"""What is in a publication: version, licence, counts by class, sources and confidence of its nodes, labels by language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.names import label
from sco_ld.publication import Folders
from sco_ld.terms import language, text
from sco_ld.vocab import DCTERMS, OWL, RDF, SCO, SKOS, shorten

_DATASETS = ("http://www.w3.org/ns/dcat#Dataset", "http://rdfs.org/ns/void#Dataset")
_MANY = 3


@dataclass(frozen=True)
class Inventory:
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


def take(publication: Folders) -> Inventory:
    """Count what is in a publication."""
    data, both = publication.data, [*publication.data, *publication.ontology]
    typed = [quad for quad in data if quad.predicate.value == f"{RDF}type"]

    def header(predicate: str) -> str:
        return next(map(text, described(data, predicate)), "")

    cited = Counter(text(quad.subject) for quad in _of(data, f"{SCO}supportedBy"))
    return Inventory(
        title=header(f"{DCTERMS}title"),
        version=header(f"{OWL}versionInfo"),
        licence=header(f"{DCTERMS}license"),
        triples=len(set(both)),
        classes=_counted(shorten(text(quad.object)) for quad in typed),
        sources=dict(sorted(Counter(str(n) if n < _MANY else f"{_MANY} or more" for n in cited.values()).items())),
        confidence=_counted(label(publication, quad.object) for quad in _of(data, f"{SCO}confidence")),
        labels=_counted(language(quad.object) or "none" for quad in _of(both, f"{SKOS}prefLabel")),
    )


def described(data: Sequence[ox.Quad], predicate: str) -> list[object]:
    """Give what the data's own description says: the values of a property of the dcat:Dataset or void:Dataset."""
    itself = {quad.subject for quad in _of(data, f"{RDF}type") if text(quad.object) in _DATASETS}
    return list(dict.fromkeys(quad.object for quad in _of(data, predicate) if quad.subject in itself))


def _of(quads: Iterable[ox.Quad], predicate: str) -> list[ox.Quad]:
    return [quad for quad in quads if quad.predicate.value == predicate]


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
