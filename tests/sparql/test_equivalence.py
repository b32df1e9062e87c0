"""`ask` answers what the bare engine answers to the same text: a table of hard texts, and generated queries."""

from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql.engine import ask
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows

KNOWN = {"e": "http://e/", "id": "http://id/", "": "http://default/"}
DATA = """
PREFIX e: <http://e/> PREFIX id: <http://id/>
id:china e:p 1 , 2.5 , "x" , "x"@be-by , "it's" , 'say "a"' ; e:q id:भारत , id:l·l , <http://id/e\u0301> ; e:r -1 , 1e6 .
id:भारत e:p 2 , .5 ; e:q id:ประเทศ ; e:a-b "b" ; e:a.b "dot" ; e:a\\,b "comma" ; e:%20 "space" .
id:ประเทศ e:q id:china , ( 1 2 ) , [ e:p 7 ] ; e:p true , "a\\nb" , "2017-06-09"^^<http://www.w3.org/2001/XMLSchema#date> .
"""
HARD = (
    "SELECT * { ?s e:p ?o . ?s e:r ?v FILTER(?o<?v&&?v>0) }",
    "SELECT(?o<?v&&?v>?o AS ?x){id:china e:p ?o;e:r ?v}",
    "SELECT * { ?s e:p ?v . ?s e:r ?o FILTER(?v>?o&&?o<=?v||?v!=?o) }",
    "SELECT * { ?s e:q ?x.id:china e:q ?x.?x e:p ?y }",
    r"SELECT * { ?s e:p '\u0078' ; ?p ?o FILTER(?o != <http://\u0065/\U00000078>) }",
    r"SELECT ('\u0022\u005c\u005Cn\u0027' AS ?x) ('\\u0041' AS ?y) ('''\u0027'a'\"''' AS ?z) {}",
    "SELECT * { ?भारत e:q id:भारत . ?ประเทศ_1 e:q id:ประเทศ }",
    "SELECT * { ?s e:q id:l·l , id:e\u0301 . ?a·\u0301 e:q id:l·l }",
    'SELECT * { ?s e:p "x"@be-BY }',
    "SELECT * { _:x e:q _:y.1 . _:y.1 e:p ?o }",
    "SELECT * { ?s e:q [ e:p ?o ] }",
    "SELECT * { ?s e:q ( 1 2 ) } ",
    "SELECT * { ?s e:p 1.?s e:r -1.?s e:p 2.5.?s e:r 1e6 }",
    "SELECT (1. AS ?x) {}",
    "SELECT (.5 AS ?a) (1e6 AS ?b) (1.e-6 AS ?c) (+.5E+3 AS ?d) (01 AS ?e) {}",
    "SELECT (1+1 AS ?a) (1-1 AS ?b) (2*-3 AS ?c) (1 - -1 AS ?d) (-(1) AS ?e) (!true AS ?f) (3/2 AS ?g) {}",
    "# { ' \" <\nSELECT # ASK\n* # {\n{ ?s e:p ?o # }\n} # '",
    "SELECT * { # }\r?s e:p ?o # }\r\n} #",
    "SELECT * { ?s e:p '#' . } # } UNION { ?s ?p ?o }",
    "SELECT * { ?s e:p '''it's''' , \"it's\" , 'it\\'s' }",
    "SELECT ('''a'b''c''' AS ?a) (\"\"\"a\"b\"\"c\"\"\" AS ?b) ('''a\nb\r\n''' AS ?c) ('' AS ?d) ('''''' AS ?e) {}",
    'SELECT * { VALUES ?x { """a" } }',
    "SELECT * { ?s e:a-b ?a ; e:a.b ?b ; e:a\\,b ?c ; e:%20 ?d }",
    "SELECT * { ?s (e:q/e:q|^e:q)*/e:p?  ?o }",
    "SELECT * { ?s !(e:p|^e:q) ?o ; a? ?t }",
    "SELECT * { ?s e:q+ ?o . ?o ^e:q/!e:p ?x }",
    "PREFIX e:<http://id/>SELECT*{?s<http://e/q>e:china}",
    "BASE <http://id/> PREFIX f: <//e/> SELECT * { <china> f:q ?o } ",
    "BASE <http://id/x/y> SELECT (IRI('../z') AS ?x) (URI('') AS ?y) (<#a> AS ?z) {}",
    "PREFIX : <http://id/> SELECT * { :china ?p ?o }",
    "SELECT * { :china ?p ?o }",
    "select distinct ?s where { ?s ?p ?o filter(isliteral(?o)) } order by desc(?s) limit 2 offset 1",
    "SELECT ?s (COUNT(DISTINCT ?o)AS?n)(GROUP_CONCAT(?o;SEPARATOR='<')AS?g){?s e:r ?o}GROUP BY ?s HAVING(COUNT(*)>0)",
    "SELECT (COUNT(*) AS ?n) (SUM(?o) AS ?x) { ?s e:r ?o }",
    "SELECT * { ?s e:p ?o FILTER(?o IN (1,'x',<http://id/a>) && ?o NOT IN(2)) }",
    "SELECT * { ?s e:p ?o FILTER NOT EXISTS{?s e:r ?v FILTER(?v<?o&&?o>?v)} }",
    "SELECT * { { ?s e:p ?o } UNION { ?s e:q ?o } MINUS { ?s e:r ?x } OPTIONAL { ?s e:r ?y } BIND(str(?o) AS ?z) }",
    "SELECT * { { SELECT ?s (MAX(?o) AS ?m) { ?s e:p ?o } GROUP BY ?s ORDER BY ?s LIMIT 1 } }",
    "SELECT * { VALUES (?s ?o) { (id:china UNDEF) (UNDEF '''x''') } ?s e:p ?o } VALUES ?o { 'x' 1 true }",
    "SELECT (IF(?o<3,'a','b') AS ?x) (COALESCE (?n,1) AS ?y) (ENCODE_FOR_URI('é') AS ?z) { ?s e:p ?o }",
    "SELECT (xsd:integer('1') AS ?x) {}",
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (xsd:integer('1')+1 AS ?x) ('1'^^xsd:byte AS ?y) {}",
    "SELECT * { ?s e:r ?v LATERAL { SELECT * { ?s e:p ?o } ORDER BY ?o LIMIT 1 } }",
    "SELECT (TRIPLE(e:a,e:p,1) AS ?t) (SUBJECT(?t) AS ?x) (isTRIPLE(?t) AS ?y) (hasLang('a'@en) AS ?z) {}",
    "ASK{}",
    "ASK WHERE { id:china e:p 'x' }",
    "CONSTRUCT { ?s e:new [ e:o ?o ] } WHERE { ?s e:q ?o FILTER(isIRI(?o)) }",
    "CONSTRUCT WHERE { ?s e:r ?o }",
    "DESCRIBE id:china",
    "DESCRIBE ?s WHERE { ?s e:r ?o }",
    "SELECT * { ?s ?p ?o . FILTER regex(?o, '^x', 'i') . }",
    "SELECT * { ?s e:p ?o ; ; e:r ?v ; . }",
    "SELECT (STRLANG('a','en') AS ?x) (?x = 'a'@en AS ?y) (LANG('a'@EN) AS ?z) {}",
    "SELECT $s ?o { ?s e:r $o }",
    "SELECT * { ?s e:p ?o FILTER(?o=2.5||!(?o<2)&&sameTerm(?s,id:china)) }",
    "SELECT ?s { ?s ?p",
    "SELECT * { ?s ?p ?o }}",
    "SELECT { }",
    "SELECT ?x ?x { }",
    "ASK { ?s ?p 'a'@ }",
    "ASK { ?s ?p ?o } LIMIT",
    "ASK { FILTER }",
    "CONSTRUCT { ?s ?p }",
    "ASK { VALUES (?x) { 1 } }",
    "ASK { ?s ?p <a b> }",
    "ASK { _:a ?p ?o { _:a ?p ?o } }",
)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Return a store with a few triples in each kind of term and name."""
    loaded = ox.Store()
    loaded.load(DATA.encode(), ox.RdfFormat.TURTLE)
    return loaded


def comparable(answer: object) -> object:
    if isinstance(answer, Rows):
        return answer.variables, Counter(tuple(map(shown, row)) for row in answer.solutions)
    if isinstance(answer, ox.QuerySolutions):
        return tuple(one.value for one in answer.variables), Counter(tuple(map(shown, row)) for row in answer)
    if isinstance(answer, ox.QueryTriples):
        return Counter(tuple(map(shown, triple)) for triple in answer)
    if isinstance(answer, list):
        return Counter(tuple(map(shown, quad.triple)) for quad in answer)
    return bool(answer)


def shown(term: object) -> str:
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def ours(store: ox.Store, text: str) -> object:
    try:
        return comparable(ask(store, parse(text, Prefixes(KNOWN))))
    except ScoError:
        return "error"


def bare(store: ox.Store, text: str) -> object:
    try:
        return comparable(store.query(text, prefixes=KNOWN))
    except (SyntaxError, RuntimeError):
        return "error"


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_are_read_as_the_engine_reads_them(text: str, store: ox.Store) -> None:
    if "COALESCE (" in text:  # the engine wants no space there
        assert ours(store, text) == bare(store, text.replace("COALESCE (", "COALESCE("))
    else:
        assert ours(store, text) == bare(store, text)


def test_most_hard_texts_are_answered(store: ox.Store) -> None:
    assert [text for text in HARD[: HARD.index("SELECT ?s { ?s ?p")] if ours(store, text) == "error"] == [
        "SELECT (1. AS ?x) {}",
        "SELECT (xsd:integer('1') AS ?x) {}",
    ]


VARIABLES = st.sampled_from(["?s", "?o", "$v", "?भ", "?x_1"])
IRIS = st.sampled_from(
    ["e:p", "e:q", "id:china", "id:भारत", ":a", "<http://e/r>", r"<http://\u0065/q>", r"e:a\,b", "e:a.b", "id:l·l"]
)
STRINGS = st.sampled_from(
    ['"x"', "'it\\'s'", "'''a\"'b'''", '"""say "a\n"""', r"'\u0078'", "'#'", "'}'", "'?s'", "''", "'\\\\'"]
)
NUMBERS = st.sampled_from(["1", "+1", "-1", ".5", "1e6", "-2.5", "1.5E-3", "007"])
LITERALS = st.one_of(
    NUMBERS,
    st.builds(
        "".join,
        st.tuples(STRINGS, st.sampled_from(["", "@be-BY", "@en", "^^e:d", "^^<http://www.w3.org/2001/XMLSchema#date>"])),
    ),
    st.sampled_from(["true", "false"]),
)
TERMS = st.one_of(VARIABLES, VARIABLES, VARIABLES, IRIS, LITERALS, st.sampled_from(["_:b", "[]", "( 1 ?s )", "[ e:p ?o ]"]))
GAPS = st.sampled_from([" ", " ", " ", "\n", "\t", " # ' } SERVICE <x>\n", "#\r", "\r\n"])
PATHS = st.recursive(
    st.one_of(IRIS, st.sampled_from(["a", "!e:p", "!(e:p|^e:q)"])),
    lambda inner: st.one_of(
        st.builds("({}){}".format, inner, st.sampled_from(["", "*", "+", "?"])),
        st.builds("{}{}{}".format, inner, st.sampled_from(["/", "|", " / ", "/^"]), inner),
    ),
    max_leaves=3,
)
OPERATORS = st.sampled_from(["<", ">", "<=", ">=", "=", "!=", "&&", "||", "+", "*", "/", " - ", " < ", " + "])
FUNCTIONS = st.sampled_from(["STR", "lang", "isIRI", "ABS", "strlen", "datatype", "ucase", "IRI"])
EXPRESSIONS = st.recursive(
    st.one_of(VARIABLES, IRIS, LITERALS),
    lambda inner: st.one_of(
        st.builds("({}{}{})".format, inner, OPERATORS, inner),
        st.builds("({}{}{}&&{}>{})".format, inner, st.sampled_from(["<", "<="]), VARIABLES, VARIABLES, inner),
        st.builds("{}({})".format, FUNCTIONS, inner),
        st.builds("(!{})".format, inner),
        st.builds("({} IN({},{}))".format, inner, inner, inner),
        st.builds("CONCAT({},{})".format, inner, inner),
        st.builds("IF({},{},{})".format, inner, inner, inner),
        st.builds("COALESCE({}, {})".format, inner, inner),
        st.builds("BOUND({})".format, VARIABLES),
    ),
    max_leaves=5,
)
TRIPLES = st.builds(
    "{} {} {}{}".format,
    st.one_of(st.sampled_from(["?s", "?o", "?x_1"]), TERMS),
    st.one_of(st.sampled_from(["e:p", "e:q", "?p"]), PATHS, VARIABLES),
    st.one_of(st.sampled_from(["?s", "?o", "?x_1"]), TERMS),
    st.sampled_from([". ", " .", " . ", " ; e:p ?o .", ",1 ."]),
)
GROUPS = st.recursive(
    TRIPLES,
    lambda inner: st.one_of(
        st.builds("{}{}{}".format, inner, GAPS, inner),
        st.builds("{{{}}}UNION{{{}}}".format, inner, inner),
        st.builds(
            "{}{} {{{}}}".format,
            inner,
            st.sampled_from(["OPTIONAL", "MINUS", "FILTER EXISTS", "filter not exists", ""]),
            inner,
        ),
        st.builds("{} FILTER({})".format, inner, EXPRESSIONS),
        st.builds("{} BIND({} AS ?bound)".format, inner, EXPRESSIONS),
        st.builds(
            "{} VALUES(?s ?o){{({} UNDEF)(UNDEF {})}}".format, inner, st.one_of(IRIS, LITERALS), st.one_of(IRIS, LITERALS)
        ),
        st.builds("{{SELECT ?s (COUNT(*)AS?n){{{}}}GROUP BY ?s}}".format, inner),
    ),
    max_leaves=4,
)
HEADS = st.sampled_from(
    ["SELECT*", "SELECT DISTINCT ?s ?o", "select ?s ?v where", "ASK", "CONSTRUCT{?s e:new ?o,'x'@en}WHERE", "DESCRIBE ?s"]
)
TAILS = st.sampled_from(
    ["", " ORDER BY STR(?s) DESC(?o<?v&&?v>?s)", " LIMIT 5 OFFSET 1", "VALUES ?v{1 id:china}", "#", " # }"]
)
PROLOGUES = st.sampled_from(["", "PREFIX e: <http://e/>\n", "BASE<http://id/>PREFIX id:<>", "#x\rprefix : <http://id/> "])
QUERIES = st.builds("{}{}{{{}}}{}".format, PROLOGUES, HEADS, GROUPS, TAILS)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=QUERIES)
def test_generated_queries_are_read_as_the_engine_reads_them(text: str, store: ox.Store) -> None:
    if "LIMIT" not in text:  # which rows these are is the engine's choice
        assert ours(store, text) == bare(store, text)


@pytest.mark.slow
@settings(
    deadline=None, max_examples=3_000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=QUERIES)
def test_many_generated_queries_are_read_as_the_engine_reads_them(text: str, store: ox.Store) -> None:
    if "LIMIT" not in text:
        assert ours(store, text) == bare(store, text)


@pytest.mark.slow
@settings(
    deadline=None, max_examples=3_000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    text=QUERIES,
    at=st.integers(0, 200),
    changed=st.sampled_from(["", "<", ">", "'", '"', "\\", "}", "{", "#", "\r", "?", "SERVICE"]),
)
def test_accepted_queries_are_read_as_the_engine_reads_them(text: str, at: int, changed: str, store: ox.Store) -> None:
    mutated = text[:at] + changed + text[at + 1 :]
    answer = ours(store, mutated)
    if "LIMIT" not in mutated and answer != "error":
        assert answer == bare(store, mutated)
