"""The difference of two graphs: empty for isomorphic ones, minimal for others."""

import pyoxigraph as ox
import pytest
import rdflib.compare
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_ld.rdf.difference import difference
from sco_ld.rdf.rdflib_bridge import to_graph

SAME = {
    "order and names": ("<a:a> <a:p> _:x . _:x <a:q> 1 .", "_:y <a:q> 1 . <a:a> <a:p> _:y ."),
    "swapped names": ("_:a <a:p> 1 . _:b <a:p> 2 .", "_:b <a:p> 1 . _:a <a:p> 2 ."),
    "a cycle": ("_:a <a:p> _:b . _:b <a:p> _:a .", "_:x <a:p> _:y . _:y <a:p> _:x ."),
    "a list": ("<a:a> <a:p> (1 2) .", "<a:a> <a:p> ( 1  2 ) ."),
    "two that say the same": ("<a:a> <a:p> [], [] .", "<a:a> <a:p> _:x , _:y ."),
    "a repeated triple": ("<a:a> <a:p> 1, 1 .", "<a:a> <a:p> 1 ."),
    "a triple term": ("<a:a> <a:p> <<( _:x <a:q> 1 )>> .", "<a:a> <a:p> <<( _:y <a:q> 1 )>> ."),
}  # fmt: skip
CHANGED = {  # how many quads are removed and added
    "a value": ("<a:a> <a:p> 1, 2 .", "<a:a> <a:p> 1, 3 .", 1, 1),
    "a lexical form": ("<a:a> <a:p> 1 .", "<a:a> <a:p> 01 .", 1, 1),
    "one of two nodes": ("<a:a> <a:p> [<a:q> 1], [<a:q> 2] .", "<a:a> <a:p> [<a:q> 1], [<a:q> 3] .", 2, 2),
    "one of two that say the same": ("<a:a> <a:p> [], [] .", "<a:a> <a:p> [] .", 1, 0),
    "one cycle or two": (
        "_:a <a:p> _:b . _:b <a:p> _:a . _:c <a:p> _:d . _:d <a:p> _:c .",
        "_:a <a:p> _:b . _:b <a:p> _:c . _:c <a:p> _:d . _:d <a:p> _:a .", 4, 4,
    ),
}  # fmt: skip


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), ox.RdfFormat.TURTLE))


@pytest.mark.parametrize("name", SAME)
def test_isomorphic_graphs_do_not_differ(name: str) -> None:
    old, new = SAME[name]
    assert not difference(quads(old), quads(new))


@pytest.mark.parametrize("name", CHANGED)
def test_difference_is_what_has_changed(name: str) -> None:
    old, new, removed, added = CHANGED[name]
    found = difference(quads(old), quads(new))
    assert (len(found.removed), len(found.added)) == (removed, added)


def test_long_list_of_equal_members_is_compared_in_linear_time() -> None:
    members = "1 " * 5_000
    assert not difference(quads(f"<a:a> <a:p> ({members}) ."), quads(f"<a:a> <a:p> ({members}) ."))
    found = difference(quads(f"<a:a> <a:p> ({members}) ."), quads(f"<a:a> <a:p> ({members} 2) ."))
    assert len(found.added) == 1 + 2 * 5_001


NODES = st.sampled_from("abcd").map(ox.BlankNode) | st.sampled_from("xy").map(lambda name: ox.NamedNode(f"a:{name}"))
GRAPHS = st.lists(
    st.builds(ox.Quad, NODES, st.sampled_from("pq").map(lambda name: ox.NamedNode(f"a:{name}")), NODES), max_size=6
)


@settings(max_examples=150, deadline=None)
@given(GRAPHS, GRAPHS)
def test_verdict_is_that_of_rdflib(old: list[ox.Quad], new: list[ox.Quad]) -> None:
    assert bool(difference(old, new)) is not rdflib.compare.isomorphic(to_graph(old), to_graph(new))
