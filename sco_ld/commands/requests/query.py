"""The request of the command `query`."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands import output_formats
from sco_ld.commands.requests.request import BOM_IS_FOR_CSV, Request, kept_by_client, refuse_if, refuse_index_of_a_day
from sco_ld.runtime.limits import Limits


@dataclass(frozen=True, kw_only=True)
class QueryRequest(Request):
    """A query: the text of it, a file that holds it, or the name of a named one; or a request to list those.

    `columns` is the width of the terminal that the answer goes to; None if it goes to none.
    """

    sparql: str | None = None
    file: Path | None = None
    named: str | None = None
    parameters: tuple[str, ...] = ()
    list_named: bool = False
    lang: str | None = None
    labels: str | None = None
    explain: bool = False
    limit: int | None = None
    endpoint: str | None = None
    graph: str | None = None
    format: str | None = None
    output: Path | None = None
    bom: bool = False
    columns: int | None = None
    store: Path | None = None

    def __post_init__(self) -> None:
        asked = sum(one is not None for one in (self.sparql, self.file, self.named))
        if self.list_named:
            refuse_if(asked, "--list lists the named questions; leave out the query.")
            return
        refuse_if(asked != 1, "Give one of: a query, --file FILE, --named NAME. --list shows the names.")
        refuse_if(
            self.lang and self.named is None,
            "--lang is for --named and --list. For labels beside the IRIs of other rows: --labels LANGUAGES.",
        )
        refuse_if(self.graph and not self.endpoint, "--graph is a graph of an endpoint; say which: --endpoint URL.")
        if self.endpoint:
            refuse_if(self.source.day, "--as-of is for the publication; an endpoint answers from what it holds.")
            refuse_if(self.explain, "--explain looks into the publication; it cannot look into an endpoint.")
            refuse_if(self.store, "--store is an index of the publication; an endpoint has its own.")
        refuse_index_of_a_day(self.source, self.store)
        refuse_if(self.bom and self.format_name != "csv", BOM_IS_FOR_CSV)

    @property
    def format_name(self) -> str | None:
        """The format that is asked for, or else that of the output's extension; None for neither."""
        return self.format or output_formats.by_extension(self.output, {**output_formats.ROWS, **output_formats.RDF}, None)

    @property
    def worker_limits(self) -> Limits:
        """The limits; the client of an endpoint keeps the time."""
        return kept_by_client(self.limits) if self.endpoint else self.limits

    @property
    def values(self) -> dict[str, str]:
        """The parameters by name. Raise ScoError if one is not a pair, and if two have one name."""
        pairs = [parameter.partition("=") for parameter in self.parameters]
        for key, equals, value in pairs:
            refuse_if(not equals, f'"{key}{value}" is not a parameter, such as day=2017-06-09.')
        twice = [key for key, count in Counter(key for key, _, _ in pairs).items() if count > 1]
        refuse_if(twice, f'The parameter "{"".join(twice[:1])}" is given twice.')
        return {key: value for key, _, value in pairs}
