"""Validation at every save: first the whole report, then what changed.

What the compiled engine has found is kept, so that a save costs what it changes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from sco_ld.errors import ScoError
from sco_ld.rdf.folders import rdf_files
from sco_ld.runtime import deadline
from sco_ld.runtime.file_watcher import changes
from sco_ld.text.printable import printable
from sco_ld.validation.engines.kept_engine import KeptEngine
from sco_ld.validation.formats import text
from sco_ld.validation.job import Job
from sco_ld.validation.report import Report
from sco_ld.validation.runner import run_here


def watch(
    make_job: Callable[[], Job], folders: Sequence[Path], timeout: float | None, say: Callable[[str], None]
) -> NoReturn:
    """Validate, and again whenever a file in the folders changes; print which findings are new and which are fixed.

    Infos are left out. It ends with an interrupt.
    """
    changed = changes(lambda: [file for folder in folders for file in _files(folder)])
    validated = _validated_by(KeptEngine(), make_job, timeout, say)
    last = validated()
    if last is not None:
        say(text.render(last).rstrip("\n"))
    for files in changed:
        say(f"{printable(', '.join(dict.fromkeys(path.name for path in files)))} changed.")
        now = validated()
        if now is not None:
            _compare(last, now, say)
            last = now
    raise AssertionError("changes() never ends")


def _compare(last: Report | None, now: Report, say: Callable[[str], None]) -> None:
    old, new = ({one.fingerprint: one for one in found.at_least("warning")} if found else {} for found in (last, now))
    for finding in (new[mark] for mark in new if mark not in old):
        say(text.block(finding))
    for finding in (old[mark] for mark in old if mark not in new):
        say(printable(f"fixed: {finding.focus} {finding.shape}"))
    say(text.summary(now))


def _files(folder: Path) -> list[Path]:
    try:
        return rdf_files([folder])
    except ScoError:  # it is empty, or gone, for a while
        return []


def _validated_by(
    kept: KeptEngine, make_job: Callable[[], Job], timeout: float | None, say: Callable[[str], None]
) -> Callable[[], Report | None]:
    """Return a function that returns the report of the files as they are; None if there is none."""

    def validated() -> Report | None:
        try:
            job = replace(make_job(), infos=False)
            report = deadline.here(timeout, lambda doing: run_here(job, doing, kept.engine_of(job.engine)))
        except ScoError as error:
            say(f"Error: {error}")
            return None
        if not report.complete:
            say(text.render(report).rstrip("\n"))
        return report if report.complete else None

    return validated
