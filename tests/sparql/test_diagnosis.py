"""A query that finds nothing says why; one that finds something says nothing."""

import contextlib
from pathlib import Path

import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.sparql.diagnosis import explain
from sco_ld.sparql.patterns import display, patterns
from sco_ld.sparql.query import parse
from tests.conftest import PREFIXES

SAID = {
    "SELECT ?m { ?m org:membr id:china }": ("no org:membr. Did you mean org:member?",),
    "SELECT ?m { ?m org:member id:chinna }": ("no id:chinna. Did you mean id:china?",),
    "SELECT ?m { ?m a schema:Membership }": ("no schema:Membership. Did you mean org:Membership?",),
    "SELECT ?m { ?m a <http://e/Frobnicator> }": ("no <http://e/Frobnicator>.", "This matches nothing: ?m a <http://e/Frob"),
    "SELECT ?m { OPTIONAL { ?m a sco:Stat } ?m a sco:Meetin }": (
        "mean sco:State?",
        "mean sco:Meeting?",
        "nothing: ?m a sco:Mee",
    ),
    "PREFIX s: <https://schema.org/> SELECT ?d { ?m s:startDate ?d }": (
        "no <https://schema.org/startDate>; it has <http://schema.org/startDate>, with http.",
    ),
    "SELECT ?m { ?m oa:hasSource ?s ; <https://www.w3.org/ns/org#role> ?r }": ("with http.", "This matches nothing"),
    'SELECT ?s { ?s skos:prefLabel "China" }': ('have "China"@en, not "China".', 'nothing: ?s skos:prefLabel "China"'),
    "SELECT ?s { ?s skos:prefLabel '''China''' }": ('have "China"@en, not "China".',),
    'SELECT ?s { ?s skos:prefLabel ?n FILTER (?n = "China") }': ('"China"@en, not', 'passes FILTER (?n = "China")'),
    'SELECT ?s { ?s skos:prefLabel ?n FILTER ("China"@de = ?n) }': ('have "China"@en, not "China"@de.',),
    'SELECT ?s { VALUES ?n { "China" } ?s skos:prefLabel ?n }': ('"China"@en, not', "nothing: VALUES"),
    'ASK { ?m schema:startDate "2001-06-15" }': ('have "2001-06-15"^^xsd:date, not "2001-06-15".',),
    "ASK { ?m schema:position '1' }": ('have "1"^^xsd:integer, not "1".',),
    "ASK { ?state org:member ?m . ?state a sco:State }": ("Together these match nothing", "way: ?m org:member ?state"),
    "ASK { id:china org:member ?m }": ("This matches nothing", "runs the other way: ?m org:member id:china"),
    "ASK { ?m org:role sco:MemberState ; org:member ?s ; org:organization id:shanghai-five . ?s a sco:State }": (
        "nothing: ?m org:role sco:MemberState . ?m org:organization id:shanghai-five",
    ),
    "ASK { ?a a sco:State . ?b a sco:Meeting ; skos:prefLabel [ a sco:State ] }": (
        "nothing: ?b skos:prefLabel [ a sco:State ]",
    ),
    "SELECT * { ?s a sco:State FILTER (1 < 2) FILTER (strlen(?s) > 1) }": ("nothing passes FILTER (strlen(?s) > 1)",),
    "SELECT * { ?s a sco:State FILTER NOT EXISTS { ?s a sco:State } }": ("nothing passes FILTER NOT EXISTS",),
    "SELECT * { ?s a sco:State MINUS { ?s a sco:State } }": ("nothing: ?s a sco:State . MINUS { ?s a sco:State }",),
    "SELECT * { ?s a sco:State { SELECT ?s { ?s a sco:Meeting } } }": ("?s a sco:State . { SELECT ?s",),
    "SELECT * { { ?s a sco:Stat } UNION { ?s a sco:Meetin } }": ("nothing: { ?s a sco:Stat } UNION { ?s a sco:Meetin }",),
    "SELECT * { ?s a sco:State } OFFSET 1000": ("nothing is left after OFFSET 1000",),
    "SELECT * { ?s a sco:State FILTER (false) } LIMIT 1": ("nothing passes FILTER (false)",),
}
SILENT = (
    "SELECT ?s { ?s a sco:State }",
    "SELECT ?s { ?s a sco:State OPTIONAL { ?s org:nope ?x } }",
    'SELECT ?s { ?s skos:prefLabel "China"@en }',
    "SELECT (COUNT(?s) AS ?n) { ?s a sco:Stat }",
    "ASK { ?s a sco:State }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s a sco:Stat ; ?p ?o }",
    "DESCRIBE id:chinna",
)


