"""The options that several commands share, and the one place from which a command is run."""

from collections.abc import Callable, Iterable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from sco_ld.commands.requests import Request, Source

PATH = click.Path(path_type=Path)


def option_format(names: Iterable[str], default: str | None = None) -> Callable[..., Any]:
    """Return the option that every command calls --format."""
    return click.option("-f", "--format", "format_", type=click.Choice(list(names)), default=default, show_default=True)


option_output = click.option("-o", "--output", type=PATH, help="Write to this file, whole or not at all; - is stdout.")
argument_paths = click.argument("paths", nargs=-1, type=PATH)


def with_source(command: Callable[..., Request]) -> Callable[..., int]:
    """Return a click callback that passes the publication of -C, --as-of and --possible on, and runs the request it gets."""

    @click.option("--as-of", "day", metavar="DAY", help="Take the data as they stood on a day, such as 2017-06-09.")
    @click.option("--possible", is_flag=True, help="With --as-of: keep also what may have held.")
    @click.pass_obj
    @wraps(command)
    def callback(directory: Path | None, /, day: str | None, possible: bool, **options: Any) -> int:
        return _run(command(Source(directory, day, possible), **options), command.__name__)

    return callback


def _run(request: Request, name: str) -> int:
    """Run the command of that name. This is where its libraries are loaded, so that `sco-ld --help` is quick."""
    from sco_ld.runtime.console import Console, OutputClosed

    try:
        return int(import_module(f"sco_ld.commands.{name}").run(request, Console()))
    except OutputClosed:
        return 0
