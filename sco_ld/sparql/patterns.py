"""A query's WHERE in its parts: triple patterns one by one, every other clause as it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sco_ld.sparql import tokenizer

_CLAUSES = ("{", "BIND", "FILTER", "GRAPH", "LATERAL", "MINUS", "OPTIONAL", "SERVICE", "VALUES")
_ENDS = (".", "", *_CLAUSES)


class Token(NamedTuple):
    """A token that says something; `spaced` is whether white space or a comment stands before it."""

    kind: str
    text: str
    spaced: bool = False


@dataclass(frozen=True)
class Part:
    """A triple pattern in three words, or any other clause in one."""

    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The part as SPARQL."""
        return " ".join(self.words)

    @property
    def is_triple(self) -> bool:
        """Whether the part is a triple pattern."""
        return len(self.words) > 1

    @property
    def keyword(self) -> str:
        """The word in capitals that a clause begins with; empty for a triple pattern."""
        return "" if self.is_triple else tokens(self.text)[0].text.upper()

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables and blank nodes."""
        return frozenset(
            one.text.lstrip("?$") for one in tokens(self.text) if one.kind == "variable" or one.text.startswith("_:")
        )


@dataclass(frozen=True)
class Query:
    """What stands before the form (SELECT, ASK), the tokens from there on, the parts of the WHERE, what stands after it."""

    prologue: str
    tokens: tuple[Token, ...]
    parts: tuple[Part, ...]
    tail: str


def read(text: str) -> Query:
    """Return the parts of a SELECT or ASK that an engine has found to be SPARQL."""
    read_ = tokens(text)
    form = next(n for n, one in enumerate(read_) if one.kind == "word" and one.text.upper() not in ("PREFIX", "BASE"))
    start = form
    while read_[start].text != "{":
        start = _after_group(read_, start) if read_[start].kind == "open" else start + 1
    end = _after_group(read_, start)
    parts = tuple(_parts(read_[start + 1 : end - 1]))
    return Query(join(read_[:form]), tuple(read_[form:]), parts, join(read_[end:]))


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text without white space and comments; the dot after a name is none of the name."""
    found, spaced = [], False
    for kind, token in tokenizer.tokens(text):
        if kind == "comment" or token.isspace():
            spaced = True
            continue
        name = token.rstrip(".") if kind == "name" else token
        found += [Token(kind, name, spaced), *(Token("other", ".") for _ in token[len(name) :])]
        spaced = False
    return found


def term(read_: Sequence[Token], at: int) -> tuple[str, int]:
    """Return the subject or object that begins at an index, and the index after it."""
    kind, following = read_[at].kind, _text(read_, at + 1)
    if kind == "open":
        end = _after_group(read_, at)
    elif kind == "string":
        end = at + 4 if following == "^" else _after_run(read_, at + 2, "-") if following == "@" else at + 1
    else:
        end = _after_run(read_, at, "+-.") if kind in ("word", "other") else at + 1
    return join(read_[at:end]), end


def join(read_: Sequence[Token]) -> str:
    """Return the text of tokens, one space or none between them."""
    return "".join(" " * (one.spaced and n > 0) + one.text for n, one in enumerate(read_))


def _parts(read_: Sequence[Token]) -> Iterator[Part]:
    """Return the parts of a group from its tokens."""
    at = 0
    while at < len(read_):
        if read_[at].text == ".":
            at += 1
        elif read_[at].text.upper() in _CLAUSES:
            end = _after_clause(read_, at)
            yield Part((join(read_[at:end]),))
            at = end
        else:
            subject, at = term(read_, at)
            if _text(read_, at) in _ENDS:
                yield Part((subject,))
            while _text(read_, at).upper() not in _ENDS:
                path, at = _path(read_, at)
                separator = ","
                while separator == ",":
                    value, at = term(read_, at) if at < len(read_) else ("", at)
                    yield Part((subject, path, value))
                    separator, at = _text(read_, at), at + (_text(read_, at) == ",")
                while _text(read_, at) == ";":
                    at += 1


def _path(read_: Sequence[Token], at: int) -> tuple[str, int]:
    """Return the property or path that begins at an index. https://www.w3.org/TR/sparql11-query/#pp-language"""
    end, joint = at, True
    while joint:
        while _text(read_, end) in ("^", "!"):
            end += 1
        end = _after_group(read_, end) if _text(read_, end) == "(" else end + 1
        while _text(read_, end) in ("*", "+", "?") and not read_[end].spaced:
            end += 1
        joint = _text(read_, end) in ("/", "|")
        end += joint
    return join(read_[at:end]), end


def _after_clause(read_: Sequence[Token], at: int) -> int:
    openers = ("{", "(") if read_[at].text.upper() in ("BIND", "FILTER") else ("{",)
    end = _after_group(read_, next((n for n in range(at, len(read_)) if read_[n].text in openers), at))
    while _text(read_, end).upper() == "UNION":
        end = _after_group(read_, end + 1)
    return end


def _after_group(read_: Sequence[Token], at: int) -> int:
    depth = 0
    for n in range(at, len(read_)):
        depth += (read_[n].kind == "open") - (read_[n].kind == "close")
        if depth == 0:
            return n + 1
    return len(read_)


def _after_run(read_: Sequence[Token], at: int, joints: str) -> int:
    """Return the index after a token and the words that hang on it: `1.5e-3`, `zh-Hans`."""
    end = at + 1
    while end < len(read_) and not read_[end].spaced:
        word = end + (read_[end].text in joints)
        if word >= len(read_) or read_[word].spaced or read_[word].kind != "word":
            break
        end = word + 1
    return end


def _text(read_: Sequence[Token], at: int) -> str:
    return read_[at].text if at < len(read_) else ""
