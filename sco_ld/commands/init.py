"""The command `init`: a new publication, small and valid."""

import re
from datetime import UTC, datetime

from sco_ld import __version__
from sco_ld.commands.requests import InitRequest
from sco_ld.errors import ScoError
from sco_ld.releases.starter import files
from sco_ld.runtime.console import Console
from sco_ld.runtime.source_date import source_date


def run(request: InitRequest, console: Console) -> int:
    """Write the files. Raise ScoError if the folder has any file but those of git."""
    name = request.directory.resolve().name
    title = request.title or name.replace("-", " ").replace("_", " ").strip().capitalize()
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "organization"
    day = source_date() or datetime.now(UTC).date()
    content = files(title, request.lang, request.namespace or f"https://example.org/{slug}/", str(day), __version__)
    try:
        _check_empty(request)
        for path in content:
            (request.directory / path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScoError(f"{error.filename or request.directory}: {error.strerror}.") from error
    for path, text in content.items():
        with console.output(request.directory / path) as stream:
            stream.write(text)
    console.note(f"{request.directory}: {len(content)} files. Next: sco-ld -C {request.directory} validate")
    return 0


def _check_empty(request: InitRequest) -> None:
    if request.directory.exists() and not request.directory.is_dir():
        raise ScoError(f"{request.directory}: is a file, not a folder.")
    found = [path.name for path in request.directory.iterdir() if path.name != ".git"] if request.directory.is_dir() else []
    if found:
        raise ScoError(f"{request.directory}: is not empty: it has {min(found)}. Nothing was written.")
