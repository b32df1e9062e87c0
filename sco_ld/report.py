"""A Report as text for a person, as JSON, and as the SHACL report graph."""

import json
from collections import Counter

import pyoxigraph as ox

from sco_ld.export import to_bytes
from sco_ld.findings import SEVERITIES, Finding, Report

_COLOURS = {"violation": "31;1", "warning": "33;1", "info": "36"}


def text(report: Report, *, colour: bool = False, most: int | None = None) -> str:
    """Give the findings for a person, in order of file, with the line that is wrong; a summary last.

    Infos are counted by rule; the other formats list them. `most` ends a flood, with the true total still told.
    """
    told = report.at_least("warning")
    shown = told if most is None else told[:most]
    blocks = [block(finding, colour=colour) for finding in shown]
    if len(shown) < len(told):
        blocks.append(f"… and {len(told) - len(shown)} more.\n")
    infos = Counter((finding.message, finding.shape) for finding in report if finding.severity == "info")
    lines = [
        f"{_painted('info', 'info', colour)}: {count} × {message} ({shape})\n"
        for (message, shape), count in sorted(infos.items())
    ]
    return "\n".join([*blocks, *(["".join(lines)] if lines else []), f"{summary(report)}\n"])


def as_json(report: Report) -> str:
    """Give the findings for a program: `conforms`, `summary` and `findings` with the keys of Finding and a fingerprint."""
    counts = Counter(finding.severity for finding in report)
    content = {
        "conforms": report.conforms,
        "summary": {severity: counts[severity] for severity in SEVERITIES},
        "findings": [{**finding.as_dict(), "fingerprint": finding.fingerprint} for finding in report],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def turtle(report: Report) -> str:
    """Give the SHACL report graph itself. https://www.w3.org/TR/shacl/#validation-report"""
    lines = report.graph.serialize(format="ntriples")
    return to_bytes(ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES), "turtle").decode()


def summary(report: Report) -> str:
    """Say in a line what was found."""
    counts = Counter(finding.severity for finding in report)
    known = f" {report.known} known from the baseline." if report.known else ""
    if not counts:
        return f"Conforms: no findings.{known}"
    parts = [f"{counts[one]} {one}{'s' * (counts[one] != 1)}" for one in SEVERITIES if counts[one]]
    return f"{'Conforms' if report.conforms else 'Does not conform'}: {', '.join(parts)}.{known}"


def block(finding: Finding, *, colour: bool = False) -> str:
    """Give one finding with the line that is wrong, as compilers do."""
    place = f"{finding.location}: " if finding.location else ""
    lines = [f"{place}{_painted(finding.severity, finding.severity, colour)}: {finding.message}"]
    line = finding.location.text if finding.location else ""
    if line and finding.location:
        number = str(finding.location.line)
        mark = " " * (finding.location.column - 1) + _painted(
            "^" * _length(line, finding.location.column), finding.severity, colour
        )
        lines += [f" {number} | {line}", f" {' ' * len(number)} | {mark}"]
    parts = (
        ("node", finding.focus),
        ("path", finding.path),
        ("value", finding.value),
        ("wanted", finding.expected),
        ("shape", finding.shape),
    )
    return "\n".join([*lines, *(f"    {name:<6} {value}" for name, value in parts if value)]) + "\n"


def _length(line: str, column: int) -> int:
    """Give how many characters to mark: the word at the column."""
    rest = line[column - 1 :]
    return max(1, len(rest.split(" ")[0]) if not rest.startswith('"') else len(rest.rstrip(" ;,.")))


def _painted(words: str, severity: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{words}\x1b[0m" if colour else words
