"""A report as text: each finding with the line that is wrong, as compilers print it."""

import re
from collections import Counter

from sco_ld.text.printable import printable
from sco_ld.validation.report import SEVERITIES, Advice, Finding, Report

_COLOURS = {"violation": "31;1", "warning": "33;1", "info": "36"}
_WORD = re.compile(
    r'"""[^"]*(?:""")?|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>|\^\^[\w:.-]*\w)?|<[^>]*>|[\[(]|[^\s;,)\]]*[^\s;,)\].]'
)
_ERRORS = ("sco-ld:SyntaxComponent", "sco-ld:NotValidatedComponent")
_MOST = 200  # characters of a value
_NAMES = 3  # of an advice
_BEFORE, _AFTER = 60, 100  # characters of a line, seen from the column


def render(report: Report, *, colour: bool = False, most: int | None = None) -> str:
    """Return the findings in order of file, each with the line that is wrong; a summary last.

    Infos are counted by rule; the other formats list them. At most `most` findings are shown; the summary counts all.
    """
    listed = report.at_least("warning")
    shown = listed if most is None else listed[:most]
    blocks = [block(finding, colour=colour) for finding in shown]
    if len(shown) < len(listed):
        blocks.append(f"… and {len(listed) - len(shown)} more.\n")
    infos = Counter((finding.message, finding.shape) for finding in report if finding.severity == "info")
    lines = [
        f"{_painted('info', 'info', colour)}: {count} × {printable(message)} ({printable(shape)})\n"
        for (message, shape), count in sorted(infos.items())
    ]
    lines += [f"{_painted('info', 'info', colour)}: {_counted(advice)}\n" for advice in report.advice]
    return "\n".join([*blocks, *(["".join(lines)] if lines else []), f"{summary(report)}\n"])


def summary(report: Report) -> str:
    """Return the verdict and the numbers of findings, on one line.

    "Conforms" means what it means in SHACL: there are no findings at all. https://www.w3.org/TR/shacl/#conforms-definition
    """
    counts = Counter(finding.severity for finding in report)
    if not report.complete:
        return f"Not validated: {len(report)} error{'s' * (len(report) != 1)}."
    known = f" {report.known} known from the baseline." if report.known else ""
    if not counts:
        return f"Conforms: no findings.{known}"
    parts = [f"{counts[one]} {one}{'s' * (counts[one] != 1)}" for one in SEVERITIES if counts[one]]
    return f"{'Does not conform' if counts['violation'] else 'No violations'}: {', '.join(parts)}.{known}"


def block(finding: Finding, *, colour: bool = False) -> str:
    """Return one finding with the line that is wrong, as compilers do."""
    lines = [f"{place(finding)}{_painted(word(finding), finding.severity, colour)}: {printable(finding.message)}"]
    if finding.location and finding.location.line and finding.location.text:
        number = str(finding.location.line)
        line, before, mark = _excerpt(finding.location.text, finding.location.column)
        lines.append(f" {number} | {line}")
        lines.append(f" {' ' * len(number)} | {before}{_painted(mark, finding.severity, colour)}")
    parts = (
        ("node", finding.focus),
        ("path", finding.path),
        ("value", finding.value),
        ("wanted", finding.expected),
        ("shape", finding.shape),
    )
    return "\n".join([*lines, *(f"    {name:<6} {_cut(value)}" for name, value in parts if value)]) + "\n"


def _counted(advice: Advice) -> str:
    names = ", ".join(map(_cut, advice.names[:_NAMES])) + ", …" * (len(advice.names) > _NAMES)
    return f"{len(advice.names)} × {advice.message} ({names})"


def word(finding: Finding) -> str:
    """Return the severity of a finding as a word; what stops a validation is an error."""
    return "error" if finding.component in _ERRORS else finding.severity


def place(finding: Finding) -> str:
    """Return where a finding is, to begin a line with: `a.ttl:1:2: `; empty if that is not known."""
    return f"{printable(str(finding.location))}: " if finding.location else ""


def about(finding: Finding) -> str:
    """Return what a finding is about, in a line: node, path and value, the long cut."""
    return " ".join(_cut(part) for part in (finding.focus, finding.path, finding.value) if part)


def _excerpt(line: str, column: int) -> tuple[str, str, str]:
    """Return a line as a terminal can show it, the spaces up to the column, and the marks under its word."""
    from wcwidth import wcswidth

    start = max(0, column - 1 - _BEFORE)
    word = _WORD.match(line, column - 1)
    before, marked = line[start : column - 1], line[column - 1 : word.end() if word else column][:_AFTER]
    shown = f"{'…' * bool(start)}{line[start : column + _AFTER]}{'…' * (len(line) > column + _AFTER)}"
    spaces, marks = (max(wcswidth(printable(part)), 0) for part in (before, marked))
    return printable(shown), " " * (spaces + bool(start)), "^" * max(1, marks)


def _cut(text: str) -> str:
    return printable(text if len(text) <= _MOST else f"{text[: _MOST - 1]}…")


def _painted(words: str, severity: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{words}\x1b[0m" if colour else words
