"""The command `verify`: whether a release is what its sources say."""

from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir

from sco_ld.commands.requests import VerifyRequest
from sco_ld.publication import Publication
from sco_ld.rdf.sources import text_of
from sco_ld.releases import passages, verification
from sco_ld.runtime.console import Console
from sco_ld.text.printable import printable


def run(request: VerifyRequest, console: Console) -> int:
    """Write a sentence for each file, and each passage, that is not as it should be; return 1 if there is one."""
    found: list[str] = []
    if request.path:
        console.doing("making the files again")
        temporary = Path(gettempdir(), f"sco-ld-{token_hex(8)}")
        console.temporary(temporary)
        found += verification.problems(request.path, temporary)
    if request.text:
        inside = request.path / "source" if request.path else None
        publication = Publication(inside) if inside and inside.is_dir() else request.source.publication()
        found += passages.problems(publication.data, text_of(request.text), publication.prefixes)
    for sentence in found:
        console.print(printable(sentence))
    if not found:
        console.print(
            "Verified: every file is what the sources give." if request.path else "Verified: every passage stands."
        )
    return 1 if found else 0
