"""The result of a validation: a Report of Findings."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.source_map.locator import Place
from sco_ld.text import html

if TYPE_CHECKING:
    import rdflib

SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True)
class Finding:
    """One result of a validation: a node that does not satisfy a shape. Terms are written as prefixed names."""

    focus: str
    path: str
    value: str
    severity: str
    message: str
    shape: str
    component: str
    expected: str = ""
    location: Place | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as a plain dict; `location` is None, or a dict of file, line and column."""
        return asdict(self)

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay the same when lines move: of shape, component, node, path and value."""
        parts = (self.shape, self.component, self.focus, self.path, self.value)
        return sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Rule:
    """A shape with a name of its own: what it asks, in words."""

    shape: str
    name: str
    message: str
    severity: str


@dataclass(frozen=True)
class Report:
    """What a validation found: iterate for the Findings; `.graph` is the SHACL report, `.rules` are the shapes asked.

    `.notes` are sentences on what was not done; `.known` counts findings left out because a baseline has them.
    """

    findings: tuple[Finding, ...]
    graph: "rdflib.Graph" = field(compare=False, repr=False)
    rules: tuple[Rule, ...] = ()
    notes: tuple[str, ...] = ()
    known: int = 0
    prefixes: Prefixes = STANDARD

    @property
    def conforms(self) -> bool:
        """Whether no finding is a violation."""
        return not self.at_least("violation")

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
        return (place, worst, finding.shape, finding.focus, finding.path, finding.value, finding.message)

    return tuple(sorted(findings, key=key))
