"""The options of `diff`."""

from typing import Any

import click

from sco_ld.cli.options import option_format, option_output, runs
from sco_ld.releases import formats


@click.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--as-of", "days", multiple=True, metavar="DAY", help="Compare as of a day; given twice, one day with another."
)
@click.option("--possible", is_flag=True, help="With --as-of: keep also what may have held.")
@click.option("--data-only", is_flag=True, help="Compare only the data.")
@click.option("--ontology-only", is_flag=True, help="Compare only the ontology.")
@click.option("--bump", is_flag=True, help="Print the version that the change calls for, and draft the CHANGELOG entry.")
@click.option("--lang", default="en", show_default=True, help="The language of labels and dates.")
@option_format(formats.NAMES, "text")
@option_output
@runs(timeout=600, on_a_day=False)
def diff(**options: Any) -> dict[str, Any]:
    """Show what has changed between two states of a publication.

    Changes are listed resource by resource. OLD and NEW are folders, files or git revisions, also as one range:
    v0.1.0..HEAD, or main...HEAD for what HEAD has changed since it left main. NEW is the publication itself unless it is
    given. Graphs are compared, not texts: order, formatting and names of blank nodes do not count. The exit code is 0 if
    there is no difference, 1 if there is one.

    \b
    Examples:
        sco-ld -C . diff HEAD~1 -f markdown
        sco-ld diff --as-of 2011-06-15 --as-of 2024-07-04
    """
    return options
