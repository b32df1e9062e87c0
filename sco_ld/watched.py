"""Validation that stays: the first report whole, then only what changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from sco_ld import reading, report
from sco_ld.api import Publication
from sco_ld.checking import check
from sco_ld.errors import ScoError
from sco_ld.findings import Report
from sco_ld.watching import changes


def watch(publication: Publication, paths: Sequence[Path], how: Mapping[str, Any], say: Callable[[str], None]) -> NoReturn:
    """Validate, and again whenever a file changes, saying which findings came and which went. It ends with an interrupt.

    Where shifty is installed it does the work, fast enough for every save. Infos are left out.
    """
    own = (publication.root / name for name in ("data", "ontology", "shapes"))
    folders = [*paths, *how["shapes"], *how["ontology"], *own]
    changed = changes(lambda: [file for folder in folders for file in _files(folder)])
    last = _found(publication, paths, how, say)
    if last is not None:
        say(report.text(last).rstrip("\n"))
    for files in changed:
        say(f"{', '.join(dict.fromkeys(path.name for path in files))} changed.")
        now = _found(publication, paths, how, say)
        if now is not None:
            _compare(last, now, say)
            last = now
    raise AssertionError("changes() never ends")


def _compare(last: Report | None, now: Report, say: Callable[[str], None]) -> None:
    old, new = ({one.fingerprint: one for one in found.at_least("warning")} if found else {} for found in (last, now))
    for finding in (new[mark] for mark in new if mark not in old):
        say(report.block(finding))
    for finding in (old[mark] for mark in old if mark not in new):
        say(f"mended: {finding.focus} {finding.shape}")
    say(report.summary(now))


def _files(folder: Path) -> list[Path]:
    try:
        return reading.rdf_files([folder])
    except ScoError:  # it is empty, or gone, for a while
        return []


def _found(
    publication: Publication, paths: Sequence[Path], how: Mapping[str, Any], say: Callable[[str], None]
) -> Report | None:
    try:
        job = publication.job(paths, how["shapes"], how["ontology"], "shifty" if find_spec("shifty") else how["engine"])
        return check(replace(job, infos=False), how["timeout"])
    except ScoError as error:
        say(f"Error: {error}")
        return None
