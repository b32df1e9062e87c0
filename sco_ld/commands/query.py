"""The command `query`: a SPARQL query, answered by the publication or by an endpoint."""

import codecs
import re
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial

import pyoxigraph as ox

from sco_ld.commands.requests import QueryRequest
from sco_ld.errors import ScoError
from sco_ld.model import named_queries
from sco_ld.model.names import labels_of, preferred
from sco_ld.publication import Publication
from sco_ld.rdf.canonical import canonical
from sco_ld.rdf.sources import STDIN, text_of
from sco_ld.runtime.console import Console
from sco_ld.runtime.limits import no_new_files
from sco_ld.sparql import engine, writers
from sco_ld.sparql.engine import Answer
from sco_ld.sparql.labels import with_labels
from sco_ld.sparql.query import Query
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.term_tokens import Value
from sco_ld.text import tables
from sco_ld.text.printable import excerpt, printable


def run(request: QueryRequest, console: Console) -> int:
    """Answer the query, and write the answer."""
    publication = request.source.indexed(request.store, console.doing)
    if request.list_named:
        with console.output(request.output) as stream:
            stream.write(_list(publication, request.lang or "en").encode())
        return 0
    query, values = _query(publication, request)
    if not request.endpoint:
        console.doing("loading the publication")
        _ = publication.store, publication.syntax
    explains = not request.endpoint and (request.explain or request.columns is not None)
    if explains:
        from sco_ld.sparql import diagnosis  # only now, so that a query is quick
    writers.preload(request.format_name, terminal=request.columns is not None)
    console.doing("answering the query")
    with no_new_files() if _can_be_sealed(publication, request) else nullcontext():
        answer = _answer(request, publication, query, values)
        with console.output(request.output) as stream:
            stream.write(codecs.BOM_UTF8 if request.bom and isinstance(answer, Rows) else b"")
            writers.write(answer, request.format_name, stream, publication.syntax, request.columns)
        if explains:
            for sentence in diagnosis.explain(publication.store, query, values, merged=publication.is_merged):
                console.note(sentence)
    return 0


def _can_be_sealed(publication: Publication, request: QueryRequest) -> bool:
    """Return whether the answer needs no more files: not where an endpoint or a large index is asked."""
    return not request.endpoint and (publication.index is None or publication.index.is_wholly_open)


def _query(publication: Publication, request: QueryRequest) -> tuple[Query, dict[str, Value]]:
    if request.named is not None:
        found = publication.named_query(request.named)
        given = request.values if request.lang is None else {"lang": request.lang, **request.values}
        values: dict[str, Value] = {**found.values(given, publication.names)}  # first: names are looked up in the quads
        return publication.parse(found.text), values
    text = text_of(request.file or STDIN) if request.sparql in (None, "-") else request.sparql
    _refuse_a_name(text, publication)
    return publication.parse(text), dict(publication.terms(request.values))


def _refuse_a_name(text: str, publication: Publication) -> None:
    """Raise ScoError if the text is one word, and so no query, but is spelled like the name of a named one."""
    if re.fullmatch(r"[\w.-]+", text) and (near := named_queries.nearest(text, publication.named_queries)):
        raise ScoError(f'"{excerpt(text)}" is not SPARQL. To ask the question of that name: --named {printable(near[0])}')


def _answer(request: QueryRequest, publication: Publication, query: Query, values: dict[str, Value]) -> Answer:
    answer: Answer
    if request.endpoint:
        from sco_ld.remote import sparql_endpoint

        answer = sparql_endpoint.ask(request.endpoint, query, values, graph=request.graph, timeout=request.limits.seconds)
    else:
        answer = engine.ask(publication.store, query, values, merged=publication.is_merged)
    if request.labels is not None:
        answer = with_labels(answer, partial(_label, publication), request.labels.split(","))
    return answer if request.limit is None else _limited(answer, request.limit)


def _label(publication: Publication, iri: str, languages: Sequence[str]) -> ox.Literal | None:
    quads = publication.store.quads_for_pattern(ox.NamedNode(iri), None, None)
    return preferred(labels_of(quads), languages)


def _limited(answer: Answer, limit: int) -> Answer:
    if isinstance(answer, Rows):
        return answer.first(limit)
    if isinstance(answer, list):
        return canonical(answer)[:limit]
    raise ScoError("--limit is for rows and triples; this query gives a yes or no.")


def _list(publication: Publication, language: str) -> str:
    """Return the named queries in a language, one a line, with their parameters; those with a default in brackets."""
    rows = [
        (
            query.name,
            query.titles.get(language) or query.titles.get("en", ""),
            " ".join(f"-p {one.name}=" if one.default is None else f"[-p {one.name}=]" for one in query.parameters),
        )
        for query in publication.named_queries.values()
    ]
    return "".join(f"{line}\n" for line in tables.aligned(("name", "question", "parameters"), rows))
