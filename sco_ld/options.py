"""The options that several commands share, and what the shell completes."""

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click


def option_format(names: Iterable[str], default: str | None = None) -> Callable[..., Any]:
    """Give the option that every command calls --format."""
    return click.option("-f", "--format", "format_", type=click.Choice(list(names)), default=default, show_default=True)


option_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, whole or not at all; - is stdout."
)


def with_publication(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the publication that -C, --as-of and --possible ask for."""

    @click.option("--as-of", "day", metavar="DAY", help="Take the data as they stood on a day, such as 2017-06-09.")
    @click.option("--possible", is_flag=True, help="With --as-of: keep also what may have held.")
    @click.pass_obj
    @wraps(command)
    def with_it(directory: Path | None, /, day: str | None, possible: bool, **rest: Any) -> Any:
        from sco_ld.api import load

        publication = load(directory)
        return command(publication.as_of(day, possible=possible) if day else publication, **rest)

    return with_it


option_paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


def complete_question(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Give the names of questions that begin so, for the shell."""
    from sco_ld import questions
    from sco_ld.publication import Folders, bundled

    publication = Folders(context.find_root().params.get("directory") or bundled())
    return [name for name in questions.of(publication) if name.startswith(begun)]


def complete_resource(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Give the prefixed names of resources that begin so, for the shell."""
    from sco_ld import names
    from sco_ld.publication import Folders, bundled

    publication = Folders(context.find_root().params.get("directory") or bundled())
    return [name for name in names.known(publication) if name.startswith(begun)]
