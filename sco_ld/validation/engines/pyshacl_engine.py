"""pySHACL: the reference among the engines. https://github.com/RDFLib/pySHACL"""

import logging
import re
import warnings
from collections.abc import Sequence
from functools import cache
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, SH

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.runtime.limits import sealed
from sco_ld.validation.engines.isolation import isolated
from sco_ld.validation.engines.rdflib_graph import fill, to_graph, to_quads
from sco_ld.validation.engines.sparql_queries import QueryCachingGraph

_WARM_UP = list(  # shapes that make rdflib and pySHACL import what they need, before no file can be opened
    ox.parse(
        """PREFIX sh: <http://www.w3.org/ns/shacl#>
        <x:s> a sh:NodeShape ; sh:targetNode <x:a> , "1"^^<http://www.w3.org/2001/XMLSchema#date> ;
        sh:sparql [ sh:select "SELECT $this { $this ?p ?o }" ] .""",
        ox.RdfFormat.TURTLE,
    )
)


def validate(data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the report of pySHACL. Raise ScoError if shapes refer to themselves without end."""
    with isolated():
        rules = to_graph(shapes)
        graph = QueryCachingGraph(_prefixes(rules))
        fill(graph, data)
        warnings.simplefilter("error", pyshacl.errors.ShapeRecursionWarning)  # the engine would say "conforms"
        _warm_up()
        try:
            with sealed():
                return to_quads(_report(graph, rules))
        except pyshacl.errors.ShapeRecursionWarning as error:
            names = dict.fromkeys(f"<{name}>" for name in re.findall(r"Shape (\w+:[^\s>]+)>", str(error)))
            raise ScoError(f"The shapes refer to themselves without end: {', '.join(names)}.") from error


@cache
def _warm_up() -> None:
    _report(rdflib.Graph(), to_graph(_WARM_UP))


class _Validator(pyshacl.Validator):
    """A validator whose report names blank nodes instead of copying all that they hold, which is recursive and quadratic."""

    @classmethod
    def create_validation_report(cls, sg: Any, conforms: bool, results: Sequence[Any]) -> tuple[rdflib.Graph, str]:  # noqa: ARG003
        """Return the report graph, and no text."""
        report, head = rdflib.Graph(bind_namespaces="none"), rdflib.BNode()
        report.add((head, RDF.type, SH.ValidationReport))
        report.add((head, SH.conforms, rdflib.Literal(conforms)))
        for _, result, triples in results:
            report.add((head, SH.result, result))
            for subject, predicate, value in triples:
                report.add((subject, predicate, value[1] if isinstance(value, tuple) else value))
        return report, ""


def _report(graph: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """Return the report graph. `pyshacl.validate` is not called: it changes rdflib's globals and logs to standard error."""
    options: dict[str, Any] = {"inplace": True, "logger": logging.getLogger("pyshacl")}
    try:
        validator: Any = _Validator(DataGraph.from_rdflib(graph), shacl_graph=shapes, options=options)
        _, report, _ = validator.run()
    except pyshacl.errors.ValidationFailure as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error.message).split())}") from error
    assert isinstance(report, rdflib.Graph)  # noqa: S101
    return report


def _prefixes(shapes: rdflib.Graph) -> dict[str, str]:
    """Return the prefixes that the shapes declare for their queries; pySHACL does not follow owl:imports to them."""
    declared = ((shapes.value(one, SH.prefix), shapes.value(one, SH.namespace)) for one in shapes.objects(None, SH.declare))
    return dict(STANDARD) | {str(prefix): str(namespace) for prefix, namespace in declared}
