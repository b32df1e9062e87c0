"""`validate --explain-plan`: the queries of shapes, to be read and run elsewhere."""

from collections.abc import Callable
from pathlib import Path

import sco_ld
from sco_ld.rdf.namespaces import STANDARD
from tests.conftest import Ran

SHAPES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property e:P , e:Q ; sh:sparql e:Query .
e:P sh:path e:p ; sh:minCount 1 ; sh:nodeKind sh:IRI .
e:Q sh:path e:q ; sh:pattern "(?=a)b" .
e:Query sh:select "SELECT $this { $this <http://e/p> $this }" .
e:Self a sh:NodeShape ; sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:node e:Self ] ."""
QUERY_OF_KINDS = """# e:P: sh:NodeKindConstraintComponent
SELECT DISTINCT ?focus ?value WHERE {
  {
    SELECT DISTINCT ?focus {
      VALUES ?class_1 {
        e:C e:D
      }
      ?focus rdf:type ?class_1 .
    }
  }
  ?focus e:p ?value .
  FILTER (!(isIRI(?value)))
}"""


def explained(run: Callable[..., Ran], folder: Path, *words: str) -> Ran:
    (folder / "shapes.ttl").write_text(SHAPES)
    (folder / "data.ttl").write_text(
        "@prefix e: <http://e/> . e:D <http://www.w3.org/2000/01/rdf-schema#subClassOf> e:C . e:x a e:D ; e:p 1 ."
    )
    return run("validate", folder / "data.ttl", "-s", folder / "shapes.ttl", *words)


def test_plan_of_a_shape_is_its_queries(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = explained(run, tmp_path, "--explain-plan", "e:P")
    assert ran.code == 0
    assert QUERY_OF_KINDS in ran.out
    assert "e:q" not in ran.out
    assert "e:Query" not in ran.out


def test_plan_has_functions_constraints_and_what_is_handed_over(run: Callable[..., Ran], tmp_path: Path) -> None:
    whole = explained(run, tmp_path, "--explain-plan").out
    assert "# e:Query: sh:SPARQLConstraintComponent" in whole
    assert "the Python pattern (?=a)b" in whole
    assert "# e:Self: validated by pySHACL" in whole
    assert "# e:S: " not in explained(run, tmp_path, "--explain-plan", "e:Query").out


def test_shape_that_no_query_tests_is_refused(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = explained(run, tmp_path, "--explain-plan", "e:Queri")
    assert (ran.code, ran.err) == (2, "Error: No query tests e:Queri. Did you mean e:Query?\n")
    assert explained(run, tmp_path, "--explain-plan", "no name").err == "Error: No query tests no name.\n"
    ran = explained(run, tmp_path, "--explain-plan", "e:P", "--fail-on", "info")
    assert (ran.code, ran.err) == (2, "Error: --explain-plan validates nothing; it prints queries.\n")


def test_queries_of_the_plan_run_as_they_are_printed(run: Callable[..., Ran], sco: sco_ld.Publication) -> None:
    text = run("validate", "--explain-plan", "shape:Membership-role").out
    prefixes = {**STANDARD, **sco.shapes.prefixes}
    queries = [one for one in text.split("\n\n") if "SELECT" in one]
    assert len(queries) == 2
    for query in queries:
        assert list(sco.store.query(query, prefixes=prefixes)) == []  # type: ignore[arg-type]
