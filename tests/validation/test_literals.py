"""Ill-typed literals are reported once and stop no engine; well-formed ones that Python cannot hold are not reported."""

import itertools
from pathlib import Path

import pytest

import sco_ld
from sco_ld.rdf.quad_stream import read_all
from sco_ld.rdf.xsd_literals import is_well_formed
from sco_ld.validation import engines
from sco_ld.validation.report import Report
from sco_ld.validation.validator import validate
from tests.wounds import Wound

XSD = "http://www.w3.org/2001/XMLSchema#"
HEAD = f"@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <{XSD}> .\n"
each_engine = pytest.mark.parametrize("engine", engines.NAMES)
ILL_TYPED = (
    ("date", "2005-13-45"), ("date", "banana"), ("date", ""), ("dateTime", "2005-13-45T00:00:00"),
    ("dateTime", "2001-01-01"),
    ("time", "25:00:00"), ("integer", "1_000"), ("integer", "one"), ("decimal", "1e5"), ("double", "1_0"), ("float", "x"),
    ("boolean", "banana"), ("duration", "P"), ("dayTimeDuration", "1Y"), ("byte", "128"),
    ("negativeInteger", "1"),
)  # fmt: skip
WELL_FORMED = (
    ("integer", "9" * 5000), ("integer", f"-{'9' * 5000}"), ("nonNegativeInteger", "0" * 5000), ("date", "12024-01-01"),
    ("date", "0000-02-29"), ("date", "-0044-03-15"), ("dateTime", "2024-01-01T24:00:00"),
    ("dateTime", "9999-12-31T24:00:00Z"),
    ("dateTime", "-0001-01-01T00:00:00+14:00"), ("time", "24:00:00"), ("gYear", "-0044"), ("decimal", "1" * 5000),
    ("date", "123456-01-01"), ("dayTimeDuration", "P1D"), ("negativeInteger", "-1"), ("byte", "1"),
    ("double", "INF"), ("float", "NaN"), ("boolean", "1"), ("duration", "P1Y"),
)  # fmt: skip


def found(folder: Path, data: str, shapes: str, engine: str) -> Report:
    path = folder / "all.ttl"
    path.write_text(HEAD + data)
    rules = folder / "shapes.ttl"
    rules.write_text(HEAD + shapes)
    quads = read_all([path])
    return validate(quads, read_all([rules], "s"), prefixes=quads.prefixes, engine=engine)


def literal(datatype: str, text: str) -> str:
    return f'"{text}"^^xsd:{datatype}'


@pytest.mark.parametrize("engine", ["compiled", pytest.param("pyshacl", marks=pytest.mark.slow)])
def test_ill_typed_date_in_the_bundled_data_is_one_violation_at_its_line(engine: str, patient: Path) -> None:
    wound = Wound(
        "an ill-typed date", "", "id:india-observer", "memberships.ttl", "id:india-observer", '"2005-07-05"', '"2005-13-45"',
        '"2005-13-45"',
    )  # fmt: skip
    with wound.inflicted(patient):
        (finding,) = sco_ld.load(patient).validate(engine=engine).at_least("warning")
        file, line = wound.line(patient)
    assert (finding.focus, finding.location.line) == (wound.node, line)
    assert finding.location.file.endswith(file)


@each_engine
@pytest.mark.parametrize(("datatype", "text"), ILL_TYPED)
def test_ill_typed_literal_is_reported_once(datatype: str, text: str, engine: str, tmp_path: Path) -> None:
    """Comparisons with it give no results."""
    good = next(form for name, form in WELL_FORMED if name == datatype)
    shapes = f"""e:S sh:targetNode e:x ; sh:property
        [ sh:path e:p ; sh:datatype xsd:{datatype} ; sh:lessThan e:q ; sh:lessThanOrEquals e:q ] ,
        [ sh:path e:p ; sh:minInclusive {literal(datatype, good)} ] , [ sh:path e:p ; sh:maxExclusive 5 ] ,
        [ sh:path e:r ; sh:lessThan e:p ] ."""
    data = f"e:x e:p {literal(datatype, text)} ; e:q {literal(datatype, good)} ; e:r {literal(datatype, good)} ."
    report = found(tmp_path, data, shapes, engine)
    assert [finding.value.partition("^^")[0] for finding in report] == [f'"{text}"']


@each_engine
@pytest.mark.parametrize(("datatype", "text"), WELL_FORMED, ids=lambda value: value[:20])
def test_well_formed_literal_has_its_datatype(datatype: str, text: str, engine: str, tmp_path: Path) -> None:
    shapes = f"""e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:datatype xsd:{datatype} ] ,
        [ sh:path e:p ; sh:not [ sh:not [ sh:datatype xsd:{datatype} ] ] ] ."""
    assert list(found(tmp_path, f"e:x e:p {literal(datatype, text)} .", shapes, engine)) == []


