"""What the shell completes: names of questions and of resources."""

import click

from sco_ld.commands.requests import Source


def complete_question(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the names of questions that begin so."""
    return [name for name in _source(context).publication().named_queries if name.startswith(begun)]


def complete_resource(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the prefixed names of resources that begin so."""
    return [name for name in _source(context).publication().names.known() if name.startswith(begun)]


def _source(context: click.Context) -> Source:
    return Source(context.find_root().params.get("directory"))
