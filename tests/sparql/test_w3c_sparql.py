"""W3C's SPARQL test suites: `ask` answers what the bare engine answers. https://github.com/w3c/rdf-tests

They run if RDF_TESTS names a checkout of the repository.
"""

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql.engine import ask
from sco_ld.sparql.query import parse
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.tokenizer import tokenize

pytestmark = pytest.mark.slow
SUITE = Path(os.environ.get("RDF_TESTS", "nowhere")) / "sparql"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
BASE = "http://example.org/suite/"
DEFAULT = "http://example.org/default"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

if not SUITE.is_dir():
    pytest.skip("RDF_TESTS names no checkout of w3c/rdf-tests", allow_module_level=True)


@dataclass(frozen=True)
class Case:
    """A test of a suite: its query, and the files of its default graph and of its named graphs."""

    name: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]


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
    if "Update" in kind or ("Query" not in kind and "Syntax" not in kind):
        return None
    (action,) = objects(entry, f"{MF}action")
    name = f"{folder.parent.name}/{folder.name}/{entry.value.rpartition('#')[2]}"
    if isinstance(action, ox.NamedNode):
        return Case(name, folder / action.value.removeprefix(BASE), (), ())
    (query,) = files(action, f"{QT}query")
    return Case(name, query, files(action, f"{QT}data"), files(action, f"{QT}graphData"))


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
    """Return our answer; the dataset of a case is named, since without a name it is the merge of all graphs."""
    store = loaded(case)
    try:
        query = parse(f"BASE <{BASE}>\n{text}", Prefixes())
        if case.graphs and not query.names_dataset:
            named = "".join(f" FROM NAMED <{BASE}{file.name}>" for file in case.graphs)
            at = next(n for n, token in enumerate(query.tokens) if token.word == "WHERE" or token.text == "{")
            clauses = tokenize(f"FROM <{DEFAULT}>{named}")
            query = query.with_tokens([*query.tokens[:at], *clauses, *query.tokens[at:]])
            store.update(f"COPY DEFAULT TO <{DEFAULT}>")
        answer = ask(store, query)
        return comparable(answer.solutions if isinstance(answer, Rows) else answer)
    except (ScoError, RuntimeError):
        return "error"


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
