"""The request of the command `info`."""

from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands.requests.request import Request, refuse_if, refuse_index_of_a_day


@dataclass(frozen=True, kw_only=True)
class InfoRequest(Request):
    """The statistics of a publication, its digest alone, or its readiness."""

    digest: bool = False
    readiness: bool = False
    format: str | None = None
    output: Path | None = None
    store: Path | None = None

    def __post_init__(self) -> None:
        refuse_index_of_a_day(self.source, self.store)
        refuse_if(self.store and (self.digest or self.readiness), "--store is for the statistics; the others need all data.")
        refuse_if(self.digest and self.readiness, "Give --digest or --readiness, not both.")
        refuse_if(self.format and not self.readiness, "--format is for --readiness.")
