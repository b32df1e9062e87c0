"""A query as a value: its rebuilt text, what is refused, and its limits."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from rdflib.plugins.sparql import prepareQuery

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql.query import checked_text, parse

KNOWN = Prefixes({"e": "http://e/", "": "http://default/", "bad": "http://e/> { } #", "SERVICE": "http://s/"})
REBUILT = {
    "SELECT*{?s e:p :o.}": "SELECT * { ?s <http://e/p> <http://default/o> . }",
    "PREFIX e: <http://f/>\nPREFIX e: <http://g/> ASK { ?s e:p ?o }": "ASK { ?s <http://g/p> ?o }",
    "BASE <http://b/x/> BASE <y/> PREFIX p: <../z#> ASK { ?s <a> p:b, <#c>, <http://d/../e>, <> }":
        "BASE <http://b/x/y/> "
        "ASK { ?s <http://b/x/y/a> <http://b/x/z#b> , <http://b/x/y/#c> , <http://d/../e> , <http://b/x/y/> }",
    r"ASK { ?s e:a\,b\~c%20 ?o } # x": "ASK { ?s <http://e/a,b~c%20> ?o }",
    "ASK { ?s ?p 'x'@en, 'y' ^^ e:d, _:b, -1 }": "ASK { ?s ?p 'x'@en , 'y'^^<http://e/d> , _:b , -1 }",
    "SELECT (concat ('a') AS ?x) (COUNT(*)AS?n){FILTER(1 IN(1))}":
        "SELECT ( concat( 'a' ) AS ?x ) ( COUNT( * ) AS ?n ) { FILTER ( 1 IN( 1 ) ) }",
    "ASK { ?s SERVICE:x 'SERVICE', ?SERVICE, _:SERVICE }": "ASK { ?s <http://s/x> 'SERVICE' , ?SERVICE , _:SERVICE }",
    "SELECT * FROM NAMED e:g { }": "SELECT * FROM NAMED <http://e/g> { }",
}  # fmt: skip
REFUSED = {
    "": "line 1, column 1: not SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE is expected here.",
    "PREFIX e <http://e/> ASK {}": '"e" is not a word of SPARQL',
    "PREFIX e:x <http://e/> ASK {}": "not SPARQL: PREFIX name: <iri> is expected here.",
    "PREFIX e:: <http://e/> ASK {}": "not SPARQL: PREFIX name: <iri> is expected here.",
    "BASE e: ASK {}": "not SPARQL: BASE <iri> is expected here.",
    "\n  ASK { ?s nope:p ?o }": 'query, line 2, column 12: prefix "nope" is not declared.',
    "ASK { ?s <p> ?o }": "column 10: <p> is not an absolute IRI",
    "PREFIX e: <p> ASK {}": "column 11: <p> is not an absolute IRI",
    r"ASK { ?s e:\%zz ?o }": "not an IRI",
    "ASK { ?s bad:x ?o }": "not an IRI",
    "INSERT DATA { e:a e:b e:c }": "SPARQL update (INSERT)",
    "SELECT * {} ; DROP ALL": "SPARQL update (DROP)",
    "LOAD <http://e/>": "SPARQL update (LOAD)",
    "WITH e:g DELETE { ?s ?p ?o } WHERE {}": "SPARQL update",
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }": "(SERVICE), which is refused",
    "ASK { service silent ?x { } }": "(SERVICE), which is refused",
}
SHAPES = {
    "SELECT $this { $this $PATH ?v . ?v e:p nope:o } # x": "SELECT $this { $this $PATH ?v . ?v e:p nope:o }",
    "SELECT * FROM <http://e/> {}": "(FROM), which is refused",
    "SELECT * { SERVICE ?x {} }": "(SERVICE), which is refused",
    "# \\u000A SERVICE\nSELECT * {}": "codepoint escape",
    "SELECT * { ?s ?p '\\u0027 } SERVICE <http://e/> {' }": "codepoint escape",
    "DROP ALL": "SPARQL update",
    "ASK " + "{" * 101 + "}" * 101: "nested deeper than 100 levels",
}
Text = Callable[[int], str]


def star(count: int) -> str:
    return f"{{ ?s {';'.join(f'?p{number} ?o{number}' for number in range(count))} }}"


LIMITS: dict[str, tuple[int, Text]] = {  # the greatest number that is taken, and a query by number
    "brackets": (99, lambda n: f"SELECT ({'(' * n}1{')' * n} AS ?x) {{}}"),
    "functions": (99, lambda n: f"SELECT ({'CONCAT(' * n}'1'{')' * n} AS ?x) {{}}"),
    "groups in groups": (99, lambda n: f"SELECT * {{{'{' * n}{'}' * n}}}"),
    "OPTIONAL in OPTIONAL": (99, lambda n: f"SELECT * {{{'OPTIONAL{' * n}{'}' * n}}}"),
    "blank nodes": (99, lambda n: f"SELECT * {{ ?s a {'[ a ' * n}1{']' * n} }}"),
    "brackets of a path": (99, lambda n: f"SELECT * {{ ?s {'(' * n}a{')*' * n} ?o }}"),
    "sums": (254, lambda n: f"SELECT (1{'+1' * n} AS ?x) {{}}"),
    "differences": (254, lambda n: f"SELECT (?a{' - ?b' * n} AS ?x) {{}}"),
    "products in brackets": (253, lambda n: f"SELECT ((1{'*1' * n})+1 AS ?x) {{}}"),
    "brackets around the rest": (253, lambda n: f"SELECT (1+(1{'*1' * n}) AS ?x) {{}}"),
    "disjunctions": (256, lambda n: f"ASK {{ ?s ?p ?o FILTER(?s{'||?s' * (n - 1)}) }}"),
    "negations": (254, lambda n: f"SELECT ({'!' * n}?a AS ?x) {{}}"),
    "alternatives": (254, lambda n: f"SELECT * {{ ?s a{'|a' * n} ?o }}"),
    "unions": (253, lambda n: f"SELECT * {{ {{}}{' UNION {}' * n} }}"),
    "minus": (254, lambda n: f"SELECT * {{ {'MINUS {}' * n} }}"),
    "filters": (254, lambda n: f"SELECT * {{ {'FILTER(?a)' * n} }}"),
    "assignments": (254, lambda n: f"SELECT * {{ {''.join(f'BIND(1 AS ?x{i})' for i in range(n))} }}"),
    "computed columns": (255, lambda n: f"SELECT {''.join(f'(1 AS ?x{i})' for i in range(n))} {{}}"),
    "a star": (120, lambda n: f"SELECT * {{ ?s {';'.join(f'?p{i} ?o{i}' for i in range(n))} }}"),
    "a chain": (119, lambda n: f"SELECT * {{ {''.join(f'?x{i} a ?x{i + 1}.' for i in range(n))} }}"),
    "objects": (120, lambda n: f"SELECT * {{ ?s ?p {','.join(f'?o{i}' for i in range(n))} }}"),
    "a sequence path": (120, lambda n: f"SELECT * {{ ?s {'/'.join(['a'] * n)} ?o }}"),
    "groups": (119, lambda n: f"SELECT * {{ {'{?s ?p ?o}' * n} }}"),
    "patterns in nested groups": (60, lambda n: f"SELECT * {{ {star(n)} {star(59)} }}"),
    "optional patterns": (118, lambda n: f"SELECT * {{ {''.join(f'OPTIONAL {{?s e:p{i} ?o{i}}}' for i in range(n))} }}"),
    "blocks of VALUES": (119, lambda n: f"SELECT * {{ {'VALUES ?x {1}' * n} }}"),
    "a list": (119, lambda n: f"SELECT * {{ ?s ?p ({' 1' * n}) }}"),
    "stars in a union": (57, lambda n: f"SELECT * {{ {' UNION '.join([star(n)] * 20)} }}"),
}  # fmt: skip
UNLIMITED = {
    "IN": f"ASK {{ FILTER(1 IN (2{',1' * 20_000})) }}",
    "VALUES": f"ASK {{ VALUES (?x ?y) {{{'(1 2)' * 10_000}}} }}",
    "a template": f"CONSTRUCT {{ {'?s ?p 1 .' * 5000} }} WHERE {{ ?s ?p ?o }}",
    "a union of patterns": f"ASK {{ {' UNION '.join(['{?s ?p ?o ; ?q ?r}'] * 128)} }}",
}


@pytest.mark.parametrize("text", REBUILT)
def test_text_is_rebuilt_with_iris_in_full(text: str) -> None:
    assert parse(text, KNOWN).text == REBUILT[text]


@pytest.mark.parametrize("text", REBUILT)
def test_rebuilt_text_stays_as_it_is(text: str) -> None:
    assert parse(REBUILT[text], KNOWN).text == REBUILT[text]


@pytest.mark.parametrize("text", REFUSED)
def test_query_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ScoError) as error:
        parse(text, KNOWN)
    assert REFUSED[text] in str(error.value)


def test_form_and_the_dataset_are_known() -> None:
    queries = {
        "SELECT * FROM e:g {}": True,
        "ASK {}": False,
        "CONSTRUCT WHERE {}": False,
        "DESCRIBE ?FROM FROM NAMED e:g": True,
    }
    for text, names_dataset in queries.items():
        query = parse(f"# ASK\n{text}", KNOWN)
        assert (query.form, query.names_dataset) == (text.split()[0], names_dataset)


@pytest.mark.parametrize("text", SHAPES, ids=lambda text: text[:30])
def test_queries_of_shapes_are_rebuilt_or_refused(text: str) -> None:
    if text.startswith("SELECT $this"):
        assert checked_text(text) == SHAPES[text]
        return
    with pytest.raises(ScoError) as error:
        checked_text(text)
    assert SHAPES[text] in str(error.value)


@pytest.mark.parametrize("case", LIMITS)
def test_depth_chains_and_joins_are_limited(case: str) -> None:
    most, text = LIMITS[case]
    parse(text(most), KNOWN)
    with pytest.raises(ScoError, match=r"line 1, column \d+: (the query is nested|more than 256|too many patterns)"):
        parse(text(most + 1), KNOWN)


@pytest.mark.parametrize("case", UNLIMITED)
def test_lists_are_not_limited(case: str) -> None:
    begin = time.process_time()
    parse(UNLIMITED[case], KNOWN)
    assert time.process_time() - begin < 2


ENGINE = """
import resource, sys, threading
import pyoxigraph
threading.stack_size(1024 * 1024)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
thread = threading.Thread(target=lambda: print(pyoxigraph.Store().query(sys.stdin.read())))
thread.start()
thread.join()
"""


@pytest.mark.slow
@pytest.mark.parametrize("case", LIMITS)
def test_engine_survives_the_limits_on_a_small_stack(case: str) -> None:
    most, text = LIMITS[case]
    sent = parse(text(most), KNOWN).text
    subprocess.run([sys.executable, "-c", ENGINE], check=True, input=sent, text=True, capture_output=True, timeout=60)


@pytest.mark.parametrize("path", ["e:p*", "e:p+", "e:p?", "(e:p|^e:q)*/e:r", "!(e:p|^e:q)"])
def test_checked_path_is_read_by_rdflib(path: str) -> None:
    prepareQuery(checked_text(f"SELECT $this {{ $this {path} ?value }}"), initNs={"e": "http://e/"})
