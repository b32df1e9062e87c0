"""Baselines: the findings of an earlier report, by fingerprint, so that only new ones count."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sco_ld.errors import ScoError
from sco_ld.rdf.sources import text_of
from sco_ld.validation.report import Report


def known_findings(path: Path) -> dict[str, dict[str, Any]]:
    """Return the findings in a baseline file by fingerprint. Raise ScoError if the file is not a baseline."""
    try:
        content = json.loads(text_of(path))
        return {str(finding["fingerprint"]): finding for finding in content["findings"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ScoError(f"{path}: not a baseline; --write-baseline writes one.") from error


def fixed(known: Mapping[str, dict[str, Any]], report: Report) -> list[str]:
    """Return a line for each finding of a baseline that a report does not have any more."""
    left = {finding.fingerprint for finding in report}
    gone = (finding for mark, finding in known.items() if mark not in left)
    return [" ".join(str(finding.get(name, "")) for name in ("focus", "path", "value", "shape")) for finding in gone]


def tightened(known: Mapping[str, dict[str, Any]], report: Report) -> bytes:
    """Return a baseline of the findings that it has in common with a report: none is added."""
    return render(replace(report, findings=tuple(finding for finding in report if finding.fingerprint in known)))


def render(report: Report) -> bytes:
    """Return the findings of a report as a baseline: JSON that a reviewer can read, sorted."""
    found = {finding.fingerprint: finding for finding in report}
    lines = [
        {"fingerprint": mark, "shape": finding.shape, "focus": finding.focus, "path": finding.path, "value": finding.value}
        for mark, finding in sorted(found.items(), key=lambda item: (item[1].shape, item[1].focus, item[0]))
    ]
    return json.dumps({"findings": lines}, ensure_ascii=False, indent=2).encode() + b"\n"
