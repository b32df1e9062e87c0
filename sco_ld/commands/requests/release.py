"""The request of the command `release`."""

import re
from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands.requests.request import STDOUT, Request, refuse_if


@dataclass(frozen=True, kw_only=True)
class ReleaseRequest(Request):
    """A release of a publication, in a folder."""

    output: Path
    host: str | None = None
    site: bool = False
    allow_dirty: bool = False

    def __post_init__(self) -> None:
        refuse_if(self.output == STDOUT, "A release is a folder of files: -o DIR.")
        web = (self.host or "https://").startswith(("https://", "http://"))
        refuse_if(not web or re.search(r"\s", self.host or ""), f"--host is a web address, not {self.host}.")
