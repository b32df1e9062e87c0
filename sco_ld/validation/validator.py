"""Data validated against shapes by an engine."""

from collections.abc import Mapping, Sequence

import pyoxigraph as ox
import rdflib
from rdflib import RDF, SH

from sco_ld.rdf import xsd_literals
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.rdf.rdflib_bridge import to_graph, to_quad_term, to_term
from sco_ld.source_map.locator import Locator, Place
from sco_ld.validation.engines import engine_named
from sco_ld.validation.report import Report, Rule
from sco_ld.validation.report_graph import Locate, ReportGraph, rules_of

LEXICAL_FORM = rdflib.URIRef("https://w3id.org/sco-ld/shapes#LexicalForm")
PREFIXES = STANDARD.and_also({"sco-ld": "https://w3id.org/sco-ld/shapes#"})
_LEXICAL_WORDS = "A literal is in the form of its datatype"


def validate(
    data: Sequence[ox.Quad],
    shapes: Sequence[ox.Quad],
    ontology: Sequence[ox.Quad] = (),
    *,
    prefixes: Mapping[str, str] = STANDARD,
    places: Locator | None = None,
    engine: str = "pyshacl",
) -> Report:
    """Validate data against shapes; the ontology is seen by the shapes but not reported on.

    Beside what the shapes ask, every literal must be in the lexical form of its XSD datatype. Raise ScoError if the shapes
    cannot be used. https://www.w3.org/TR/shacl/#validation
    """
    names = Prefixes(prefixes).and_also(PREFIXES)
    rules = to_graph(shapes, names)
    ignored = {to_term(one) for one in {quad.subject for quad in ontology} - {quad.subject for quad in data}}
    graph = engine_named(engine)([*data, *ontology], rules)
    for number, quad in enumerate(xsd_literals.ill_typed(data)):
        _add_ill_typed(graph, quad, rdflib.BNode(f"literal{number}"), names)
    lexical = Rule(names.shorten(LEXICAL_FORM), "lexical form", f"{_LEXICAL_WORDS}.", "violation")
    findings = ReportGraph(graph, rules, _locator(places), names).findings(ignored)
    return Report(findings, graph, (*rules_of(rules, names), lexical), prefixes=names)


def _add_ill_typed(graph: rdflib.Graph, quad: ox.Quad, result: rdflib.BNode, prefixes: Prefixes) -> None:
    literal = quad.object
    assert isinstance(literal, ox.Literal)  # noqa: S101
    datatype = literal.datatype.value
    message = f"{_LEXICAL_WORDS}: {prefixes.shorten(datatype)} is written like {xsd_literals.example(datatype)}."
    for predicate, value in (
        (RDF.type, SH.ValidationResult),
        (SH.focusNode, to_term(quad.subject)),
        (SH.resultPath, to_term(quad.predicate)),
        (SH.value, to_term(literal)),
        (SH.resultSeverity, SH.Violation),
        (SH.resultMessage, rdflib.Literal(message, lang="en")),
        (SH.sourceShape, LEXICAL_FORM),
        (SH.sourceConstraintComponent, SH.DatatypeConstraintComponent),
    ):
        graph.add((result, predicate, value))
    for report in graph.subjects(RDF.type, SH.ValidationReport):
        graph.add((report, SH.result, result))
        graph.set((report, SH.conforms, rdflib.Literal(False)))


def _locator(places: Locator | None) -> Locate:
    def locate(focus: rdflib.term.Node, predicate: rdflib.term.Node | None, value: rdflib.term.Node | None) -> Place | None:
        subject = to_quad_term(focus)
        return places.find(subject, to_quad_term(predicate), to_quad_term(value)) if places and subject is not None else None

    return locate
