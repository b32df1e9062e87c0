"""The options of `site`."""

from typing import Any

import click

from sco_ld.cli.options import PATH, runs


@click.command()
@click.option("-o", "--output", type=PATH, required=True, help="Write to this folder, whole or not at all.")
@click.option("--base-url", metavar="URL", help="The address the site will have, for links that must be absolute.")
@click.option(
    "--edit-url", metavar="URL", help="Where the files can be edited, such as …/blob/main: pages link to their line."
)
@click.option("--serve", is_flag=True, help="Serve it on this machine, and write it again at every save.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port of --serve.")
@runs(timeout=3600)
def site(**options: Any) -> dict[str, Any]:
    """Write the publication as a website for any file server.

    Every resource has a page in each language, and RDF files. An earlier site in the folder is replaced, and a file that
    stays the same is not touched; a folder with other files is refused. --as-of is the day that the pages hold on, by
    default the day of the version.

    \b
    Example:
        sco-ld site -o site && python -m http.server -d site
    """
    return options
