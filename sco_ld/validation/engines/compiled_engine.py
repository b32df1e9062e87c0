"""The compiled engine: shapes as SPARQL queries over an embedded store."""

from collections.abc import Sequence

import pyoxigraph as ox
import rdflib

from sco_ld.errors import ScoError
from sco_ld.rdf.rdflib_bridge import to_quad_term
from sco_ld.validation.engines.compiled import engine
from sco_ld.validation.engines.compiled.report import report_graph


def validate(data: Sequence[ox.Quad], shapes: rdflib.Graph) -> rdflib.Graph:
    """Validate by compiled shapes. Raise ScoError if the shapes cannot be used."""
    return report_graph(engine.run(data, to_quads(shapes)), shapes)


def to_quads(graph: rdflib.Graph) -> list[ox.Quad]:
    """Return the quads of an rdflib graph."""
    try:
        return [ox.Quad(*(to_quad_term(term) for term in triple)) for triple in graph]  # type: ignore[arg-type]
    except ValueError as error:
        raise ScoError(f"The shapes could not be used: {error}") from error
