"""Descriptions: what is known of a resource, and pages of it that hostile data cannot break."""

import re
from typing import Any

import pyoxigraph as ox
import pytest
from markdown_it import MarkdownIt

import sco_ld
from sco_ld.model.describer import Describer
from sco_ld.model.description import Description
from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.names import Names
from tests.conftest import PREFIXES
from tests.text.test_markdown import LABELS, Page

HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
CLUB = """
id:club a org:Organization ; skos:prefLabel "Club"@en , "Клуб"@ru ; skos:altLabel "The Club"@en ;
    schema:foundingDate "2000-01-01"^^xsd:date ; rdfs:seeAlso <http://e/x> ; sco:supportedBy src:p1 .
id:anna skos:prefLabel "Anna"@en ; rdfs:seeAlso id:club .
id:m1 a org:Membership ; org:member id:anna ; org:organization id:club ; org:role id:chair ;
    schema:startDate "2001-01-01" ; sco:supportedBy src:p2 , src:p1 ; sco:conflictsWith id:m2 .
id:m2 a org:Membership ; org:organization id:club ; sco:startsNotAfter "2000-05-05" ; schema:text "Anna joined in 2000."@en ;
    skos:editorialNote "Two years."@en .
id:chair skos:prefLabel "chair"@en .
src:p1 rdfs:label "page 1"@en ; oa:hasSource src:book . src:p2 rdfs:label "page 2"@en .
src:book dcterms:title "Book"@en ; schema:url "https://e/book" ; dcterms:issued "2010" .
"""


def describe(turtle: str, iri: str, lang: str = "en") -> Description:
    quads = list(ox.parse(HEADER + turtle, ox.RdfFormat.TURTLE))
    return Describer(quads, Names(quads, PREFIXES)).describe(iri, lang)


def test_description_has_names_timeline_conflicts_and_footnotes() -> None:
    assert str(describe(CLUB, PREFIXES["id"] + "club")).splitlines() == [
        "Club [1]",
        "id:club · org:Organization",
        "",
        "  Club (en) · Клуб (ru)",
        "  other name: The Club (en)",
        "",
        "Timeline",
        "  since 5 May 2000 or earlier  Anna joined in 2000.",
        "  since 1 January 2001         chair, Anna [2,1]",
        "",
        "Statements",
        "  founding date  2000-01-01",
        "  see also       <http://e/x>",
        "",
        "What points here",
        "  ← see also  Anna",
        "",
        "Where sources disagree",
        "  since 1 January 2001 chair, Club, Anna [2,1]",
        "    against since 5 May 2000 or earlier Anna joined in 2000.",
        "    Two years.",
        "",
        "Passages",
        "  [1] Book, 2010, page 1 <https://e/book>",
        "  [2] page 2",
    ]


def test_labels_are_in_the_language_asked_for() -> None:
    page = describe(CLUB, PREFIXES["id"] + "club", "ru")
    assert page.title == "Клуб"
    for name in ("text", "markdown", "html"):
        rendered = page.render(name)
        for phrase in ("Хронология", "Утверждения", "с 1 января 2001 г.", "Что сюда ссылается", "Где источники расходятся"):
            assert phrase in rendered
        assert "Timeline" not in rendered


def test_properties_have_names_in_the_language_asked_for(sco: sco_ld.Publication) -> None:
    names = {quad.predicate.value for quad in sco.quads}
    label = sco.describer.property_label
    for lang, script in (("ru", "[А-Яа-яё]"), ("zh", "[\u4e00-\u9fff]")):
        assert [name for name in names if not re.search(script, label(ox.NamedNode(name), lang))] == []
    assert label(ox.NamedNode("http://e/someNewProperty"), "ru") == "some new property"


def test_parts_are_joined_as_the_language_joins_them(sco: sco_ld.Publication) -> None:
    china = sco.names.find("id:china-member")
    assert [sco.describer.phrase(ox.NamedNode(china), lang) for lang in ("en", "zh")] == [
        "member state, Shanghai Cooperation Organization, China",
        "成员国，上海合作组织，中国",
    ]


def test_a_publication_overrides_the_headings() -> None:
    own = '<https://w3id.org/sco-ld/interface#timeline> skos:prefLabel "History"@en .'
    assert "History" in str(describe(CLUB + own, PREFIXES["id"] + "club")).splitlines()


def test_describer_can_be_reused(sco: sco_ld.Publication) -> None:
    describer = Describer(sco.quads, sco.names)
    iris = [sco.names.find(name) for name in ("id:china", "id:sco", "id:shanghai-five", "id:china")]
    pages = [str(describer.describe(iri)) for iri in iris]
    assert pages[0] == pages[3]
    assert pages[:3] == [str(Describer(sco.quads, sco.names).describe(iri)) for iri in iris[:3]]
    assert sco.describer is sco.describer


def test_unknown_resource_has_an_empty_description() -> None:
    assert str(describe(CLUB, "http://e/nothing")) == "<http://e/nothing>\n<http://e/nothing>"


def test_subgraph_has_the_resource_its_references_and_its_sources() -> None:
    quads = list(ox.parse(HEADER + CLUB, ox.RdfFormat.TURTLE))
    found = EntityIndex(quads).subgraph(PREFIXES["id"] + "anna")
    subjects = {"id:anna", "id:m1", "src:p1", "src:p2", "src:book"}
    assert found == [quad for quad in quads if PREFIXES.shorten(quad.subject.value) in subjects]


def hostile(label: str) -> Description:
    """Return a description in which everything that data can say is a label."""
    literal = ox.Literal(label)
    english = ox.Literal(label, language="en")
    node, other, passage, source = (ox.NamedNode(f"http://e/{name}") for name in ("node", "other", "passage", "source"))
    terms: list[tuple[Any, str, Any]] = [
        (node, "rdf:type", other),
        (node, "skos:prefLabel", english),
        (node, "skos:altLabel", english),
        (node, "sco:supportedBy", passage),
        (node, "schema:startDate", literal),
        (node, "rdfs:comment", literal),
        (node, "sco:conflictsWith", other),
        (node, "skos:editorialNote", english),
        (other, "rdfs:label", english),
        (other, "rdfs:seeAlso", node),
        (ox.NamedNode(f"{PREFIXES['rdfs']}comment"), "rdfs:label", english),
        (passage, "rdfs:label", english),
        (passage, "oa:hasSource", source),
        (source, "dcterms:title", english),
        (source, "schema:url", literal),
    ]
    quads = [ox.Quad(subject, ox.NamedNode(PREFIXES.expand(name) or ""), value) for subject, name, value in terms]
    return Describer(quads, Names(quads, PREFIXES)).describe("http://e/node")


@pytest.mark.parametrize("label", [*LABELS, "javascript:alert(1)", "##vso[task.x]", "\x1b[2J", "\n\n<script>x</script>\n"])
def test_hostile_label_is_escaped(label: str) -> None:
    page = hostile(label)
    rendered = Page(MarkdownIt("commonmark", {"html": True}).render(page.render("markdown")))
    plain = {"h1", "h2", "p", "ul", "li", "strong", "code"}
    assert [one for one in rendered.elements if one not in plain and not one.startswith("a http")] == []
    for line in page.render("text").splitlines():
        assert line.isprintable() or "\u200c" in line
        assert not line.lstrip().startswith("::")
        assert "##vso[" not in line
    assert len(page.render("text").splitlines()) == len(hostile("x").render("text").splitlines())
    assert {element.split()[0] for element in Page(page.render("html")).elements} <= {
        "h3", "h4", "p", "a", "table", "tbody", "tr", "td", "sup", "ol", "li",
    }  # fmt: skip
