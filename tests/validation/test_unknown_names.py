"""Unknown names and wrong namespaces are found, each at its line, with what may be meant."""

from pathlib import Path

import pytest

from sco_ld.rdf import vocabularies
from sco_ld.validation.job import Job
from sco_ld.validation.report import Report
from sco_ld.validation.runner import run

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <http://schema.org/> .
<http://e.org/shapes#Named> a sh:NodeShape ;
    sh:targetClass schema:Place ; sh:property [ sh:path schema:name ; sh:minCount 0 ] .
<http://e.org/shapes#Island> a sh:NodeShape ; sh:targetClass <http://e.org/terms#Island> ;
    sh:property [ sh:path <http://e.org/terms#area> ] , [ sh:path schema:sameAs ; sh:in ( <http://e.org/id/in-a-shape> ) ] .
"""
ONTOLOGY = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix e: <http://e.org/terms#> .
e:Harbour a owl:Class . e:depth a owl:DatatypeProperty .
"""
HEAD = """@prefix schema: <http://schema.org/> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <http://e.org/terms#> .
@prefix id: <http://e.org/id/> .
id:all a void:Dataset ; schema:about id:rhodes ; void:uriSpace "http://e.org/" .
id:rhodes a schema:Place .
"""
CASES = {
    "a node that nothing describes": ("id:kos a schema:Place ;\n schema:sameAs id:rhods .", 9, "id:rhods", "id:rhodes"),
    "a node of another namespace": ("id:kos a schema:Place ;\n schema:sameAs e:rhodes .", 9, "e:rhodes", "id:rhodes"),
    "a property of a known vocabulary": ('id:kos a schema:Place ;\n schema:nam "Kos" .', 9, "schema:nam", "schema:name"),
    "a class of a known vocabulary": ("id:kos\n a schema:Plaice .", 9, "schema:Plaice", "schema:Place"),
    "a value of a known vocabulary": (
        "id:kos schema:eventStatus\n schema:EventCanceled .", 9, "schema:EventCanceled", "schema:EventCancelled",
    ),
    "a property of the ontology": ("id:kos a e:Harbour ;\n e:dept 12 .", 9, "e:dept", "e:depth"),
    "a class of the ontology": ("id:kos\n a e:Harbor .", 9, "e:Harbor", "e:Harbour"),
    "a datatype in capitals": ('id:kos e:depth\n "1.0"^^xsd:DECIMAL .', 9, "xsd:DECIMAL", "xsd:decimal"),
    "a property of a vocabulary that is not used": (
        '@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . id:kos a schema:Place ;\n rdf:label "Kos" .', 9,
        "rdf:label", "rdfs:label",
    ),
    "a datatype": ('id:kos e:depth\n "2001-01-01"^^xsd:dat .', 9, "xsd:dat", "xsd:date"),
}  # fmt: skip


def report(folder: Path, data: str, shapes: str = SHAPES, ontology: str = ONTOLOGY, *, trusted: bool = True) -> Report:
    files = {"data.ttl": data, "shapes.ttl": shapes, "ontology.ttl": ontology}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    data_file, shapes_file, ontology_file = (folder / name for name in files)
    return run(Job((data_file,), (shapes_file,), (ontology_file,), trusted=trusted, allow_empty=True))


@pytest.mark.parametrize("case", CASES)
def test_unknown_name_is_found_at_its_line_with_a_suggestion(case: str, tmp_path: Path) -> None:
    body, line, unknown, meant = CASES[case]
    (finding,) = report(tmp_path, HEAD + body)
    assert (finding.severity, finding.location and finding.location.line) == ("warning", line)
    assert finding.message.endswith(f" {unknown}. Did you mean {meant}?")


KNOWN = {
    "a property and a class of the shapes": "id:rhodes a e:Island ; e:area 1 ; schema:sameAs id:in-a-shape .",
    "a vocabulary of which nothing is known": "id:rhodes <http://other.org/any> <http://other.org/thing> .",
    "a member of a container": '@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . id:rhodes rdf:_1 "a" .',
    "a page": "id:rhodes schema:url <http://e.org/rhodes.html> .",
    "a namespace": "id:all void:vocabulary <http://e.org/terms#> .",
}


@pytest.mark.parametrize("case", KNOWN)
def test_names_that_need_no_description_are_not_found(case: str, tmp_path: Path) -> None:
    assert report(tmp_path, HEAD + KNOWN[case]).findings == ()


def test_own_namespaces_are_those_in_which_most_names_are_described(tmp_path: Path) -> None:
    data = "PREFIX id: <http://e.org/id/> PREFIX o: <http://o.org/> "
    data += "id:a id:p id:b , o:x . id:b id:p id:c , o:y . o:x id:p o:z ."
    found = report(tmp_path, data, ontology="<http://x.org/x> a <http://x.org/X> .")
    assert [finding.value for finding in found] == ["id:c"]


SLIPS = {"two letters exchanged": "id:ksos", "a letter too many": "id:koos", "another letter": "id:kas"}


@pytest.mark.parametrize("case", SLIPS)
def test_misspelt_subject_is_found_at_its_line_and_at_each_mention(case: str, tmp_path: Path) -> None:
    body = f"id:a schema:sameAs id:kos .\nid:b schema:sameAs id:kos .\n{SLIPS[case]}\n a schema:Place ."
    found = {finding.location.line: finding.message for finding in report(tmp_path, HEAD + body) if finding.location}
    assert sorted(found) == [8, 9, 10]
    assert found[10].endswith(" which nothing describes. Did you mean id:kos?")


def test_subject_that_is_far_from_any_mention_is_not_found(tmp_path: Path) -> None:
    data = HEAD + "id:a schema:sameAs id:kos .\nid:lesbos a schema:Place ."
    assert [finding.location.line for finding in report(tmp_path, data) if finding.location] == [8]


SHAPE_SLIPS = {
    "a target": ("sh:targetClass e:Harbor", "e:Harbor", "e:Harbour"),
    "a path": ("sh:targetClass e:Harbour ; sh:property [ sh:path e:dept ; sh:maxCount 1 ]", "e:dept", "e:depth"),
    "a value": ("sh:targetClass e:Harbour ; sh:in ( id:rhods )", "id:rhods", "id:rhodes"),
    "a term of a vocabulary": ("sh:targetClass e:Harbour ; sh:class schema:Plaice", "schema:Plaice", "schema:Place"),
}


@pytest.mark.parametrize("case", SHAPE_SLIPS)
def test_unknown_name_in_shapes_is_found_unless_they_are_trusted(case: str, tmp_path: Path) -> None:
    words, unknown, meant = SHAPE_SLIPS[case]
    "".join(line for line in HEAD.splitlines(keepends=True) if line.startswith("@prefix")).replace("@prefix schema", "#")
    data = f"{HEAD}id:harbour a e:Harbour ; e:depth 12 .\nid:all schema:mentions id:harbour ."
    shapes = (
        f"{SHAPES}{''.join(HEAD.splitlines(keepends=True)[3:5])}<http://e.org/shapes#Other> a sh:NodeShape ;\n {words} ."
    )
    assert not [finding for finding in report(tmp_path, data, shapes) if "hapes.ttl" in str(finding.location)]
    (finding,) = (one for one in report(tmp_path, data, shapes, trusted=False) if "shapes.ttl" in str(one.location))
    assert finding.message.endswith(f" {unknown}. Did you mean {meant}?")
    assert finding.location
    assert finding.location.line == shapes.count("\n") + 1


def test_unknown_term_is_reported_once_and_unknown_name_at_each_mention(tmp_path: Path) -> None:
    data = HEAD + "".join(f'id:n{number} schema:nam "x" ; schema:sameAs id:gone .\n' for number in range(3))
    told = [finding.message.split(".")[0] for finding in report(tmp_path, data)]
    assert sorted(told) == ["No vocabulary declares schema:nam", *["Nothing describes id:gone"] * 3]


def test_shapes_make_an_unknown_name_a_violation_in_every_format(tmp_path: Path) -> None:
    shapes = f"{SHAPES} <https://w3id.org/sco-ld/shapes#UnknownName> sh:severity sh:Violation ."
    found = report(tmp_path, f"{HEAD}id:kos schema:sameAs id:rhods .", shapes)
    assert [finding.severity for finding in found] == ["violation"]
    assert not found.conforms
    assert "sh:conforms false" in found.render("turtle")
    assert "UnknownName" in found.render("junit")


SLASH = "@prefix g: <http://e.org/terms/> . @prefix h: <http://e.org/terms/> ."
NAMESPACES = {
    "another scheme": ("<https://www.w3.org/ns/org#>", "http://www.w3.org/ns/org#"),
    "another end": ("<http://www.w3.org/ns/org/>", "http://www.w3.org/ns/org#"),
    "schema.org with both schemes": ("<https://schema.org/>", "http://schema.org/"),
}


@pytest.mark.parametrize("case", NAMESPACES)
def test_wrong_namespace_is_reported_once_at_its_prefix(case: str, tmp_path: Path) -> None:
    wrong, right = NAMESPACES[case]
    head = HEAD.replace("@prefix e:", f"@prefix wrong: {wrong} .\n@prefix e:")
    (finding,) = report(tmp_path, f'{head}id:rhodes wrong:name "a" .\nid:rhodes wrong:name "b" .')
    assert (finding.location and finding.location.line) == 4
    assert finding.message == f"The prefix wrong: stands for <{right}>, not for {wrong}. Correct its declaration."


@pytest.mark.parametrize(("others", "right"), [("", "terms#"), (SLASH, "terms/")])
def test_wrong_namespace_of_shapes_is_found_whatever_most_files_have(others: str, right: str, tmp_path: Path) -> None:
    shapes = f"@prefix e: <http://e.org/terms> .\n{SHAPES}"
    (finding,) = report(tmp_path, HEAD + others, shapes, ONTOLOGY.replace("terms#", "terms"))
    assert finding.location is not None
    assert (Path(finding.location.file).name, finding.location.line) == ("shapes.ttl", 1)
    assert finding.message.startswith(f"The prefix e: stands for <http://e.org/{right}>, not for <http://e.org/terms>.")


def test_schema_org_with_one_scheme_is_not_reported(tmp_path: Path) -> None:
    secure = [text.replace("http://schema.org/", "https://schema.org/") for text in (HEAD, SHAPES)]
    assert report(tmp_path, *secure).findings == ()


def test_prefix_that_two_other_files_declare_otherwise_is_found(tmp_path: Path) -> None:
    data, ontology = HEAD, ONTOLOGY.replace("@prefix e:", "@prefix id: <http://e.org/id/> . @prefix e:")
    shapes = SHAPES.replace("@prefix sh:", "@prefix id: <http://e.org/id/> . @prefix sh:")
    assert report(tmp_path, data, shapes, ontology).findings == ()
    wrong = data.replace("@prefix id: <http://e.org/id/>", "@prefix id: <http://e.org/ids/>")
    assert [one.shape for one in report(tmp_path, wrong, shapes, ontology)] == ["sco-ld:Namespace"]


def test_bundled_vocabularies_have_the_terms_of_rdflib() -> None:
    from rdflib import namespace

    for vocabulary in (namespace.ORG, namespace.PROV, namespace.SKOS, namespace.DCTERMS, namespace.FOAF, namespace.VOID):
        names = {str(term).removeprefix(str(vocabulary)) for term in dir(vocabulary)}
        assert names <= vocabularies.terms()[str(vocabulary)]
