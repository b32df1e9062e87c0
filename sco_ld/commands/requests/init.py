"""The request of the command `init`."""

from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands.requests.request import Request


@dataclass(frozen=True, kw_only=True)
class InitRequest(Request):
    """A new publication in a folder, on an organization of that title in a language, with IRIs that begin like that."""

    directory: Path
    title: str | None = None
    lang: str = "en"
    namespace: str | None = None
