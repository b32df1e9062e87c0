"""The options of `show`."""

from pathlib import Path

import click

from sco_ld.cli.completion import complete_resource
from sco_ld.cli.options import option_format, option_output, with_source
from sco_ld.commands.requests import ShowRequest, Source
from sco_ld.rdf import formats


@click.command()
@click.argument("name", shell_complete=complete_resource)
@click.option("--lang", help="The language of labels.  [default: en]")
@option_format(["text", "markdown", *formats.NAMES], "text")
@option_output
@with_source
def show(source: Source, name: str, lang: str | None, format_: str, output: Path | None) -> ShowRequest:
    """Show all that is known of one resource, with the passages it rests on.

    NAME is an IRI, a prefixed name, or a label in any language. The RDF formats give the resource, the nodes that point
    to it, and their passages and sources.

    \b
    Example:
        sco-ld show 上海五国 --lang zh
    """
    return ShowRequest(source, name, format_, lang, output)
