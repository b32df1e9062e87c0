"""The commands `show` and `info`: a resource, or all of a publication, for people."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sco_ld import formats
from sco_ld.options import complete_resource, option_format, option_output, with_publication
from sco_ld.output import emit

if TYPE_CHECKING:
    from sco_ld.api import Publication

_PATIENCE = 60  # seconds; a few blank nodes can keep any canonicalization busy for years


@click.command()
@click.argument("name", shell_complete=complete_resource)
@click.option("--lang", default="en", show_default=True, help="The language of labels.")
@option_format(["text", "markdown", *formats.NAMES], "text")
@option_output
@with_publication
def show(publication: "Publication", name: str, lang: str, format_: str, output: Path | None) -> None:
    """Show all that is known of one resource, with the passages it rests on.

    NAME is an IRI, a prefixed name, or a label in any language. The RDF formats give the resource, the nodes that point
    to it, and their passages and sources.

    \b
    Example:
        sco-ld show 上海五国 --lang zh
    """
    from sco_ld import page

    if format_ in formats.NAMES:
        emit(publication.excerpt(name, format_), output)
        return
    draw = page.markdown if format_ == "markdown" else page.plain
    emit(f"{draw(publication.describe(name, lang))}\n".encode(), output)


@click.command()
@click.option("--digest", is_flag=True, help="Give the SHA-256 of its canonical form (RDFC-1.0), and no more.")
@option_output
@with_publication
def info(publication: "Publication", output: Path | None, *, digest: bool) -> None:
    """Say what is in the publication: version, licence, counts, sources, languages.

    \b
    Examples:
        sco-ld info
        sco-ld info --digest
    """
    if digest:
        from sco_ld import deadline

        emit(f"{deadline.within(_PATIENCE, lambda _: publication.digest())}\n".encode(), output)
        return
    emit(f"{publication.info()}\n".encode(), output)
