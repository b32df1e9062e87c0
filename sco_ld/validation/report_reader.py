"""Findings read from the results of a SHACL report graph. https://www.w3.org/TR/shacl/#results-validation-result"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH, Prefixes
from sco_ld.rdf.terms import language
from sco_ld.rdf.terms import text as text_of
from sco_ld.source_map.source_file import Place
from sco_ld.validation.fingerprint import Identities, fingerprint
from sco_ld.validation.paths import first_step, path_text, term_text
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.report import Finding, Rule, ordered

_SEVERITY = {f"{SH}Violation": "violation", f"{SH}Warning": "warning", f"{SH}Info": "info"}
_FULL = Prefixes()  # IRIs in full
_SURPLUS = (f"{SH}MaxCountConstraintComponent", f"{SH}UniqueLangConstraintComponent")  # the last value is one too many
Locate = Callable[[Term, Term | None, Term | None, bool], Place | None]


@dataclass(frozen=True)
class ReportReader:
    """The results of a report, the shapes that they name, how their nodes are identified, and where triples stand."""

    report: QuadIndex
    shapes: QuadIndex
    data_nodes: Identities
    shape_nodes: Identities
    locate: Locate
    prefixes: Prefixes

    def findings(self, results: Iterable[Term]) -> tuple[Finding, ...]:
        """Return a finding for each result, in order of place."""
        counts: Counter[str] = Counter()
        numbered = []
        for finding in ordered(map(self._finding, results)):  # equal ones are numbered
            number = counts[finding.fingerprint]
            counts[finding.fingerprint] += 1
            mark = fingerprint(finding.fingerprint, str(number)) if number else finding.fingerprint
            numbered.append(replace(finding, fingerprint=mark))
        return tuple(numbered)

    def _finding(self, result: Term) -> Finding:
        focus, value = self._value(result, "focusNode"), self._value(result, "value")
        path = self._value(result, "resultPath")
        shape, component = self._value(result, "sourceShape"), self._value(result, "sourceConstraintComponent")
        constraint = self._value(result, "sourceConstraint")
        source = constraint or shape
        named = source if isinstance(source, ox.NamedNode) else _named_above(self.shapes, shape) or source
        return Finding(
            focus=self._text(focus),
            path=path_text(self.report, path, self.prefixes),
            value=self._text(value),
            severity=_severity(self._value(result, "resultSeverity")),
            message=_message(self.report, result, "resultMessage"),
            shape=self._text(named),
            component=self._text(component),
            expected=self._expected(shape, component),
            location=self._place(focus, path, value, component),
            fingerprint=fingerprint(
                *(self.shape_nodes.of(term) for term in (shape, constraint, component)),
                *(self.data_nodes.of(term) for term in (focus, value)),
                path_text(self.report, path, _FULL),
            ),
            result=text_of(result),
        )

    def _place(self, focus: Term | None, path: Term | None, value: Term | None, component: Term | None) -> Place | None:
        is_surplus = component is not None and component.value in _SURPLUS
        return self.locate(focus, first_step(self.report, path), value, is_surplus) if focus else None

    def _value(self, result: Term, name: str) -> Term | None:
        return self.report.value(result, f"{SH}{name}")

    def _text(self, term: Term | None) -> str:
        return term_text(term, self.prefixes)

    def _expected(self, shape: Term | None, component: Term | None) -> str:
        """Return what the constraint asks for: `sh:minCount 3`, `sh:in (sco:High sco:Medium sco:Low)`."""
        if shape is None or component is None or not component.value.endswith("ConstraintComponent"):
            return ""
        local = component.value.removeprefix(SH).removesuffix("ConstraintComponent")
        predicate = f"{SH}{local[:1].lower()}{local[1:]}"
        values = sorted(self._parameter(value) for value in self.shapes.values(shape, predicate))
        return f"{self.prefixes.shorten(predicate)} {', '.join(values)}" if values and "" not in values else ""

    def _parameter(self, value: Term) -> str:
        if not isinstance(value, ox.BlankNode):
            return value.value if isinstance(value, ox.Literal) else self._text(value)
        members = self.shapes.items(value)
        if not members or any(isinstance(member, ox.BlankNode) for member in members):
            return ""
        return f"({' '.join(map(self._text, members))})"


def rules_of(shapes: QuadIndex, prefixes: Prefixes) -> tuple[Rule, ...]:
    """Return the rules of shapes: every shape and constraint that has an IRI, in order of name."""
    marks = {f"{SH}message", f"{SH}path"}
    types = {ox.NamedNode(f"{SH}NodeShape"), ox.NamedNode(f"{SH}PropertyShape")}
    found = []
    for shape in shapes.subjects():
        is_rule = marks & shapes.predicates(shape) or types & set(shapes.values(shape, f"{RDF}type"))
        if isinstance(shape, ox.NamedNode) and is_rule:
            name = next(iter(sorted(map(text_of, shapes.values(shape, f"{SH}name")))), "")
            severity = _severity(shapes.value(shape, f"{SH}severity"))
            found.append(Rule(prefixes.shorten(shape.value), name, _message(shapes, shape, "message"), severity))
    return tuple(sorted(found, key=lambda rule: rule.shape))


def _severity(term: Term | None) -> str:
    return _SEVERITY.get(term.value if term else "", "violation")


def _message(index: QuadIndex, node: Term, name: str) -> str:
    messages = index.values(node, f"{SH}{name}")
    return min(((language(one) != "en", text_of(one)) for one in messages), default=(False, ""))[1]


def _named_above(shapes: QuadIndex, shape: Term | None) -> Term | None:
    """Return the nearest shape with an IRI that holds a blank one."""
    seen = set()
    while isinstance(shape, ox.BlankNode) and shape not in seen:
        seen.add(shape)
        shape = min((holder for holder, _ in shapes.holders(shape)), key=str, default=None)
    return shape
