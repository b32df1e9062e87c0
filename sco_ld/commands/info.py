"""The command `info`: what is in a publication."""

from sco_ld.commands.requests import InfoRequest
from sco_ld.rdf.canonical import digest
from sco_ld.runtime import deadline
from sco_ld.runtime.console import Console

_TIMEOUT = 60  # seconds; a few blank nodes can keep any canonicalization busy for years


def run(request: InfoRequest, console: Console) -> int:
    """Write the statistics, or the SHA-256 of the canonical form."""
    publication = request.source.publication()
    if request.digest:
        text = deadline.within(_TIMEOUT, lambda _: digest(publication.quads))
    else:
        text = str(publication.info())
    with console.output(request.output) as stream:
        stream.write(f"{text}\n".encode())
    return 0
