"""The SPARQL texts that shapes hold: read, checked, prefixed names written out, constants put in.

https://www.w3.org/TR/shacl/#sparql-constraints
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import OWL, SH, STANDARD
from sco_ld.sparql.query import checked_text
from sco_ld.sparql.tokenizer import OPERANDS, tokenize
from sco_ld.validation.engines.compiled import paths, query_reads
from sco_ld.validation.engines.compiled.index import Index, Term
from sco_ld.validation.engines.compiled.shapes import UnsupportedError, UserQuery

SHAPES_GRAPH = ox.NamedNode("urn:sco-ld:shapes-graph")
_FORBIDDEN = {"MINUS", "VALUES", "SERVICE"}
_AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "GROUP", "HAVING"}
_OURS = re.compile(r"[a-z]+_\d+|blank_\w+")
Token = tuple[str, str]


def read_query(
    index: Index, source: Term, kind: str, shape: Term, *, values: Mapping[str, Term] | None = None, has_path: bool
) -> UserQuery:
    """Return the query of a constraint or validator, ready to stand in a larger one.

    Raise ScoError if it is not allowed, UnsupportedError if it cannot stand in a larger one.
    """
    text = index.one(source, f"{SH}{kind}")
    if not isinstance(text, ox.Literal):
        raise ScoError(f"The shapes could not be used: {source} has no sh:{kind}.")
    try:
        checked_text(text.value)
        tokens = _expanded(_tokens(text.value), _prefixes(index, source))
    except ScoError as error:
        raise ScoError(f"The shapes could not be used: {error}") from error
    constants = {"currentShape": shape, "shapesGraph": SHAPES_GRAPH, **(values or {})}
    bound = {"this", "value"} if kind == "ask" else {"this"}
    _refuse(tokens, bound | set(constants), bound)
    path = paths.sparql(paths.read_path(index, index.objects(shape, f"{SH}path")[0])) if has_path else None
    tokens = _bound([one for token in tokens for one in _constant(token, constants, path)])
    blank = [term for term in constants.values() if isinstance(term, ox.BlankNode)]
    used = {one[1:] for token, one in tokens if token == "variable"}
    held = {name: term for term in blank if (name := blank_name(term)) in used}
    if any(_OURS.fullmatch(name) for name in used - set(held)):
        raise UnsupportedError("a variable of the query is named as one of ours")
    if kind == "select":
        tokens = _projecting(tokens, ["this", *held])
    elif _opens(tokens) != 0 or _closes(tokens) != len(tokens) - 1:
        tokens = _group(tokens)
    query = _without_sums("".join(word for _, word in tokens).strip())
    _refuse_unparsable(query, is_ask=kind == "ask")
    read = query_reads.properties_read(tokens)
    return UserQuery(query, tuple(held.items()), kind == "ask", read if query_reads.reads_forms(tokens) else (), read)


def blank_name(term: ox.BlankNode) -> str:
    """Return the name of the variable that stands for a blank node of the shapes."""
    return f"blank_{term.value if term.value.isalnum() else term.value.encode().hex()}"


def _without_sums(text: str) -> str:
    """Return a query in which `a + b` is `a - -b`.

    Oxigraph puts the terms of a sum in an order of its own, and has no sum of a duration and a date.
    """
    tokens = tokenize(text) if "+" in text else []
    sums = [
        one.at
        for before, one in pairwise(tokens)
        if one.text == "+" and one.expression and (before.kind in OPERANDS or before.text == ")")
    ]
    ends = [0, *(at + 1 for at in sums)]
    return " - -".join(text[start:end] for start, end in zip(ends, [*sums, len(text)], strict=True))


def _refuse_unparsable(query: str, *, is_ask: bool) -> None:
    try:
        ox.Store().query(f"ASK {query}" if is_ask else query)
    except SyntaxError as error:
        raise UnsupportedError(str(error)) from error


def _tokens(text: str) -> list[Token]:
    """Return the tokens of a text, with a space where there is white space or a comment."""
    return [part for token in tokenize(text) for part in ([("space", " ")] * token.spaced + [(token.kind, token.text)])]


def _expanded(tokens: Sequence[Token], prefixes: dict[str, str]) -> list[Token]:
    """Return the tokens after the prologue, prefixed names written as IRIs."""
    words = [(number, token) for number, token in enumerate(tokens) if token[1].strip()]
    at = 0
    while at < len(words) and words[at][1][1].upper() in ("PREFIX", "BASE"):
        if words[at][1][1].upper() == "BASE":
            raise UnsupportedError("the query has a BASE")
        if at + 2 >= len(words) or words[at + 1][1][0] != "name" or words[at + 2][1][0] != "iri":
            raise ScoError("a PREFIX of the query is not well-formed.")
        prefixes[words[at + 1][1][1].removesuffix(":")] = words[at + 2][1][1][1:-1]
        at += 3
    start = words[at][0] if at < len(words) else len(tokens)
    return [one for token in tokens[start:] for one in _written_out(token, prefixes)]


def _written_out(token: Token, prefixes: Mapping[str, str]) -> list[Token]:
    kind, word = token
    prefix, _, local = word.partition(":")
    if kind != "name" or prefix == "_":
        return [token]
    if prefix not in prefixes:
        raise ScoError(f'prefix "{prefix}" of a query is not declared.')
    name = local.rstrip(".")
    name = name + local[len(name) : len(name) + 1] if name.endswith("\\") else name
    iri = prefixes[prefix] + re.sub(r"\\(.)", r"\1", name)
    return [("iri", f"<{iri}>"), ("other", local[len(name) :])]


def _prefixes(index: Index, source: Term) -> dict[str, str]:
    """Return the prefixes that a constraint declares; below them those that the shapes declare elsewhere."""
    nodes = list(index.objects(source, f"{SH}prefixes"))
    for node in nodes:
        nodes += [one for one in index.objects(node, f"{OWL}imports") if one not in nodes]
    own = [one for node in nodes for one in index.objects(node, f"{SH}declare")]
    others = [one for node in index.subjects_of(f"{SH}declare") for one in index.objects(node, f"{SH}declare")]
    found = dict(STANDARD)
    for one in (*others, *own):
        prefix, namespace = index.one(one, f"{SH}prefix"), index.one(one, f"{SH}namespace")
        if not isinstance(prefix, ox.Literal) or not isinstance(namespace, ox.Literal | ox.NamedNode):
            raise ScoError(f"{one} is no declaration of a prefix.")
        found[prefix.value] = namespace.value
    return found


def _refuse(tokens: Sequence[Token], prebound: set[str], required: set[str]) -> None:
    """Raise ScoError for what SHACL does not allow. https://www.w3.org/TR/shacl/#pre-binding"""
    words = [(kind, word) for kind, word in tokens if word.strip()]
    selects = 0
    for number, (kind, word) in enumerate(words):
        upper = word.upper() if kind == "word" else ""
        if upper in _FORBIDDEN:
            raise ScoError(f"The shapes could not be used: a SPARQL constraint cannot have {upper}.")
        if upper == "AS" and number + 1 < len(words) and words[number + 1][1][1:] in prebound:
            raise ScoError(f"The shapes could not be used: a SPARQL constraint cannot bind {words[number + 1][1]} again.")
        selects += upper == "SELECT"
        nested = upper == "SELECT" and (selects > 1 or words[0][1].upper() == "ASK")
        if nested and not required <= set(_projected(words[number + 1 :])):
            names = " and ".join("$this $value".split()[: len(required)])
            raise ScoError(f"The shapes could not be used: a nested SELECT of a SPARQL constraint has to select {names}.")


