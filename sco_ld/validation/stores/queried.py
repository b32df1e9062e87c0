"""Data validated where they are, by what answers SPARQL queries about them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import RDF, RDFS, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.validation.engines.compiled import results
from sco_ld.validation.engines.compiled.answering import Answering
from sco_ld.validation.engines.compiled.hierarchy import Hierarchy
from sco_ld.validation.engines.compiled.plan import Plan, Query, compile_shapes
from sco_ld.validation.engines.compiled.report import report_quads
from sco_ld.validation.engines.compiled.scope import FUNCTIONS, Functions, Scope
from sco_ld.validation.engines.compiled.shape_reader import read_shapes
from sco_ld.validation.engines.compiled.shapes import Shape, UserQuery
from sco_ld.validation.engines.compiled.targets import focus_pattern
from sco_ld.validation.engines.isolation import raising_sco_error
from sco_ld.validation.quad_index import QuadIndex
from sco_ld.validation.report import Report
from sco_ld.validation.shapes.shape_depth import refuse_deep_shapes
from sco_ld.validation.stores import canary
from sco_ld.validation.validator import read_report

_SHOWN = 5
_NO_CONSTRAINTS = ("Node", "Property")  # but for those of the shapes that they name
CLASSES = f"SELECT ?subject ?object {{ ?subject <{RDFS}subClassOf> ?object }}"


class UnbelievableError(ScoError):
    """An engine that does not find all violations, or cannot be asked for all of them."""


def validate(engine: Answering, shapes: Sequence[ox.Quad], prefixes: Prefixes, *, allow_empty: bool = False) -> Report:
    """Return the report of shapes on the data of an engine, which has to find the violations of a canary first.

    Literals that are not in the form of their datatype, and names that lead nowhere, are not looked for. Raise
    UnbelievableError if the engine misses violations, or a shape cannot be asked of it, and ScoError if shapes cannot be
    used or select no node.
    """
    refuse_deep_shapes(QuadIndex(shapes))
    with raising_sco_error():
        graph = read_shapes(shapes)
        classes = _rows(engine, CLASSES)
        quads = (ox.Quad(row["subject"], ox.NamedNode(f"{RDFS}subClassOf"), row["object"]) for row in classes)
        hierarchy = Hierarchy(quads)
        plan = compile_shapes(graph.shapes, hierarchy)
        _refuse_what_cannot_be_asked(plan, graph.handed, prefixes)
        _refuse_if_missed(canary.missed(engine, graph.shapes))
        found = list(results.results(engine, plan))
    if not found and not allow_empty:
        refuse_if_nothing_is_selected(engine, graph.shapes, hierarchy)
    return read_report(report_quads(found, shapes), (), shapes, (), prefixes)


def properties_read(shapes: Sequence[ox.Quad]) -> list[str] | None:
    """Return the IRIs of all properties that shapes may read, and of some other things; None if it may be any property."""
    graph = read_shapes(shapes)
    constraints = list(canary.constraints_of(graph.shapes))
    own = [one.value for one in constraints if isinstance(one.value, UserQuery)]
    if graph.handed or any(one.name == "Closed" for one in constraints) or any(query.reads is None for query in own):
        return None
    iris = {term.value for quad in shapes for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    named = {str(one) for query in own for one in query.reads or ()}
    return sorted(iris | named | {f"{RDF}type", f"{RDFS}subClassOf"})


def _refuse_what_cannot_be_asked(plan: Plan, handed: Iterable[object], prefixes: Prefixes) -> None:
    nodes = [*handed, *(query.root for query in plan.queries if any(f"<{FUNCTIONS}" in one for one in texts(query)))]
    if nodes:
        names = ", ".join(dict.fromkeys(prefixes.shorten(text(node)) for node in nodes[:_SHOWN]))
        raise UnbelievableError(f"{names}: cannot be asked of a server, since SPARQL alone does not suffice.")


def texts(query: Query) -> list[str]:
    """Return the text of a query and those of the queries for its details."""
    return [query.text, *(one for check in query.checks for detail in check.details for one in texts(detail))]


def _refuse_if_missed(names: Sequence[str]) -> None:
    if names:
        components = ", ".join("sh:sparql" if name == "SPARQL" else f"sh:{name[:1].lower()}{name[1:]}" for name in names)
        raise UnbelievableError(f"Known violations are not found as they should be, of: {components}.")


def refuse_if_nothing_is_selected(engine: Answering, shapes: Iterable[Shape], hierarchy: Hierarchy) -> None:
    """Raise ScoError if no shape that has a constraint selects a node that the data describe."""
    selecting = False
    for shape in shapes:
        pattern = focus_pattern(shape.targets, "?focus", Scope(hierarchy, Functions()))
        if _rows(engine, f"SELECT ?focus {{ {pattern} ?focus ?property ?value }} LIMIT 1"):
            selecting = True
            if any(one.name not in _NO_CONSTRAINTS for one in canary.constraints_of([shape])):
                return
    what = "that select a node have no constraint" if selecting else "select no node of the data"
    raise ScoError(f"The shapes {what}, so nothing would be checked.")


def _rows(engine: Answering, query: str) -> list[dict[str, ox.NamedNode]]:
    return engine.rows(Query(query, (), "", ()), Functions())


def with_notes(report: Report, *notes: str) -> Report:
    """Return a report with more notes."""
    return replace(report, notes=(*report.notes, *notes))
