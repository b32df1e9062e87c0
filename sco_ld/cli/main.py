"""The command line: parse, call, and turn errors into exit codes."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from sco_ld import __version__
from sco_ld.cli.diff import diff
from sco_ld.cli.export import export
from sco_ld.cli.info import info
from sco_ld.cli.init import init
from sco_ld.cli.push import push
from sco_ld.cli.query import query
from sco_ld.cli.release import release
from sco_ld.cli.show import show
from sco_ld.cli.site import site
from sco_ld.cli.validate import validate
from sco_ld.cli.verify import verify
from sco_ld.errors import ScoError
from sco_ld.text.printable import printable

_COMPLETION = "_SCO_LD_COMPLETE"
_REPORT = "please report it with what SCO_LD_DEBUG=1 prints: https://github.com/sco-ld/sco-ld/issues"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 found something, 2 could not run."""
    if _COMPLETION in os.environ:
        from sco_ld.cli import shells  # only now, so that `sco-ld --help` is quick

        shells.register()
    try:
        code = cli.main(arguments, prog_name="sco-ld", standalone_mode=False, complete_var=_COMPLETION)
        sys.stdout.flush()
    except ScoError as error:
        return _failed(str(error))
    except click.ClickException as error:
        return _wrong_usage(error)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:
        return _failed(f"{error.filename or 'output'}: {error.strerror}.")
    except BaseException as error:
        return _exit_code(error)
    return int(code or 0)


def _wrong_usage(error: click.ClickException) -> int:
    """Print what is wrong with the words of the command line, or its help if there are none; return the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        _print_error(error.format_message())
        return 2
    if isinstance(error, click.UsageError) and error.ctx:
        _print_error(f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help' for help.\n")
    return _failed(error.format_message())


def _exit_code(error: BaseException) -> int:
    """Return the exit code for a signal, or for an exception that nobody foresaw, which is printed as one sentence."""
    if isinstance(error, SystemExit):  # shell completion is done
        return int(error.code or 0)
    from sco_ld.cli.run import Terminated
    from sco_ld.runtime.worker import UnexpectedError

    if isinstance(error, Terminated):
        return 128 + error.number
    if os.environ.get("SCO_LD_DEBUG"):
        if not isinstance(error, UnexpectedError):
            raise error
        click.echo(error.traceback, err=True)
    what = str(error) if isinstance(error, UnexpectedError) else f"{type(error).__name__}: {error}"
    return _failed(f"{what}. This should not happen; {_REPORT}")


def _failed(sentence: str) -> int:
    """Print an error, each of its lines made safe, and return the exit code."""
    _print_error("\n".join(map(printable, f"Error: {sentence}".split("\n"))))
    return 2


def _print_error(text: str) -> None:
    with suppress(OSError):  # standard error may be full or closed
        click.echo(text, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
@click.option("-C", "directory", type=click.Path(path_type=Path), help="Use the publication in this folder.")
@click.pass_context
def cli(context: click.Context, directory: Path | None) -> None:
    """Validate, query and publish linked data: the Shanghai Cooperation Organization, or your own.

    A publication is a folder with ontology/, data/ and shapes/; the SCO ships with this tool, -C names another.

    \b
    Example:
        sco-ld query --named founding-members
    """
    context.obj = directory


for command in (validate, query, export, push, show, info, diff, site, release, verify, init):
    cli.add_command(command)
