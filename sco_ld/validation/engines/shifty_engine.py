"""shifty: some five times faster than pySHACL. https://pypi.org/project/pyshifty/"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib import SH

from sco_ld.errors import ScoError
from sco_ld.rdf.rdflib_bridge import to_graph
from sco_ld.validation.engines.guard import guarded
from sco_ld.validation.paths import PATHS


def validate(data: Sequence[ox.Quad], shapes: rdflib.Graph) -> rdflib.Graph:
    """Validate by shifty, some five times faster; its reports are held equal to pySHACL's by a test.

    It tells neither blank shapes apart nor SPARQL constraints, and leaves the steps of a path out. So blank shapes are lent
    names, a constraint's message begins with the constraint's name, and paths are looked up.
    """
    try:
        import shifty
    except ImportError as error:
        raise ScoError("shifty is not installed: pip install 'sco-ld[fast]'.") from error
    lent: dict[Any, rdflib.URIRef] = {
        node: rdflib.URIRef(f"urn:sco-ld:{node}")
        for node in set(shapes.subjects())
        if isinstance(node, rdflib.BNode) and not PATHS & set(shapes.predicates(node))
    }
    lenders: dict[Any, Any] = {name: node for node, name in lent.items()}
    blank = any(isinstance(term, ox.BlankNode) for quad in data for term in (quad.subject, quad.object))
    given = to_graph(data) if blank else _text(data)  # a text is quicker, but the names of blank nodes get lost
    with guarded():
        _, graph, _ = shifty.validate(given, _named(shapes, lent), infer=False, graph_mode="data")
    for result, name in list(graph.subject_objects(SH.sourceShape)):
        shape = lenders.get(name, name)
        graph.set((result, SH.sourceShape, shape))
        path = shapes.value(shape, SH.path)
        if path and isinstance(graph.value(result, SH.resultPath), rdflib.BNode):
            graph.set((result, SH.resultPath, path))
            graph += shapes.cbd(path)
        if (shape, SH.sparql, None) in shapes:
            _tell_constraint(graph, result, {str(lent.get(one, one)): one for one in shapes.objects(shape, SH.sparql)})
    return graph


def _text(quads: Sequence[ox.Quad]) -> bytes:
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""


def _named(shapes: rdflib.Graph, lent: Mapping[Any, rdflib.URIRef]) -> rdflib.Graph:
    """Return the shapes as shifty gets them."""
    named = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, value in shapes:
        name, word = lent.get(subject, subject), lent.get(value, value)
        if isinstance(value, rdflib.Literal) and predicate == SH.message and (None, SH.sparql, subject) in shapes:
            word = rdflib.Literal(f"{name} {value}", lang=value.language)
        named.add((name, predicate, word))
    return named


def _tell_constraint(graph: rdflib.Graph, result: rdflib.term.Node, named: Mapping[str, rdflib.term.Node]) -> None:
    if graph.value(result, SH.sourceConstraintComponent) != SH.SPARQLConstraintComponent:
        return
    graph.add((result, SH.sourceConstraint, min(named.values(), key=str)))  # right if there is one; else the message knows
    for text in list(graph.objects(result, SH.resultMessage)):
        name, _, words = str(text).partition(" ")
        if name in named:
            graph.remove((result, SH.resultMessage, text))
            graph.add((result, SH.resultMessage, rdflib.Literal(words, lang=getattr(text, "language", None))))
            graph.set((result, SH.sourceConstraint, named[name]))
