"""Data validated once, and again after each change at the cost of what it changes."""

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from sco_ld.rdf.difference import Difference
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.validation.engines.compiled.report import report_quads
from sco_ld.validation.engines.compiled.session import Session
from sco_ld.validation.engines.isolation import raising_sco_error
from sco_ld.validation.quad_index import QuadIndex
from sco_ld.validation.report import Report
from sco_ld.validation.shapes.shape_depth import refuse_deep_shapes
from sco_ld.validation.validator import read_report


class Revalidation:
    """Data, shapes and what the shapes find. Raise ScoError if the shapes cannot be used."""

    def __init__(self, data: Iterable[ox.Quad], shapes: Sequence[ox.Quad], prefixes: Mapping[str, str] = STANDARD) -> None:
        refuse_deep_shapes(QuadIndex(shapes))
        self._shapes, self._prefixes = shapes, prefixes
        with raising_sco_error():
            self._session = Session(set(data), shapes)

    def change(self, change: Difference) -> Report:
        """Return the report on the data after a change, which later changes are added to."""
        with raising_sco_error():
            self._session.change(change.removed, change.added)
            found = report_quads(self._session.results, self._shapes)
        return read_report(found, list(self._session.data), self._shapes, (), self._prefixes)
