"""The words of the interface in a language, their plural forms, and dates in words.

The words are in `interface.ttl`; a publication overrides them, or gives them in another language, in its own ontology.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from sco_ld.model.names import preferred
from sco_ld.rdf.namespaces import SKOS
from sco_ld.rdf.quad_stream import read_all
from sco_ld.rdf.terms import language, text

WORD = "https://w3id.org/sco-ld/interface#"
FILE = Path(__file__).with_name("interface.ttl")
_FORMS = {f"{SKOS}prefLabel": "other", f"{WORD}one": "one", f"{WORD}few": "few", f"{WORD}many": "many"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

Forms = Mapping[str, Mapping[str, Mapping[str, ox.Literal]]]  # by name of the word, form and language


@dataclass(frozen=True)
class Words:
    """The words of the interface in one language: else in English.

    >>> words("zh")["timeline"], words("en").count("row", 1), words("ru").count("row", 3)
    ('时间线', '1 row', '3 строки')
    >>> words("en").date("2017-06-08"), words("zh").date("2017-06-08")
    ('8 June 2017', '2017年6月8日')
    """

    language: str
    forms: Forms

    def __getitem__(self, name: str) -> str:
        return self._form(name, self._tag(name), "other")

    def names(self) -> list[str]:
        """Return the names of all words, sorted."""
        return sorted(self.forms)

    def fill(self, name: str, /, **values: object) -> str:
        """Return a phrase with values in the place of the names in braces."""
        phrase = self[name]
        return re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), phrase)

    def count(self, name: str, number: int) -> str:
        """Return a counted word in the form that its number wants: `count("row", 2)` is "2 rows"."""
        word = f"count-{name}"
        tag = self._tag(word)
        return self._form(word, tag, plural_category(tag, number)).replace("{count}", self.number(number))

    def forms_of_count(self, name: str) -> dict[str, str]:
        """Return a counted word in each of its forms, with `{count}` in the place of the number."""
        word = f"count-{name}"
        tag = self._tag(word)
        return {form: self._form(word, tag, form) for form in _FORMS.values() if tag in self.forms[word][form]}

    def number(self, number: int) -> str:
        """Return a number with its thousands set apart."""
        return f"{number:,}".replace(",", self["group-separator"])

    def date(self, value: str, *, after_preposition: bool = False) -> str:
        """Return a day, a month or a year (`2017-06-08`, `2017-06`, `2017`) in words, and any other text as it is.

        After a preposition, as in "since", a month has the case that it has in a day.
        """
        match = _DATE.fullmatch(value)
        year, month, day = match.groups() if match else (None, None, None)
        if not year or (month and f"month-{int(month)}" not in self.forms):
            return value
        if not month:
            return self.fill("date-year", year=int(year))
        if not day:
            name = f"of-month-{int(month)}" if after_preposition else f"month-{int(month)}"
            return self.fill("date-month", month=self[name], year=int(year))
        return self.fill("date-day", day=int(day), month=self[f"of-month-{int(month)}"], year=int(year))

    def _tag(self, name: str) -> str:
        """Return the language in which there is the word: English if it lacks this one."""
        return self.language if self.language in self.forms[name]["other"] else "en"

    def _form(self, name: str, tag: str, form: str) -> str:
        forms = self.forms[name]
        spoken = forms[form].get(tag) or preferred(forms["other"], (tag,))
        return spoken.value if spoken else name


def words(tag: str = "en", quads: Iterable[ox.Quad] = ()) -> Words:
    """Return the words in the language of a tag (`ru-RU` is `ru` where there are no words for the region).

    Quads of a publication that describe words come before the bundled ones.
    """
    own = _forms(quads)
    return _words(tag.lower(), _merged(_bundled(), own)) if own else _bundled_words(tag.lower())


def plural_category(tag: str, number: int) -> str:
    """Return the category of a whole number in Unicode's plural rules: one, few, many or other.

    https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
    """
    if tag in ("ja", "ko", "vi", "zh"):
        return "other"
    if tag in ("be", "ru", "uk"):
        if number % 100 in range(11, 15):
            return "many"
        return {1: "one", 2: "few", 3: "few", 4: "few"}.get(number % 10, "many")
    return "one" if number == 1 else "other"


@lru_cache(maxsize=8)
def _bundled_words(tag: str) -> Words:
    return _words(tag, _bundled())


@lru_cache(maxsize=1)
def _bundled() -> Forms:
    return _merged(_forms(read_all([FILE])), {})


def _words(tag: str, forms: Forms) -> Words:
    known = {language for one in forms.values() for language in one["other"]}
    return Words(tag if tag in known else tag.partition("-")[0], forms)


def _merged(forms: Forms, own: Forms) -> Forms:
    """Return the forms of both, every word with each form; the own ones come first."""
    return {
        name: {
            form: {**forms.get(name, {}).get(form, {}), **own.get(name, {}).get(form, {})} for form in set(_FORMS.values())
        }
        for name in {**forms, **own}
    }


def _forms(quads: Iterable[ox.Quad]) -> Forms:
    found: dict[str, dict[str, dict[str, ox.Literal]]] = defaultdict(lambda: defaultdict(dict))
    for quad in quads:
        name, form = text(quad.subject), _FORMS.get(quad.predicate.value)
        if form and name.startswith(WORD) and isinstance(quad.object, ox.Literal):
            found[name.removeprefix(WORD)][form].setdefault(language(quad.object), quad.object)
    return found
