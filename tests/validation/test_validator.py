"""The validator: errors of unusable shapes, and paths as text."""

from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf.quad_stream import read_all
from sco_ld.validation.validator import validate

HEAD = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX e: <http://e/> e:x a e:C ; e:p e:x . e:S sh:targetClass e:C ; "
UNUSABLE = {
    "no query": 'sh:sparql [ sh:select "SELECT $this { nonsense" ] .',
    "a prefix that is not declared": 'sh:sparql [ sh:select "SELECT $this { $this foo:x ?value }" ] .',
    "a query that selects nothing": 'sh:sparql [ sh:select "ASK { $this ?path ?value }" ] .',
    "no pattern": 'sh:property [ sh:path e:p ; sh:pattern "(" ] .',
}


@pytest.mark.parametrize("shape", UNUSABLE.values(), ids=UNUSABLE)
def test_unusable_shapes_raise_sco_error(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(HEAD + shape)
    quads = read_all([path])
    with pytest.raises(ScoError, match="The shapes could not be used: "):
        validate(quads, quads)


PATHS = {
    "( e:p e:q )": "<http://e/p>/<http://e/q>",
    "[ sh:inversePath e:p ]": "^<http://e/p>",
    "[ sh:zeroOrMorePath ( e:p e:q ) ]": "(<http://e/p>/<http://e/q>)*",
    "[ sh:inversePath ( e:p e:q ) ]": "^(<http://e/p>/<http://e/q>)",
    "( e:p [ sh:zeroOrMorePath e:q ] )": "<http://e/p>/<http://e/q>*",
    "[ sh:oneOrMorePath [ sh:inversePath e:p ] ]": "(^<http://e/p>)+",
    "[ sh:zeroOrOnePath [ sh:alternativePath ( e:p e:q ) ] ]": "(<http://e/p>|<http://e/q>)?",
}


@pytest.mark.parametrize("path", PATHS)
def test_path_is_written_as_in_sparql(path: str, tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(f"{HEAD} sh:property [ sh:path {path} ; sh:minCount 9 ] .")
    quads = read_all([file])
    assert [finding.path for finding in validate(quads, quads)] == [PATHS[path]]
