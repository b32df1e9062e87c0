"""A Report as text, JSON or Turtle."""

import json
from collections import Counter
from collections.abc import Callable

import pyoxigraph as ox

from sco_ld.export import to_bytes
from sco_ld.validation import SEVERITIES, Report


def text(report: Report) -> str:
    """Give the findings for a person, a summary last; infos are counted by rule, the other formats list them."""
    blocks = [
        f"{finding.severity}: {finding.message}\n"
        + "".join(
            f"    {name:<6} {value}\n"
            for name, value in (
                ("node", finding.focus),
                ("path", finding.path),
                ("value", finding.value),
                ("shape", finding.shape),
            )
            if value
        )
        for finding in report.at_least("warning")
    ]
    infos = Counter((finding.message, finding.shape) for finding in report if finding.severity == "info")
    lines = [f"info: {count} × {message} ({shape})\n" for (message, shape), count in sorted(infos.items())]
    return "\n".join([*blocks, *(["".join(lines)] if lines else []), f"{summary(report)}\n"])


def as_json(report: Report) -> str:
    """Give the findings for a program: `conforms`, and `findings` with the keys of Finding."""
    content = {"conforms": report.conforms, "findings": [finding.as_dict() for finding in report]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def turtle(report: Report) -> str:
    """Give the SHACL report graph itself. https://www.w3.org/TR/shacl/#validation-report"""
    lines = report.graph.serialize(format="ntriples")
    quads = ox.parse(lines.encode(), ox.RdfFormat.N_TRIPLES)
    return to_bytes(quads, "turtle").decode()


def summary(report: Report) -> str:
    """Say in a line what was found."""
    counts = Counter(finding.severity for finding in report)
    if not counts:
        return "Conforms: no findings."
    parts = [f"{counts[one]} {one}{'s' * (counts[one] != 1)}" for one in SEVERITIES if counts[one]]
    return f"{'Conforms' if report.conforms else 'Does not conform'}: {', '.join(parts)}."


RENDERERS: dict[str, Callable[[Report], str]] = {"text": text, "json": as_json, "turtle": turtle}
