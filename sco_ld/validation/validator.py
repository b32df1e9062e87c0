"""Data validated against shapes by an engine."""

from collections.abc import Mapping, Sequence, Set

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import SH, STANDARD, Prefixes
from sco_ld.source_map.locator import Locator
from sco_ld.validation import results
from sco_ld.validation.engines import DEFAULT, Engine, engine_named
from sco_ld.validation.fingerprint import Identities
from sco_ld.validation.linters import lexical_forms
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.report import Report
from sco_ld.validation.report_reader import Locate, ReportReader, rules_of
from sco_ld.validation.shapes.shape_depth import refuse_deep_shapes
from sco_ld.validation.shapes.targets import only_in_ontology


def validate(  # noqa: PLR0913  data, shapes, and what is known about them
    data: Sequence[ox.Quad],
    shapes: Sequence[ox.Quad],
    ontology: Sequence[ox.Quad] = (),
    *,
    prefixes: Mapping[str, str] = STANDARD,
    places: Locator | None = None,
    engine: str | Engine = DEFAULT,
) -> Report:
    """Validate data against shapes; the ontology is seen by the shapes but not reported on.

    Beside what the shapes ask, every literal must be in the lexical form of its XSD datatype. Raise ScoError if the shapes
    cannot be used. https://www.w3.org/TR/shacl/#validation
    """
    refuse_deep_shapes(QuadIndex(shapes))
    run = engine_named(engine) if isinstance(engine, str) else engine
    return read_report(run([*data, *ontology], shapes), data, shapes, ontology, prefixes, places)


def read_report(  # noqa: PLR0913, PLR0917  as above
    found: Sequence[ox.Quad],
    data: Sequence[ox.Quad],
    shapes: Sequence[ox.Quad],
    ontology: Sequence[ox.Quad],
    prefixes: Mapping[str, str],
    places: Locator | None = None,
) -> Report:
    """Return the report that an engine has found, with the literals that are not in the form of their datatype."""
    names = Prefixes(prefixes).and_also(results.PREFIXES)
    everything, rules, report = [*data, *ontology], QuadIndex(shapes), QuadIndex(found)
    nodes = lexical_forms.corrected(_results(report, only_in_ontology(data, ontology)), report, rules, everything)
    own = results.to_quads(lexical_forms.results(data, lexical_forms.reported(report, nodes), names), "literal")
    nodes += dict.fromkeys(quad.subject for quad in own)  # type: ignore[misc]
    merged = [*found, *own]
    merged += _descriptions(QuadIndex(merged), nodes, everything, rules)
    reader = ReportReader(QuadIndex(merged), rules, Identities(everything), Identities(shapes), locator(places), names)
    return Report(
        reader.findings(nodes), tuple(merged), (*rules_of(rules, names), lexical_forms.rule(names)), prefixes=names
    )


def _descriptions(report: QuadIndex, nodes: Sequence[Term], data: Sequence[ox.Quad], shapes: QuadIndex) -> list[ox.Quad]:
    """Return what data and shapes say of the blank nodes and paths of results."""
    paths = _blank_values(report, nodes, "resultPath")
    others = _blank_values(report, nodes, "focusNode", "value")
    return [*shapes.description(*paths), *(QuadIndex(data).description(*others) if others else ())]


def _blank_values(report: QuadIndex, nodes: Sequence[Term], *names: str) -> list[Term]:
    values = (value for node in nodes for name in names for value in report.values(node, f"{SH}{name}"))
    return list(dict.fromkeys(value for value in values if isinstance(value, ox.BlankNode)))


def locator(places: Locator | None) -> Locate:
    """Return the function that finds the place of a triple; it returns None if there are no places."""
    return lambda focus, predicate, value, last: places.find(focus, predicate, value, last=last) if places else None


def _results(report: QuadIndex, ignored: Set[object]) -> list[Term]:
    """Return the results of a report, but for those whose focus node is ignored."""
    heads = [node for node in report.subjects() if f"{SH}conforms" in report.predicates(node)]
    if not heads:
        raise ScoError("The engine returned no report.")
    nodes = [node for head in heads for node in report.values(head, f"{SH}result")]
    return [node for node in nodes if report.value(node, f"{SH}focusNode") not in ignored]
