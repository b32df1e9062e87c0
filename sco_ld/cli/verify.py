"""The options of `verify`."""

from typing import Any

import click

from sco_ld.cli.options import PATH, runs


@click.command()
@click.argument("path", required=False, type=PATH)
@click.option("--source", "text", type=PATH, metavar="FILE", help="Check that the cited passages stand in this text.")
@runs(timeout=3600, on_a_day=False)
def verify(**options: Any) -> dict[str, Any]:
    """Verify a release, or one file of it.

    Its checksums must be right, and the sources in it must give every file. With --source, each passage that the
    publication cites by position must stand there in the text. The exit code is 1 if something is wrong.

    \b
    Examples:
        sco-ld verify build/release
        sco-ld verify --source article.txt
    """
    return options
