"""The formats of a difference: for people, and patches that turn the old graph into the new one."""

import json
import re

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sco_ld.errors import ScoError
from sco_ld.rdf.difference import comparable
from sco_ld.rdf.quad_stream import Quads
from sco_ld.releases import formats
from sco_ld.releases.changes import compare
from sco_ld.releases.snapshot import Snapshot
from sco_ld.releases.wording import Wording
from tests.releases.club import DATA, edited, snapshot

OLD = snapshot("old")
ADDRESS = "[ schema:addressLocality Minsk ; schema:postalCode 220000 ]"
NEW = snapshot("new", edited("220000", "220001") + 'c:new skos:prefLabel "<b>new</b>"@en .')


def render(old: Snapshot, new: Snapshot, name: str) -> str:
    return formats.render(Wording(compare(old, new)), name)


def test_text() -> None:
    assert render(OLD, NEW, "text").split("\n") == [
        "Resources: 1 added, 0 removed, 1 changed (3 triples removed, 4 added).",
        "",
        "Added",
        "  <b>new</b> (c:new)",
        "    + preferred label (en): <b>new</b>",
        "",
        "Changed",
        "  the club (c:club)",
        f"    address: {ADDRESS} → {ADDRESS.replace('220000', '220001')}",
    ]


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_no_difference_is_a_sentence(name: str) -> None:
    assert render(OLD, snapshot("again"), name) == "No difference: old and again say the same."


def test_markdown_carries_no_markup_from_data() -> None:
    page = MarkdownIt().render(render(OLD, NEW, "markdown"))
    assert "<b>" not in page
    assert "&lt;b&gt;new&lt;/b&gt;" in page


CITED = """
c:club c:p 1 ; <https://w3id.org/sco-ld/ontology#supportedBy> c:p1 ; rdfs:seeAlso <https://a.example/b_c_d> .
c:p1 rdfs:label "page 1"@en ; <http://www.w3.org/ns/oa#hasSource> c:book .
c:book skos:prefLabel "The book"@en .
c:claim schema:text "That it rained."@en .
"""


def test_markdown_tells_of_a_new_resource_without_signs_and_of_a_passage_with_its_source() -> None:
    new = edited("c:p1 ;", "c:p1 , c:p2 ; c:denies c:claim ;", CITED) + "c:p2 <http://www.w3.org/ns/oa#hasSource> c:book ."
    found = render(snapshot("old", CITED), snapshot("new", new), "markdown").split("\n")
    assert "- **The book, c:p2** `c:p2`" in found
    assert "  - source: The book (c:book)" in found
    assert "  - supported by, added: The book, c:p2 (c:p2)" in found
    assert "  - denies, added: That it rained. (c:claim)" in found
    gone = render(snapshot("old", CITED), snapshot("new", DATA), "markdown").split("\n")
    assert "  - see also, removed: <https://a.example/b_c_d>" in gone
    assert "  - text (en): That it rained." in gone


def test_markdown_fits_a_comment_and_folds_long_parts() -> None:
    many = DATA + "".join(f'c:n{number} skos:prefLabel "{"x" * 100}"@en .\n' for number in range(2000))
    found = render(OLD, snapshot("new", many), "markdown")
    assert len(found) < 65_536
    assert found.count("<details>") == found.count("</details>") == 1
    shown = found.count("**") // 2
    assert f"… and {2000 - shown} more" in found


def test_json_names_terms_as_sparql_results_do() -> None:
    found = json.loads(render(OLD, NEW, "json"))
    assert found["triples"] == {"removed": 3, "added": 4}
    added = found["resources"][0]
    assert (added["change"], added["title"]) == ("added", "<b>new</b>")
    assert added["properties"][0]["added"] == [{"type": "literal", "value": "<b>new</b>", "xml:lang": "en"}]


