"""A Report as SARIF 2.1.0, which code hosts show beside a change.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sco_ld import __version__
from sco_ld.text.printable import printable
from sco_ld.validation.formats.json_text import json_text
from sco_ld.validation.formats.text import about
from sco_ld.validation.report import Finding, Report, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def render(report: Report) -> str:
    """Return a log of one run: every rule with its message, every finding with its place and its fingerprint."""
    rules = {rule.shape: rule for rule in report.rules}
    for finding in report:
        rules.setdefault(finding.shape, Rule(finding.shape, "", finding.message, finding.severity))
    order = {shape: number for number, shape in enumerate(sorted(rules))}
    driver = {
        "name": "sco-ld",
        "version": __version__,
        "informationUri": "https://w3id.org/sco-ld",
        "rules": [_rule(rules[shape]) for shape in order],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, order[finding.shape]) for finding in report],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(report: Report) -> dict[str, Any]:
    """Return whether the data were validated; if they were not, the findings are why."""
    if report.complete:
        return {"executionSuccessful": True}
    errors = [
        {"level": "error", "message": {"text": printable(one.message)}, "locations": [_location(one)]} for one in report
    ]
    return {"executionSuccessful": False, "exitCode": 2, "toolExecutionNotifications": errors}


def _rule(rule: Rule) -> dict[str, Any]:
    words = printable(rule.message or rule.name or rule.shape)
    return {
        "id": printable(rule.shape),
        **({"name": printable(rule.name)} if rule.name else {}),
        "shortDescription": {"text": words},
        "help": {"text": words},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.location
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": printable(finding.focus), "kind": "resource"}]}
    if place:
        region = {"region": {"startLine": place.line, "startColumn": place.column}} if place.line else {}
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(Path(place.file))}, **region}
    return location


def _result(finding: Finding, index: int) -> dict[str, Any]:
    return {
        "ruleId": printable(finding.shape),
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": printable(f"{finding.message} ({about(finding)})")},
        "locations": [_location(finding)],
        "partialFingerprints": {"scoLd/v2": finding.fingerprint},
    }


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
