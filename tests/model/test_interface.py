"""Words of the interface: complete in three languages, with plural forms and dates; a publication overrides them."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.model import property_names
from sco_ld.model.interface import FILE, WORD, plural_category, words
from sco_ld.rdf.namespaces import SKOS

SHAPES = FILE.with_name("interface_shapes.ttl")
LANGUAGES = ("en", "ru", "zh")
TEXT = FILE.read_text(encoding="utf-8")


def test_words_conform_to_their_shapes(sco: sco_ld.Publication) -> None:
    assert sco.validate([FILE, property_names.FILE], [SHAPES], engine="compiled").findings == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [(', "Главная"@ru ', ""), ('"首页"@zh', '"首页"@ja'), ('    word:few "{count} строки"@ru ;\n', ""), ("{count}行", "行")],
)
def test_incomplete_word_is_found(old: str, new: str, sco: sco_ld.Publication, tmp_path: Path) -> None:
    assert old in TEXT
    (tmp_path / "words.ttl").write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    assert len(sco.validate([tmp_path / "words.ttl"], [SHAPES], engine="compiled").at_least("violation")) >= 1


def test_each_language_has_the_same_names_in_braces() -> None:
    for name in words().names():
        phrases = [words(lang)[name] for lang in LANGUAGES]
        assert len({frozenset(re.findall(r"\{\w+\}", phrase)) for phrase in phrases}) == 1, name


def test_no_word_is_left_in_english() -> None:
    for name in words().names():
        if name not in ("comma", "date-year", "from-to", "group-separator"):
            assert words("en")[name] not in (words("ru")[name], words("zh")[name])


CATEGORIES = {  # https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
    "en": {"one": [1], "other": [0, 2, 5, 11, 21, 101]},
    "ru": {"one": [1, 21, 101], "few": [2, 3, 4, 22, 104], "many": [0, 5, 11, 12, 14, 20, 25, 111, 1_000_000]},
    "zh": {"other": [0, 1, 2, 5, 21]},
    "de": {"one": [1], "other": [0, 2, 21]},
}


@pytest.mark.parametrize("lang", CATEGORIES)
def test_plural_categories(lang: str) -> None:
    for category, numbers in CATEGORIES[lang].items():
        assert {plural_category(lang, number) for number in numbers} == {category}


@pytest.mark.parametrize(
    ("lang", "number", "spoken"),
    [
        ("en", 1, "1 row"),
        ("en", 1234567, "1,234,567 rows"),
        ("ru", 1, "1 строка"),
        ("ru", 3, "3 строки"),
        ("ru", 11, "11 строк"),
        ("ru", 1021, "1\u00a0021 строка"),
        ("zh", 3, "3行"),
        ("de", 1, "1 row"),
        ("ru-RU", 5, "5 строк"),
    ],
)
def test_counted_word_agrees_with_its_number(lang: str, number: int, spoken: str) -> None:
    assert words(lang).count("row", number) == spoken


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        ("2017-06-08", ("8 June 2017", "8 июня 2017 г.", "2017年6月8日")),
        ("2022-09", ("September 2022", "сентябрь 2022 г.", "2022年9月")),
        ("2001", ("2001", "2001 г.", "2001年")),
        ("2017-13-01", ("2017-13-01",) * 3),
        ("{day}", ("{day}",) * 3),
        ("", ("",) * 3),
    ],
)
def test_dates_in_words(value: str, spoken: tuple[str, ...]) -> None:
    assert tuple(words(lang).date(value) for lang in LANGUAGES) == spoken


def test_publication_overrides_words_and_adds_languages() -> None:
    home, label = ox.NamedNode(f"{WORD}home"), ox.NamedNode(f"{SKOS}prefLabel")
    own = [ox.Quad(home, label, ox.Literal(text, language=lang)) for text, lang in (("Start", "de"), ("Welcome", "en"))]
    assert [words(lang, own)["home"] for lang in ("de", "en", "ru", "fr")] == ["Start", "Welcome", "Главная", "Welcome"]
    assert words("de", own)["search"] == "Search"
    assert words("en")["home"] == "Home"


def test_unknown_word_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        words()["nothing-of-the-kind"]


def test_words_of_a_publication(sco: sco_ld.Publication) -> None:
    assert sco.words("ru")["passages"] == "Места в источниках"
