"""The options of `info`."""

from pathlib import Path

import click

from sco_ld.cli.options import option_output, with_source
from sco_ld.commands.requests import InfoRequest, Source


@click.command()
@click.option("--digest", is_flag=True, help="Print the SHA-256 of the canonical form (RDFC-1.0), and nothing else.")
@option_output
@with_source
def info(source: Source, output: Path | None, *, digest: bool) -> InfoRequest:
    """Print what is in the publication: version, licence, counts, sources, languages.

    \b
    Examples:
        sco-ld info
        sco-ld info --digest
    """
    return InfoRequest(source, digest, output)
