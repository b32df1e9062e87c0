"""The command line: load, call, print."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from sco_ld import __version__, formats
from sco_ld.errors import ScoError
from sco_ld.options import (
    complete_question,
    complete_resource,
    option_format,
    option_output,
    option_paths,
    with_publication,
)

if TYPE_CHECKING:
    from sco_ld.api import Publication
    from sco_ld.query import Answer

RESULTS = ("table", "csv", "tsv", "json", "xml", "markdown")
REPORTS = ("text", "json", "turtle", "junit", "sarif", "github")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give the exit code: 0 done, 1 found something, 2 could not run."""
    logging.getLogger("rdflib").setLevel(logging.ERROR)  # it logs tracebacks for literals that we report
    warnings.filterwarnings("ignore", module="rdflib")
    try:
        code = cli.main(arguments, prog_name="sco-ld", standalone_mode=False)
        sys.stdout.flush()
    except ScoError as error:
        click.echo(f"Error: {error}", err=True)
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:
        click.echo(f"Error: {error.filename or 'output'}: {error.strerror}.", err=True)
        return 2
    return int(code or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.option("-C", "directory", type=click.Path(path_type=Path), help="Use the publication in this folder.")
@click.pass_context
def cli(context: click.Context, directory: Path | None) -> None:
    """Validate, query and export the Shanghai Cooperation Organization as linked data.

    A publication is a folder with ontology/, data/ and shapes/; the SCO ships with this tool, -C names another.

    \b
    Example:
        sco-ld query --named founding-members
    """
    context.obj = directory


@cli.command()
@option_paths
@click.option("-s", "--shapes", multiple=True, type=click.Path(path_type=Path), help="Shapes, instead of the publication's.")
@click.option("--ontology", multiple=True, type=click.Path(path_type=Path), help="Terms, instead of the publication's.")
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", "never"]),
    default="violation",
    show_default=True,
    help="Exit 1 from this severity on.",
)
@click.option(
    "-f",
    "--format",
    "formats_",
    multiple=True,
    metavar="FORMAT[=FILE]",
    default=["text"],
    show_default=True,
    help=f"{', '.join(REPORTS)}; several at once, each into its own file.",
)
@option_output
@click.option("--max-findings", type=click.IntRange(min=0), help="Show at most so many findings as text.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Leave out the findings that this file has.")
@click.option("--write-baseline", type=click.Path(path_type=Path), help="Write the findings to this file, and exit 0.")
@click.option("--engine", type=click.Choice(["pyshacl", "shifty"]), default="pyshacl", show_default=True)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Give up after so long.")
@click.option("--watch", is_flag=True, help="Stay, and tell what each save broke or mended; no infos.")
@with_publication
def validate(
    publication: "Publication",
    paths: tuple[Path, ...],
    fail_on: str,
    formats_: tuple[str, ...],
    output: Path | None,
    max_findings: int | None,
    baseline: Path | None,
    write_baseline: Path | None,
    *,
    watch: bool,
    **how: Any,
) -> int:
    """Check data against shapes, and say which file and line is wrong.

    PATHS are files or folders of RDF, or - for stdin; without any, the publication itself is checked. Exit 0: conforms.
    Exit 1: findings. Exit 2: could not run.

    \b
    Examples:
        sco-ld validate draft.ttl --fail-on warning
        sco-ld validate mydata/ -s myshapes/ -f text -f sarif=report.sarif
    """
    from sco_ld import baseline as baselines
    from sco_ld import rendering, watched

    wanted = [_format_and_file(one, output) for one in formats_]
    if watch:
        watched.watch(publication, paths, how, click.echo)
    report = publication.validate(paths, **how)
    for note in report.notes:
        click.echo(f"Note: {note}", err=True)
    if write_baseline:
        baselines.write(report, write_baseline)
        click.echo(f"{len(report)} findings written to {write_baseline}.", err=True)
        return 0
    if baseline:
        report = report.without(baselines.read(baseline))
    for name, file in wanted:
        _emit(rendering.render(report, name, colour=_colour(file), most=max_findings).encode(), file)
    return int(fail_on != "never" and bool(report.at_least(fail_on)))


