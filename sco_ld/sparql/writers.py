"""An answer written as bytes: a table, the W3C result formats, an RDF format, or a word."""

from functools import partial
from typing import IO

from sco_ld.export import writer
from sco_ld.rdf import formats
from sco_ld.rdf.canonical import canonical
from sco_ld.rdf.terms import cell
from sco_ld.sparql.engine import Answer
from sco_ld.sparql.result_formats import BOOLEAN, MEDIA_TYPES, ROWS, fitting
from sco_ld.sparql.rows import Rows
from sco_ld.text import tables
from sco_ld.text.records import fitted


def write(answer: Answer, name: str | None, stream: IO[bytes], syntax: writer.Syntax, columns: int | None = None) -> None:
    """Write an answer in the format of that name, or in the one that suits: a table on a terminal, CSV in a pipe, Turtle.

    `columns` is the width of the terminal; None if the answer goes elsewhere. Rows are written as they are found, but for a
    table. Raise ScoError if the format does not fit the answer.
    """
    if isinstance(answer, list):
        writer.write(canonical(answer), fitting(name, "turtle", formats.NAMES, "triples"), stream, syntax)
    elif isinstance(answer, bool):
        stream.write(_boolean(answer, fitting(name, "table", BOOLEAN, "a yes or no")))
    else:
        _write_rows(answer, fitting(name, "csv" if columns is None else "table", ROWS, "rows"), stream, syntax, columns)


def preload(name: str | None, *, terminal: bool) -> None:
    """Import what writing in a format needs: once the query runs, no file can be opened any more."""
    if name in ("table", "markdown") or terminal:
        tables.width("中")
    writer.preload(name if name in formats.NAMES else "turtle")


def _write_rows(rows: Rows, name: str, stream: IO[bytes], syntax: writer.Syntax, columns: int | None) -> None:
    if name in MEDIA_TYPES:
        rows.write(stream, name)
        return
    lines = ([cell(term, syntax.prefixes) for term in row] for row in rows.solutions)
    as_table = tables.aligned if columns is None else partial(fitted, columns=columns)
    for line in (tables.markdown_table if name == "markdown" else as_table)(rows.variables, lines):
        stream.write(f"{line}\n".encode())


def _boolean(answer: bool, name: str) -> bytes:
    word = str(answer).lower()
    if name == "json":
        return f'{{"head":{{}},"boolean":{word}}}\n'.encode()
    if name == "xml":
        return (
            '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head>'
            f"<boolean>{word}</boolean></sparql>\n"
        ).encode()
    return f"{word}\n".encode()
