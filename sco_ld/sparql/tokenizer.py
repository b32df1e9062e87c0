"""SPARQL text as tokens: measured, read-only, with values put in for variables, before any engine sees it."""

import re
from collections.abc import Iterator, Mapping

from sco_ld.errors import ScoError
from sco_ld.rdf.limits import MAX_DEPTH, MAX_QUERY
from sco_ld.rdf.namespaces import Prefixes

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
              |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<name>[^\W\d]?[\w.-]*:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>\w+)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<other>\s+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_ENDS_OF_PROLOGUE = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


def check(text: str, *, fetching: bool = True) -> None:
    """Refuse what is no plain reading query: an update, SERVICE, more than 64 kB, nesting deeper than 100 levels.

    Oxigraph would send a SERVICE request, and would end the whole process on deep nesting. Without `fetching` FROM is
    refused too, which rdflib would fetch and Oxigraph does not.
    """
    if len(text.encode()) > MAX_QUERY:
        raise ScoError(f"The query is longer than {MAX_QUERY // 1024} kB.")
    depth, started = 0, False
    for kind, token in tokens(text):
        word = token.upper() if kind == "word" else ""
        started = started or word in _ENDS_OF_PROLOGUE
        if word in _UPDATES and not started:
            raise ScoError(f"The text is a SPARQL update ({word}); only queries are answered, nothing is changed.")
        if word == "SERVICE" or (word == "FROM" and not fetching):
            raise ScoError(f"The query asks for what is elsewhere ({word}), which is refused: nothing is fetched.")
        depth += (kind == "open") - (kind == "close")
        if depth > MAX_DEPTH:
            raise ScoError(f"The query is nested deeper than {MAX_DEPTH} levels.")


def bind(text: str, values: Mapping[str, str]) -> str:
    """Put terms in the place of variables; a projected variable keeps its column.

    The values are terms as SPARQL writes them (`"2017-06-09"^^xsd:date` in full, `<iri>`). Strings, IRIs and comments of
    the query are never touched, so no value can become anything but a term.

    >>> bind("SELECT ?who { ?who org:role ?role }", {"role": "<http://e/x>"})
    'SELECT ?who { ?who org:role <http://e/x> }'
    """
    projecting, out = False, []
    used = set()
    for kind, token in tokens(text):
        if kind == "word" and token.upper() == "SELECT":
            projecting = True
        elif token == "{" or (kind == "word" and token.upper() in ("WHERE", "FROM")):
            projecting = False
        name = token[1:] if kind == "variable" else ""
        if name in values:
            used.add(name)
            out.append(f"({values[name]} AS {token})" if projecting else values[name])
        else:
            out.append(token)
    for name in values:
        if name not in used:
            raise ScoError(f"The query has no variable ?{name}.")
    return "".join(out)


def with_prefixes(text: str, prefixes: Prefixes) -> str:
    """Return the text with the known prefixes declared that it uses and does not declare, all on its first line.

    >>> with_prefixes("ASK { ?who a org:Post }", Prefixes({"org": "http://www.w3.org/ns/org#"}))
    'PREFIX org: <http://www.w3.org/ns/org#> ASK { ?who a org:Post }'
    """
    used: set[str] = set()
    declared: set[str] = set()
    declaring = False
    for kind, token in tokens(text):
        if kind == "word":
            declaring = token.upper() == "PREFIX"
        elif kind == "name":
            (declared if declaring else used).add(token.partition(":")[0])
            declaring = False
    missing = (prefix for prefix in prefixes if prefix in used - declared)
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}> " for prefix in missing) + text


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Return each token of the text with its kind; together they are the text again."""
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "other", match.group()
