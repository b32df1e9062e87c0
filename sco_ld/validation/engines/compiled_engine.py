"""The compiled engine: shapes as SPARQL queries over an embedded store, one query for all nodes."""

from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.validation.engines.compiled import engine
from sco_ld.validation.engines.compiled.report import report_quads
from sco_ld.validation.engines.isolation import raising_sco_error


def validate(data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the report of the compiled shapes. Raise ScoError if they cannot be used."""
    with raising_sco_error():
        return report_quads(engine.run(data, shapes), shapes)
