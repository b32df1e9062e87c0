"""Which shapes validate files for which none are given, and what is refused because nothing would be checked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
PREFIXES = (
    "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix org: <http://www.w3.org/ns/org#> . @prefix id: <https://w3id.org/sco-ld/id/> .\n"
)
SHAPES = 'e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:message "A p." ] .'
DATA = "e:x a e:C ."
CATALOGUE = '[imports]\n"http://e/shapes" = "vendor/s.ttl"\n'
NO_SHAPES = "no shapes, so nothing would be checked. Give shapes with -s"
FOUND = "violation: A p."
CASES: dict[str, tuple[dict[str, str], list[str], int, str]] = {
    "none anywhere": ({"d.ttl": DATA}, ["d.ttl"], 2, NO_SHAPES),
    "data like those of the SCO": ({"d.ttl": "e:m a org:Membership ."}, ["d.ttl"], 2, NO_SHAPES),
    "a node of the SCO": ({"d.ttl": "id:m a org:Site ."}, ["d.ttl"], 1, "A seat is of one organ"),
    "a node of the SCO that no shape selects": ({"d.ttl": "id:m e:p e:q ."}, ["d.ttl"], 2, "no shape selects a node"),
    "a mention of the SCO": ({"d.ttl": "e:m a org:Site ; e:p id:sco ."}, ["d.ttl"], 2, NO_SHAPES),
    "in the same file": ({"d.ttl": f"{DATA}\n{SHAPES}"}, ["d.ttl"], 1, FOUND),
    "in another of the files": ({"d.ttl": DATA, "s.ttl": SHAPES}, ["d.ttl", "s.ttl"], 1, FOUND),
    "in the folder": ({"all/d.ttl": DATA, "all/sub/s.ttl": SHAPES}, ["all"], 1, FOUND),
    "only shapes": ({"s.ttl": SHAPES}, ["s.ttl"], 2, "holds shapes and no data. Give shapes with -s."),
    "beside the file": ({"d.ttl": DATA, "shapes/s.ttl": SHAPES}, ["d.ttl"], 1, FOUND),
    "beside the folder": ({"in/d.ttl": DATA, "shapes/s.ttl": SHAPES}, ["in"], 1, FOUND),
    "beside another folder": ({"in/d.ttl": DATA, "shapes/s.ttl": SHAPES}, ["in/d.ttl"], 2, NO_SHAPES),
    "beside, but no shapes": ({"d.ttl": DATA, "shapes/s.ttl": DATA}, ["d.ttl"], 2, "holds data but no shapes"),
    "of the publication": ({"data/d.ttl": DATA, "shapes/s.ttl": SHAPES}, ["data/d.ttl"], 1, FOUND),
    "of the publication itself": ({"data/d.ttl": DATA, "shapes/s.ttl": SHAPES}, [], 1, FOUND),
    "named": (
        {"d.ttl": f"{DATA} <> sh:shapesGraph <http://e/shapes> .", "vendor/s.ttl": SHAPES, "catalog.toml": CATALOGUE},
        ["d.ttl"], 1, FOUND,
    ),
    "imported": (
        {"d.ttl": f"{DATA} <> owl:imports <http://e/shapes> .", "vendor/s.ttl": SHAPES},
        ["d.ttl", "--imports", "vendor/s.ttl=http://e/shapes"], 1, FOUND,
    ),
    "named, and nowhere": ({"d.ttl": f"{DATA} <> sh:shapesGraph <http://e/shapes> ."}, ["d.ttl"], 2, NO_SHAPES),
    "other classes": (
        {"d.ttl": "e:x a e:D .", "s.ttl": SHAPES}, ["d.ttl", "-s", "s.ttl"], 2,
        "nothing would be checked: the shapes have sh:targetClass e:C; the data have nodes of e:D.",
    ),
    "only nodes of the ontology": (
        {"d.ttl": "e:y e:p 1 .", "o.ttl": DATA, "s.ttl": SHAPES}, ["d.ttl", "-s", "s.ttl", "--ontology", "o.ttl"], 2,
        "no node of the data has a type",
    ),
    "by a class below": (
        {"d.ttl": "e:x a e:D .", "o.ttl": "@prefix r: <http://www.w3.org/2000/01/rdf-schema#> . e:D r:subClassOf e:C .",
         "s.ttl": SHAPES},
        ["d.ttl", "-s", "s.ttl", "--ontology", "o.ttl"], 1, FOUND,
    ),
    "of SHACL-AF": (
        {"d.ttl": DATA, "s.ttl": 'e:S a sh:NodeShape ; sh:target [ sh:select "SELECT ?this { ?this a e:C }" ] .'},
        ["d.ttl", "-s", "s.ttl"], 2, "sh:target is not evaluated",
    ),
    "deactivated": (
        {"d.ttl": DATA, "s.ttl": f"{SHAPES} e:S sh:deactivated true ."}, ["d.ttl", "-s", "s.ttl"], 2,
        "no shape selects a node",
    ),
    "allowed": ({"d.ttl": "e:x a e:D .", "s.ttl": SHAPES}, ["d.ttl", "-s", "s.ttl", "--allow-empty"], 0, "Conforms"),
    "a node that is not there": ({"d.ttl": DATA, "s.ttl": f"{SHAPES} e:S sh:targetNode e:z ."}, ["d.ttl", "-s", "s.ttl"],
                                 1, FOUND),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Path]:
    """Write files, and make their folder the working directory."""

    def written(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text((PREFIXES if name.endswith(".ttl") else "") + text)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return written


@pytest.mark.parametrize("name", CASES)
def test_shapes_are_found_or_refused(name: str, run: Run, folder: Callable[[dict[str, str]], Path]) -> None:
    files, words, code, sentence = CASES[name]
    folder(files)
    ran = run("validate", *words)
    assert ran.code == code, ran.err
    assert sentence in (ran.err if code == 2 else ran.out)


def test_note_names_the_bundled_publication(run: Run, folder: Callable[[dict[str, str]], Path]) -> None:
    folder({"mine.ttl": DATA})
    assert "Note: this is the SCO, which ships with sco-ld." in run("validate").err


def test_every_command_takes_the_publication_of_the_working_directory(
    run: Run, folder: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder({"data/d.ttl": DATA, "shapes/s.ttl": SHAPES})
    monkeypatch.chdir(root / "data")
    assert "1 triples" in run("info").out
    assert run("query", "ASK { e:x a e:C }").out == "true\n"
