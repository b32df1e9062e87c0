"""The request of the command `site`."""

from dataclasses import dataclass, replace
from pathlib import Path

from sco_ld.commands.requests.request import STDOUT, Request, refuse_if
from sco_ld.runtime.limits import Limits


@dataclass(frozen=True, kw_only=True)
class SiteRequest(Request):
    """A website: its folder, the address it will have, and where its files can be edited."""

    output: Path
    base_url: str | None = None
    edit_url: str | None = None
    serve: bool = False
    port: int = 8000

    @property
    def worker_limits(self) -> Limits:
        """The limits; a preview goes on, and has no end of time."""
        return replace(self.limits, seconds=None) if self.serve else self.limits

    def __post_init__(self) -> None:
        refuse_if(
            self.source.possible,
            "A site shows what certainly held and what possibly did; leave out --possible.",
        )
        refuse_if(self.output == STDOUT, "A site is a folder of files: -o DIR.")
        for url in (self.base_url, self.edit_url):
            refuse_if(
                url and not url.startswith(("https://", "http://")),
                f'"{url}" is not an address, such as https://example.org/.',
            )
