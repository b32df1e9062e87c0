"""RDF/XML read part by part, so that it is known at which tag each quad is complete, or at which the parser stops."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

_PART = re.compile(
    r"""<!--(?:.*?-->|.*) | <!\[CDATA\[(?:.*?\]\]>|.*) | <\?(?:.*?\?>|.*)
       | <(?:[^"'>]++|"[^"]*+"?|'[^']*+'?)*+>? | [^<]++""",
    re.DOTALL | re.VERBOSE,
)


class PartReader(io.RawIOBase):
    """A stream that gives one part of a text at a time: a tag, a comment, or the text between two tags."""

    def __init__(self, text: str) -> None:
        self.parts = _PART.finditer(text)
        self.start = 0
        self.left = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the rest of the part, up to that many bytes, or the next part; nothing at the end of the text."""
        if not self.left:
            part = next(self.parts, None)
            if part is None:
                return b""
            self.start, self.left = part.start(), part.group().encode()
        size = len(self.left) if size < 0 else size
        content, self.left = self.left[:size], self.left[size:]
        return content


def quads_by_part(text: str, base: str) -> Iterator[tuple[int, ox.Quad]]:
    """Return each quad of a well-formed text, with the offset of the part at whose end it is complete."""
    reader: Any = PartReader(text)
    for quad in ox.parse(reader, ox.RdfFormat.RDF_XML, base_iri=base):
        yield reader.start, quad


def offset_of_error(text: str, base: str) -> int:
    """Return the offset of the part at which the parser stops; the length of the text if it stops at its end."""
    reader: Any = PartReader(text)
    try:
        for _ in ox.parse(reader, ox.RdfFormat.RDF_XML, base_iri=base):
            pass
    except (SyntaxError, ValueError):
        return int(reader.start)
    return len(text)
