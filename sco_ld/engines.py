"""The SHACL engines: pySHACL, and shifty where speed is all. Each gives a SHACL report graph, or says what stops it."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import SH

from sco_ld import findings
from sco_ld.errors import ScoError
from sco_ld.graphs import Graph, to_graph
from sco_ld.vocab import shorten


def by_pyshacl(data: Sequence[ox.Quad], shapes: Graph) -> rdflib.Graph:
    """Validate by pySHACL."""
    graph = to_graph(data)
    for declared in shapes.objects(None, SH.declare):  # pySHACL does not follow owl:imports to them
        graph.bind(str(shapes.value(declared, SH.prefix)), str(shapes.value(declared, SH.namespace)), replace=True)
    with _usable(), warnings.catch_warnings():
        warnings.simplefilter("error", pyshacl.errors.ShapeRecursionWarning)  # the engine would say "conforms"
        _, report, words = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise ScoError(f"The shapes could not be used: {' '.join(words.split())}")
    return report


def by_shifty(data: Sequence[ox.Quad], shapes: Graph) -> rdflib.Graph:
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
        if isinstance(node, rdflib.BNode) and not findings.PATHS & set(shapes.predicates(node))
    }
    lenders: dict[Any, Any] = {name: node for node, name in lent.items()}
    blank = any(isinstance(term, ox.BlankNode) for quad in data for term in (quad.subject, quad.object))
    given = to_graph(data) if blank else _text(data)  # a text is quicker, but the names of blank nodes get lost
    with _usable():
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


def _named(shapes: Graph, lent: Mapping[Any, rdflib.URIRef]) -> rdflib.Graph:
    """Give the shapes as shifty gets them."""
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


@contextmanager
def _usable() -> Iterator[None]:
    """Let a report keep the forms of literals, and say in a ScoError what stops an engine: it may be any exception."""
    normalize, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    except ScoError:
        raise
    except pyshacl.errors.ShapeRecursionWarning as error:
        names = dict.fromkeys(shorten(name) for name in re.findall(r"Shape (\w+:[^\s>]+)>", str(error)))
        raise ScoError(f"The shapes refer to themselves without end: {', '.join(names)}.") from error
    except Exception as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error).split())}") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normalize


BY_NAME: Mapping[str, Callable[[Sequence[ox.Quad], Graph], rdflib.Graph]] = {"pyshacl": by_pyshacl, "shifty": by_shifty}
