"""Turtle and TriG that are easy to read: grouped by subject, with a blank line between subjects and the prefixes in use."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from sco_ld.rdf.batches import grouped
from sco_ld.rdf.namespaces import Prefixes

_NO_NAME = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>]*>')
_PREFIX = re.compile(r"(?:^|[\s^(])([\w.-]*):", re.MULTILINE)
_SUBJECT = re.compile(rb"^[^\t\n}]\S*", re.MULTILINE)
_TOP = re.compile(rb"\n(?=[^\t}\n])")


@dataclass(frozen=True)
class TurtleWriter:
    """The writer of Turtle, and of TriG where quads are in named graphs. https://www.w3.org/TR/turtle/"""

    prefixes: Prefixes

    def body(self, quads: Sequence[ox.Quad]) -> bytes:
        """Return quads as TriG, without the declaration of prefixes."""
        text = self._serialized(quads)
        subjects = _SUBJECT.findall(text)
        if len(set(subjects)) < len(subjects) or b"\n}" in text:
            text = self._serialized(grouped(quads))
        return _TOP.sub(b"\n\n", text).replace(b"\n\t\t", b"\n        ").replace(b"\n\t", b"\n    ")

    def document(self, bodies: Iterable[bytes]) -> Iterator[bytes]:
        """Return the parts of a document. It declares the prefixes in use, or all of them if it has several batches."""
        left = iter(bodies)
        first, second = next(left, b""), next(left, None)
        used = {*self.prefixes} if second is not None else {*_PREFIX.findall(_NO_NAME.sub("", first.decode()))}
        declared = [f"@prefix {name}: <{self.prefixes[name]}> .\n" for name in sorted(used & {*self.prefixes})]
        yield "".join(declared).encode()
        yield from (
            part for text in chain([first, second or b""], left) if text for part in (b"\n" if declared else b"", text)
        )

    def _serialized(self, quads: Sequence[ox.Quad]) -> bytes:
        text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=dict(self.prefixes)) or b""
        return text.split(b"\n", len(self.prefixes))[-1]
