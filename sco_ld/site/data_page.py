"""The data page: downloads with checksums, counts, and what the validation found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sco_ld.errors import ScoError
from sco_ld.site.content import Content
from sco_ld.site.texts import Reference, Texts, clean
from sco_ld.validation.report import Finding

_SEVERITIES = ("violation", "warning", "info")
_MOST = 100


@dataclass(frozen=True)
class Line:
    """A finding on the page."""

    severity: str
    focus: Reference
    shape: Reference
    message: str


@dataclass(frozen=True)
class Report:
    """What the validation found: counts by severity, and the first violations and warnings."""

    conforms: bool
    counts: tuple[tuple[str, int], ...]
    findings: tuple[Line, ...]


@dataclass(frozen=True)
class Findings:
    """What the validation of a publication found; None if it has no shapes."""

    all: Sequence[Finding] | None

    def on_page(self, texts: Texts) -> Report | None:
        """Return the findings in the language of a page."""
        if self.all is None:
            return None
        counts = Counter(one.severity for one in self.all)
        serious = [one for one in self.all if one.severity != "info"]
        return Report(
            not any(one.severity == "violation" for one in self.all),
            tuple((name, counts[name]) for name in _SEVERITIES),
            tuple(_line(texts, one) for one in serious[:_MOST]),
        )


def findings(content: Content) -> Findings:
    """Return what the validation of the publication by its own shapes finds."""
    if not content.publication.files("shapes"):
        return Findings(None)
    try:
        return Findings(content.publication.validate().findings)
    except ScoError:
        return Findings(None)


def tables(texts: Texts) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the counts of the data set by kind and by language, with their titles."""
    statistics, words = texts.content.publication.info(), texts.words
    expand = texts.content.prefixes.expand
    kinds = Counter[str]()
    for name, number in statistics.classes.items():
        iri = expand(name)
        kinds[texts.kind(iri) if iri else name] += number
    return [(words["nodes-by-kind"], kinds.most_common()), (words["labels-by-language"], [*statistics.labels.items()])]


def _line(texts: Texts, finding: Finding) -> Line:
    return Line(
        finding.severity, _named(texts, finding.focus), _named(texts, finding.shape), clean(finding.message)
    )  # fmt: skip


def _named(texts: Texts, name: str) -> Reference:
    iri = texts.content.prefixes.expand(name)
    return Reference(name, texts.page(iri) if iri and iri in texts.content.paths else "")
