"""Whether the passages that a publication cites still stand where it says, in the text of their source."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model.vocabulary import HAS_SELECTOR, HAS_SOURCE
from sco_ld.rdf.namespaces import OA, SCHEMA, Prefixes
from sco_ld.rdf.terms import text

_DIGEST = f"{SCHEMA}sha256"
Values = dict[object, dict[str, list[object]]]


def problems(quads: Iterable[ox.Quad], content: str, prefixes: Prefixes) -> Iterator[str]:
    """Return the passages of a source that do not stand at their positions in its text, as sentences.

    The source is the one whose schema:sha256 is that of the text, else the only one that has passages by position. The
    schema:sha256 of a passage is that of its text: https://www.w3.org/TR/annotation-model/#text-position-selector. Raise
    ScoError if no source, or none of the passages, has what is needed.
    """
    nodes: Values = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        nodes[quad.subject][quad.predicate.value].append(quad.object)
    positions = {passage: spans for passage in list(nodes) if (spans := _position(nodes, passage))}
    source = _source(nodes, positions, content)
    digest = _first(nodes, source, _DIGEST)
    if digest and digest != _sha256(content):
        yield f"{prefixes.shorten(text(source))}: the text is another than the one that was cited."
    checked = 0
    for passage, (start, end) in positions.items():
        expected = _first(nodes, passage, _DIGEST)
        if source in nodes[passage][HAS_SOURCE] and expected:
            checked += 1
            if _sha256(content[start:end]) != expected:
                yield f"{prefixes.shorten(text(passage))}: does not stand at {start} to {end}."
    if not checked:
        raise ScoError(f"{prefixes.shorten(text(source))}: none of its passages has a schema:sha256 to compare with.")


def _position(nodes: Values, passage: object) -> tuple[int, int] | None:
    for selector in nodes[passage].get(HAS_SELECTOR, ()):
        start, end = (_first(nodes, selector, f"{OA}{name}") for name in ("start", "end"))
        if re.fullmatch(r"\d{1,12} \d{1,12}", f"{start} {end}"):
            return int(start), int(end)
    return None


def _source(nodes: Values, positions: Iterable[object], content: str) -> object:
    sources = {source for passage in positions for source in nodes[passage][HAS_SOURCE]}
    known = [source for source in sources if _first(nodes, source, _DIGEST) == _sha256(content)]
    found = known or list(sources)
    if len(found) != 1:
        raise ScoError("No source of the publication has this text, by its schema:sha256.")
    return found[0]


def _first(nodes: Values, node: object, predicate: str) -> str:
    return next(map(text, nodes[node].get(predicate, ())), "")


def _sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
