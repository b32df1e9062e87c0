"""The named questions of a publication, and their parameters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sco_ld import names
from sco_ld.asof import day
from sco_ld.errors import ScoError
from sco_ld.publication import Folders

_TITLE = re.compile(r"# (en|ru|zh): (.+)")
_PARAMETER = re.compile(r"# \?(\w+) (day|resource|language|integer), such as (\S+): (.+)")
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True)
class Parameter:
    """What a question must be told: a day, a resource, a language or an integer."""

    name: str
    kind: str
    example: str
    words: str


@dataclass(frozen=True)
class Question:
    """A SPARQL query with a title in each language and its parameters, as its front comment says."""

    name: str
    titles: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str


def read(path: Path) -> Question:
    """Give the question of one `.rq` file."""
    text = path.read_text(encoding="utf-8")
    front = [line for line in text.splitlines() if line.startswith("#")]
    titles = {match[1]: match[2] for line in front if (match := _TITLE.fullmatch(line))}
    parameters = tuple(Parameter(*match.groups()) for line in front if (match := _PARAMETER.fullmatch(line)))
    return Question(path.stem, titles, parameters, text)


def of(publication: Folders) -> dict[str, Question]:
    """Give the questions of a publication, by name."""
    return {path.stem: read(path) for path in sorted((publication.root / "ontology" / "questions").glob("*.rq"))}


def terms(publication: Folders, question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """Give the terms to bind, from what was given as text. What is missing, unknown or ill-formed raises ScoError."""
    wanted = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in wanted:
            raise ScoError(f'The question "{question.name}" has no parameter "{name}"; it has {_list(question)}.')
    for name, parameter in wanted.items():
        if name not in given:
            raise ScoError(
                f'The question "{question.name}" needs the {parameter.kind} "{name}": {parameter.words} '
                f"For example: -p {name}={parameter.example}"
            )
    return {name: _term(publication, wanted[name], value) for name, value in given.items()}


def _term(publication: Folders, parameter: Parameter, value: str) -> str:
    if parameter.kind == "day":
        return f'"{day(value)}"^^<{_XSD}date>'
    if parameter.kind == "resource":
        return f"<{names.find(publication, value)}>"
    if parameter.kind == "integer" and re.fullmatch(r"[+-]?\d{1,18}", value, re.ASCII):
        return f'"{value}"^^<{_XSD}integer>'
    if parameter.kind == "language" and re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value):
        return f'"{value.lower()}"'
    raise ScoError(f'"{value}" is no {parameter.kind} for "{parameter.name}", such as {parameter.example}.')


def _list(question: Question) -> str:
    return ", ".join(parameter.name for parameter in question.parameters) or "none"
