"""The command `validate`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sco_ld.errors import ScoError
from sco_ld.options import option_output, option_paths, with_publication
from sco_ld.output import emit

if TYPE_CHECKING:
    from sco_ld.api import Publication

REPORTS = ("text", "json", "turtle", "junit", "sarif", "github")


@click.command()
@option_paths
@click.option("-s", "--shapes", multiple=True, type=click.Path(path_type=Path), help="Shapes, instead of the publication's.")
@click.option("--ontology", multiple=True, type=click.Path(path_type=Path), help="Terms, instead of the publication's.")
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", "never"]),
    default="violation",
    show_default=True,
    help="Exit 1 from this severity on.",
)
@click.option(
    "-f",
    "--format",
    "formats_",
    multiple=True,
    metavar="FORMAT[=FILE]",
    default=["text"],
    show_default=True,
    help=f"{', '.join(REPORTS)}; several at once, each into its own file.",
)
@option_output
@click.option("--max-findings", type=click.IntRange(min=0), help="Show at most so many findings as text.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Leave out the findings that this file has.")
@click.option("--write-baseline", type=click.Path(path_type=Path), help="Write the findings to this file, and exit 0.")
@click.option("--engine", type=click.Choice(["pyshacl", "shifty"]), default="pyshacl", show_default=True)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Give up after so long.")
@click.option("--watch", is_flag=True, help="Stay, and tell what each save broke or mended; no infos.")
@with_publication
def validate(
    publication: "Publication",
    paths: tuple[Path, ...],
    fail_on: str,
    formats_: tuple[str, ...],
    output: Path | None,
    max_findings: int | None,
    baseline: Path | None,
    write_baseline: Path | None,
    *,
    watch: bool,
    **how: Any,
) -> int:
    """Check data against shapes, and say which file and line is wrong.

    PATHS are files or folders of RDF, or - for stdin; without any, the publication itself is checked. Exit 0: conforms.
    Exit 1: findings. Exit 2: could not run.

    \b
    Examples:
        sco-ld validate draft.ttl --fail-on warning
        sco-ld validate mydata/ -s myshapes/ -f text -f sarif=report.sarif
    """
    import logging
    import warnings

    from sco_ld import baseline as baselines
    from sco_ld import rendering, watched

    logging.getLogger("rdflib").setLevel(logging.ERROR)  # it logs tracebacks for literals that we report
    warnings.filterwarnings("ignore", module="rdflib")
    wanted = [_format_and_file(one, output) for one in formats_]
    if watch:
        watched.watch(publication, paths, how, click.echo)
    report = publication.validate(paths, **how)
    for note in report.notes:
        click.echo(f"Note: {note}", err=True)
    if write_baseline:
        baselines.write(report, write_baseline)
        click.echo(f"{len(report)} findings written to {write_baseline}.", err=True)
        return 0
    if baseline:
        report = report.without(baselines.read(baseline))
    for name, file in wanted:
        emit(rendering.render(report, name, colour=_colour(file), most=max_findings).encode(), file)
    return int(fail_on != "never" and bool(report.at_least(fail_on)))


def _format_and_file(text: str, output: Path | None) -> tuple[str, Path | None]:
    name, equals, file = text.partition("=")
    if name not in REPORTS:
        raise ScoError(f'There is no report format "{name}"; there are {", ".join(REPORTS)}.')
    return name, Path(file) if equals else output


def _colour(file: Path | None) -> bool:
    return file is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
