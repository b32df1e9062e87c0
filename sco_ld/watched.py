"""Validation that stays: the first report whole, then only what changed."""

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from sco_ld import reading, report
from sco_ld.api import Publication
from sco_ld.errors import ScoError
from sco_ld.watching import changes


def watch(publication: Publication, paths: Sequence[Path], how: Mapping[str, Any], say: Callable[[str], None]) -> NoReturn:
    """Validate, and again whenever a file changes, saying which findings came and which went. It ends with an interrupt.

    Where shifty is installed it does the work, fast enough for every save.
    """
    how = {**how, "engine": "shifty" if find_spec("shifty") else how["engine"]}
    last = _found(publication, paths, how, say)
    if last is not None:
        say(report.text(last))
    folders = [
        *(paths or [publication.root / "data", publication.root / "ontology"]),
        *(how["shapes"] or [publication.root / "shapes"]),
    ]
    for changed in changes(lambda: reading.rdf_files(path for path in folders if path.exists())):
        say(f"{', '.join(path.name for path in changed)} changed.")
        now = _found(Publication(publication.root), paths, how, say)
        if now is None:
            continue
        old = {finding.fingerprint for finding in last or ()}
        came = [finding for finding in now if finding.fingerprint not in old and finding.severity != "info"]
        gone = [finding for finding in last or () if finding.fingerprint not in {one.fingerprint for one in now}]
        for finding in came:
            say(report.block(finding))
        for finding in gone:
            say(f"mended: {finding.focus} {finding.shape}")
        say(report.summary(now))
        last = now
    raise AssertionError("changes() never ends")


def _found(publication: Publication, paths: Sequence[Path], how: Mapping[str, Any], say: Callable[[str], None]) -> Any:
    try:
        return publication.validate(paths, **how)
    except ScoError as error:
        say(f"Error: {error}")
        return None