@cli.command()
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option("--named", metavar="NAME", shell_complete=complete_question, help="Ask one of the publication's questions.")
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="A parameter of the question.")
@click.option("--list", "list_", is_flag=True, help="List the publication's questions.")
@click.option("--labels", metavar="LANGUAGES", help="Add a column of labels to each column of IRIs, such as: de,en.")
@click.option("--explain", is_flag=True, help="Say why nothing is found; on a terminal that is said anyway.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Give at most so many rows.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    default=60,
    show_default=True,
    help="Give up after so long.",
)
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint, instead of the publication.")
@click.option("--graph", metavar="IRI", help="With --endpoint: ask this graph of it; else its default graph.")
@click.option("--lang", help="The language of --list; else that of the environment.")
@option_format([*RESULTS, *formats.NAMES])
@option_output
@with_publication
def query(
    publication: "Publication", sparql: str | None, file: Path | None, named: str | None, parameters: tuple[str, ...],
    list_: bool, labels: str | None, explain: bool, limit: int | None, timeout: float, endpoint: str | None,
    graph: str | None, lang: str | None, format_: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Ask a SPARQL query: as text, from a file, from stdin (-), or by name.

    The prefixes of the data need not be declared. A SELECT is a table on a terminal and CSV in a pipe; CONSTRUCT and
    DESCRIBE give Turtle, ASK gives true or false. An endpoint that asks for a password finds it in SCO_LD_USER and
    SCO_LD_PASSWORD, or in ~/.netrc; a token in SCO_LD_TOKEN.

    \b
    Examples:
        sco-ld query 'SELECT ?state { ?m org:member ?state ; org:role sco:ObserverState }'
        sco-ld query --named founding-members --endpoint http://localhost:7878/query
    """
    from sco_ld import deadline, results
    from sco_ld.query import Rows

    if list_:
        _emit(results.question_list(publication, lang or _language()).encode(), output)
        return
    text = _wanted(publication, sparql, file, named, dict(_pair(parameter) for parameter in parameters))
    terminal = output is None and sys.stdout.isatty()

    def answered(stream: IO[bytes]) -> None:
        answer = _answer(publication, text, endpoint, graph, timeout or None)
        if labels is not None:
            from sco_ld.labels import with_labels

            answer = with_labels(answer, publication, labels.split(","))
        if limit is not None and isinstance(answer, Rows):
            answer = answer.first(limit)
        results.write(answer, format_, stream, terminal=terminal, context=publication.context)

    if endpoint is None:
        publication.store  # noqa: B018  loaded before the clock starts
    with _sink(output) as stream:
        deadline.writing(None if endpoint else timeout or None, answered, stream)  # an endpoint is held to it by ask
    if endpoint is None and (explain or terminal):
        for sentence in deadline.within(timeout or None, lambda _: publication.explain(text)):
            click.echo(sentence, err=True)


@cli.command()
@option_paths
@option_format([*formats.NAMES, "csv"])
@option_output
@click.option("--lang", default="en", show_default=True, help="The language of the labels in csv.")
@with_publication
def export(publication: "Publication", paths: tuple[Path, ...], format_: str | None, output: Path | None, lang: str) -> None:
    """Write the publication, or files, in another format.

    Without -f the output file's extension decides, else Turtle. The same input gives the same bytes. csv is a folder of
    tables of memberships, meetings, instruments and posts, with CSVW metadata; an earlier one is replaced, no other.

    \b
    Examples:
        sco-ld export -o sco.jsonld
        sco-ld export -f csv -o tables/
    """
    if format_ == "csv":
        _tables(publication, paths, lang, output)
        return
    by_name = formats.of_path(output) if output else None
    name = format_ or (by_name.name if by_name else "turtle")
    with _sink(output) as stream:
        publication.write(stream, name, paths)


@cli.command()
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


@cli.command()
@click.argument("name", shell_complete=complete_resource)
@click.option("--lang", default="en", show_default=True, help="The language of labels.")
@option_format(["text", "markdown", *formats.NAMES], "text")
@option_output
@with_publication
def show(publication: "Publication", name: str, lang: str, format_: str, output: Path | None) -> None:
    """Show all that is known of one resource, with the passages it rests on.

    NAME is an IRI, a prefixed name, or a label in any language. The RDF formats give the resource, the nodes that point
    to it, and their passages and sources.

    \b
    Example:
        sco-ld show 上海五国 --lang zh
    """
    from sco_ld import page

    if format_ in formats.NAMES:
        _emit(publication.excerpt(name, format_), output)
        return
    draw = page.markdown if format_ == "markdown" else page.plain
    _emit(f"{draw(publication.describe(name, lang))}\n".encode(), output)


@cli.command()
@option_output
@with_publication
def info(publication: "Publication", output: Path | None) -> None:
    """Say what is in the publication: version, licence, counts, sources, languages.

    \b
    Example:
        sco-ld info
    """
    _emit(f"{publication.info()}\n".encode(), output)


def _tables(publication: "Publication", paths: tuple[Path, ...], lang: str, output: Path | None) -> None:
    from sco_ld.tabular import FILES
    from sco_ld.writing import whole_folder

    if output is None or output == Path("-"):
        raise ScoError("csv is several files, and wants a folder: -o DIR/.")
    with whole_folder(output, FILES) as folder:
        for name, content in publication.spreadsheets(paths, lang).items():
            (folder / name).write_bytes(content)


def _wanted(
    publication: "Publication", sparql: str | None, file: Path | None, named: str | None, values: dict[str, str]
) -> str:
    if sum(one is not None for one in (sparql, file, named)) != 1:
        raise ScoError("Say one of: a query, --file FILE, --named NAME. --list shows the names.")
    if named is not None:
        return publication.bound_question(named, values)
    return publication.bound(_text(file or Path("-")) if sparql in (None, "-") else sparql, values)


def _answer(
    publication: "Publication", text: str, endpoint: str | None, graph: str | None, timeout: float | None
) -> "Answer":
    if endpoint is None and graph is None:
        return publication.answer(text, {})
    if endpoint is None:
        raise ScoError("--graph is a graph of an endpoint; say which: --endpoint URL.")
    if publication.day:
        raise ScoError("--as-of is for the publication; an endpoint answers from what it holds.")
    from sco_ld.endpoint import ask

    return ask(endpoint, text, graph=graph, timeout=timeout)


def _format_and_file(text: str, output: Path | None) -> tuple[str, Path | None]:
    name, equals, file = text.partition("=")
    if name not in REPORTS:
        raise ScoError(f'There is no report format "{name}"; there are {", ".join(REPORTS)}.')
    return name, Path(file) if equals else output


def _colour(file: Path | None) -> bool:
    return file is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _text(file: Path) -> str:
    try:
        return (sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()).decode()
    except UnicodeDecodeError as error:
        raise ScoError(f"{file}: is not UTF-8.") from error


def _pair(parameter: str) -> tuple[str, str]:
    key, equals, value = parameter.partition("=")
    if not equals:
        raise ScoError(f'"{parameter}" is no parameter, such as day=2017-06-09.')
    return key, value


def _language() -> str:
    """Give the reader's language, as the environment says it."""
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((one for one in said if one), "en")[:2]


def _emit(content: bytes, output: Path | None) -> None:
    with _sink(output) as stream:
        stream.write(content)


@contextmanager
def _sink(output: Path | None) -> Iterator[IO[bytes]]:
    """Give standard output, or a file that is written whole or not at all."""
    from sco_ld.writing import whole_file

    if output is None or output == Path("-"):
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # the reader has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        return
    with whole_file(output) as stream:
        yield stream
