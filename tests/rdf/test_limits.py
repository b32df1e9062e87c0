"""The checks before the engine see what the engine sees: no text gets past them, and none is refused without need."""

import io
import random
from collections.abc import Callable
from contextlib import suppress

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf import turtle_limits
from sco_ld.rdf.json_limits import chain_length, check_jsonld
from sco_ld.rdf.limits import MAX_DEPTH
from sco_ld.rdf.turtle_limits import triple_term_depth
from sco_ld.rdf.xml_limits import check_rdfxml

RDF = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
MARKUP = ["<!--", "-->", "--", "-", ">", "<?", "?>", "?", "<![CDATA[", "]]>", "]", "'", '"', "<", "/>", "</", "<x>", "</x>",
          "<!", "x", " ", "\n", "!", "=", "<a b='", '<a b="', "<![cdata[", "<!-", "<>", "<![",
          "<?xml version='1.0'?>"]  # fmt: skip
TERMS = ["'<<('", '")>>"', '"""<<("""', "'''<<(\n'''", "<a:<<(>", "# <<(\n", "# )>>\r", '"\\"<<("', "<a:b>", "e:a\\'b",
         "e:\\#b", "_:b", "1", "'x'@en", "'x'^^<a:<<(>", '""', "''", "'\\\\'"]  # fmt: skip
SUBJECTS = ["e:s", "<a:s>", "_:s", "e:\\'s"]


def refused(check: Callable[[bytes, str], None], text: str) -> bool:
    try:
        check(text.encode(), "a")
    except ScoError:
        return True
    return False


def values(text: str, format_: ox.RdfFormat) -> list[str]:
    """Return the objects that the engine reads before it finds an error."""
    found: list[str] = []
    with suppress(SyntaxError):
        found.extend(str(quad.object) for quad in ox.parse(text.encode(), format_, base_iri="http://e/"))
    return found


def test_no_document_type_reaches_the_engine() -> None:
    choose, expanded = random.Random(1), 0
    for _ in range(10_000):
        before, after = ("".join(choose.choices(MARKUP, k=choose.randrange(5))) for _ in range(2))
        declared = f"{before}<!{choose.choice(['DOCTYPE', 'doctype'])} r [<!ENTITY a 'bomb'>]>{after}".replace(
            "'bomb'", '"bomb"'
        )
        node = '<r:Description r:about="a"><e:p>&a;</e:p></r:Description>'
        text = choose.choice([f"{declared}<r:RDF {RDF}>{node}</r:RDF>", f"<r:RDF {RDF}>{declared}{node}</r:RDF>"])
        if any("bomb" in value and "ENTITY" not in value for value in values(text, ox.RdfFormat.RDF_XML)):
            expanded += 1
            assert refused(check_rdfxml, text), text
    assert expanded > 100


def depth(term: object) -> int:
    return 1 + depth(term.object) if isinstance(term, ox.Triple) else 0


@pytest.mark.parametrize("block", [1, 7, 4096])
def test_depth_of_triple_terms_is_that_of_the_engine(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turtle_limits, "_BLOCK", block)
    choose, nested = random.Random(block), 0
    for _ in range(1500):
        levels = choose.randrange(6)
        inside = choose.choice(TERMS)
        for _ in range(levels):
            space = choose.choice(["", " ", "\n", "#<<(\n", "# ' \r"])
            inside = f"<<({space}{choose.choice(SUBJECTS)} <a:p> {space}{inside}{space} )>>"
        text = f"@prefix e: <http://e/> . {choose.choice(SUBJECTS)} e:p {choose.choice(TERMS[:8])}, {inside} ."
        try:
            found = max(depth(quad.object) for quad in ox.parse(text.encode(), ox.RdfFormat.TURTLE))
        except SyntaxError:
            continue
        nested += found > 0
        assert triple_term_depth(io.BytesIO(text.encode())) == found, text
    assert nested > 100


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("[" * MAX_DEPTH + "]" * MAX_DEPTH, False),
        ("[" * (MAX_DEPTH + 1), True),
        ('{"a":' * 101 + "1" + "}" * 101, True),
        ('{"a": "' + "[{" * 999 + '\\"' + "[" * 999 + '"}', False),
        ('"\\\\"' + "[" * 101, True),
        ("]" * 200 + "[" * 101, False),  # no JSON, so the engine stops at once
        ('{"@context": {"a": "b:', True),
    ],
)
def test_depth_of_json_is_measured_outside_of_strings(text: str, deep: bool) -> None:
    assert refused(check_jsonld, text) == deep


def test_chain_of_terms_is_measured() -> None:
    chain = {"t0": "http://e/", **{f"t{number}": {"@id": f"t{number - 1}:a"} for number in range(1, 50)}}
    assert chain_length(chain) == 50
    assert chain_length({"a": "b:x", "b": "c:y", "c": "a:z"}) == 3
    assert chain_length({f"schema:{number}": "schema:x" for number in range(999)} | {"schema": "http://schema.org/"}) == 2
    assert chain_length({"@vocab": "http://e/", "a": None, "b": {"@id": "a", "@type": "@id"}, "c": {"@reverse": "b"}}) == 3
