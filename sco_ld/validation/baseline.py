"""Baselines: the findings of an earlier report, by fingerprint, so that only new ones count."""

import json
from pathlib import Path

from sco_ld.errors import ScoError
from sco_ld.rdf.sources import text_of
from sco_ld.validation.report import Report


def read(path: Path) -> set[str]:
    """Return the fingerprints in a baseline file. Raise ScoError if the file is not a baseline."""
    try:
        content = json.loads(text_of(path))
        return {str(finding["fingerprint"]) for finding in content["findings"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ScoError(f"{path}: not a baseline; --write-baseline writes one.") from error


def render(report: Report) -> bytes:
    """Return the findings of a report as a baseline: JSON that a reviewer can read, sorted."""
    found = {finding.fingerprint: finding for finding in report}
    lines = [
        {"fingerprint": mark, "shape": finding.shape, "focus": finding.focus, "path": finding.path, "value": finding.value}
        for mark, finding in sorted(found.items(), key=lambda item: (item[1].shape, item[1].focus, item[0]))
    ]
    return json.dumps({"findings": lines}, ensure_ascii=False, indent=2).encode() + b"\n"
