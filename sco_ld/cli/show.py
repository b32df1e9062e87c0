"""The options of `show`."""

from typing import Any

import click

from sco_ld.cli.completion import complete_resource
from sco_ld.cli.options import option_format, option_output, option_store, runs
from sco_ld.rdf import formats


@click.command()
@click.argument("name", shell_complete=complete_resource)
@click.option("--lang", help="The language of labels.  [default: en]")
@option_format(["text", "markdown", *formats.NAMES, "svg"])
@option_store
@option_output
@runs(timeout=60)
def show(**options: Any) -> dict[str, Any]:
    """Show all that is known of one resource, with its passages.

    NAME is an IRI, a prefixed name, or a label in any language. The RDF formats give the resource, the nodes that point
    to it, and their passages and sources; svg is a picture of its life, or else of its neighbours.

    \b
    Examples:
        sco-ld show 上海五国 --lang zh
        sco-ld -C large/ show id:china --store large.index
    """
    return options
