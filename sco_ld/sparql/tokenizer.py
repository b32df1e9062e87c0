"""SPARQL text as tokens, by the terminals of the SPARQL 1.1 grammar. https://www.w3.org/TR/sparql11-query/#sparqlGrammar"""

import re
import sys
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from sco_ld.errors import ScoError
from sco_ld.rdf.characters import NAME_CHARS, NAME_START
from sco_ld.rdf.limits import MAX_QUERY
from sco_ld.sparql import keywords

_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"\\[tbnrf\\\"']|{_UCHAR}"
_EXPONENT = r"[eE][+-]?[0-9]++"
_ASCII_START, _ASCII_CHARS = "A-Za-z", "A-Za-z0-9_\\-"
_CODEPOINT = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)
_NOT_IRI = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED = {'"': r"\"", "'": r"\'", "\\": r"\\", "\n": r"\n", "\r": r"\r"}
OPERANDS = ("iri", "name", "variable", "string", "language", "number", "blank")


class _Patterns(NamedTuple):
    """The patterns of tokens, and of the parts of prefixed names."""

    token: re.Pattern[str]
    prefix: re.Pattern[str]
    local_name: re.Pattern[str]
    prefix_start: re.Pattern[str]


@cache
def _patterns(*, is_ascii: bool) -> _Patterns:
    """Return the patterns. Those for a text in ASCII have the ASCII part of each class, which takes less time to compile."""
    start, chars = (_ASCII_START, _ASCII_CHARS) if is_ascii else (NAME_START, NAME_CHARS)
    token = re.compile(
        rf"""
        (?P<space>(?:[ \t\r\n]++|\#[^\r\n]*+)++)
      | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_UCHAR})*+>)
      | (?P<string>\"\"\"(?:"{{0,2}}(?:[^"\\]|{_ESCAPE}))*+\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*+'''
                  |"(?:[^"\\\r\n]|{_ESCAPE})*+" | '(?:[^'\\\r\n]|{_ESCAPE})*+')
      | (?P<variable>[?$][{start}_0-9](?:(?!-)[{chars}])*+)
      | (?P<blank>_:[{start}_0-9](?:\.*+[{chars}])*+)
      | (?P<number>[+-]?(?:[0-9]++\.[0-9]*+{_EXPONENT}|\.?[0-9]++{_EXPONENT}|[0-9]*+\.[0-9]++|[0-9]++))
      | (?P<language>@[a-zA-Z]++(?:-[a-zA-Z0-9]++)*+)
      | (?P<word>[{start}_](?:(?!-)[{chars}])*+)
      | (?P<open>[({{\[])
      | (?P<close>[)}}\]])
      | (?P<operator>\^\^|&&|\|\||[<>!]=|[;,.+\-*/<>=!^|?])
        """,
        re.VERBOSE,
    )
    return _Patterns(
        token,
        re.compile(rf"(?:[{start}](?:\.*+[{chars}])*+)?"),
        re.compile(rf"(?:[{start}_:0-9]|{_PLX})(?:\.*+(?:[{chars}:]|{_PLX}))*+|"),
        re.compile(f"[{start}:]"),
    )


class Token(NamedTuple):
    """A token: what it is, its text, where it begins in the source, and what is around it.

    `spaced` is whether white space or a comment stands before it, `expression` whether it stands in the brackets of an
    expression.
    """

    kind: str
    text: str
    at: int = 0
    spaced: bool = True
    expression: bool = False

    @property
    def word(self) -> str:
        """The keyword or function name in capitals; empty for other tokens."""
        return self.text.upper() if self.kind == "word" else ""


def tokenize(text: str) -> list[Token]:
    r"""Return the tokens of a query, without white space and comments; codepoint escapes of strings and IRIs are resolved.

    Raise ScoError with line and column at an unknown character or word, and if the text is longer than 64 kB.

    >>> [token.text for token in tokenize("ASK { ?s a <http://e/\\u0041> } # comment")]
    ['ASK', '{', '?s', 'a', '<http://e/A>', '}']
    """
    if len(text) > MAX_QUERY or len(text.encode(errors="replace")) > MAX_QUERY:
        raise ScoError(f"The query is longer than {MAX_QUERY // 1024} kB.")
    return _Tokenizer(text).tokens()


def position(text: str, at: int) -> str:
    """Return a place in a query for a sentence: `query, line 1, column 1`."""
    before = re.split(r"\r\n?|\n", text[:at])
    return f"query, line {len(before)}, column {len(before[-1]) + 1}"


