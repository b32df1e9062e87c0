"""Names: resources by IRI, prefixed name or label, and errors that are printable."""

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.model.named_queries import parse
from sco_ld.model.names import Names
from sco_ld.model.statistics import count
from tests.conftest import PREFIXES

LABEL = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")


def names(*pairs: tuple[str, str]) -> Names:
    return Names([ox.Quad(ox.NamedNode(iri), LABEL, ox.Literal(label)) for iri, label in pairs], PREFIXES)


@pytest.mark.parametrize(
    "name",
    [
        "id:china",
        "https://w3id.org/sco-ld/id/china",
        "<https://w3id.org/sco-ld/id/china>",
        "China",
        "CHINA",
        "中国",
        "китай",
    ],
)
def test_resource_is_found_by_any_of_its_names(name: str, sco: sco_ld.Publication) -> None:
    assert sco.names.find(name) == f"{PREFIXES['id']}china"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Chinna", r'Nothing here is called "Chinna". Near: id:china'),
        ("id:chinaa", r'Nothing here is called "id:chinaa". Near: id:china'),
        ("qqqq", r'Nothing here is called "qqqq"\.$'),
        ("x\x1b[31m\u202e\n::error::", "Nothing here is called"),
        ("x" * 5000, "Nothing here is called"),
    ],
)
def test_unknown_name_is_an_error_with_near_names(name: str, message: str, sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError, match=message) as error:
        sco.names.find(name)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 1000


def test_ambiguous_name_is_an_error_with_the_candidates() -> None:
    with pytest.raises(ScoError, match=r'^"A" is the name of <http://e/1>, <http://e/.2>\. Use one of these\.$') as error:
        names(("http://e/1", "a"), ("http://e/\u202e2", "A")).find("A")
    assert str(error.value).isprintable()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, 'needs the day "day"'),
        ({"day": "x\x1b"}, "is not a day"),
        ({"day": "2001-01-01", "x\u202e": ""}, "has no parameter"),
        ({"day": "2001-01-01", "n": "\x071"}, "is not an integer"),
    ],
)
def test_wrong_parameter_is_a_printable_error(given: dict[str, str], message: str) -> None:
    query = parse("q\x1b", "# ?day day, such as 2001-01-01: a \u202eday\n# ?n integer, such as 5: a number\nASK {}")
    with pytest.raises(ScoError, match=message) as error:
        query.values({"n": "1", **given} if "n" not in given else given, names())
    if "is not a day" not in message:
        assert str(error.value).isprintable()


def test_statistics_are_printable() -> None:
    quads = [
        ox.Quad(
            ox.NamedNode("http://e/d"), ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(f"{PREFIXES['dcat']}Dataset")
        ),
        ox.Quad(ox.NamedNode("http://e/d"), ox.NamedNode(f"{PREFIXES['dcterms']}title"), ox.Literal("::error::\n\x1b[2J")),
        ox.Quad(ox.NamedNode("http://e/d"), ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode("http://e/\u202ex")),
    ]
    lines = str(count(quads, quads, Names(quads, PREFIXES))).splitlines()
    assert lines[0] == ": :error::  [2J"
    assert all(line.isprintable() for line in lines)
