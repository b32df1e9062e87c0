"""Shell completion of named queries, their parameters, and resources."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sco_ld.model.named_queries import Parameter
    from sco_ld.publication import Publication


def complete_question(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the names of questions that begin so."""
    return [name for name in _publication(context).named_queries if name.startswith(begun)]


def complete_resource(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the prefixed names of resources that begin so; if there are none, their labels that do, in any language."""
    return _publication(context).names.beginning(begun)


def complete_parameter(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the parameters of the question that begin so, as `key=`, or the values of one, as `key=value`."""
    publication = _publication(context)
    found = publication.named_queries.get(context.params.get("named") or "")
    if not found:
        return []
    key, equals, value = begun.partition("=")
    if not equals:
        given = {one.partition("=")[0] for one in context.params.get("parameters") or ()}
        return [f"{one.name}=" for one in found.parameters if one.name.startswith(key) and one.name not in given]
    return [f"{key}={one}" for asked in found.parameters if asked.name == key for one in _values(publication, asked, value)]


def _values(publication: "Publication", parameter: "Parameter", begun: str) -> list[str]:
    """Return resources for a parameter that takes one, else its default or example."""
    if parameter.kind == "resource":
        return publication.names.beginning(begun)
    return [one for one in [parameter.default or parameter.example] if one.startswith(begun)]


def _publication(context: click.Context) -> "Publication":
    from sco_ld.commands.requests import Source  # only now, so that `sco-ld --help` is quick

    return Source(context.find_root().params.get("directory")).publication()