ORDER = {
    "date": ("-99999-01-01", "-0044-03-15", "0000-02-29", "2001-01-01", "9999-12-31", "10000-01-01", "123456-01-01"),
    "dateTime": ("-0001-01-01T00:00:00Z", "2001-01-01T23:59:59Z", "9999-12-31T24:00:00Z", "20000-01-01T00:00:00Z"),
    "integer": (f"-{'9' * 5000}", "-1", "0", f"1{'0' * 4999}", "9" * 5000),
}


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
@pytest.mark.parametrize("datatype", ORDER)
def test_values_that_python_cannot_hold_are_ordered(datatype: str, engine: str, tmp_path: Path) -> None:
    shapes = "e:S sh:targetSubjectsOf e:low ; sh:property [ sh:path e:low ; sh:lessThan e:high ] ."
    pairs = list(itertools.permutations(ORDER[datatype], 2))
    lines = [f"e:n{n} e:low {literal(datatype, a)} ; e:high {literal(datatype, b)} ." for n, (a, b) in enumerate(pairs)]
    wrong = {finding.focus for finding in found(tmp_path, "\n".join(lines), shapes, engine)}
    order = ORDER[datatype].index
    assert wrong == {f"e:n{n}" for n, (a, b) in enumerate(pairs) if order(a) > order(b)}


EXPRESSIONS = (
    "?v < ?w", "?w < ?v", "?v > ?w", "?v <= ?w", "?v >= ?w", "?v = ?w", "?v != ?w", "?v + 1 > 0", "-?v < 0", "?v * ?w > 0",
    "?v / 2 > 0", "YEAR(?v) > 2000", "MONTH(?v) = 1", "HOURS(?v) = 1", "ABS(?v) > 0", "ROUND(?v) > 0", "CEIL(?v) > 0",
    "STRLEN(?v) > 0", "CONTAINS(?v, 'a')", "xsd:integer(?v) > 0", "xsd:date(?v) > ?w", "xsd:boolean(?v)",
    "?v IN (?w, 1)",
    "COALESCE(?v > ?w, true)", "IF(?v > ?w, 1, 2) = 2", "BOUND(?v) && ?v > 1", "?v > NOW()", "TZ(?v) = 'Z'",
    "isNumeric(?v)",
)  # fmt: skip


@each_engine
def test_sparql_expressions_on_ill_typed_literals_stop_no_engine(engine: str, tmp_path: Path) -> None:
    pairs = [(a, b) for a in ILL_TYPED for b in (*ILL_TYPED[:3], ("date", "2001-01-01"), ("integer", "5"), ("string", "a"))]
    data = [f"e:n{n} e:v {literal(*a)} ; e:w {literal(*b)} ." for n, (a, b) in enumerate(pairs)]
    select = "SELECT $this {{ $this <http://e/v> ?v ; <http://e/w> ?w FILTER ({0}) }}"
    order = "SELECT $this (MAX(?v) AS ?value) (MIN(?w) AS ?l) (SUM(?v) AS ?sum) { $this <http://e/v> ?v ; <http://e/w> ?w }"
    texts = [f'"{select.format(text)}"' for text in EXPRESSIONS]
    texts += [f'"{order} GROUP BY $this"', '"SELECT DISTINCT $this ?value { $this <http://e/v> ?value } ORDER BY ?value"']
    declared = f'e:S sh:declare [ sh:prefix "xsd" ; sh:namespace "{XSD}"^^xsd:anyURI ] .'
    shapes = "".join(f"e:S sh:targetSubjectsOf e:v ; sh:sparql [ sh:prefixes e:S ; sh:select {text} ] ." for text in texts)
    report = found(tmp_path, "\n".join(data), declared + shapes, engine)
    reported = {finding.value for finding in report if finding.shape == "sco-ld:LexicalForm"}
    assert len(reported) == len(set(ILL_TYPED))


@pytest.mark.slow
def test_engines_agree_on_comparisons_of_literals(tmp_path: Path) -> None:
    well_formed = [("date", "2001-01-01"), ("dateTime", "2001-01-01T00:00:00Z"), ("integer", "5"), ("string", "a")]
    forms = [*ILL_TYPED, *well_formed]
    pairs = list(itertools.permutations(forms, 2))
    data = "\n".join(f"e:n{n} e:v {literal(*a)} ; e:w {literal(*b)} ." for n, (a, b) in enumerate(pairs))
    shapes = "".join(
        f'e:S{n} sh:targetSubjectsOf e:v ; sh:sparql [ sh:select "SELECT $this {{ $this <http://e/v> ?v ; <http://e/w> ?w'
        f' FILTER (?v {operator} ?w) }}" ] .'
        for n, operator in enumerate(("<", ">", "<=", ">=", "="))
    )
    first, *others = (
        {(one.focus, one.shape) for one in found(tmp_path, data, shapes, engine) if one.shape.startswith("e:S")}
        for engine in engines.NAMES
    )
    comparable = {f"e:n{n}" for n, pair in enumerate(pairs) if all(is_well_formed(text, XSD + name) for name, text in pair)}
    for second in others:
        assert {pair for pair in first ^ second if pair[0] not in comparable} == set()
