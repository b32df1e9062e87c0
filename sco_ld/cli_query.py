"""The command `query`."""

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from sco_ld import formats
from sco_ld.errors import ScoError
from sco_ld.options import complete_question, option_format, option_output, with_publication
from sco_ld.output import emit, sink

if TYPE_CHECKING:
    import pyoxigraph as ox

    from sco_ld.api import Publication
    from sco_ld.query import Answer

RESULTS = ("table", "csv", "tsv", "json", "xml", "markdown")


@click.command()
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
        emit(results.question_list(publication, lang or _language()).encode(), output)
        return
    text = _wanted(publication, sparql, file, named, dict(_pair(parameter) for parameter in parameters))
    terminal = output is None and sys.stdout.isatty()

    _check_endpoint(publication, endpoint, graph)
    store = None if endpoint else publication.store_for(text)  # before the clock starts

    def answered(stream: IO[bytes]) -> None:
        answer = _answer(store, endpoint, graph, text, timeout or None)
        if labels is not None:
            from sco_ld.labels import with_labels

            answer = with_labels(answer, publication, labels.split(","))
        if limit is not None and isinstance(answer, Rows):
            answer = answer.first(limit)
        results.write(answer, format_, stream, publication, terminal=terminal)

    with sink(output) as stream:
        deadline.writing(None if endpoint else timeout or None, answered, stream)  # an endpoint is held to it by ask
    if endpoint is None and (explain or terminal):
        for sentence in deadline.within(timeout or None, lambda _: publication.explain(text)):
            click.echo(sentence, err=True)


def _wanted(
    publication: "Publication", sparql: str | None, file: Path | None, named: str | None, values: dict[str, str]
) -> str:
    if sum(one is not None for one in (sparql, file, named)) != 1:
        raise ScoError("Say one of: a query, --file FILE, --named NAME. --list shows the names.")
    if named is not None:
        return publication.bound_question(named, values)
    return publication.bound(_text(file or Path("-")) if sparql in (None, "-") else sparql, values)


def _answer(store: "ox.Store | None", endpoint: str | None, graph: str | None, text: str, timeout: float | None) -> "Answer":
    if store is None:
        from sco_ld.endpoint import ask

        return ask(endpoint or "", text, graph=graph, timeout=timeout)
    from sco_ld import query as queries

    return queries.ask(store, text)


def _check_endpoint(publication: "Publication", endpoint: str | None, graph: str | None) -> None:
    if graph and not endpoint:
        raise ScoError("--graph is a graph of an endpoint; say which: --endpoint URL.")
    if endpoint and publication.day:
        raise ScoError("--as-of is for the publication; an endpoint answers from what it holds.")


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
