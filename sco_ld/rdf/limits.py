"""Limits on documents that would end the process of the parser.

A few kilobytes of nesting overflow the stack of a process that embeds Oxigraph, which nothing can catch, and a few hundred
bytes of XML entities fill its memory. Only pyoxigraph's deep recursions are checked: Turtle's brackets nest in its own heap.
"""

from itertools import accumulate

from sco_ld.errors import ParseError

MAX_DEPTH = 100
MAX_ELEMENTS = 1000  # of RDF/XML, where a list written in full nests two elements an item
MAX_QUERY = 64 * 1024

_SHAPES = bytes.maketrans(b"{}", b"[]")
_NO_BRACKET = bytes(sorted({*range(256)} - {*b"[]{}"}))


def bracket_depth(text: bytes) -> int:
    """Return how deep the brackets and braces of a text nest.

    >>> bracket_depth(b'{"a": [1, {}]}')
    3
    """
    brackets = text.translate(_SHAPES, _NO_BRACKET)
    return max(accumulate(b"["[0] + 1 - bracket for bracket in brackets), default=0)


def too_deep(name: str, what: str, most: int = MAX_DEPTH) -> ParseError:
    """Return the error for a file that nests too deep."""
    return ParseError(name, f"{what} nested deeper than {most} levels.")
