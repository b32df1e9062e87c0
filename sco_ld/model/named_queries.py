"""Named queries: SPARQL with a title in each language, and parameters, in its front comment."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model.as_of import parse_day
from sco_ld.model.names import Names
from sco_ld.rdf.namespaces import XSD
from sco_ld.text.printable import excerpt, printable

Value = ox.NamedNode | ox.Literal
_TITLE = re.compile(r"# (en|ru|zh): (.+)")
_PARAMETER = re.compile(r"# \?(\w+) (day|resource|language|integer), (such as|by default) (\S+): (.+)")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a named query: a day, a resource, a language or an integer. An optional one has a default."""

    name: str
    kind: str
    example: str
    description: str
    default: str | None = None


@dataclass(frozen=True)
class NamedQuery:
    """A SPARQL query with a title in each language and its parameters."""

    name: str
    titles: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str

    def values(self, given: Mapping[str, str], names: Names) -> dict[str, Value]:
        """Return the terms to bind, from parameters given as text; one that is not given has its default.

        Raise ScoError if one is missing, unknown or ill-formed.
        """
        wanted = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in wanted:
                known = ", ".join(wanted) or "none"
                raise ScoError(f'{self._shown} has no parameter "{excerpt(name)}"; it has {known}.')
        for name, parameter in wanted.items():
            if name not in given and parameter.default is None:
                raise ScoError(
                    f'{self._shown} needs the {parameter.kind} "{name}": {printable(parameter.description)} '
                    f"For example: -p {name}={printable(parameter.example)}"
                )
        defaults = {name: one.default for name, one in wanted.items() if one.default is not None}
        return {name: _value(wanted[name], value, names) for name, value in {**defaults, **given}.items()}

    @property
    def _shown(self) -> str:
        return f'The question "{printable(self.name)}"'


def parse(name: str, text: str) -> NamedQuery:
    """Return the named query that is written in the text of an `.rq` file."""
    front = [line for line in text.splitlines() if line.startswith("#")]
    titles = {match[1]: match[2] for line in front if (match := _TITLE.fullmatch(line))}
    parameters = tuple(_parameter(*match.groups()) for line in front if (match := _PARAMETER.fullmatch(line)))
    return NamedQuery(name, titles, parameters, text)


def find(name: str, queries: Mapping[str, NamedQuery]) -> NamedQuery:
    """Return the named query of that name. Raise ScoError, with the names that are spelled like it, if there is none."""
    if name in queries:
        return queries[name]
    near = ", ".join(map(printable, nearest(name, queries)))
    hint = f"Did you mean {near}?" if near else "--list shows the names." if queries else "There are none."
    raise ScoError(f'There is no question "{excerpt(name)}". {hint}')


def nearest(name: str, queries: Mapping[str, NamedQuery]) -> list[str]:
    """Return the names that are spelled most like a name, the nearest first."""
    return difflib.get_close_matches(name.lower().removesuffix(".rq").replace("_", "-"), queries, n=3, cutoff=0.7)


def _parameter(name: str, kind: str, manner: str, value: str, description: str) -> Parameter:
    return Parameter(name, kind, value, description, value if manner == "by default" else None)


def _value(parameter: Parameter, value: str, names: Names) -> Value:
    if parameter.kind == "day":
        return ox.Literal(str(parse_day(value)), datatype=ox.NamedNode(f"{XSD}date"))
    if parameter.kind == "resource":
        return ox.NamedNode(names.find(value))
    if parameter.kind == "integer" and re.fullmatch(r"[+-]?\d{1,18}", value, re.ASCII):
        return ox.Literal(value, datatype=ox.NamedNode(f"{XSD}integer"))
    if parameter.kind == "language" and re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value):
        return ox.Literal(value.lower())
    example, article = printable(parameter.example), "an" if parameter.kind == "integer" else "a"
    raise ScoError(f'"{excerpt(value)}" is not {article} {parameter.kind}, such as {example}, for "{parameter.name}".')
