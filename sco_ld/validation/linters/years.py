"""Texts that name a year which the same text in the other languages does not: "since 2003" beside "seit 2004"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.source_map.locator import Locator
from sco_ld.validation.report import Rule
from sco_ld.validation.results import NAME_COMPONENT, NAMESPACE, Result

RULE = f"{NAMESPACE}Year"
_WORDS = "A text names the same years in each of its languages."
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", re.ASCII)  # digits of other scripts are not compared
_Text = tuple[object, object]


def results(data: Sequence[ox.Quad], places: Locator, severities: Mapping[str, str]) -> Iterator[Result]:
    """Return a result for each text whose years are not those of the other languages.

    Texts are compared where a node has one in each of two languages or more, by one property. If two languages agree
    against a third, that one is wrong; else each of them may be.
    """
    severity = severities.get(RULE, "warning").capitalize()
    for texts in _translations(data):
        years = [_years(text.object) for text in texts]
        usual, count = Counter(years).most_common(1)[0]
        for text, found in zip(texts, years, strict=True):
            if len(set(years)) > 1 and (found != usual or count == 1):
                place = places.find(text.subject, text.predicate, text.object)  # type: ignore[arg-type]
                message = f"{_WORDS} This one has {_listed(found)}, another one {_listed(_other(years, found))}."
                yield Result(text.subject, text.predicate, text.object, severity, message, RULE, NAME_COMPONENT, place)


def rules(prefixes: Prefixes, severities: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rule with its severity."""
    return (Rule(prefixes.shorten(RULE), "year", _WORDS, severities.get(RULE, "warning")),)


def _translations(data: Sequence[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """Return the texts of each node and property that has one text in each of several languages."""
    found: dict[_Text, list[ox.Quad]] = defaultdict(list)
    for quad in data:
        if isinstance(quad.object, ox.Literal) and quad.object.language:
            found[quad.subject, quad.predicate].append(quad)
    for texts in found.values():
        if len(texts) > 1 and len({text.object.language for text in texts}) == len(texts):  # type: ignore[union-attr]
            yield texts


def _years(text: object) -> tuple[str, ...]:
    return tuple(sorted(set(_YEAR.findall(text.value)))) if isinstance(text, ox.Literal) else ()


def _other(years: Sequence[tuple[str, ...]], found: tuple[str, ...]) -> tuple[str, ...]:
    return next(one for one in years if one != found)


def _listed(years: tuple[str, ...]) -> str:
    return " and ".join(years) or "none"
