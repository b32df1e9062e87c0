"""The options of `validate`."""

import os
import sys
from typing import Any

import click

from sco_ld.cli.options import PATH, argument_paths, option_output, option_store, runs
from sco_ld.validation import engines, inference
from sco_ld.validation import formats as report_formats


@click.command()
@argument_paths
@click.option("-s", "--shapes", multiple=True, type=PATH, help="Shapes, instead of the publication's.")
@click.option("--ontology", multiple=True, type=PATH, help="Terms, instead of the publication's.")
@click.option("--imports", multiple=True, metavar="FILE=IRI", help="A local copy of what owl:imports names.")
@click.option("--lenient-shapes", is_flag=True, help="Warn of shapes that are not well-formed, and leave them out.")
@click.option("--allow-empty", is_flag=True, help="Accept data of which the shapes select no node.")
@click.option("--focus", multiple=True, metavar="NODE", help="Validate only this node, by IRI or prefixed name.")
@click.option("--shape", "only_shapes", multiple=True, metavar="SHAPE", help="Use only this shape.")
@click.option(
    "--inference", type=click.Choice(inference.NAMES), default="none", show_default=True, help="Validate what data entail."
)
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", "never"]),
    help="Exit 1 from this severity on.  [default: violation]",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"{', '.join(report_formats.NAMES)}; several at once, each into its own file.  [default: text]",
)
@option_output
@click.option("--max-findings", type=click.IntRange(min=0), help="Show at most this many findings; for text only.")
@click.option("--baseline", type=PATH, help="Leave out the findings that this file has, and say which are fixed.")
@click.option("--update", is_flag=True, help="With --baseline: take out of the file what is fixed.")
@click.option("--changed-since", metavar="REV", help="Report only on nodes that changed since this git revision.")
@click.option("--write-baseline", type=PATH, help="Write the findings to this file, and exit 0.")
@option_store
@click.option("--endpoint", metavar="URL", help="Validate what a SPARQL endpoint holds, there, without downloading it.")
@click.option("--graph", metavar="IRI", help="With --endpoint: this graph of it; else its default graph.")
@click.option("--fetch", is_flag=True, help="With --endpoint: if its engine misses violations, fetch what the shapes read.")
@click.option("--engine", type=click.Choice(engines.NAMES), default=engines.DEFAULT, show_default=True)
@click.option(
    "--explain-plan",
    is_flag=False,
    flag_value="all",
    metavar="[SHAPE]",
    help="Print the SPARQL queries of a shape, or of all, and validate nothing.",
)
@click.option("--watch", is_flag=True, help="Keep running, and print what each save broke or fixed; no infos.")
@runs(timeout=3600)
def validate(**options: Any) -> dict[str, Any]:
    """Check data against shapes, and say which file and line is wrong.

    PATHS are files or folders of RDF, or - for stdin; without any, the publication itself is checked. Without -s, files of
    a publication are checked against its shapes, and others against shapes that they hold or name (sh:shapesGraph), or that
    are in shapes/ beside them. catalog.toml beside them names local files for imports and JSON-LD contexts.
    An engine at an --endpoint has to find known violations before it is believed; else the exit code is 2, without --fetch.
    Exit 0: conforms. Exit 1: findings. Exit 2: could not run, or nothing to check.

    \b
    Examples:
        sco-ld validate draft.ttl --fail-on warning
        sco-ld validate mydata/ -s myshapes/ -f text -f sarif=report.sarif
        sco-ld -C large/ validate --store large.index
        sco-ld validate -s myshapes/ --endpoint http://localhost:7878/query --graph http://example.org/data
    """
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return {**options, "colour": colour}
