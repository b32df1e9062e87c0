"""The request of the command `export`."""

from dataclasses import dataclass
from pathlib import Path

from sco_ld.commands import output_formats
from sco_ld.commands.requests.request import BOM_IS_FOR_CSV, STDOUT, Request, refuse_if


@dataclass(frozen=True, kw_only=True)
class ExportRequest(Request):
    """An export of a publication, or of files: to one file in an RDF format, or to a folder of tables."""

    paths: tuple[Path, ...] = ()
    format: str | None = None
    output: Path | None = None
    frame: Path | None = None
    lang: str | None = None
    bom: bool = False

    def __post_init__(self) -> None:
        refuse_if(self.frame and self.format not in (None, "json-ld"), f"A frame is for json-ld; {self.format} has none.")
        refuse_if(
            self.lang and self.format_name not in ("csv", "svg"), "--lang is the language of the labels in csv and svg."
        )
        refuse_if(
            self.paths and self.format_name == "svg",
            "svg is a picture of the publication; leave out the paths.",
        )
        to_file = self.output not in (None, STDOUT)
        refuse_if(self.format == "csv" and not to_file, "csv is several files, and wants a folder: -o DIR/.")
        is_csv = self.output is not None and self.output.suffix == ".csv"
        refuse_if(is_csv and not self.format, "csv is several files, and wants a folder: -f csv -o DIR/.")
        refuse_if(self.bom and self.format_name != "csv", BOM_IS_FOR_CSV)

    @property
    def format_name(self) -> str:
        """The format that is asked for, or else that of the output's extension, or else turtle."""
        return (
            self.format
            or output_formats.by_extension(self.output, {**output_formats.RDF, **output_formats.PICTURES}, "turtle")
            or ""
        )
