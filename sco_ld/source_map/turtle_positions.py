"""Every triple of a Turtle, TriG, N-Triples or N-Quads text, with the offsets at which it stands.

https://www.w3.org/TR/turtle/#sec-grammar
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.rdf.characters import NAME_CHARS, NAME_START
from sco_ld.rdf.namespaces import RDF, XSD
from sco_ld.rdf.terms import text as text_of

Term = ox.NamedNode | ox.BlankNode | ox.Literal
_STRING = r"""
    \"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:\"{3}|\Z) | '{3}(?:[^'\\]++|\\.|'(?!''))*+(?:'{3}|\Z)
  | "(?:[^"\\\n\r]++|\\.)*+"? | '(?:[^'\\\n\r]++|\\.)*+'?
"""
_DOTS = rf"\.++(?=[{NAME_CHARS}])"  # within a name
_TOKEN = re.compile(  # every quantifier is possessive, so that a text is read in linear time
    rf"""
    (?P<skip>[\s\ufeff]++|\#[^\n\r]*+)
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*+>)
  | (?P<string>{_STRING})
  | (?P<directive>@(?:prefix|base)\b)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<blank>_:[{NAME_CHARS}](?:[{NAME_CHARS}]++|{_DOTS})*+)
  | (?P<number>[+-]?(?:[0-9]++\.[0-9]*+[eE][+-]?[0-9]++|\.?[0-9]++[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++))
  | (?P<name>(?:[{NAME_START}](?:[{NAME_CHARS}]++|{_DOTS})*+)?:(?:[{NAME_CHARS}:]++|%[0-9A-Fa-f]{{2}}|\\.|\.++(?=[{NAME_CHARS}:%\\]))*+)
  | (?P<word>[{NAME_START}](?:[{NAME_CHARS}]++|{_DOTS})*+)
  | (?P<mark>\^\^|[.;,\[\](){{}}])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True)
class Triple:
    """A triple as it was written, with the offsets at which subject, predicate and object begin."""

    subject: Term
    predicate: Term
    object: Term
    at: tuple[int, int, int]


@dataclass(frozen=True)
class Statement:
    """A subject and the offsets of its triples, up to the full stop; a blank node without a label is None."""

    subject: Term | None
    start: int
    end: int
    base: str
    prefixes: Mapping[str, str]

    def triples(self, text: str) -> list[Triple]:
        """Return its triples and those of blank nodes nested in it. Raise RecursionError if hundreds are nested."""
        return _Parser(self, text).statement()


def triples(text: str, base: str) -> Iterator[Triple]:
    """Return every triple of a well-formed text, in order, with its offsets. Blank nodes without a label are numbered."""
    for statement in statements(text, base):
        yield from statement.triples(text)


def statements(text: str, base: str) -> Iterator[Statement]:
    """Return the statements of a well-formed text, in order, without parsing them."""
    prefixes: dict[str, str] = {}
    words: list[tuple[str, str]] = []
    start = depth = 0
    for kind, word, offset in _tokens(text):
        ends = kind == "mark" and depth == 0 and word in ".}"
        if word == "{":  # what came before is the name of a graph
            words = []
        elif ends and words:
            yield Statement(_subject(words, base, prefixes), start, offset, base, prefixes)
            words = []
        elif not ends:
            start = start if words else offset
            words.append((kind, word))
            depth += kind == "mark" and (word in "[(") - (word in ")]")
        directive = words[0][1].lstrip("@").upper() if len(words) in (2, 3) else ""
        if directive == "PREFIX" and len(words) == 3:  # noqa: PLR2004
            prefix, namespace = words[1][1][:-1], _resolved(words[2][1], base)
            if prefixes.get(prefix, namespace) != namespace:  # earlier statements keep what it was
                prefixes = dict(prefixes)
            prefixes[prefix] = namespace
            words = []
        elif directive == "BASE" and len(words) == 2:  # noqa: PLR2004
            base = _resolved(words[1][1], base)
            words = []


def _tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or ""
        if kind == "word":  # `true.` may be followed by a word without a space between
            yield from _words(match)
        elif kind != "skip":
            yield kind, match.group(), match.start()


