"""The options of `init`."""

from typing import Any

import click

from sco_ld.cli.options import PATH, runs


@click.command()
@click.argument("directory", type=PATH, metavar="DIR")
@click.option("--title", help="The name of the organization.  [default: the folder's]")
@click.option("--lang", default="en", show_default=True, help="The language of the title.")
@click.option("--namespace", metavar="IRI", help="The beginning of all IRIs.  [default: https://example.org/NAME/]")
@runs(timeout=60, on_a_day=False)
def init(**options: Any) -> dict[str, Any]:
    """Begin a publication of your own, small and valid.

    DIR is new or empty. It gets two members, one source, shapes, three questions, and checks for a code host. What is
    written is valid at once: `sco-ld -C DIR validate`.

    \b
    Example:
        sco-ld init asean --title "Association of Southeast Asian Nations"
    """
    return options
