"""Data against shapes: a Report."""

from collections.abc import Sequence

import pyoxigraph as ox
import rdflib
from rdflib import RDF, SH

from sco_ld import engines, findings, literals
from sco_ld.findings import Report, Rule
from sco_ld.graphs import to_graph, to_quad_term, to_term
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
    known = {to_term(one) for one in {quad.subject for quad in ontology} - {quad.subject for quad in data}}
    graph = engines.BY_NAME[engine]([*data, *ontology], rules)
    for number, quad in enumerate(literals.ill_typed(data)):
        _add_ill_typed(graph, quad, rdflib.BNode(f"literal{number}"))
    return Report(findings.read(graph, rules, known, _locator(places)), graph, (*findings.rules_of(rules), _LEXICAL_RULE))


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