@dataclass
class _Brackets:
    """The open brackets: of each, whether it is of an expression, and whether a bracket in it begins one."""

    levels: list[list[bool]] = field(default_factory=lambda: [[False, False]])

    @property
    def in_expression(self) -> bool:
        return self.levels[-1][0]

    def follow(self, token: Token, before: Token, second_before: Token) -> None:
        """Follow a token, given the two before it."""
        if token.word in ("SELECT", "GROUP", "ORDER", "HAVING"):
            self.levels[-1][1] = True
        elif token.word in ("WHERE", "FROM", "VALUES", "CONSTRUCT"):
            self.levels[-1][1] = False
        elif token.kind == "open":
            called = before.kind in ("iri", "name") and second_before.word == "FILTER"
            starts = called or before.word in ("FILTER", "BIND") or before.word in keywords.FUNCTIONS
            self.levels.append([token.text == "(" and (starts or any(self.levels[-1])), False])
        elif token.kind == "close" and len(self.levels) > 1:
            self.levels.pop()


class _Tokenizer:
    """The state of reading one text from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, int(text.startswith("\ufeff"))
        self.patterns = _patterns(is_ascii=text.isascii())
        self.brackets = _Brackets()
        self.no_prefix_before = 0  # an index up to which there is no prefixed name, so that none is looked for twice

    def tokens(self) -> list[Token]:
        if surrogate := _SURROGATE.search(self.text):
            raise self.error(surrogate.start(), "a surrogate is not a character.")
        found = [Token("", ""), Token("", "")]
        spaced = False
        while self.at < len(self.text):
            start, (kind, text) = self.at, self.next(found[-1])
            if kind != "space":
                token = Token(kind, text, start, spaced, self.brackets.in_expression)
                self.brackets.follow(token, found[-1], found[-2])
                found.append(token)
            spaced = kind == "space"
        return found[2:]

    def next(self, before: Token) -> tuple[str, str]:
        """Return kind and text of the next token, and go on behind it."""
        start = self.at
        if name := self.prefixed_name():
            self.at += len(name)
            return "name", name
        match = self.patterns.token.match(self.text, start)
        if not match:
            raise self.unknown(start)
        kind, text = match.lastgroup or "", match.group()
        operand = before.kind in OPERANDS or before.text == ")" or before.word in ("TRUE", "FALSE")
        if kind == "iri" and operand and self.brackets.in_expression:
            kind, text = "operator", "<=" if text[1] == "=" else "<"
        self.at += len(text)
        if kind == "word" and not (text == "a" or (text.upper() in keywords.ALL and text != "A")):
            raise self.error(start, f'"{text[:40]}" is not a word of SPARQL.')
        if kind in ("iri", "string") and "\\" in text:
            text = self.resolved(kind, text, start)
        return kind, text

    def prefixed_name(self) -> str:
        """Return the prefixed name that begins here; empty if there is none."""
        if self.at < self.no_prefix_before or not self.patterns.prefix_start.match(self.text, self.at):
            return ""
        end = self.end(self.patterns.prefix, self.at)
        if not self.text.startswith(":", end):
            self.no_prefix_before = end
            return ""
        return self.text[self.at : self.end(self.patterns.local_name, end + 1)]

    def end(self, pattern: re.Pattern[str], start: int) -> int:
        match = pattern.match(self.text, start)
        return match.end() if match else start

    def resolved(self, kind: str, text: str, start: int) -> str:
        """Return a string or an IRI with its codepoint escapes as characters."""

        def character(match: re.Match[str]) -> str:
            digits = match[1] or match[2]
            if not digits:
                return match[0]
            code = int(digits, 16)
            if code > sys.maxunicode or _SURROGATE.match(chr(code)):
                raise self.error(start + match.start(), f"{match[0]} is not a character.")
            if kind == "iri" and _NOT_IRI.match(chr(code)):
                raise self.error(start + match.start(), f"{match[0]} cannot stand in an IRI.")
            return _ESCAPED.get(chr(code), chr(code)) if kind == "string" else chr(code)

        return _CODEPOINT.sub(character, text)

    def unknown(self, at: int) -> ScoError:
        character = self.text[at]
        if character in "\"'":
            return self.error(at, "the string does not end, or has an unknown escape.")
        if character == "\\":
            return self.error(at, "an escape can stand in strings, IRIs and local names only.")
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        return self.error(at, f'unexpected character "{shown}".')

    def error(self, at: int, words: str) -> ScoError:
        return ScoError(f"{position(self.text, at)}: {words}")
