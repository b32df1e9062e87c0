"""The commands `export` and `push`: a publication, to go elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sco_ld import formats, guard
from sco_ld.errors import ScoError
from sco_ld.options import option_format, option_output, option_paths, with_publication
from sco_ld.output import emit, sink, telling

if TYPE_CHECKING:
    from sco_ld.api import Publication


@click.command()
@option_paths
@option_format([*formats.NAMES, "csv"])
@option_output
@click.option("--frame", type=click.Path(path_type=Path), help="Give JSON-LD the shape of the JSON-LD frame in this file.")
@click.option("--lang", default="en", show_default=True, help="The language of the labels in csv.")
@with_publication
def export(
    publication: "Publication",
    paths: tuple[Path, ...],
    format_: str | None,
    output: Path | None,
    frame: Path | None,
    lang: str,
) -> None:
    """Write the publication, or files, in another format.

    Without -f the output file's extension decides, else Turtle. The same input gives the same bytes. csv is a folder of
    tables of memberships, meetings, instruments and posts, with CSVW metadata; an earlier one is replaced, no other.

    \b
    Examples:
        sco-ld export -o sco.jsonld
        sco-ld export -f csv -o tables/
        sco-ld export --as-of 2017-06-09 --frame memberships.json
    """
    if frame:
        if format_ not in (None, "json-ld"):
            raise ScoError(f"A frame is for json-ld; {format_} has none.")
        emit(publication.framed(_frame(frame), paths), output)
        return
    if format_ == "csv":
        _write_tables(publication, paths, lang, output)
        return
    if output and output.suffix == ".csv" and not format_:
        raise ScoError("csv is several files, and wants a folder: -f csv -o DIR/.")
    by_name = formats.of_path(output) if output else None
    name = format_ or (by_name.name if by_name else "turtle")
    with sink(output) as stream, telling(stream) as told:
        publication.write(told, name, paths)


@click.command()
@click.option("--to", "url", required=True, metavar="URL", help="The graph store of a server (SPARQL 1.1 protocol).")
@click.option("--graph", metavar="IRI", help="The graph to replace; else the server's default graph.")
@with_publication
def push(publication: "Publication", url: str, graph: str | None) -> None:
    """Replace a graph of a server with the publication.

    All goes in one request, which is one transaction where the server offers that; then the server is asked what it holds.
    A server that asks for a password finds it in SCO_LD_USER and SCO_LD_PASSWORD, or in ~/.netrc; a token in SCO_LD_TOKEN.

    \b
    Examples:
        sco-ld push --to http://localhost:7878/store
        sco-ld push --to http://localhost:8890/sparql-graph-crud-auth --graph https://w3id.org/sco-ld
    """
    publication.push(url, graph, lambda words: click.echo(words, err=True))


def _write_tables(publication: "Publication", paths: tuple[Path, ...], lang: str, output: Path | None) -> None:
    from sco_ld.tabular import FILES
    from sco_ld.writing import whole_folder

    if output is None or output == Path("-"):
        raise ScoError("csv is several files, and wants a folder: -o DIR/.")
    with whole_folder(output, FILES) as folder:
        for name, content in publication.spreadsheets(paths, lang).items():
            (folder / name).write_bytes(content)


def _frame(path: Path) -> dict[str, Any]:
    import json

    content = path.read_bytes()
    guard.check_jsonld(content, str(path))
    try:
        frame = json.loads(content)
    except ValueError as error:
        raise ScoError(f"{path}: is not JSON: {error}.") from error
    if not isinstance(frame, dict):
        raise ScoError(f"{path}: a frame is a JSON object.")
    return frame
