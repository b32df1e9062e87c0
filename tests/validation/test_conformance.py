"""One verdict in every format. https://www.w3.org/TR/shacl/#conforms-definition"""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, SH, Literal

import sco_ld
from sco_ld.rdf.namespaces import SH as SHACL
from sco_ld.validation.report import Report

PREFIXES = "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = """e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P , e:W , e:I .
    e:P sh:path e:p ; sh:minCount 1 .
    e:W sh:path e:w ; sh:minCount 1 ; sh:severity sh:Warning .
    e:I sh:path e:i ; sh:minCount 1 ; sh:severity sh:Info ."""
DATA = {  # what is missing: (data, the first words of the summary)
    "nothing": ("e:x a e:C ; e:p 1 ; e:w 1 ; e:i 1 .", "Conforms: no findings."),
    "an info": ("e:x a e:C ; e:p 1 ; e:w 1 . e:y e:i 1 .", "No violations: 1 info."),
    "a warning": ("e:x a e:C ; e:p 1 ; e:i 1 . e:y e:w 1 .", "No violations: 1 warning."),
    "a violation": ("e:x a e:C ; e:w 1 ; e:i 1 . e:y e:p 1 .", "Does not conform: 1 violation."),
    "a good form": (
        'e:x a e:C ; e:p "x"^^sh:x , "1_0"^^<http://www.w3.org/2001/XMLSchema#int> ; e:w 1 ; e:i 1 .',
        "Does not",
    ),
    "a blank node": ("[] a e:C ; e:w [ e:w 1 ] ; e:i ( 1 2 ) . e:y e:p 1 .", "Does not conform: 1 violation."),
}


def validated(folder: Path, data: str, **more: str) -> Report:
    files = {"data": data, "shapes": SHAPES, **more}
    for name, text in files.items():
        (folder / f"{name}.ttl").write_text(PREFIXES + text)
    ontology = [folder / "ontology.ttl"] if "ontology" in files else []
    return sco_ld.load().validate([folder / "data.ttl"], [folder / "shapes.ttl"], ontology=ontology)


def assert_one_verdict(report: Report) -> None:
    (head,) = report.graph.subjects(RDF.type, SH.ValidationReport)
    assert list(report.graph.objects(head, SH.conforms)) == [Literal(report.conforms)]
    assert json.loads(report.render("json"))["conforms"] == report.conforms == (len(report) == 0)
    assert len(list(report.graph.objects(head, SH.result))) == len(report)
    written = list(ox.parse(report.render("turtle"), ox.RdfFormat.TURTLE))
    assert sum(quad.predicate.value == f"{SHACL}result" for quad in written) == len(report)
    assert len(json.loads(report.render("sarif"))["runs"][0]["results"]) == len(report)
    assert report.render("text").splitlines()[-1].startswith("Conforms: no findings.") == report.conforms


@pytest.mark.parametrize("case", DATA)
def test_every_format_has_the_same_verdict_and_findings(case: str, tmp_path: Path) -> None:
    data, summary = DATA[case]
    report = validated(tmp_path, data)
    assert_one_verdict(report)
    assert report.render("text").splitlines()[-1].startswith(summary)


def test_findings_of_the_ontology_are_not_in_the_report_graph(tmp_path: Path) -> None:
    report = validated(tmp_path, DATA["nothing"][0], ontology="e:term a e:C .")
    assert report.conforms
    assert_one_verdict(report)


def test_findings_of_a_baseline_are_not_in_the_report_graph(tmp_path: Path) -> None:
    report = validated(tmp_path, f"{DATA['a violation'][0]} e:z a e:C ; e:w 1 ; e:i 1 .")
    assert len(report) == 2
    for known in range(3):
        assert_one_verdict(report.without(finding.fingerprint for finding in report.findings[:known]))


def test_advice_on_shapes_is_no_finding(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text(f"{PREFIXES} e:x a e:D .")
    (tmp_path / "shapes.ttl").write_text(f"{PREFIXES} {SHAPES}")
    report = sco_ld.load().validate([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"], allow_empty=True)
    assert [one.names for one in report.advice] == [("e:S",), ("e:i", "e:p", "e:w")]
    assert report.conforms
    assert_one_verdict(report)


def test_report_graph_keeps_lexical_forms(tmp_path: Path) -> None:
    shapes = f"{SHAPES} e:P sh:nodeKind sh:IRI ."
    report = validated(tmp_path, "e:x a e:C ; e:p 01 , 1.50 , true ; e:w 1 ; e:i 1 .", shapes=shapes)
    values = {str(value) for value in report.graph.objects(None, SH.value)}
    assert values == {"01", "1.50", "true"}
    assert '"01"' in report.render("turtle") or " 01" in report.render("turtle")
