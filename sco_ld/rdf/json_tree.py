"""JSON with the offset of each part: keys, texts, numbers, arrays and objects. https://www.rfc-editor.org/rfc/rfc8259"""

import json
import re
from typing import Any

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|-?[0-9][0-9.eE+-]*+|true|false|null|[{}\[\],:]', re.DOTALL)
_WORDS = {"true": True, "false": False, "null": None}


class Text(str):
    """A string and its offset; of a key, also the offset of its value."""

    __slots__ = ("at", "value_at")
    at: int
    value_at: int


class Integer(int):
    """A whole number and its offset."""

    at: int


class Real(float):
    """Another number and its offset."""

    at: int


class Array(list[Any]):
    """An array and its offset."""

    at: int


class Object(dict[Any, Any]):
    """An object and its offset; its keys are Texts."""

    at: int


def tree(text: str) -> Any:
    """Return the value of a well-formed text. True, false and null have no offset."""
    tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
    return _Parser(tokens).value()


def offset_of(value: object) -> int:
    """Return the offset of a value; -1 if it has none."""
    return int(getattr(value, "at", -1))


class _Parser:
    """A recursive-descent parser of tokens."""

    def __init__(self, tokens: list[tuple[str, int]]) -> None:
        self.tokens = tokens
        self.here = 0

    def take(self) -> tuple[str, int]:
        self.here += 1
        return self.tokens[self.here - 1]

    def value(self) -> Any:
        word, offset = self.take()
        if word in _WORDS:
            return _WORDS[word]
        found = self.object() if word == "{" else self.array() if word == "[" else _scalar(word)
        found.at = offset
        return found

    def object(self) -> Object:
        found = Object()
        while self.tokens[self.here][0] != "}":
            word, offset = self.take()
            key = Text(json.loads(word, strict=False))
            key.at = offset
            self.take()
            key.value_at = self.tokens[self.here][1]
            found.pop(key, None)  # of equal keys the last counts
            found[key] = self.value()
            if self.tokens[self.here][0] == ",":
                self.take()
        self.take()
        return found

    def array(self) -> Array:
        found = Array()
        while self.tokens[self.here][0] != "]":
            found.append(self.value())
            if self.tokens[self.here][0] == ",":
                self.take()
        self.take()
        return found


def _scalar(word: str) -> Text | Integer | Real:
    if word.startswith('"'):
        return Text(json.loads(word, strict=False))
    try:
        return Integer(word)
    except ValueError:  # it has a fraction, or thousands of digits
        return Real(word)
