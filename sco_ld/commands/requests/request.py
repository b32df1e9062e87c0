"""What every command is asked: which publication, on which day, within which limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sco_ld.errors import ScoError
from sco_ld.runtime.limits import NO_LIMITS, Limits

if TYPE_CHECKING:
    from sco_ld.publication import Publication

STDOUT = Path("-")
BOM_IS_FOR_CSV = "--bom is for csv, which Excel takes for UTF-8 by its byte order mark alone; ask for it: -f csv."


def refuse_if(clash: object, sentence: str) -> None:
    """Raise ScoError with the sentence if there is a clash."""
    if clash:
        raise ScoError(sentence)


@dataclass(frozen=True)
class Source:
    """Which publication, on which day (what certainly held, or what possibly did), and the base of its relative IRIs.

    Without a directory it is the publication that some paths, or else the working directory, are in; or the bundled one.
    """

    directory: Path | None = None
    day: str | None = None
    possible: bool = False
    base: str | None = None

    def __post_init__(self) -> None:
        refuse_if(self.possible and not self.day, "--possible is about a day; say which: --as-of DAY.")

    def indexed(self, store: Path | None, say: Callable[[str], None]) -> "Publication":
        """Return the publication, with its index if it has a folder for that."""
        return self.publication().indexed(store, say) if store else self.publication()

    def publication(self, paths: Sequence[Path] = ()) -> "Publication":
        """Return the publication, for work on some paths or on itself."""
        from sco_ld.publication import load
        from sco_ld.rdf.publication_folder import enclosing_publication

        around = {enclosing_publication(path) for path in paths or [Path()]}
        whole = load(self.directory or (around.pop() if len(around) == 1 else None), self.base)
        return whole.as_of(self.day, possible=self.possible) if self.day else whole


@dataclass(frozen=True, kw_only=True)
class Request:
    """The request of a command: the publication and the limits."""

    source: Source = Source()
    limits: Limits = NO_LIMITS

    @property
    def worker_limits(self) -> Limits:
        """The limits of the process that does the work."""
        return self.limits


def kept_by_client(limits: Limits) -> Limits:
    """Return the limits with a second more: the client of a server ends in time, and can say what the server did."""
    return replace(limits, seconds=limits.seconds + 1) if limits.seconds else limits


def refuse_index_of_a_day(source: Source, store: Path | None) -> None:
    """Raise ScoError if an index is asked about a day."""
    refuse_if(store and source.day, "--store is an index of the whole publication; leave out --as-of.")
