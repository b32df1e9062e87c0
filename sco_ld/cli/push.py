"""The options of `push`."""

from typing import Any

import click

from sco_ld.cli.options import runs


@click.command()
@click.option("--to", "url", required=True, metavar="URL", help="The graph store of a server (SPARQL 1.1 protocol).")
@click.option("--graph", metavar="IRI", help="The graph to replace; else the server's default graph.")
@runs(timeout=600)
def push(**options: Any) -> dict[str, Any]:
    """Replace a graph of a server with the publication.

    All goes in one request, which is one transaction where the server offers that; then the server is asked what it holds.
    A server that asks for a password finds it in SCO_LD_USER and SCO_LD_PASSWORD, or in ~/.netrc; a token in SCO_LD_TOKEN.

    \b
    Examples:
        sco-ld push --to http://localhost:7878/store
        sco-ld push --to http://localhost:8890/sparql-graph-crud-auth --graph https://w3id.org/sco-ld
    """
    return options
