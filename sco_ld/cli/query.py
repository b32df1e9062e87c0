"""The options of `query`."""

import os
import sys
from typing import Any

import click

from sco_ld.cli.completion import complete_parameter, complete_question
from sco_ld.cli.options import PATH, option_bom, option_format, option_output, option_store, runs
from sco_ld.rdf import formats
from sco_ld.sparql import result_formats


@click.command()
@click.argument("sparql", required=False)
@click.option("--file", "file", type=PATH, help="Read the query from a file.")
@click.option("--named", metavar="NAME", shell_complete=complete_question, help="Ask one of the publication's questions.")
@click.option(
    "-p",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    shell_complete=complete_parameter,
    help="A parameter of the question.",
)
@click.option("--list", "list_named", is_flag=True, help="List the publication's questions.")
@click.option("--labels", metavar="LANGUAGES", help="Add a column of labels to each column of IRIs, such as: de,en.")
@click.option("--explain", is_flag=True, help="Print why nothing is found; on a terminal this is always printed.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Return at most N rows or triples.")
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint, instead of the publication.")
@click.option("--graph", metavar="IRI", help="With --endpoint: ask this graph of it; else its default graph.")
@click.option("--lang", help="The language of names with --named (else en), and of --list.")
@option_format([*result_formats.ROWS, *formats.NAMES])
@option_bom
@option_store
@option_output
@runs(timeout=60)
def query(**options: Any) -> dict[str, Any]:
    """Ask a SPARQL query, or one of the named questions.

    SPARQL is an argument, - for standard input, or comes from a file. The prefixes of the data need not be declared. A
    SELECT is a table on a terminal, row by row where that is too narrow, and CSV in a pipe; CONSTRUCT and DESCRIBE give
    Turtle, ASK gives true or false. Without FROM or FROM NAMED a query is asked of the merge of all graphs, in which
    each triple counts once. Numbers, booleans and dates are compared and returned by value: "007" as 7; to get data as
    they were written, use export. An endpoint that asks for a password finds it in SCO_LD_USER and SCO_LD_PASSWORD, or
    in ~/.netrc; a token in SCO_LD_TOKEN.

    \b
    Examples:
        sco-ld query 'SELECT ?state { ?m org:member ?state ; org:role sco:ObserverState }'
        sco-ld query --named founding-members --endpoint http://localhost:7878/query
        sco-ld -C large/ query --store large.index 'SELECT (COUNT(*) AS ?n) { ?m a org:Membership }'
    """
    if options["list_named"]:
        options["lang"] = options["lang"] or _language()
    on_terminal = options["output"] is None and sys.stdout.isatty()
    import shutil  # only now, so that `sco-ld --help` is quick

    return {**options, "columns": shutil.get_terminal_size().columns if on_terminal else None}


def _language() -> str:
    """Return the reader's language, as the environment has it."""
    values = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((value for value in values if value), "en")[:2]
