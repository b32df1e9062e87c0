"""The command `push`: a graph of a server replaced by the publication."""

from sco_ld.commands.requests import PushRequest
from sco_ld.runtime.console import Console


def run(request: PushRequest, console: Console) -> int:
    """Push the publication, and say what the server then holds."""
    console.doing(f"pushing to {request.url}")
    request.source.publication().push(request.url, request.graph, console.note, timeout=request.limits.seconds)
    return 0
