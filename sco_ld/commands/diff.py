"""The command `diff`: what has changed between two states of a publication."""

from sco_ld.commands.requests import DiffRequest
from sco_ld.releases import formats, snapshot
from sco_ld.releases.bump import bump, draft
from sco_ld.releases.changes import Changes, compare
from sco_ld.releases.snapshot import Snapshot
from sco_ld.releases.wording import Wording
from sco_ld.runtime.console import Console
from sco_ld.text.printable import printable

_REASONS = 10  # that are named


def run(request: DiffRequest, console: Console) -> int:
    """Write the difference, or what it asks for; return 1 if there is one."""
    old, new = _snapshots(request)
    console.doing("comparing")
    changes = compare(old, new, data=not request.ontology_only, ontology=not request.data_only)
    wording = Wording(changes, request.lang, in_the_world=len(request.days) > 1)
    text = _asked_for(changes, wording) if request.bump else formats.render(wording, request.format)
    with console.output(request.output) as stream:
        stream.write(f"{text}\n".encode())
    return 1 if changes else 0


def _snapshots(request: DiffRequest) -> tuple[Snapshot, Snapshot]:
    publication = request.source.publication()
    if request.old is None:
        now = snapshot.of_publication(publication)
        first, second = request.days
        return now.on_day(first, possible=request.possible), now.on_day(second, possible=request.possible)
    old = snapshot.of_name(request.old, publication)
    new = snapshot.of_name(request.new, publication) if request.new else snapshot.of_publication(publication)
    for day in request.days:
        old, new = (side.on_day(day, possible=request.possible) for side in (old, new))
    return old, new


def _asked_for(changes: Changes, wording: Wording) -> str:
    """Return the level of the change with its reasons, the version and the draft of a CHANGELOG entry."""
    found = bump(changes)
    if not found.level:
        return "none: there is no difference."
    version = f": {found.old_version} → {found.version}" if found.version else ""
    reasons = ", ".join(found.reasons[:_REASONS]) + (" …" if len(found.reasons) > _REASONS else "")
    return f"{found.level}{printable(version)}\nbecause of {printable(reasons)}\n\n{draft(wording)}"
