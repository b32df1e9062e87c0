"""Files that cannot be parsed, and all else that stops a validation, as findings of a report that is not complete."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ParseError
from sco_ld.rdf.bases import ALONE, Base
from sco_ld.source_map.locator import Locator
from sco_ld.validation.own_results import with_results
from sco_ld.validation.report import Report, Rule
from sco_ld.validation.results import NAMESPACE, PREFIXES, Result

SYNTAX = f"{NAMESPACE}Syntax"
NOT_VALIDATED = f"{NAMESPACE}NotValidated"
_WORDS = {SYNTAX: "A file can be parsed.", NOT_VALIDATED: "The validation can be run."}


def report(error: ParseError, others: Iterable[ParseError] = (), base: Base = ALONE) -> Report:
    """Return the report of a validation that could not be run since files could not be parsed, each told once."""
    places = Locator(())
    found = []
    for one in {one.file: one for one in (error, *others)}.values():
        path = Path(one.file)
        place = places.at(path, one.line, one.column)
        focus = ox.NamedNode(base.of(path))
        found.append(Result(focus, None, None, "Violation", _sentence(one.words), SYNTAX, f"{SYNTAX}Component", place))
    return _report(found, SYNTAX)


def stopped(sentence: str) -> Report:
    """Return the report of a validation that could not be run for another reason."""
    focus = ox.NamedNode(f"{NAMESPACE}Validation")
    result = Result(focus, None, None, "Violation", sentence, NOT_VALIDATED, f"{NOT_VALIDATED}Component")
    return _report([result], NOT_VALIDATED)


def _report(found: list[Result], rule: str) -> Report:
    rules = (Rule(PREFIXES.shorten(rule), "", _WORDS[rule], "violation"),)
    empty = Report((), rules=rules, prefixes=PREFIXES, complete=False)
    return with_results(empty, found, (), Locator(()))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
