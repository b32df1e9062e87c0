"""The request of the command `show`."""

from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands import output_formats
from sco_ld.commands.requests.request import Request, refuse_if, refuse_index_of_a_day
from sco_ld.rdf import formats as rdf_formats


@dataclass(frozen=True, kw_only=True)
class ShowRequest(Request):
    """A page on a resource, or its triples."""

    name: str
    format: str | None = None
    lang: str | None = None
    output: Path | None = None
    store: Path | None = None

    def __post_init__(self) -> None:
        name = self.format_name
        refuse_index_of_a_day(self.source, self.store)
        refuse_if(self.store and name == "svg", "--store is not for pictures, which need all data.")
        refuse_if(self.lang and name in rdf_formats.NAMES, f"--lang is for pages; {name} has every language.")

    @property
    def format_name(self) -> str:
        """The format that is asked for, or else that of the output's extension, or else text."""
        known = {**output_formats.PAGES, **output_formats.RDF, **output_formats.PICTURES}
        return self.format or output_formats.by_extension(self.output, known, "text") or ""