def _words(match: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    offset = match.start()
    for number, word in enumerate(match.group().split(".")):
        if number:
            yield "mark", ".", offset - 1
        if word:
            yield "name", word, offset
        offset += len(word) + 1


def _subject(words: list[tuple[str, str]], base: str, prefixes: Mapping[str, str]) -> Term | None:
    kind, word = words[0]
    return _node(kind, word, base, prefixes) if kind in ("iri", "name", "blank") else None


def _node(kind: str, word: str, base: str, prefixes: Mapping[str, str]) -> ox.NamedNode | ox.BlankNode:
    if kind == "iri":
        return ox.NamedNode(_resolved(word, base))
    if kind == "blank":
        return ox.BlankNode(f"l{word[2:]}")
    prefix, _, local = word.partition(":")
    return ox.NamedNode(prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local))


class _Parser:
    """A recursive-descent parser of one statement, for texts that a strict parser has accepted."""

    def __init__(self, statement: Statement, text: str) -> None:
        self.tokens = [*_tokens(text, statement.start, statement.end), ("end", "", statement.end)]
        self.here = 0
        self.base = statement.base
        self.prefixes = statement.prefixes
        self.found: list[Triple] = []

    @property
    def kind(self) -> str:
        return self.tokens[self.here][0]

    @property
    def word(self) -> str:
        return self.tokens[self.here][1]

    @property
    def offset(self) -> int:
        return self.tokens[self.here][2]

    def take(self) -> str:
        self.here += 1
        return self.tokens[self.here - 1][1]

    def statement(self) -> list[Triple]:
        start = self.offset
        self.predicates(self.term(), start)  # what follows on an N-Quads line is the name of a graph
        return self.found

    def predicates(self, subject: Term, start: int) -> None:
        while True:
            while self.word == ";":
                self.take()
            if self.word == "]" or self.kind == "end":
                return
            predicate_at = self.offset
            predicate = self.term()
            while True:
                object_at = self.offset
                value = self.term()
                self.found.append(Triple(subject, predicate, value, (start, predicate_at, object_at)))
                if self.word != ",":
                    break
                self.take()
            if self.word != ";":
                return

    def term(self) -> Term:
        kind, start = self.kind, self.offset
        word = self.take()
        if kind == "string":
            return self.literal(word)
        if kind == "number":
            return ox.Literal(word, datatype=ox.NamedNode(XSD + _number(word)))
        if word in ("true", "false"):
            return ox.Literal(word, datatype=ox.NamedNode(f"{XSD}boolean"))
        if word == "a":
            return ox.NamedNode(f"{RDF}type")
        if kind in ("iri", "blank", "name"):
            return _node(kind, word, self.base, self.prefixes)
        if word == "[":
            node = ox.BlankNode(f"a{start}")
            self.predicates(node, start)
            self.take()
            return node
        return self.list(start)

    def list(self, start: int) -> Term:
        first, rest, nil = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
        nodes: list[Term] = []
        while self.word != ")" and self.kind != "end":
            at = self.offset
            node = ox.BlankNode(f"m{at}")
            if nodes:
                self.found.append(Triple(nodes[-1], rest, node, (start, start, at)))
            nodes.append(node)
            self.found.append(Triple(node, first, self.term(), (start, start, at)))
        self.take()
        if not nodes:
            return nil
        self.found.append(Triple(nodes[-1], rest, nil, (start, start, start)))
        return nodes[0]

    def literal(self, word: str) -> Term:
        quotes = 3 if word[:3] in ('"""', "'''") and len(word) > 5 else 1  # noqa: PLR2004
        value = _unescaped(word[quotes:-quotes])
        if self.kind == "language":
            return ox.Literal(value, language=self.take()[1:])
        if self.word == "^^":
            self.take()
            datatype = self.term()
            return ox.Literal(value, datatype=datatype)  # type: ignore[arg-type]
        return ox.Literal(value)


def _resolved(word: str, base: str) -> str:
    iri = _unescaped(word[1:-1])
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri):
        return iri
    (quad,) = ox.parse(f"{word} <p:> <o:> .".encode(), ox.RdfFormat.TURTLE, base_iri=base)
    return text_of(quad.subject)


def _number(word: str) -> str:
    return "double" if "e" in word.lower() else "decimal" if "." in word else "integer"


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _CONTROL.get(match[3], match[3])

    return _ESCAPE.sub(character, text) if "\\" in text else text
