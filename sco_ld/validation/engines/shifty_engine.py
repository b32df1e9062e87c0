"""shifty: some five times faster than pySHACL. https://pypi.org/project/pyshifty/"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import SH
from sco_ld.rdf.terms import text
from sco_ld.validation.engines.isolation import isolated
from sco_ld.validation.paths import PATH_PROPERTIES
from sco_ld.validation.quad_index import QuadIndex, Term

_SPARQL = ox.NamedNode(f"{SH}SPARQLConstraintComponent")


def validate(data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the report of shifty, completed so that it equals pySHACL's.

    shifty names neither blank shapes nor SPARQL constraints, and leaves the steps of a path out. So blank shapes get IRIs
    before and blank nodes after, a constraint's message begins with the constraint's name, and paths are looked up.
    """
    try:
        from shifty._shifty import _validate_w3c  # `shifty.validate` reads the report with rdflib, which rewrites literals
    except ImportError as error:
        raise ScoError("shifty is not installed: pip install 'sco-ld[fast]'.") from error
    names = _names_of_blank_shapes(shapes)
    with isolated():
        result = _validate_w3c(
            data=_ntriples(data),
            shapes=_ntriples(_renamed(shapes, names)),
            graph_mode="data",
            run_infer=False,
        )
        report = list(ox.parse(result._report_ntriples, ox.RdfFormat.N_TRIPLES))
    return _completed(report, shapes, names)


def _ntriples(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""


def _names_of_blank_shapes(shapes: Sequence[ox.Quad]) -> dict[Term, Term]:
    """Return an IRI for each blank node of the shapes that is not part of a path or a list."""
    properties: dict[ox.BlankNode, set[str]] = defaultdict(set)
    for quad in shapes:
        if isinstance(quad.subject, ox.BlankNode):
            properties[quad.subject].add(quad.predicate.value)
    return {
        node: ox.NamedNode(f"urn:sco-ld:{node.value}") for node, found in properties.items() if not PATH_PROPERTIES & found
    }


def _renamed(shapes: Sequence[ox.Quad], names: Mapping[Term, Term]) -> list[ox.Quad]:
    """Return the shapes with IRIs for blank shapes, and the message of each constraint begun with its name."""
    constraints = {quad.object for quad in shapes if quad.predicate.value == f"{SH}sparql"}
    renamed = []
    for quad in shapes:
        subject, value = (names.get(term, term) for term in (quad.subject, quad.object))  # type: ignore[arg-type]
        if isinstance(value, ox.Literal) and quad.predicate.value == f"{SH}message" and quad.subject in constraints:
            value = _with_text(value, f"{text(subject)} {value.value}")
        renamed.append(ox.Quad(subject, quad.predicate, value))  # type: ignore[arg-type]
    return renamed


def _completed(report: Sequence[ox.Quad], shapes: Sequence[ox.Quad], names: Mapping[Term, Term]) -> list[ox.Quad]:
    """Return the report with blank shapes, whole paths and the constraints that the messages name."""
    blank: dict[Term, Term] = {name: node for node, name in names.items()}
    results, rules = QuadIndex(report), QuadIndex(shapes)
    completed: list[ox.Quad] = []
    for result in results.subjects():
        properties = {name: results.values(result, name) for name in results.predicates(result)}
        source = [blank.get(one, one) for one in properties.get(f"{SH}sourceShape", ())]
        if source:
            properties[f"{SH}sourceShape"] = source
            path = rules.values(source[0], f"{SH}path")
            if path and any(isinstance(one, ox.BlankNode) for one in properties.get(f"{SH}resultPath", ())):
                properties[f"{SH}resultPath"] = path
            constraints = {text(names.get(one, one)): one for one in rules.values(source[0], f"{SH}sparql")}
            if constraints and properties.get(f"{SH}sourceConstraintComponent") == [_SPARQL]:
                _name_constraint(properties, constraints)
        completed += (ox.Quad(result, ox.NamedNode(name), one) for name, found in properties.items() for one in found)  # type: ignore[arg-type]
    return list(dict.fromkeys(completed))


def _name_constraint(properties: dict[str, list[Term]], constraints: Mapping[str, Term]) -> None:
    """Set the constraint of a result: the one that its message names, or else the first."""
    constraint = constraints[min(constraints)]
    messages: list[Term] = []
    for message in properties.get(f"{SH}resultMessage", ()):
        name, _, words = text(message).partition(" ")
        if name in constraints and isinstance(message, ox.Literal):
            constraint = constraints[name]
            messages.append(_with_text(message, words))
        else:
            messages.append(message)
    properties |= {f"{SH}sourceConstraint": [constraint], f"{SH}resultMessage": messages}


def _with_text(literal: ox.Literal, words: str) -> ox.Literal:
    return ox.Literal(words, language=literal.language) if literal.language else ox.Literal(words)
