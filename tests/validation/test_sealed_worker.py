"""An engine that can open no file in its worker finds what it finds in this process: it has imported all that it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from sco_ld.validation import engines

DATA = """@prefix e: <http://e/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:x a e:C ; e:p "<b>x"^^rdf:HTML , "<a>\u00e9</a>"^^rdf:XMLLiteral , "2001-01-01"^^xsd:date , "aGk="^^xsd:base64Binary ,
    "P1Y"^^xsd:duration , "x"@en , 1.5 , 1e0 , "12:00:00"^^xsd:time , "2001"^^xsd:gYear , "[1]"^^rdf:JSON .
"""
SHAPES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:S a sh:NodeShape ; sh:targetClass e:C ; sh:sparql [ sh:select '''SELECT $this ?value {
    $this <http://e/p> ?value FILTER(REGEX(STR(?value), "x", "i") || MD5(STR(?value)) = "x" || YEAR(?value) = 1) }''' ] ;
    sh:property [ sh:path e:p ; sh:pattern "^x" ; sh:datatype xsd:integer ; sh:uniqueLang true ; sh:languageIn ( "de" ) ;
        sh:maxLength 2 ; sh:minInclusive 2 ; sh:lessThan e:q ; sh:in ( 1 e:y ) ; sh:qualifiedMinCount 1 ;
        sh:qualifiedValueShape [ sh:or ( [ sh:nodeKind sh:IRI ] [ sh:hasValue 3 ] ) ] ] .
"""
CODE = """import sys
from pathlib import Path
from sco_ld.validation.job import Job
from sco_ld.validation.runner import run
for timeout in (60, None):  # a worker first: this process has then imported as little as a command
    report = run(Job((Path("data.ttl"),), (Path("shapes.ttl"),), engine=sys.argv[1]), timeout)
    print(sorted((one.shape, one.component, one.value) for one in report))
"""


@pytest.mark.parametrize("engine", engines.NAMES)
def test_findings_are_the_same(engine: str, tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text(DATA)
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    ran = subprocess.run([sys.executable, "-c", CODE, engine], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert ran.stderr == ""
    in_worker, here = ran.stdout.splitlines()
    assert in_worker == here
    assert here.count("e:S") > 3
