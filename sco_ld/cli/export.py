"""The options of `export`."""

from typing import Any

import click

from sco_ld.cli.options import PATH, argument_paths, option_bom, option_format, option_output, runs
from sco_ld.rdf import formats


@click.command()
@argument_paths
@option_format([*formats.NAMES, "csv", "svg"])
@option_bom
@option_output
@click.option("--frame", type=PATH, help="Give JSON-LD the shape of the JSON-LD frame in this file.")
@click.option("--lang", help="The language of the labels in csv and svg.  [default: en]")
@runs(timeout=3600)
def export(**options: Any) -> dict[str, Any]:
    """Convert RDF files, or write the publication, in any format.

    Without -f the output file's extension decides, else Turtle. The same input gives the same bytes. csv is a folder of
    tables of memberships, meetings, instruments and posts, with CSVW metadata; an earlier one is replaced, no other.
    svg is a picture of who had which status and when.

    \b
    Examples:
        sco-ld export -o sco.jsonld
        sco-ld export a.ttl b.rdf -o both.nt
        sco-ld export -f csv -o tables/
        sco-ld export --as-of 2017-06-09 --frame memberships.json
    """
    return options