@pytest.mark.parametrize("text", SAID, ids=lambda text: text[:50])
def test_query_without_results_is_explained(text: str, sco: sco_ld.Publication) -> None:
    said = "\n".join(sco.explain(text))
    assert [words for words in SAID[text] if words not in said] == []


@pytest.mark.parametrize("text", SILENT, ids=lambda text: text[:50])
def test_query_with_results_is_not_explained(text: str, sco: sco_ld.Publication) -> None:
    assert sco.explain(text) == []


def test_functions_and_datatypes_are_not_reported(sco: sco_ld.Publication) -> None:
    text = 'SELECT * { ?s skos:prefLabel ?n FILTER (lang(?n) = "en" && str(?n) = "China" && xsd:date(?n) > "x"^^xsd:date) }'
    (sentence,) = sco.explain(text)
    assert sentence.startswith("The patterns match, but nothing passes FILTER")


def test_long_query_is_explained_quickly(sco: sco_ld.Publication) -> None:
    star = " ; ".join(f"sco:supportedBy ?p{number}" for number in range(60))
    assert sco.explain(f"SELECT * {{ ?c {star} ; a sco:Clam }}")[0].endswith("Did you mean sco:Claim?")


def test_https_term_of_one_publication_is_known_in_another(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.ttl").write_text("<https://schema.org/a> <https://schema.org/name> 'A'@en-GB , 'B' .")
    store = sco_ld.load(tmp_path).store
    said = explain(store, parse("ASK { ?s schema:name 'A'@en }", PREFIXES))
    assert said[0].endswith("it has <https://schema.org/name>, with https.")
    assert (
        explain(store, parse("ASK { ?s <https://schema.org/name> 'B'@en }", PREFIXES))[0] == 'The data have "B", not "B"@en.'
    )


WHERE = """
PREFIX e: <http://e/> # "{"
SELECT (COUNT(?x) AS ?n) (EXISTS { ?x a e:C } AS ?b) FROM <http://e/g> WHERE {
  ?x a e:A , e:B ; ; e:p/^e:q* "it's {"@zh-Hans ; # ?no e:no 1 .
     e:n -1.5e-3, +2 , .5 ; e:d "2001-01-01"^^<http://e/d>; e:t true.
  [] e:k [ e:l ?v ; e:m (1 2) ] . [ e:only ?z ] .
  OPTIONAL { ?x e:o ?o FILTER (?o > 1) } filter(?x = "}") { ?a ?b ?c } UNION { ?d ?e ?f } UNION {}
  VALUES (?x ?y) { ("a" UNDEF) } BIND (1 + 2 AS ?three) FILTER regex(?x, "(") FILTER NOT EXISTS { ?x e:no ?no }
  ?p !(a|^e:b)+ ?q.
  _:b e:r 7. ?r ?s ?t
} GROUP BY ?x LIMIT 5"""
PARTS = (
    "?x | a | e:A", "?x | a | e:B", """?x | e:p/^e:q* | "it's {"@zh-Hans""", "?x | e:n | -1.5e-3", "?x | e:n | +2",
    "?x | e:n | .5", '?x | e:d | "2001-01-01"^^e:d', "?x | e:t | true", "[] | e:k | [ e:l ?v ; e:m (1 2) ]",
    "[ e:only ?z ]",
    "OPTIONAL { ?x e:o ?o FILTER (?o > 1) }", 'filter(?x = "}")', "{ ?a ?b ?c } UNION { ?d ?e ?f } UNION {}",
    'VALUES (?x ?y) { ("a" UNDEF) }', "BIND (1 + 2 AS ?three)", 'FILTER regex(?x, "(")', "FILTER NOT EXISTS { ?x e:no ?no }",
    "?p | !(a|^e:b)+ | ?q", "_:b | e:r | 7", "?r | ?s | ?t",
)  # fmt: skip


def test_query_is_split_into_its_parts() -> None:
    query = parse(WHERE, PREFIXES)
    found = patterns(query)
    assert tuple(" | ".join(display(term, query.prefixes) for term in part.terms) for part in found.parts) == PARTS
    assert display(found.tail, query.prefixes) == "GROUP BY ?x LIMIT 5"


@pytest.mark.parametrize("end", range(WHERE.index("WHERE {") + 7, len(WHERE), 7))
def test_incomplete_query_has_parts_too(end: int) -> None:
    with contextlib.suppress(ScoError):
        patterns(parse(WHERE[:end], PREFIXES))
