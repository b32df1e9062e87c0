"""The command `init`: a new publication, small and valid."""

import re
from datetime import UTC, datetime

from sco_ld import __version__
from sco_ld.commands.requests import InitRequest
from sco_ld.releases.starter import files
from sco_ld.runtime.console import Console
from sco_ld.runtime.source_date import source_date


def run(request: InitRequest, console: Console) -> int:
    """Write the files, all or none. Raise ScoError if the folder has any file but those of git."""
    name = request.directory.resolve().name
    title = request.title or name.replace("-", " ").replace("_", " ").strip().capitalize()
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "organization"
    day = source_date() or datetime.now(UTC).date()
    content = files(title, request.lang, request.namespace or f"https://example.org/{slug}/", str(day), __version__)
    console.new_folder(request.directory, content, (".git",))
    console.note(f"{request.directory}: {len(content)} files. Next: sco-ld -C {request.directory} validate")
    return 0
