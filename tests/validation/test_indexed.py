"""Validation from an index on disk: the findings that the files give, at the same places."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

PREFIXES = """
@prefix e: <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = 'e:good a e:T ; e:p 1 .\ne:bad a e:T ; e:p "x" ;\n    e:held [ e:p "z" ], [ e:p "y" ] .\ne:worse a e:T .\n'
SHAPES = """
e:S a sh:NodeShape ; sh:targetClass e:T ; sh:property e:one, e:held .
e:one sh:path e:p ; sh:minCount 1 ; sh:datatype xsd:integer ; sh:message "One number." .
e:held sh:path e:held ; sh:node [ sh:property [ sh:path e:p ; sh:maxCount 0 ] ] .
e:Q a sh:NodeShape ; sh:targetClass e:T ; sh:sparql
    [ sh:message "Nothing held." ; sh:select "SELECT $this ?value { $this <http://e/held> ?value }" ] .
"""
GRAPHS = """
e:G a sh:NodeShape ; sh:targetClass e:T ; sh:sparql
    [ sh:message "No shapes." ; sh:select "SELECT $this ?value { GRAPH $shapesGraph { ?value sh:path $this } }" ] .
"""


@pytest.mark.parametrize(
    ("more", "shapes", "note"),
    [
        ("", "", "names that lead nowhere"),
        ("e:also a e:T ; e:p 01 .", "", "not written by its value"),
        ('e:also a e:T ; e:p "one"^^xsd:integer .', "", "ill-typed"),
        ("", GRAPHS, "a query of the shapes asks for graphs"),
    ],
)
def test_findings_are_those_of_the_files(more: str, shapes: str, note: str, tmp_path: Path, run: Callable[..., Ran]) -> None:
    for name, text in {"data/a.ttl": DATA, "data/b.ttl": more, "shapes/s.ttl": SHAPES + shapes}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PREFIXES + text)
    words = ("-C", tmp_path, "validate", "-f", "json")
    plain = run(*words)
    for _ in range(2):
        indexed = run(*words, "--store", tmp_path / "index")
        assert (indexed.code, plain.code) == (1, 1), indexed.err
        assert note in indexed.err
        here, there = (json.loads(ran.out)["findings"] for ran in (plain, indexed))
        assert there == here
        assert len(there) >= 6


def test_data_of_which_nothing_is_selected_are_an_error(tmp_path: Path, run: Callable[..., Ran]) -> None:
    for folder, text in {"data": "e:a e:p 1 .", "shapes": SHAPES}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.ttl").write_text(PREFIXES + text)
    words = ("-C", tmp_path, "validate", "--store", tmp_path / "index")
    assert run(*words, "--allow-empty").code == 0
    ran = run(*words)
    assert ran.code == 2
    assert "select no node" in ran.err
    assert "--watch is for files" in run(*words, "--watch").err
