"""The canonical form of a graph, RDFC-1.0. https://www.w3.org/TR/rdf-canon/"""

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox


def canonical(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the quads once each, blank nodes named by RDFC-1.0, in order of their lines in N-Quads."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)


def digest(quads: Iterable[ox.Quad]) -> str:
    """Return the SHA-256 of the canonical N-Quads, in hexadecimal: equal for equal graphs, however they are written."""
    return hashlib.sha256(ox.serialize(canonical(quads), format=ox.RdfFormat.N_QUADS) or b"").hexdigest()
