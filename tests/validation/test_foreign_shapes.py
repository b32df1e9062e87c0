"""Shapes of others: those that are not well-formed, inference, a part of nodes and shapes, imports and contexts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EACH_ENGINE, Ran

Run = Callable[..., Ran]
PREFIXES = (
    "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)
GOOD = 'sh:property [ sh:path e:p ; sh:minCount 1 ; sh:message "A p." ]'
DATA = 'e:x a e:C ; e:q "text" .'
ILL_FORMED = {  # what is left out of the shape, and what it says of it
    "a property shape without a path": ("sh:property [ sh:minCount 1 ]", "fewer than 1 values. sh:path"),
    "a property shape without a path, that nothing refers to": (
        "sh:deactivated false . e:Q a sh:PropertyShape ; sh:minCount 1", "e:Q: a sh:PropertyShape has a sh:path",
    ),
    "a shape that no file describes": ("sh:node e:Lost", "e:Lost is referred to as a shape, and no file describes it"),
    "a member of sh:or that no file describes": ("sh:or ( e:Lost [ sh:class e:D ] )", "e:Lost is referred to as a shape"),
    "a shape that no file describes, denied": ("sh:not e:Lost", "e:Lost is referred to as a shape"),
    "an unknown term": ("sh:shape e:Other", "SHACL has no sh:shape.\n"),
    "a count that is no number": ('sh:property [ sh:path e:q ; sh:minCount "one" ]', 'sh:minCount "one"'),
    "two paths": ("sh:property [ sh:path e:q , e:r ; sh:minCount 1 ]", "sh:path"),
    "a member of sh:or": ("sh:or ( [ sh:property [ sh:minCount 1 ] ] [ sh:class e:D ] )", "fewer than 1 values. sh:path"),
    "a circular list": (("sh:in _:l . _:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 ;"
                        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l"), "sh:in"),
    "sh:not": ("sh:not [ sh:property [ sh:minCount 1 ] ]", "fewer than 1 values. sh:path"),
    "a query that fetches": (
        'sh:sparql [ sh:select "SELECT $this { SERVICE <http://e/> { $this ?p ?o } }" ]', "nothing is fetched",
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.ttl").write_text(PREFIXES + text)


@pytest.mark.parametrize("engine", EACH_ENGINE)
@pytest.mark.parametrize("what", ILL_FORMED)
def test_ill_formed_part_is_refused_or_left_out(what: str, engine: str, run: Run, folder: Path) -> None:
    part, words = ILL_FORMED[what]
    shape = "a sh:NodeShape ; sh:targetClass e:C"
    write(shapes=f"e:S {shape} ; {GOOD} .\ne:T {shape} ; {part} .", data=DATA)
    command = ["validate", folder / "data.ttl", "-s", folder / "shapes.ttl", "--engine", engine]
    refused = run(*command)
    assert (refused.code, "shapes.ttl:4:" in refused.err, words in refused.err) == (2, True, True), refused.err
    findings = json.loads(run(*command, "--lenient-shapes", "-f", "json").out)["findings"]
    assert [one["message"] for one in findings if one["severity"] == "violation"] == ["A p."]
    warnings = [one for one in findings if one["severity"] == "warning"]
    assert {one["shape"] for one in warnings} == {"sco-ld:WellFormed"}
    assert {one["location"]["line"] for one in warnings} == {4}


@pytest.mark.parametrize(
    ("regime", "ontology", "data", "found"),
    [
        ("none", "e:p rdfs:domain e:C .", "e:x e:p 1 .", None),
        ("rdfs", "e:p rdfs:domain e:C .", "e:x e:p 1 .", "e:x"),
        ("rdfs", "e:p rdfs:range e:C .", "e:x e:p e:y .", "e:y"),
        ("owlrl", "e:p owl:inverseOf e:has . e:has rdfs:domain e:C .", "e:x e:p e:y .", "e:y"),
        ("rdfs", "e:p rdfs:domain e:C . e:term e:p 1 .", "e:x e:q 1 .", None),
    ],
)
def test_inferred_types_are_validated(  # noqa: PLR0913, PLR0917
    regime: str, ontology: str, data: str, found: str | None, run: Run, folder: Path
) -> None:
    write(
        shapes="e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:z ; sh:minCount 1 ] .",
        data=data,
        ontology=ontology,
    )
    command = ["data.ttl", "-s", "shapes.ttl", "--ontology", "ontology.ttl", "--inference", regime, "-f", "json"]
    ran = run("validate", *command, "--allow-empty")
    assert [one["focus"] for one in json.loads(ran.out)["findings"] if one["severity"] == "violation"] == [found] * bool(
        found
    )
    assert folder.exists()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], {("e:x", "e:S"), ("e:x", "e:T"), ("e:y", "e:S")}),
        (["--focus", "e:x"], {("e:x", "e:S"), ("e:x", "e:T")}),
        (["--focus", "<http://e/y>"], {("e:y", "e:S")}),
        (["--shape", "e:S"], {("e:x", "e:S"), ("e:y", "e:S")}),
        (["--shape", "e:T", "--focus", "e:y"], {("e:y", "e:T")}),
        (["--shape", "e:Class"], set()),
    ],
)
@pytest.mark.parametrize("engine", EACH_ENGINE)
def test_part_of_nodes_and_shapes(
    words: list[str], found: set[tuple[str, str]], engine: str, run: Run, folder: Path
) -> None:
    write(
        shapes="e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P . e:P sh:path e:p ; sh:minCount 1 .\n"
        "e:T a sh:NodeShape ; sh:targetNode e:x ; sh:hasValue e:z .\n"
        "e:Class a sh:NodeShape , rdfs:Class ; sh:nodeKind sh:IRI .",
        data="e:x a e:C . e:y a e:C . e:c a e:Class .",
    )
    ran = run("validate", "data.ttl", "-s", "shapes.ttl", *words, "-f", "json", "--engine", engine)
    shapes = {"e:P": "e:S", "e:T": "e:T"}
    assert {(one["focus"], shapes[one["shape"]]) for one in json.loads(ran.out)["findings"]} == found
    assert folder.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--focus", "e:xx"], 'There is no node "e:xx". Did you mean e:x?'),
        (["--shape", "e:SS"], 'There is no shape "e:SS". Did you mean e:S?'),
        (["--imports", "shapes.ttl"], '"shapes.ttl" is not FILE=IRI, such as'),
        (["--imports", "none.ttl=http://e/o"], "none.ttl: no such file."),
    ],
)
def test_unknown_part_is_refused(words: list[str], sentence: str, run: Run, folder: Path) -> None:
    write(shapes=f"e:S a sh:NodeShape ; sh:targetClass e:C ; {GOOD} .", data="e:x a e:C ; e:p e:Some-thing-else .")
    ran = run("validate", "data.ttl", "-s", "shapes.ttl", *words)
    assert (ran.code, sentence in ran.err, folder.exists()) == (2, True, True), ran.err


IMPORTING = (
    f"<http://e/shapes> a owl:Ontology ; owl:imports <http://e/more> . e:S a sh:NodeShape ; sh:targetClass e:C ; {GOOD} ."
)
MORE = (
    "<http://e/more> a owl:Ontology . "
    "e:T a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:r ; sh:minCount 1 ] ."
)


@pytest.mark.parametrize(
    ("words", "count", "note"),
    [
        ([], 1, "Note: owl:imports <http://e/more> is not followed"),
        (["--imports", "more.ttl=http://e/more"], 2, ""),
        (["-s", "more.ttl"], 2, ""),
        (["--ontology", "more.ttl"], 1, ""),
    ],
)
def test_import_is_a_given_file(words: list[str], count: int, note: str, run: Run, folder: Path) -> None:
    write(shapes=IMPORTING, more=MORE, data="e:x a e:C .")
    ran = run("validate", folder / "data.ttl", "-s", "shapes.ttl", *words)
    assert f"{count} violation" in ran.out
    assert ran.err.startswith(note) if note else ran.err == ""


def test_catalogue_names_imports_of_imports(run: Run, folder: Path) -> None:
    write(shapes=IMPORTING, more=f"{MORE} <http://e/more> owl:imports <http://e/last> .", data="e:x a e:C .")
    (folder / "last.nt").write_text("<http://e/c> <http://e/p> <http://e/d> .")
    (folder / "catalog.toml").write_text('[imports]\n"http://e/more" = "more.ttl"\n"http://e/last" = "last.nt"\n')
    ran = run("validate", "data.ttl", "-s", "shapes.ttl")
    assert ("2 violations" in ran.out, ran.err) == (True, "")


CONTEXT = '{"@context": {"e": "http://e/", "p": "e:p", "id": "@id", "C": "e:C", "type": "@type"}}'


@pytest.mark.parametrize(
    "context",
    [
        '"https://e.org/context"',
        '["https://e.org/context", {"q": "http://e/q"}]',
        '{"@import": "https://e.org/context", "q": "http://e/q"}',
        '[\n  "https://e.org/context/"\n]',
    ],
)
def test_remote_context_is_read_from_the_catalogue(context: str, run: Run, folder: Path) -> None:
    write(shapes=f"e:S a sh:NodeShape ; sh:targetClass e:C ; {GOOD} .")
    (folder / "data.jsonld").write_text(f'{{"@context": {context},\n "id": "http://e/x", "type": "C"}}')
    refused = run("validate", "data.jsonld", "-s", "shapes.ttl")
    assert refused.code == 2
    assert "data.jsonld: the @context <https://e.org/context" in refused.err
    assert 'name the file in catalog.toml: [contexts] "https://e.org/context' in refused.err
    (folder / "c.jsonld").write_text(CONTEXT)
    (folder / "catalog.toml").write_text('[contexts]\n"https://e.org/context" = "c.jsonld"\n')
    ran = run("validate", "data.jsonld", "-s", "shapes.ttl")
    assert (ran.code, "violation: A p." in ran.out) == (1, True), ran.err


PLACED = """{
 "@context": ["https://e.org/context", {"n": "http://e/n"}], "@graph": [{"@type": "C", "@id": "http://e/x", "q": "①a"},
 {"@type": "C", "@id": "②http://e/y", "n": {"q": 3, "@type": "D"}}]}"""


@pytest.mark.parametrize("text", [PLACED, PLACED.replace("\n", "")])
def test_findings_in_json_ld_with_a_context_of_the_catalogue_are_placed(text: str, run: Run, folder: Path) -> None:
    write(
        shapes="""e:S a sh:NodeShape ; sh:targetClass e:C , e:D ; sh:property [ sh:path e:q ; sh:datatype xsd:integer ] ;
        sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> e:n ) .
        e:T a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:q ; sh:minCount 1 ] ."""
    )
    (folder / "data.jsonld").write_text(text.replace("①", "").replace("②", ""))
    (folder / "c.jsonld").write_text('{"@context": {"C": "http://e/C", "D": "http://e/D",\n"q": "http://e/q"}}')
    (folder / "catalog.toml").write_text('[contexts]\n"https://e.org/context" = "c.jsonld"\n')
    ran = run("validate", "data.jsonld", "-s", "shapes.ttl", "-f", "json")
    found = [one["location"] for one in json.loads(ran.out)["findings"]]
    plain = text.replace("①", "").replace("②", "")
    offsets = [text.index("①") - 1, text.replace("①", "").index("②") - 1]
    wanted = [(plain[:at].count("\n") + 1, len(plain[:at].rpartition("\n")[2]) + 1) for at in offsets]
    assert [(one["line"], one["column"]) for one in found] == wanted
    (folder / "data.jsonld").write_text(plain.replace('"q": "a"', '"q": "a" 1'))
    stopped = json.loads(run("validate", "data.jsonld", "-s", "shapes.ttl", "-f", "json").out)["findings"][0]["location"]
    assert (stopped["line"], stopped["column"]) == (wanted[0][0], wanted[0][1] + 4)


ACTIVITY = """{"@context": "https://www.w3.org/ns/activitystreams", "type": "Note", "id": "http://e/x",
 "published": "2017-06-09", "attributedTo": {"id": "http://e/y", "type": "Person"}}"""


def test_context_of_activity_streams_needs_no_file(run: Run, folder: Path) -> None:
    (folder / "data.jsonld").write_text(ACTIVITY)
    write(
        shapes="""@prefix as: <https://www.w3.org/ns/activitystreams#> .
        e:S a sh:NodeShape ; sh:targetClass as:Note ; sh:property [ sh:path as:attributedTo ; sh:class as:Group ] ."""
    )
    ran = run("validate", "data.jsonld", "-s", "shapes.ttl")
    assert (ran.code, "data.jsonld:2:45: violation: The value is not an instance of" in ran.out) == (1, True), ran
    (folder / "data.jsonld").write_text(ACTIVITY.replace("www.w3.org/ns/activitystreams", "schema.org/"))
    assert (
        'catalog.toml: [contexts] "https://schema.org/" = "FILE"' in run("validate", "data.jsonld", "-s", "shapes.ttl").err
    )


@pytest.mark.parametrize(
    ("catalogue", "sentence"),
    [
        ("imports = 1", '[imports] has lines of the form "IRI" = "file"'),
        ("[import]", 'a catalogue has the tables imports and contexts, and not "import"'),
        ("[imports", "catalog.toml: is not TOML"),
        ('[imports]\n"http://e/o" = "none.ttl"', "none.ttl: no such file."),
        ('[imports]\n"http://e/o" = "../secret.ttl"', "is not below the folder of the catalogue"),
        ('[contexts]\n"https://e.org/context" = "loop.jsonld"', "names itself"),
        ('[contexts]\n"https://e.org/context" = "shapes.ttl"', "shapes.ttl: is not JSON"),
        ('[contexts]\n"https://e.org/context" = "data.jsonld"', "names itself"),
    ],
)
def test_broken_catalogue_is_refused(catalogue: str, sentence: str, run: Run, folder: Path) -> None:
    inside = folder / "in"
    inside.mkdir()
    (folder / "secret.ttl").write_text("")
    (inside / "shapes.ttl").write_text(f"{PREFIXES}e:S a sh:NodeShape ; sh:targetClass e:C ; {GOOD} .")
    (inside / "data.jsonld").write_text('{"@context": "https://e.org/context", "@type": "http://e/C"}')
    (inside / "loop.jsonld").write_text('{"@context": ["https://e.org/context"]}')
    (inside / "catalog.toml").write_text(catalogue)
    ran = run("validate", "in/data.jsonld", "-s", "in/shapes.ttl")
    assert (ran.code, sentence in ran.err) == (2, True), ran.err
