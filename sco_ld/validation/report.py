"""The result of a validation: a Report of Findings."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.source_map.source_file import Place
from sco_ld.text import html

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True)
class Finding:
    """One result of a validation: a node that does not satisfy a shape. Terms are written as prefixed names.

    The fingerprint is sixteen hexadecimal digits that stay the same when lines move, prefixes change or files are merged.
    """

    focus: str
    path: str
    value: str
    severity: str
    message: str
    shape: str
    component: str
    expected: str = ""
    location: Place | None = None
    fingerprint: str = ""
    result: str = field(default="", compare=False, repr=False)  # the name of its blank node in the results of the report

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as a plain dict; `location` is None, or a dict of file, line and column."""
        content = asdict(self)
        del content["result"]
        return content


@dataclass(frozen=True)
class Rule:
    """A shape that has an IRI: its name, its message and its severity."""

    shape: str
    name: str
    message: str
    severity: str


@dataclass(frozen=True)
class Advice:
    """A sentence on the shapes, and the names of what it is about. It is no finding: the data are not judged by it."""

    message: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The findings of a validation; iterate for them. `.rules` are the shapes that the data were validated against.

    A report is not complete if nothing could be validated, and then its findings say why.
    `.notes` are sentences on what was not done, `.advice` is on the shapes; `.known` counts findings left out because a
    baseline has them.
    """

    findings: tuple[Finding, ...]
    results: "tuple[ox.Quad, ...]" = field(default=(), compare=False, repr=False)
    rules: tuple[Rule, ...] = ()
    notes: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()
    complete: bool = True
    known: int = 0
    prefixes: Prefixes = STANDARD

    @property
    def conforms(self) -> bool:
        """True if there are no findings of any severity. https://www.w3.org/TR/shacl/#conforms-definition"""
        return not self.findings

    @property
    def quads(self) -> "list[ox.Quad]":
        """The SHACL report graph of these findings. https://www.w3.org/TR/shacl/#validation-report"""
        from sco_ld.validation.report_graph import report_quads

        return report_quads(self)

    @property
    def graph(self) -> "rdflib.Graph":
        """The SHACL report graph of these findings, as an rdflib graph."""
        from sco_ld.rdf.rdflib_bridge import to_graph

        return to_graph(self.quads, self.prefixes)

    def at_least(self, severity: str) -> tuple[Finding, ...]:
        """Return the findings of that severity or a worse one."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(finding for finding in self.findings if finding.severity in worst)

    def without(self, fingerprints: Iterable[str]) -> Self:
        """Return the report without the findings of those fingerprints; `.known` counts them."""
        old = set(fingerprints)
        new = tuple(finding for finding in self.findings if finding.fingerprint not in old)
        return replace(self, findings=new, known=len(self.findings) - len(new))

    def render(self, name: str = "text", *, colour: bool = False, most: int | None = None) -> str:
        """Return the report in a format: text, json, turtle, junit, sarif or github.

        Colour, and a limit on the number of findings, are for text alone.
        """
        from sco_ld.validation import formats

        return formats.render(self, name, colour=colour, most=most)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def _repr_html_(self) -> str:
        cells = [(one.severity, str(one.location or ""), one.message, one.focus, one.path, one.value) for one in self]
        return html.report(self.conforms, cells, self.notes)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in order of file, line, severity and name."""

    def key(finding: Finding) -> tuple[Any, ...]:
        place = finding.location or Place("")
        worst = SEVERITIES.index(finding.severity)
        names = (finding.shape, finding.focus, finding.path, finding.value, finding.message)
        return (place, worst, *names, finding.fingerprint)

    return tuple(sorted(findings, key=key))
