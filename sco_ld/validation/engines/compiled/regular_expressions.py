"""Which regular expressions the store matches, in time that is linear in the text; Python matches the others."""

from functools import lru_cache

import pyoxigraph as ox

from sco_ld.validation.engines.compiled.shapes import Pattern


@lru_cache(maxsize=1000)
def is_known(pattern: Pattern) -> bool:
    """Return whether Oxigraph has a pattern's syntax; Python's is larger, and pySHACL's."""
    text = f"SELECT (REGEX('', {ox.Literal(pattern.text)}, {ox.Literal(pattern.flags)}) AS ?known) {{}}"
    return any(row["known"] is not None for row in ox.Store().query(text))  # type: ignore[union-attr]
