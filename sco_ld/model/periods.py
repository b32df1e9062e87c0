"""The time of a node as text: a day, bounds, or a start and an end."""

from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.model.vocabulary import ENDS, STARTS
from sco_ld.rdf.namespaces import ORG
from sco_ld.rdf.terms import text

_OPEN_ENDED = (f"{ORG}Membership", f"{ORG}Site", f"{ORG}Post", f"{ORG}OrganizationalUnit")


def period(quads: Sequence[ox.Quad]) -> str:
    """Return the time of the node that the quads describe; empty if it has none.

    It is a day, bounds (`2022-09-01/2022-09-30`, `≤ 2011-06-15`), or a start and an end.
    """
    values = {quad.predicate.value: text(quad.object) for quad in quads}
    start, end = (_bounded(*(values.get(name) for name in names)) for names in (STARTS, ENDS))
    lasts = end or any(text(quad.object) in _OPEN_ENDED for quad in quads)
    return f"{start} – {end}".strip() if (start and lasts) or end else start


def _bounded(day: str | None, not_before: str | None, not_after: str | None) -> str:
    if day:
        return day
    if not_before and not_after:
        return f"{not_before}/{not_after}"
    return f"≥ {not_before}" if not_before else f"≤ {not_after}" if not_after else ""
