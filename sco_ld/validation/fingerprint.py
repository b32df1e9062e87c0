"""Fingerprints of findings: equal for the same fault in another version of the data, different for different faults.

A fingerprint does not depend on lines, on prefixes, on the order of triples or on the names of blank nodes. A blank node is
identified by what it says and by what holds it.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from hashlib import sha256

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDFS, SH
from sco_ld.validation.quad_index import QuadIndex, Term

_DEPTH = 8  # triples that are further away do not identify a blank node
_DIGITS = 16
_WORDS = {f"{SH}{name}" for name in ("message", "name", "description", "order", "group")} | {
    f"{RDFS}label",
    f"{RDFS}comment",
}


def fingerprint(*parts: str) -> str:
    """Return sixteen hexadecimal digits for texts."""
    return sha256("\n".join(f"{len(part)} {part}" for part in parts).encode()).hexdigest()[:_DIGITS]


class Identities:
    """Texts that identify the nodes of a graph: a term itself, a blank node by its description.

    Properties that only word a shape (`sh:message`, `sh:name` and the like) are no part of a description.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._quads = quads
        self._below = lru_cache(maxsize=None)(self._describe_below)
        self._above = lru_cache(maxsize=None)(self._describe_above)

    def of(self, term: Term | None) -> str:
        """Return the text that identifies a term; empty for None."""
        if term is None:
            return ""
        return f"[{self._below(term, _DEPTH)} {self._above(term, _DEPTH)}]" if isinstance(term, ox.BlankNode) else str(term)

    @cached_property
    def _index(self) -> QuadIndex:
        return QuadIndex(self._quads)

    def _describe_below(self, node: Term, depth: int) -> str:
        if not isinstance(node, ox.BlankNode):
            return str(node)
        if depth == 0:
            return "[]"
        pairs = (f"{name} {self._below(value, depth - 1)}" for name, value in self._index.about(node) if name not in _WORDS)
        return fingerprint(*sorted(pairs))

    def _describe_above(self, node: Term, depth: int) -> str:
        if not isinstance(node, ox.BlankNode):
            return str(node)
        if depth == 0:
            return "[]"
        return fingerprint(*sorted(f"{self._above(holder, depth - 1)} {name}" for holder, name in self._index.holders(node)))
