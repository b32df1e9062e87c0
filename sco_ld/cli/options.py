"""The options that several commands share."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from sco_ld.rdf import formats
from sco_ld.text.spelling import suggestion

PATH = click.Path(path_type=Path)
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}


def size(text: str) -> int:
    """Return the bytes of a size such as 512M or 4G."""
    match = re.fullmatch(r"(\d+)([KMGT]?)B?", text.upper())
    if not match:
        raise click.BadParameter(f'"{text}" is not a size, such as 512M or 4G.')
    return int(match[1]) * _UNITS[match[2]]


def option_format(names: Iterable[str], default: str | None = None) -> Callable[..., Any]:
    """Return the option that every command calls --format."""
    return click.option("-f", "--format", "format", type=_Format(list(names)), default=default, show_default=True)


class _Format(click.Choice[str]):
    """The names of formats; for another one, the error names those that are spelled like it, or have it as extension."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            by_extension = formats.of_path(Path(f"file.{value}"))
            if by_extension and by_extension.name in self.choices:
                hint = f" Did you mean {by_extension.name}?"
            else:
                hint = suggestion(value, list(self.choices))
            raise click.BadParameter(error.message + hint, ctx, param) from error


option_output = click.option("-o", "--output", type=PATH, help="Write to this file, whole or not at all; - is stdout.")
option_bom = click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel knows UTF-8.")
option_store = click.option(
    "--store", type=PATH, metavar="DIR", help="Use the index in this folder; it is built first, or if a file has changed."
)
argument_paths = click.argument("paths", nargs=-1, type=PATH)


def runs(timeout: float, *, on_a_day: bool = True) -> Callable[[Callable[..., dict[str, Any]]], Callable[..., int]]:
    """Return a decorator that makes a click callback of a function from options to the fields of the command's request.

    It adds the options for the publication, the day (unless the command has its own), the base and the limits; `timeout` is
    the default, in seconds.
    """
    day_options = (
        click.option("--as-of", "day", metavar="DAY", help="Take the data as they stood on a day, such as 2017-06-09."),
        click.option("--possible", is_flag=True, help="With --as-of: keep also what may have held."),
    )

    def decorated(command: Callable[..., dict[str, Any]]) -> Callable[..., int]:
        @click.option("--base", metavar="IRI", help="Resolve relative IRIs against this; else the file's path.")
        @click.option(
            "--timeout",
            type=click.FloatRange(min=0),
            metavar="SECONDS",
            default=timeout,
            show_default=True,
            help="Stop after this time; 0 means never.",
        )
        @click.option("--verbose", is_flag=True, help="Print how long each stage took.")
        @click.option("--max-memory", type=size, metavar="SIZE", help="Limit the memory, such as 4G; else 90 % of it.")
        @click.pass_obj
        @wraps(command)
        def callback(
            directory: Path | None,
            /,
            base: str | None,
            timeout: float,
            max_memory: int | None,
            verbose: bool,
            **options: Any,
        ) -> int:
            from sco_ld.cli.run import run  # only now, so that `sco-ld --help` is quick

            day = (options.pop("day"), options.pop("possible")) if on_a_day else (None, False)
            return run(
                command.__name__, (directory, *day, base), (timeout or None, max_memory), command(**options), verbose=verbose
            )

        for option in reversed(day_options if on_a_day else ()):
            callback = option(callback)
        return callback

    return decorated
