"""The data page: downloads with checksums, counts, and what the validation found."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.site.content import Content
from sco_ld.site.texts import Reference, Texts, clean

REPORT = "validation.json"
_KEYS = ("severity", "focus", "path", "value", "shape", "message")
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
    """What the validation of a publication found."""

    all: tuple[dict[str, str], ...]
    by_shape: Counter[str]

    def on_page(self, texts: Texts) -> Report:
        """Return the findings in the language of a page."""
        counts = Counter(one["severity"] for one in self.all)
        serious = [one for one in self.all if one["severity"] != "info"]
        return Report(
            not counts["violation"],
            tuple((name, counts[name]) for name in _SEVERITIES),
            tuple(_line(texts, one) for one in serious[:_MOST]),
        )


def report(content: Content) -> bytes | None:
    """Return what the validation of the publication by its own shapes finds, as JSON; None if it has no shapes."""
    if not content.publication.files("shapes"):
        return None
    try:
        found = content.publication.validate()
    except ScoError:
        return None
    findings = [{key: str(getattr(one, key)) for key in _KEYS} for one in found]
    whole = {"conforms": not any(one.severity == "violation" for one in found), "findings": findings}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def read_report(folder: Path, expand: Callable[[str], str | None]) -> Findings | None:
    """Return the findings of the report in a folder; None if it has none."""
    file = folder / REPORT
    if not file.is_file():
        return None
    found = json.loads(file.read_bytes())["findings"]
    return Findings(tuple(found), Counter(expand(one["shape"]) or one["shape"] for one in found))


def tables(texts: Texts) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the counts of the data set by kind and by language, with their titles."""
    statistics, words = texts.content.publication.info(), texts.words
    expand = texts.content.prefixes.expand
    kinds = Counter[str]()
    for name, number in statistics.classes.items():
        iri = expand(name)
        kinds[texts.kind(iri) if iri else name] += number
    return [(words["nodes-by-kind"], kinds.most_common()), (words["labels-by-language"], [*statistics.labels.items()])]


def _line(texts: Texts, finding: dict[str, str]) -> Line:
    focus, shape = _named(texts, finding["focus"]), _named(texts, finding["shape"])
    return Line(finding["severity"], focus, shape, clean(finding["message"]))


def _named(texts: Texts, name: str) -> Reference:
    iri = texts.content.prefixes.expand(name)
    return Reference(name, texts.page(iri) if iri and iri in texts.content.paths else "")
