"""The request of the command `push`."""

from dataclasses import dataclass

from sco_ld.commands.requests.request import Request, kept_by_client
from sco_ld.runtime.limits import Limits


@dataclass(frozen=True, kw_only=True)
class PushRequest(Request):
    """A push of a publication to a graph of a server."""

    url: str
    graph: str | None = None

    @property
    def worker_limits(self) -> Limits:
        """The limits; the client of the server keeps the time."""
        return kept_by_client(self.limits)
