"""Data against shapes. The only module that knows SHACL engines: pySHACL, and shifty where speed is all."""

import re
import warnings
from collections.abc import Sequence

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import RDF, SH

from sco_ld import findings, literals
from sco_ld.errors import ScoError
from sco_ld.export import to_bytes
from sco_ld.findings import Report, Rule
from sco_ld.graphs import Graph, to_graph, to_quad_term, to_term
from sco_ld.locating import Place, Places
from sco_ld.vocab import shorten

LEXICAL_FORM = rdflib.URIRef("https://w3id.org/sco-ld/shapes#LexicalForm")
_LEXICAL_WORDS = "A literal is in the form of its datatype"
_LEXICAL_RULE = Rule(shorten(LEXICAL_FORM), "lexical form", f"{_LEXICAL_WORDS}.", "violation")


def validate(
    data: Sequence[ox.Quad],
    shapes: Sequence[ox.Quad],
    ontology: Sequence[ox.Quad] = (),
    *,
    places: Places | None = None,
    engine: str = "pyshacl",
) -> Report:
    """Validate data against shapes; the ontology, or what else is given there, is seen by the shapes but not reported on.

    Beside what the shapes ask, every literal must be in the lexical form of its XSD datatype. Shapes that cannot be used
    raise ScoError. https://www.w3.org/TR/shacl/#validation
    """
    rules = to_graph(shapes)
    seen = [*data, *ontology]
    known = {to_term(quad.subject) for quad in ontology} - {to_term(quad.subject) for quad in data}
    graph = _by_shifty(seen, shapes) if engine == "shifty" else _by_pyshacl(to_graph(seen), rules)
    for number, quad in enumerate(literals.ill_typed(data)):
        _add_ill_typed(graph, quad, rdflib.BNode(f"literal{number}"))
    return Report(findings.read(graph, rules, known, _locator(places)), graph, (*findings.rules_of(rules), _LEXICAL_RULE))


def _by_pyshacl(data: Graph, shapes: Graph) -> rdflib.Graph:
    normalize = rdflib.NORMALIZE_LITERALS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pyshacl.errors.ShapeRecursionWarning)  # the engine would say "conforms"
            _, graph, words = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    except pyshacl.errors.ShapeRecursionWarning as error:
        names = dict.fromkeys(shorten(name) for name in re.findall(r"Shape (\w+:[^\s>]+)>", str(error)))
        raise ScoError(f"The shapes refer to themselves without end: {', '.join(names)}.") from error
    except (pyshacl.errors.ReportableRuntimeError, RecursionError, ValueError) as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error).split())}") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
    if not isinstance(graph, rdflib.Graph):
        raise ScoError(f"The shapes could not be used: {' '.join(words.split())}")
    return graph


def _by_shifty(data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> rdflib.Graph:
    """Validate by shifty, some twenty times faster; its reports are held equal to pySHACL's by a test."""
    try:
        import shifty
    except ImportError as error:
        raise ScoError("shifty is not installed: pip install 'sco-ld[fast]'.") from error
    try:
        texts = (to_bytes(quads, "ntriples") for quads in (data, shapes))
        _, graph, _ = shifty.validate(*texts, infer=False, graph_mode="data")
    except (ValueError, RuntimeError, OSError) as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error).split())}") from error
    return graph


def _add_ill_typed(graph: rdflib.Graph, quad: ox.Quad, result: rdflib.BNode) -> None:
    literal = quad.object
    assert isinstance(literal, ox.Literal)  # noqa: S101
    datatype = literal.datatype.value
    words = f"{_LEXICAL_WORDS}: {shorten(datatype)} is written like {literals.example(datatype)}."
    for predicate, value in (
        (RDF.type, SH.ValidationResult),
        (SH.focusNode, to_term(quad.subject)),
        (SH.resultPath, to_term(quad.predicate)),
        (SH.value, to_term(literal)),
        (SH.resultSeverity, SH.Violation),
        (SH.resultMessage, rdflib.Literal(words, lang="en")),
        (SH.sourceShape, LEXICAL_FORM),
        (SH.sourceConstraintComponent, SH.DatatypeConstraintComponent),
    ):
        graph.add((result, predicate, value))
    for report in graph.subjects(RDF.type, SH.ValidationReport):
        graph.add((report, SH.result, result))
        graph.set((report, SH.conforms, rdflib.Literal(False)))


def _locator(places: Places | None) -> findings.Locator:
    def locate(focus: rdflib.term.Node, predicate: rdflib.term.Node | None, value: rdflib.term.Node | None) -> Place | None:
        subject = to_quad_term(focus)
        return places.find(subject, to_quad_term(predicate), to_quad_term(value)) if places and subject is not None else None

    return locate
