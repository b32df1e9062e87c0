"""Validation from several threads: right answers, and no state of rdflib, warnings or logging is left changed."""

import logging
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import rdflib

import sco_ld
from sco_ld.validation import engines
from sco_ld.validation.report import Report

THREADS = 8
SHAPES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:hasValue 01 ; sh:nodeKind sh:IRI ] ;
    sh:sparql [ sh:select "SELECT $this ?value { $this <http://e/p> ?value FILTER (STR(?value) = '01') }" ] ."""


@pytest.mark.parametrize("normalize", [True, False])
@pytest.mark.parametrize("engine", engines.NAMES)
def test_threads_get_their_own_answers(
    engine: str, normalize: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", normalize)
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    for number in range(THREADS):
        lines = (f"e:x{n} a e:C ; e:p 01 , 1 , {number}{n} , 'x'^^e:date ." for n in range(number + 1))
        (tmp_path / f"{number}.ttl").write_text("\n".join(("@prefix e: <http://e/> .", *lines)))
    state = (list(warnings.filters), logging.getLogger("rdflib").level)
    changed: list[bool] = []

    def validated(number: int) -> Report:
        files = [tmp_path / f"{number}.ttl"], [tmp_path / "shapes.ttl"]
        report = sco_ld.load().validate(*files, engine=engine)
        changed.append(rdflib.NORMALIZE_LITERALS is not normalize)
        return report

    alone = [validated(number) for number in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(validated, range(THREADS)))
    assert [report.findings for report in together] == [report.findings for report in alone]
    found = [sum(finding.value.startswith('"01"') for finding in report) for report in alone]
    assert found == [2 * (number + 1) for number in range(THREADS)]  # sh:nodeKind and the query find each "01"
    assert (list(warnings.filters), logging.getLogger("rdflib").level) == state
    assert not any(changed)
    assert capfd.readouterr() == ("", "")


def test_attributes_of_rdflib_are_never_set(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    (tmp_path / "data.ttl").write_text("<http://e/x> a <http://e/C> ; <http://e/p> 01 .")
    before = dict(rdflib.term._toPythonMapping)

    class Guarded(type(rdflib)):  # type: ignore[misc]
        def __setattr__(self, name: str, value: object) -> None:
            raise AssertionError(f"rdflib.{name} was set")

    rdflib.__class__ = Guarded
    try:
        for engine in engines.NAMES:
            assert len(sco_ld.load().validate([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"], engine=engine)) > 0
    finally:
        object.__setattr__(rdflib, "__class__", type(sco_ld))
    assert rdflib.term._toPythonMapping == before
