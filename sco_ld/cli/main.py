"""The command line: parse, call, and turn errors into exit codes."""

import sys
from pathlib import Path

import click

from sco_ld import __version__
from sco_ld.cli.export import export
from sco_ld.cli.info import info
from sco_ld.cli.push import push
from sco_ld.cli.query import query
from sco_ld.cli.show import show
from sco_ld.cli.validate import validate
from sco_ld.errors import ScoError


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 found something, 2 could not run."""
    try:
        code = cli.main(arguments, prog_name="sco-ld", standalone_mode=False)
        sys.stdout.flush()
    except ScoError as error:
        click.echo(f"Error: {error}", err=True)
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:
        click.echo(f"Error: {error.filename or 'output'}: {error.strerror}.", err=True)
        return 2
    return int(code or 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.option("-C", "directory", type=click.Path(path_type=Path), help="Use the publication in this folder.")
@click.pass_context
def cli(context: click.Context, directory: Path | None) -> None:
    """Validate, query and export the Shanghai Cooperation Organization as linked data.

    A publication is a folder with ontology/, data/ and shapes/; the SCO ships with this tool, -C names another.

    \b
    Example:
        sco-ld query --named founding-members
    """
    context.obj = directory


for command in (validate, query, export, push, show, info):
    cli.add_command(command)
