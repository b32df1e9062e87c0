"""Shell completion of named queries and resources."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sco_ld.publication import Publication


def complete_question(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the names of questions that begin so."""
    return [name for name in _publication(context).named_queries if name.startswith(begun)]


def complete_resource(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the prefixed names of resources that begin so."""
    return [name for name in _publication(context).names.known() if name.startswith(begun)]


def _publication(context: click.Context) -> "Publication":
    from sco_ld.commands.requests import Source  # only now, so that `sco-ld --help` is quick

    return Source(context.find_root().params.get("directory")).publication()
