"""The request of the command `diff`."""

import re
from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands.requests.request import Request, refuse_if


@dataclass(frozen=True, kw_only=True)
class DiffRequest(Request):
    """A comparison of two states: paths or revisions, or two days of the publication."""

    old: str | None = None
    new: str | None = None
    days: tuple[str, ...] = ()
    possible: bool = False
    data_only: bool = False
    ontology_only: bool = False
    bump: bool = False
    lang: str = "en"
    format: str = "text"
    output: Path | None = None

    def __post_init__(self) -> None:
        if self.old and not self.new and re.search(r"\.\.(?!/|$)|[^/]\.\.$", self.old) and not Path(self.old).exists():
            old, dots, new = re.split(r"(\.\.\.?)", self.old, maxsplit=1)
            old, new = old or "HEAD", new or "HEAD"
            object.__setattr__(self, "old", f"{old}...{new}" if dots == "..." else old)
            object.__setattr__(self, "new", new)
        one_day, two_days = len(self.days) == 1, len(self.days) == len(("old", "new"))
        refuse_if(not self.old and not two_days, "Give what to compare: OLD and NEW, or two days, --as-of DAY --as-of DAY.")
        refuse_if(self.old and self.days and not one_day, "OLD and NEW are compared as of one day; two days need no OLD.")
        refuse_if(self.possible and not self.days, "--possible is about a day; say which: --as-of DAY.")
        refuse_if(self.data_only and self.ontology_only, "Give --data-only or --ontology-only, not both.")
        refuse_if(self.bump and self.days, "--bump is about two versions, not about days.")
        refuse_if(self.bump and self.format != "text", "--bump prints text; leave out --format.")
