"""The request of the command `verify`."""

from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands.requests.request import Request, refuse_if


@dataclass(frozen=True, kw_only=True)
class VerifyRequest(Request):
    """A check of a release, of one file of it, or of the passages that a publication cites of a text."""

    path: Path | None = None
    text: Path | None = None

    def __post_init__(self) -> None:
        nothing = self.path is None and self.text is None
        refuse_if(nothing, "Give what to verify: the folder of a release, one of its files, or --source FILE.")