def _projected(tokens: Sequence[Token]) -> list[str]:
    """Return the variables that a SELECT clause names, without those that it computes."""
    names, depth = [], 0
    for kind, word in tokens:
        if word == "{" or (kind == "word" and word.upper() == "WHERE"):
            break
        depth += (word == "(") - (word == ")")
        if kind == "variable" and depth == 0:
            names.append(word[1:])
    return names


def _constant(token: Token, constants: Mapping[str, Term], path: str | None) -> list[Token]:
    kind, word = token
    if kind != "variable":
        return [token]
    name = word[1:]
    if name == "PATH":
        if path is None:
            raise ScoError("The shapes could not be used: a SPARQL constraint has $PATH, but its shape has no sh:path.")
        return [("other", f"({path})")]
    if name in constants:
        term = constants[name]
        return [("variable", f"?{blank_name(term)}")] if isinstance(term, ox.BlankNode) else [("constant", str(term))]
    return [("variable", f"?{name}")]


def _bound(tokens: list[Token]) -> list[Token]:
    """Return the tokens with `(true)` for BOUND of a constant, which SPARQL's grammar does not allow."""
    words = [number for number, (_, word) in enumerate(tokens) if word.strip()]
    found = list(tokens)
    for one, two, three, four in zip(words, words[1:], words[2:], words[3:], strict=False):
        if tokens[one][1].upper() == "BOUND" and tokens[two][1] == "(" and tokens[three][0] == "constant":
            found[one] = ("other", "(true)")
            found[two] = found[three] = found[four] = ("other", " ")
    return found


def _projecting(tokens: list[Token], names: Sequence[str]) -> list[Token]:
    """Return a SELECT query that projects the variables; constants leave its SELECT clause."""
    body = _opens(tokens)
    head = [token for token in tokens[:body] if token[0] != "constant"]
    start = next((number for number, (_, word) in enumerate(head) if word.upper() == "SELECT"), None)
    if start is None or any(word.strip() for _, word in head[:start]):
        raise ScoError("The shapes could not be used: the text of sh:select is not a SELECT query.")
    outer = [word.upper() for kind, word in (*head, *tokens[_closes(tokens) :]) if kind == "word"]
    have = _projected(head[start + 1 :])
    missing = [] if any(word == "*" for _, word in head) and not have else [name for name in names if name not in have]
    if missing and _AGGREGATES & set(outer):
        raise UnsupportedError("the query counts without selecting $this")
    after = next((n + 1 for n, (_, word) in enumerate(head) if word.upper() in ("DISTINCT", "REDUCED")), start + 1)
    added: list[Token] = [("variable", f" ?{name} ") for name in missing]
    return [*head[:after], *added, *head[after:], *tokens[body:]]


def _group(tokens: list[Token]) -> list[Token]:
    """Return the pattern of an ASK query, with its braces."""
    head, end = tokens[: _opens(tokens)], _closes(tokens)
    words = [word.upper() for _, word in head if word.strip()]
    if words not in (["ASK"], ["ASK", "WHERE"]):
        raise ScoError("The shapes could not be used: the text of sh:ask is not an ASK query.")
    if any(word.strip() for _, word in tokens[end + 1 :]):
        raise UnsupportedError("the ASK query has more after its pattern")
    return tokens[len(head) : end + 1]


def _opens(tokens: Sequence[Token]) -> int:
    return next((number for number, (_, word) in enumerate(tokens) if word == "{"), len(tokens))


def _closes(tokens: Sequence[Token]) -> int:
    depth = 0
    for number, (_, word) in enumerate(tokens):
        depth += (word == "{") - (word == "}")
        if depth == 0 and word == "}":
            return number
    raise ScoError("The shapes could not be used: the brackets of a SPARQL constraint do not match.")