IN_GRAPHS = 'c:x skos:prefLabel "X"@en .\nc:g { c:x c:p "one" . }\n_:h { c:x c:p "two" . }\nc:i { c:x c:p "three" . }'


def test_named_graphs_are_named() -> None:
    old = snapshot("old", IN_GRAPHS + 'c:g skos:prefLabel "<b>minutes</b>"@en .', "", "trig")
    new = snapshot("new", IN_GRAPHS.replace("one", "1").replace("two", "2").replace("c:i {", "c:j {"), "", "trig")
    found = render(old, new, "text").split("\n")
    assert {line.strip() for line in found if "p, in" in line} == {
        "p, in graph <b>minutes</b> (c:g): one → 1",
        "- p, in a graph without a name: two",
        "+ p, in a graph without a name: 2",
        "- p, in graph c:i: three",
        "+ p, in graph c:j: three",
    }
    page = MarkdownIt().render(render(old, new, "markdown"))
    assert "in graph &lt;b&gt;minutes&lt;/b&gt; (c:g)" in page
    properties = json.loads(render(old, new, "json"))["resources"][-1]["properties"]
    assert {"type": "uri", "value": "https://example.org/j"} in [one.get("graph") for one in properties]


def test_no_resource_is_renamed_from_one_graph_to_another() -> None:
    old, new = (snapshot(graph, f'c:{graph} {{ c:x{graph} c:p "one" . }}', "", "trig") for graph in "gh")
    assert "renamed" not in render(old, new, "text")


def apply_patch(quads: set[ox.Quad], patch: str) -> set[ox.Quad]:
    """Return quads after an RDF Patch, read as its specification has it: D and A, then a statement of N-Quads."""
    for sign, row in re.findall(r"^([DA]) (.*)$", patch, re.MULTILINE):
        (quad,) = ox.parse(row.encode(), ox.RdfFormat.N_QUADS)
        (quads.discard if sign == "D" else quads.add)(quad)
    return quads


def updated(quads: set[ox.Quad], update: str) -> set[ox.Quad]:
    store = ox.Store()
    store.extend(quads)
    if update:
        store.update(update)
    return comparable(store)


NODES = st.sampled_from("abc").map(ox.BlankNode) | st.sampled_from("xy").map(lambda name: ox.NamedNode(f"a:{name}"))
VALUES = NODES | st.sampled_from(['"', "\n", "é"]).map(ox.Literal)
GRAPHS_NAMES = st.sampled_from([ox.DefaultGraph(), ox.NamedNode("a:g")])
QUADS = st.builds(ox.Quad, NODES, st.sampled_from("pq").map(lambda name: ox.NamedNode(f"a:{name}")), VALUES, GRAPHS_NAMES)
GRAPHS = st.lists(QUADS, max_size=6)


@example(
    old=[ox.Quad(ox.NamedNode("a:y"), ox.NamedNode("a:q"), ox.BlankNode(name), graph) for name, graph in (
        ("a", ox.DefaultGraph()), ("a", ox.NamedNode("a:g")), ("c", ox.NamedNode("a:g")))],
    new=[ox.Quad(ox.NamedNode("a:y"), ox.NamedNode("a:q"), ox.BlankNode("a"), graph) for graph in (
        ox.DefaultGraph(), ox.NamedNode("a:g"))],
)  # fmt: skip
@settings(max_examples=200, deadline=None)
@given(GRAPHS, GRAPHS)
def test_patches_turn_the_old_graph_into_the_new_one(old: list[ox.Quad], new: list[ox.Quad]) -> None:
    first, second = (Snapshot(name, Quads(quads), Quads()) for name, quads in (("old", old), ("new", new)))
    assert apply_patch(comparable(old), render(first, second, "rdf-patch")) == comparable(new)
    try:
        update = render(first, second, "sparql-update")
    except ScoError as error:
        assert "several blank nodes that say the same" in str(error)  # noqa: PT017
    else:
        assert updated(comparable(old), update) == comparable(new)
