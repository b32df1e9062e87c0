"""A SPARQL query, evaluated on a store: rows, triples, a yes or no."""

import re
from collections.abc import Mapping

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.sparql import tokenizer
from sco_ld.sparql.rows import Rows

Answer = Rows | bool | list[ox.Quad]
Value = ox.NamedNode | ox.BlankNode | ox.Literal


def ask(store: ox.Store, text: str, values: Mapping[str, Value], prefixes: Prefixes) -> Answer:
    """Return the answer to a query: Rows for SELECT, a bool for ASK, quads for CONSTRUCT and DESCRIBE.

    `values` are terms by the name of the variable that they are bound to. The prefixes need not be declared. Nothing is
    fetched and nothing is changed. Raise ScoError with line and column if the text is not a query.
    """
    tokenizer.check(text)
    if values:
        text = tokenizer.bind(text, {name: str(term) for name, term in values.items()})
    _check_prefixes(text, prefixes)
    try:
        answer = store.query(text, prefixes=dict(prefixes), use_default_graph_as_union=bool(list(store.named_graphs())))
    except SyntaxError as error:
        raise ScoError(_sentence(str(error))) from error
    except (ValueError, RuntimeError) as error:
        raise ScoError(f"The query failed: {error}") from error
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return [ox.Quad(*triple) for triple in answer]
    return Rows(answer, prefixes)


def _check_prefixes(text: str, prefixes: Prefixes) -> None:
    declared, position, after_prefix = set(prefixes), 0, False
    for kind, token in tokenizer.tokens(text):
        if kind == "word":
            after_prefix = token.upper() == "PREFIX"
        elif kind == "name":
            prefix = token.partition(":")[0]
            if after_prefix:
                declared.add(prefix)
            elif prefix not in declared and prefix != "_":
                line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
                raise ScoError(f'query, line {line}, column {column}: prefix "{prefix}" is not declared.')
            after_prefix = False
        position += len(token)


def _sentence(words: str) -> str:
    """Say where a query stops being SPARQL, without the parser's character classes."""
    match = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", words, re.DOTALL)
    if not match:
        return f"query: {words}"
    line, column, wanted = match.groups()
    plain = [one.strip('"') for one in re.split(r",\s+(?![^\[]*\])", wanted) if not one.startswith(("[", "'"))]
    hint = f": expected {' or '.join(plain[:6])}" if plain else ""
    return f"query, line {line}, column {column}: not SPARQL{hint}."
