"""Mutated documents: a reader returns quads or raises ScoError, and nothing else."""

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sco_ld.errors import ScoError
from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.rdf import file_parts, formats, reader
from sco_ld.rdf.turtle_limits import triple_term_depth
from sco_ld.source_map.turtle_positions import triples

SEED = """\
@prefix e: <http://e/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
e:a e:p 1 , -2.5e3 , "x\\ty"@en-GB , '''long "text"''' , true , e:b , <http://e/\u4e0a#x> , _:x ; e:q (1 (2) ()) .
_:x e:p [ e:p "\u0627"@ar ; e:r "[1,{}]"^^rdf:JSON ] .
"""
QUADS = list(ox.parse(SEED, ox.RdfFormat.TURTLE))
SEEDS = {name: to_bytes(QUADS, name, Syntax()) for name in formats.NAMES}
WORDS = (
    rb"""<<( )>> { } [ ] ( ) " ' \ \u0041 < > # <!-- <!DOCTYPE <![CDATA[ ]]> &#0; &a; <? ?> "@context": "@id" "@list": """
    rb"null 1e999 @prefix BASE _: : . GRAPH ^^ --ltr {| |} ~ true @en"
)
PIECES = [*WORDS.split(), b"\n", b"\r", b" ", b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b'"""']


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    text = seed
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 9, 99])))
        middle = draw(st.sampled_from(PIECES) | st.binary(max_size=3) | st.just(text[start:end] * 3))
        text = text[:start] + middle + text[end:]
    return text


@pytest.mark.slow
@pytest.mark.parametrize("name", formats.NAMES)
@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=1500, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reader_returns_quads_or_raises_sco_error(name: str, data: st.DataObject, tmp_path: Path) -> None:
    content = data.draw(mutated(SEEDS[name]))
    path = tmp_path / f"a{formats.named(name).extensions[0]}"
    path.write_bytes(content)
    try:
        quads = list(reader.read(path))
    except ScoError:
        return
    assert all(isinstance(quad, ox.Quad) for quad in quads)
    if formats.named(name).lines:
        with file_parts.parts(path) as parts:
            assert len([quad for part in parts for quad in file_parts.read(part)]) == len(quads)


@pytest.mark.slow
@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=1500)
def test_positions_are_those_of_the_triples_that_are_read(data: st.DataObject) -> None:
    content = data.draw(mutated(SEED.encode()))
    try:
        quads = list(ox.parse(content, ox.RdfFormat.TURTLE, base_iri="http://e/"))
    except SyntaxError:
        return
    if not triple_term_depth(io.BytesIO(content)) and b"{|" not in content and b"<<" not in content:
        assert len(list(triples(content.decode(), "http://e/"))) == len(quads)
