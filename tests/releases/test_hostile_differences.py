"""Differences of hostile graphs: nodes without names, triple terms, named graphs, unprintable and many resources."""

import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from sco_ld.rdf.quad_stream import Quads
from sco_ld.releases import formats
from sco_ld.releases.bump import bump, draft
from sco_ld.releases.changes import Changes, compare
from sco_ld.releases.snapshot import Snapshot
from sco_ld.releases.wording import Wording
from tests.conftest import Ran
from tests.releases.club import snapshot

SECONDS = 10.0


def changes_of(old: str, new: str) -> Changes:
    sides = [Quads(ox.parse(text, format=ox.RdfFormat.TRIG)) for text in (old, new)]
    return compare(*(Snapshot(name, side, Quads()) for name, side in zip(("old", "new"), sides, strict=True)))


HOSTILE = {
    "nodes without names": ('[] <a:p> "1" .', '[] <a:p> "2" .'),
    "a node that leads to itself": ("<a:a> <a:p> 1 .", "_:a <a:p> _:a ."),
    "a triple term": (
        '<a:a> <a:p> <<( <a:b> <a:q> "c" )>> .',
        '<a:a> <a:p> <<( <a:b> <a:q> <<( <a:b> <a:q> "d"@en )>> )>> .',
    ),
    "a triple term with a node without a name": ("<a:a> <a:p> 1 .", "<a:a> <a:p> <<( _:b <a:q> _:b )>> ."),
    "another graph": ('<a:g> { <a:a> <a:p> "1" }', '<a:h> { <a:a> <a:p> "1" }'),
    "control characters": ('<a:a> <a:p> "x" .', r'<a:a> <a:p> "\u001B[31m\u202E\n::error::```]]>--></details><script>" .'),
}


@pytest.mark.parametrize("format_", formats.NAMES)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_graphs_are_compared(name: str, format_: str) -> None:
    found = changes_of(*HOSTILE[name])
    text = formats.render(Wording(found), format_)
    assert text
    assert "\x1b" not in text
    assert format_ != "markdown" or "<script>" not in text
    assert format_ not in ("text", "markdown") or "\n::error" not in text


@pytest.mark.parametrize("name", ["a triple term", "another graph", "nodes without names"])
def test_update_makes_the_new_graph(name: str) -> None:
    old, new = HOSTILE[name]
    store = ox.Store()
    store.load(old.encode(), format=ox.RdfFormat.TRIG)
    store.update(formats.render(Wording(changes_of(old, new)), "sparql-update"))
    made, wanted = ox.Dataset(store), ox.Dataset(ox.parse(new, format=ox.RdfFormat.TRIG))
    for dataset in (made, wanted):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert made == wanted


def test_draft_says_nodes_without_names_in_words() -> None:
    found = changes_of('[] <a:p> "1" .', '[] <a:p> "2" . [] <a:p> "3" .')
    assert bump(found).reasons == ("a node without a name",)
    assert "- a node without a name\n" in draft(Wording(found))


@pytest.mark.parametrize("words", [["-f", "text"], ["--bump"]])
def test_output_is_printable(run: Callable[..., Ran], tmp_path: Path, words: list[str]) -> None:
    old, new = tmp_path / "\x1b[31m.ttl", tmp_path / "new.ttl"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    old.write_text(f'<a:a> {label} "a" .')
    new.write_text(rf'<a:a> {label} "a" . <a:b> {label} "\u001B[31m\n::error::b" .')
    for second in (old, new):
        ran = run("diff", old, second, *words)
        assert "\x1b" not in ran.out
        assert "\n::" not in ran.out


PATHS = ["none.ttl", "../none.ttl", "../../none", "a/../none.ttl"]


@pytest.mark.parametrize("path", PATHS)
def test_error_names_a_missing_path(run: Callable[..., Ran], tmp_path: Path, path: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.ttl").write_text("<a:a> <a:p> 1 .")
    ran = run("-C", tmp_path, "diff", path)
    assert (ran.code, f"Error: {path}: no such file or folder" in ran.err) == (2, True)


MANY = {
    "resources alike": ("".join(f"<a:old{n}> <a:p> 1 .\n" for n in range(5000)),
                        "".join(f"<a:new{n}> <a:p> 1 .\n" for n in range(5000))),
    "a chain of renamed resources": ("".join(f"<a:old{n}> <a:p> <a:old{n + 1}> .\n" for n in range(300)),
                                     "".join(f"<a:new{n}> <a:p> <a:new{n + 1}> .\n" for n in range(300))),
    "a long list": ("<a:a> <a:p> 1 .", f"<a:a> <a:p> ({' '.join(map(str, range(3000)))}) ."),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", MANY)
def test_many_resources_are_compared_in_time(name: str) -> None:
    start = time.monotonic()
    found = changes_of(*MANY[name])
    assert formats.render(Wording(found), "markdown")
    assert bump(found).level
    assert time.monotonic() - start < SECONDS


@pytest.mark.slow
def test_many_changed_terms_are_judged_in_time() -> None:
    terms = "".join(f"c:T{n} a owl:Class .\n" for n in range(3000))
    start = time.monotonic()
    assert bump(
        compare(snapshot("old", ontology=terms), snapshot("new", ontology=terms.replace(" .", ' ; rdfs:comment "x" .')))
    ).level
    assert time.monotonic() - start < SECONDS
