"""Every triple of a Turtle, TriG, N-Triples or N-Quads text, with the offsets at which it stands.

https://www.w3.org/TR/turtle/#sec-grammar
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import pyoxigraph as ox

from sco_ld.vocab import RDF, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal
_BASE = (  # PN_CHARS_BASE, https://www.w3.org/TR/turtle/#grammar-production-PN_CHARS_BASE
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = _BASE + "0-9_\u00b7\u0300-\u036f\u203f\u2040\\-"
_TOKEN = re.compile(
    rf"""
    (?P<skip>[\s\ufeff]+|\#[^\n\r]*)
  | (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
  | (?P<string>\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<directive>@(?:prefix|base)\b)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[{_CHARS}](?:[{_CHARS}.]*[{_CHARS}])?)
  | (?P<number>[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+))(?![{_CHARS}:])
  | (?P<name>(?:[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?)?:(?:[{_CHARS}:]|%[0-9A-Fa-f]{{2}}|\\.|\.(?=[{_CHARS}:.%\\]))*
           |[{_BASE}][{_CHARS}]*)
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


def triples(text: str, base: str) -> Iterator[Triple]:
    """Give every triple of a well-formed text, in order, with its offsets. Blank nodes without a label are numbered."""
    return _Parser(text, base).document()


class _Parser:
    """A reader of tokens that keeps where it is; it trusts that a strict parser has passed the text."""

    def __init__(self, text: str, base: str) -> None:
        self.tokens = [
            (match.lastgroup or "", match.group(), match.start())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "skip"
        ]
        self.tokens.append(("end", "", len(text)))
        self.here = 0
        self.base = base
        self.prefixes: dict[str, str] = {}
        self.blanks = 0
        self.found: list[Triple] = []

    def document(self) -> Iterator[Triple]:
        while self.kind != "end":
            if self.kind == "directive" or self.word.upper() in ("PREFIX", "BASE"):
                self.directive()
            elif self.word.upper() == "GRAPH":
                self.take()
                self.term()
            elif self.word in ("{", "}", "."):
                self.take()
            elif not self.graph_name():
                self.statement()
            yield from self.found
            self.found.clear()

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

    def directive(self) -> None:
        if self.take().lstrip("@").upper() == "PREFIX":
            name = self.take()
            self.prefixes[name[:-1]] = self.resolved(self.take())
        else:
            self.base = self.resolved(self.take())

    def graph_name(self) -> bool:
        """Step over `name {`, the beginning of a named graph."""
        after = self.tokens[self.here + 1][1] if self.kind in ("iri", "name", "blank") else ""
        if after == "{":
            self.here += 1
        elif self.word == "[" and self.tokens[self.here + 1][1] == "]" and self.tokens[self.here + 2][1] == "{":
            self.here += 2
        else:
            return False
        return True

    def statement(self) -> None:
        start = self.offset
        alone = self.word == "[" and self.tokens[self.here + 1][1] != "]"
        subject = self.term()
        if not (alone and self.word in (".", "}")):
            self.predicates(subject, start)
        if self.kind in ("iri", "name", "blank"):  # the graph of an N-Quads line
            self.take()

    def predicates(self, subject: Term, start: int) -> None:
        while True:
            while self.word == ";":
                self.take()
            if self.word in (".", "]", "}") or self.kind == "end":
                return
            predicate_at = self.offset
            predicate = ox.NamedNode(f"{RDF}type") if self.word == "a" and self.kind == "name" else None
            predicate = (self.take() and predicate) if predicate else self.term()  # type: ignore[assignment]
            while True:
                object_at = self.offset
                value = self.term()
                self.found.append(Triple(subject, predicate, value, (start, predicate_at, object_at)))  # type: ignore[arg-type]
                if self.word != ",":
                    break
                self.take()
            if self.word != ";":
                return

    def term(self) -> Term:
        kind, start = self.kind, self.offset
        word = self.take()
        if kind == "iri":
            return ox.NamedNode(self.resolved(word))
        if kind == "blank":
            return ox.BlankNode(f"l{word[2:]}")
        if kind == "string":
            return self.literal(word)
        if kind == "number":
            return ox.Literal(word, datatype=ox.NamedNode(XSD + _number(word)))
        if word in ("true", "false"):
            return ox.Literal(word, datatype=ox.NamedNode(f"{XSD}boolean"))
        if kind == "name":
            prefix, _, local = word.partition(":")
            return ox.NamedNode(self.prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local))
        if word == "[":
            self.blanks += 1
            node = ox.BlankNode(f"a{self.blanks}")
            self.predicates(node, start)
            self.take()
            return node
        return self.list(start)

    def list(self, start: int) -> Term:
        first, rest = ox.NamedNode(f"{RDF}first"), ox.NamedNode(f"{RDF}rest")
        nil: Term = ox.NamedNode(f"{RDF}nil")
        nodes: list[Term] = []
        while self.word != ")" and self.kind != "end":
            self.blanks += 1
            node = ox.BlankNode(f"a{self.blanks}")
            if nodes:
                self.found.append(Triple(nodes[-1], rest, node, (start, start, self.offset)))
            nodes.append(node)
            at = self.offset
            self.found.append(Triple(node, first, self.term(), (start, start, at)))
        self.take()
        if nodes:
            self.found.append(Triple(nodes[-1], rest, nil, (start, start, start)))
        return nodes[0] if nodes else nil

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

    def resolved(self, word: str) -> str:
        iri = _unescaped(word[1:-1])
        return iri if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri) else urljoin(self.base, iri) + "#" * iri.endswith("#")


def _number(word: str) -> str:
    return "double" if "e" in word.lower() else "decimal" if "." in word else "integer"


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _CONTROL.get(match[3], match[3])

    return _ESCAPE.sub(one, text) if "\\" in text else text
