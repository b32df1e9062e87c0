"""Turtle and TriG to be read: four spaces, a blank line between subjects, each in one place, and the prefixes in use."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import pyoxigraph as ox

from sco_ld.vocab import PREFIXES
from sco_ld.windows import grouped

_NO_NAME = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^<>]*>')
_PREFIX = re.compile(rb"(?:^|[\s^(])([a-z]+):", re.MULTILINE)
_SUBJECT = re.compile(rb"^[^\t\n}]\S*", re.MULTILINE)
_TOP = re.compile(rb"\n(?=[^\t}\n])")


def body(quads: Sequence[ox.Quad]) -> bytes:
    """Give the quads as TriG, which is Turtle where there is no named graph, without the declaration of prefixes."""
    text = _serialized(quads)
    subjects = _SUBJECT.findall(text)
    if len(set(subjects)) < len(subjects) or b"\n}" in text:
        text = _serialized(grouped(quads))
    return _TOP.sub(b"\n\n", text).replace(b"\n\t\t", b"\n        ").replace(b"\n\t", b"\n    ")


def document(bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Give the text of a document of these bodies. It declares the prefixes in use, or all where there is more than one."""
    left = iter(bodies)
    first, second = next(left, b""), next(left, None)
    used = {*PREFIXES} if second is not None else {name.decode() for name in _PREFIX.findall(_NO_NAME.sub(b"", first))}
    declared = [f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in sorted(used & {*PREFIXES})]
    yield "".join(declared).encode()
    yield from (part for text in chain([first, second or b""], left) if text for part in (b"\n" if declared else b"", text))


def _serialized(quads: Sequence[ox.Quad]) -> bytes:
    text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""
    return text.split(b"\n", len(PREFIXES))[-1]
