"""W3C's SPARQL test suites: `ask` answers what the bare engine answers, and passes as many evaluation tests.

They run if RDF_TESTS names a checkout of https://github.com/w3c/rdf-tests.
"""

import csv
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql.engine import Answer, ask
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.tokenizer import tokenize

pytestmark = pytest.mark.slow
SUITE = Path(os.environ.get("RDF_TESTS", "nowhere")) / "sparql"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
BASE = "http://example.org/suite/"
DEFAULT = "http://example.org/default"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
MARKS = {"sparql10": (283, 268), "sparql11": (235, 224)}  # evaluation tests, and those that the bare engine passes
ROWS = {"srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

if not SUITE.is_dir():
    pytest.skip("RDF_TESTS names no checkout of w3c/rdf-tests", allow_module_level=True)


@dataclass(frozen=True)
class Case:
    """A test of a suite: its query, the files of its default graph and of its named graphs, and that of the right answer."""

    name: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path | None = None


def cases() -> list[Case]:
    """Return the query tests of both suites, entailment, federation and updates left out."""
    found = []
    for path in sorted([*SUITE.glob("sparql10/*/manifest.ttl"), *SUITE.glob("sparql11/*/manifest.ttl")]):
        if path.parent.name not in ("entailment", "service", "syntax-fed"):
            store = ox.Store()
            store.load(path=str(path), base_iri=BASE)
            found += [case for entry in entries(store) if (case := read(store, entry, path.parent))]
    return found


def entries(store: ox.Store) -> list[ox.NamedNode]:
    """Return the entries of a manifest."""
    text = f"SELECT ?entry {{ ?m <{MF}entries>/(<{RDF}rest>*/<{RDF}first>) ?entry }}"
    return [row[0] for row in store.query(text)]


def read(store: ox.Store, entry: ox.NamedNode, folder: Path) -> Case | None:
    """Return the case of a manifest's entry; None if it is not about a query."""

    def objects(subject: ox.NamedNode | ox.BlankNode, name: str) -> list[ox.NamedNode | ox.BlankNode]:
        return [quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(name), None)]  # type: ignore[misc]

    def files(subject: ox.NamedNode | ox.BlankNode, name: str) -> tuple[Path, ...]:
        return tuple(
            folder / one.value.removeprefix(BASE) for one in objects(subject, name) if isinstance(one, ox.NamedNode)
        )

    (kind,) = (one.value.rpartition("#")[2] for one in objects(entry, f"{RDF}type"))
    if "Update" in kind or not any(word in kind for word in ("Query", "Syntax", "CSV")):
        return None
    (action,) = objects(entry, f"{MF}action")
    name = f"{folder.parent.name}/{folder.name}/{entry.value.rpartition('#')[2]}"
    if isinstance(action, ox.NamedNode):
        return Case(name, folder / action.value.removeprefix(BASE), (), ())
    (query,) = files(action, f"{QT}query")
    result = next(iter(files(entry, f"{MF}result")), None)
    return Case(name, query, files(action, f"{QT}data"), files(action, f"{QT}graphData"), result)


def loaded(case: Case) -> ox.Store:
    """Return a store with the dataset of a case, and with the files that its query names after FROM."""
    store = ox.Store()
    for file in case.data:
        store.load(path=str(file), base_iri=BASE + file.name)
    for file in (*case.graphs, *named_files(case)):
        store.load(path=str(file), base_iri=BASE + file.name, to_graph=ox.NamedNode(BASE + file.name))
    return store


def named_files(case: Case) -> list[Path]:
    texts = re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]+)>", case.query.read_text(encoding="utf-8"))
    return [path for text in texts if (path := case.query.parent / text).is_file()]


def bare(case: Case, text: str) -> object:
    try:
        return comparable(loaded(case).query(text, base_iri=BASE))
    except (SyntaxError, RuntimeError):
        return "error"


def ours(case: Case, text: str) -> object:
    try:
        answer = answered(case, text)
        return comparable(answer.solutions if isinstance(answer, Rows) else answer)
    except (ScoError, RuntimeError):
        return "error"


def answered(case: Case, text: str) -> Answer:
    """Return our answer; the dataset of a case is named, since without a name it is the merge of all graphs."""
    store = loaded(case)
    query = parse(f"BASE <{BASE}>\n{text}", Prefixes())
    if case.graphs and not query.names_dataset:
        named = "".join(f" FROM NAMED <{BASE}{file.name}>" for file in case.graphs)
        at = next(n for n, token in enumerate(query.tokens) if token.word == "WHERE" or token.text == "{")
        clauses = tokenize(f"FROM <{DEFAULT}>{named}")
        query = query.with_tokens([*query.tokens[:at], *clauses, *query.tokens[at:]])
        store.update(f"COPY DEFAULT TO <{DEFAULT}>")
    return ask(store, query)


