"""Limits of Turtle, TriG, N-Triples and N-Quads: how deep triple terms nest. https://www.w3.org/TR/rdf12-turtle/"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import IO

from sco_ld.rdf.limits import MAX_DEPTH, too_deep

MARK = b"<<("
_BLOCK = 4 * 2**20
_LONGEST = 17 * 2**20  # bytes of a token; pyoxigraph refuses one of more than 16 MB
_TOKEN = re.compile(
    rb"""(?P<open><<\()
       | (?P<close>\)>>)
       | (?P<cut>(?:<{1,2}|\)>?|"{1,2}|'{1,2}|\\)\Z)
       | <<
       | <[^>]*+(?:>|(?P<iri>\Z))
       | \"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:\"{3}|(?P<long>\Z|["\\]))
       | '{3}(?:[^'\\]++|\\.|'(?!''))*+(?:'{3}|(?P<long1>\Z|['\\]))
       | "(?:[^"\\\n\r]++|\\.)*+(?:["\n\r]|(?P<short>\Z|\\))
       | '(?:[^'\\\n\r]++|\\.)*+(?:['\n\r]|(?P<short1>\Z|\\))
       | \#[^\n\r]*+(?:[\n\r]|(?P<comment>\Z))
       | \\.""",
    re.DOTALL | re.VERBOSE,
)


class NestingGuard:
    """A stream of Turtle that, when its first triple term appears, checks how deep those of the whole file nest."""

    def __init__(self, stream: IO[bytes], reopen: Callable[[], AbstractContextManager[IO[bytes]]], name: str) -> None:
        self.stream, self.reopen, self.name = stream, reopen, name
        self.end: bytes | None = b""  # of what was read last; None once the file is checked

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raise ScoError if the file nests triple terms deeper than 100 levels."""
        content = self.stream.read(size)
        if self.end is not None:
            self.end += content
            if MARK in self.end:
                with self.reopen() as whole:
                    check_triple_terms(whole, self.name)
                self.end = None
            else:
                self.end = self.end[-2:]
        return content


def check_triple_terms(stream: IO[bytes], name: str) -> None:
    """Raise ScoError if triple terms nest deeper than 100 levels."""
    if triple_term_depth(stream) > MAX_DEPTH:
        raise too_deep(name, "triple terms")


def triple_term_depth(stream: IO[bytes]) -> int:
    """Return how deep triple terms nest; memory does not grow with the stream.

    >>> import io
    >>> triple_term_depth(io.BytesIO(b"<a> <b> <<( <c> <d> '<<(' )>> . # <<("))
    1
    """
    depth, deepest, left = 0, 0, b""
    while (block := stream.read(_BLOCK)) and len(left) < _LONGEST:
        text, left = left + block, b""
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind == "open":
                depth += 1
                deepest = max(deepest, depth)
            elif kind == "close":
                depth -= 1
            elif kind:  # a token that the next block continues
                left = text[match.start() :]
    return deepest
