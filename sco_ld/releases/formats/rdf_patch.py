"""A difference as RDF Patch. https://afs.github.io/rdf-delta/rdf-patch.html"""

import pyoxigraph as ox

from sco_ld.releases.wording import Wording


def render(wording: Wording) -> str:
    """Return the patch that turns the old graph into the new one, as one transaction.

    Blank nodes are named as in no graph: a patch with them applies to graphs with these names only.
    """
    found = wording.changes.difference
    lines = [*sorted(f"D {_row(quad)} ." for quad in found.removed), *sorted(f"A {_row(quad)} ." for quad in found.added)]
    return "\n".join(["TX .", *lines, "TC ."])


def _row(quad: ox.Quad) -> str:
    """Return the terms of a quad as N-Quads has them."""
    return (ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"").decode().strip().removesuffix(".").strip()
