"""The options of `info`."""

from typing import Any

import click

from sco_ld.cli.options import option_format, option_output, option_store, runs


@click.command()
@click.option("--digest", is_flag=True, help="Print the SHA-256 of the canonical form (RDFC-1.0), and nothing else.")
@click.option("--readiness", is_flag=True, help="Score it by rules for data on the web, open data and FAIR, offline.")
@option_format(["text", "json", "markdown"])
@option_store
@option_output
@runs(timeout=60)
def info(**options: Any) -> dict[str, Any]:
    """Print what is in the publication.

    Version, licence, counts by class, sources, languages; or its digest, or how well it keeps the rules for open data.

    \b
    Examples:
        sco-ld info
        sco-ld info --digest
        sco-ld info --readiness -f markdown
    """
    return options