def comparable(answer: object) -> object:
    """Return an answer for a comparison: rows and triples counted, the names of blank nodes left out."""
    if isinstance(answer, bool | ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QuerySolutions):
        names = [one.value for one in answer.variables]
        return names, Counter(tuple(map(shown, row)) for row in answer)
    return Counter(tuple(map(shown, one.triple if isinstance(one, ox.Quad) else one)) for one in answer)  # type: ignore[attr-defined]


def shown(term: object) -> str:
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_query_is_answered_as_the_bare_engine_answers_it(case: Case) -> None:
    text = case.query.read_text(encoding="utf-8")
    assert ours(case, text) == bare(case, text)


def expected(path: Path) -> object:
    """Return the right answer in a file, for a comparison by value."""
    ending = path.suffix[1:]
    if ending in ROWS:
        answer = ox.parse_query_results(path=str(path), format=ROWS[ending])
        return bool(answer) if isinstance(answer, ox.QueryBoolean) else by_value(answer)
    if ending == "csv":
        return cells(path.read_text(encoding="utf-8"))
    store = ox.Store()
    store.load(path=str(path), base_iri=BASE + path.name)
    boolean = store.query(f"SELECT ?value {{ ?set <{RS}boolean> ?value }}")
    for row in boolean:
        return row[0].value == "true"
    if not store.query(f"ASK {{ ?set a <{RS}ResultSet> }}"):
        return graph(store)
    rows: dict[object, list[tuple[str, object]]] = {}
    bindings = f"?set <{RS}solution> ?row OPTIONAL {{ ?row <{RS}binding> [ <{RS}variable> ?name ; <{RS}value> ?value ] }}"
    for row in store.query(f"SELECT ?row ?name ?value {{ {bindings} }}"):
        rows.setdefault(row["row"], []).extend([(row["name"].value, row["value"])] if row["name"] else [])
    return Counter(frozenset((name, value(term)) for name, term in row) for row in rows.values())


def by_value(answer: Iterable[ox.QuerySolution]) -> object:
    """Return rows for a comparison by value: as sets of names and terms, counted."""
    names = [one.value for one in answer.variables]  # type: ignore[attr-defined]
    rows = (zip(names, row, strict=True) for row in answer)
    return Counter(frozenset((name, value(term)) for name, term in row if term) for row in rows)


def cells(text: str) -> object:
    """Return the rows of CSV for a comparison; blank nodes are all alike."""
    rows = csv.DictReader(re.sub("_:[^,\n]*", "_:", text).splitlines())
    return Counter(frozenset(row.items()) for row in rows)


def value(term: object) -> str:
    """Return a term as a store writes it, since it rewrites numbers; blank nodes are all alike."""
    if not isinstance(term, ox.Literal):
        return shown(term)
    store = ox.Store()
    store.add(ox.Quad(ox.BlankNode(), ox.NamedNode(RDF), term))
    return str(next(iter(store)).object).lower()  # the case of language tags too


def graph(quads: Iterable[ox.Quad]) -> object:
    """Return a graph for a comparison by value."""
    store = ox.Store()
    store.extend(ox.Quad(*quad.triple) for quad in quads)
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def passes(case: Case) -> bool:
    """Return whether our answer to a test is the right one."""
    assert case.result is not None
    try:
        answer = answered(case, case.query.read_text(encoding="utf-8"))
        if isinstance(answer, Rows) and case.result.suffix == ".csv":
            return cells(answer.serialize("csv").decode()) == expected(case.result)
        ours = (
            by_value(answer.solutions) if isinstance(answer, Rows) else answer if isinstance(answer, bool) else graph(answer)
        )
        right = expected(case.result)
        if "REDUCED" in case.query.read_text(encoding="utf-8") and isinstance(ours, Counter):
            return isinstance(right, Counter) and ours.keys() == right.keys()
        return ours == right
    except (ScoError, RuntimeError):
        return False


@pytest.mark.parametrize("suite", MARKS)
def test_as_many_evaluation_tests_pass_as_with_the_bare_engine(suite: str) -> None:
    number, mark = MARKS[suite]
    evaluated = [case for case in cases() if case.name.startswith(suite) and case.result]
    assert len(evaluated) == number
    passed = [case for case in evaluated if passes(case)]
    assert len(passed) >= mark, [case.name for case in evaluated if case not in passed]
