"""The options of `release`."""

from typing import Any

import click

from sco_ld.cli.options import PATH, runs


@click.command()
@click.option("-o", "--output", type=PATH, required=True, metavar="DIR", help="The folder, written whole or not at all.")
@click.option("--host", metavar="URL", help="Where files and site will be, for w3id/.  [default: dcat:landingPage]")
@click.option("--site", is_flag=True, help="Build the site too, whose data page lists these files.")
@click.option("--allow-dirty", is_flag=True, help="Release what is not committed, and say so in the release.")
@runs(timeout=3600, on_a_day=False)
def release(**options: Any) -> dict[str, Any]:
    """Build everything of this version that a user can download.

    The bytes are the same every time. The folder has data and ontology in every format, tables, the sources, a
    description with checksums and statistics, CITATION.cff, and the redirects for w3id.org. It is refused if the
    publication does not conform, if files are not committed, and if this version was released with other content.

    \b
    Example:
        sco-ld -C . release -o build/release
    """
    return options
