"""Texts that are not in the script of their language tag, and words that mix two scripts which look alike."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import pyoxigraph as ox

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.source_map.locator import Locator
from sco_ld.validation.report import Rule
from sco_ld.validation.results import NAME_COMPONENT, NAMESPACE, Result

RULE = f"{NAMESPACE}Script"
_WORDS = "A text is in the script of its language, and no word mixes letters of two scripts."
_SCRIPTS = {  # of languages that are written in one script, by the first word of a letter's Unicode name
    "LATIN": "cs da de en es fi fr hu id it nl no pl pt ro sv tr vi",
    "CYRILLIC": "be bg ky mk mn ru tg uk",
    "CJK": "zh",
    "ARABIC": "ar fa ps ur",
    "DEVANAGARI": "hi mr ne",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "SINHALA": "si",
    "THAANA": "dv",
    "THAI": "th",
}
_BY_LANGUAGE = {language: script for script, languages in _SCRIPTS.items() for language in languages.split()}
_ALIKE = {"LATIN", "CYRILLIC", "GREEK"}
_WORD = re.compile(r"[^\W\d_]{2,}")


def results(data: Sequence[ox.Quad], places: Locator, severities: Mapping[str, str]) -> Iterator[Result]:
    """Return a result for each text with a language tag that its letters do not bear out.

    A text has at least one letter of the script of its language, if it has letters. Languages of several scripts, and tags
    that name a script (`zh-Latn`), are not judged.
    """
    for quad in data:
        value = quad.object
        if isinstance(value, ox.Literal) and value.language:
            wrong = _wrong(value.value, value.language)
            if wrong:
                place = places.find(quad.subject, quad.predicate, value)  # type: ignore[arg-type]
                severity = severities.get(RULE, "warning").capitalize()
                yield Result(quad.subject, quad.predicate, value, severity, wrong, RULE, NAME_COMPONENT, place)


def rules(prefixes: Prefixes, severities: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rule with its severity."""
    return (Rule(prefixes.shorten(RULE), "script", _WORDS, severities.get(RULE, "warning")),)


@lru_cache(maxsize=20_000)
def _wrong(text: str, language: str) -> str:
    """Return a sentence on what is wrong with a text; empty if nothing is."""
    script = _BY_LANGUAGE.get(re.sub(r"-[A-Za-z]{2}$", "", language.lower()))
    if text.isascii() and script in (None, "LATIN"):
        return ""
    letters = {_script(letter) for letter in set(text) if letter.isalpha()}
    if script and letters and script not in letters:
        return (
            f"A text with the language {language} has a letter of its script ({script.title()}). Is the language tag right?"
        )
    if len(_ALIKE & letters) > 1:
        mixed = next((word for word in _WORD.findall(text) if len(_ALIKE & {_script(one) for one in word}) > 1), None)
        if mixed:
            return f'The word "{mixed}" mixes letters of two scripts that look alike. Type it anew in one.'
    return ""


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
