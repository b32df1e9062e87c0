"""What a validation found: a Report of Findings, read off a SHACL report graph."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any, Self

import rdflib
from rdflib import RDF, SH

from sco_ld.locating import Place
from sco_ld.vocab import shorten

SEVERITIES = ("violation", "warning", "info")
_SEVERITY = {str(SH.Violation): "violation", str(SH.Warning): "warning", str(SH.Info): "info"}
_PATH_FORMS = {SH.inversePath: "^{}", SH.zeroOrMorePath: "{}*", SH.oneOrMorePath: "{}+", SH.zeroOrOnePath: "{}?"}
PATHS = frozenset({RDF.first, SH.alternativePath, *_PATH_FORMS})  # what the blank nodes of paths and lists say
Locator = Callable[[rdflib.term.Node, rdflib.term.Node | None, rdflib.term.Node | None], Place | None]


@dataclass(frozen=True)
class Finding:
    """One result of a validation: a node that does not satisfy a shape. Terms are written as prefixed names."""

    focus: str
    path: str
    value: str
    severity: str
    message: str
    shape: str
    component: str
    expected: str = ""
    location: Place | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the finding as a plain dict; `location` is None, or a dict of file, line and column."""
        return asdict(self)

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stay the same when lines move: of shape, component, node, path and value."""
        parts = (self.shape, self.component, self.focus, self.path, self.value)
        return sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Rule:
    """A shape with a name of its own: what it asks, in words."""

    shape: str
    name: str
    message: str
    severity: str


@dataclass(frozen=True)
class Report:
    """What a validation found: iterate for the Findings; `.graph` is the SHACL report, `.rules` are the shapes asked.

    `.notes` are sentences on what was not done; `.known` counts findings left out because a baseline has them.
    """

    findings: tuple[Finding, ...]
    graph: rdflib.Graph = field(compare=False, repr=False)
    rules: tuple[Rule, ...] = ()
    notes: tuple[str, ...] = ()
    known: int = 0

    @property
    def conforms(self) -> bool:
        """Whether no finding is a violation."""
        return not self.at_least("violation")

    def at_least(self, severity: str) -> tuple[Finding, ...]:
        """Give the findings of that severity or a worse one."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(finding for finding in self.findings if finding.severity in worst)

    def without(self, fingerprints: Iterable[str]) -> Self:
        """Give the report without the findings of those fingerprints; `.known` counts them."""
        old = set(fingerprints)
        new = tuple(finding for finding in self.findings if finding.fingerprint not in old)
        return replace(self, findings=new, known=len(self.findings) - len(new))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def _repr_html_(self) -> str:
        from sco_ld import html

        cells = [(one.severity, str(one.location or ""), one.message, one.focus, one.path, one.value) for one in self]
        return html.report(self.conforms, cells, self.notes)


def read(graph: rdflib.Graph, shapes: rdflib.Graph, known: set[rdflib.term.Node], locate: Locator) -> tuple[Finding, ...]:
    """Give the findings of a SHACL report graph in order of place, but for those whose focus is a known node."""
    results = [node for node in graph.objects(None, SH.result) if graph.value(node, SH.focusNode) not in known]
    return ordered({_finding(graph, shapes, node, locate) for node in results})


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings in order of file, line, severity and name."""

    def key(finding: Finding) -> tuple[Any, ...]:
        place = finding.location or Place("")
        worst = SEVERITIES.index(finding.severity)
        return (place, worst, finding.shape, finding.focus, finding.path, finding.value, finding.message)

    return tuple(sorted(findings, key=key))


def rules_of(shapes: rdflib.Graph) -> tuple[Rule, ...]:
    """Give the rules of a shapes graph: every shape and constraint that has an IRI and says something, in order of name."""
    asked = {*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.subjects(SH.message), *shapes.subjects(SH.path)}
    found = []
    for shape in asked | set(shapes.subjects(RDF.type, SH.NodeShape)):
        if isinstance(shape, rdflib.URIRef):
            severity = _SEVERITY.get(_iri(shapes.value(shape, SH.severity)), "violation")
            name = next((str(text) for text in shapes.objects(shape, SH.name)), "")
            found.append(Rule(name_of(shape), name, _message(shapes, shape, SH.message), severity))
    return tuple(sorted(found, key=lambda rule: rule.shape))


def name_of(term: rdflib.term.Node | None) -> str:
    """Write a term as Turtle does, an IRI as a prefixed name; empty for None."""
    if term is None:
        return ""
    return shorten(str(term)) if isinstance(term, rdflib.URIRef) else term.n3()


def path_text(graph: rdflib.Graph, path: rdflib.term.Node | None) -> str:
    """Write a SHACL path as SPARQL does: `org:role/skos:broader`. https://www.w3.org/TR/shacl/#property-paths"""
    if path is None or isinstance(path, rdflib.URIRef):
        return name_of(path)
    steps = [path_text(graph, one) for one in graph.items(path)]
    if steps:
        return "/".join(steps)
    options = graph.value(path, SH.alternativePath)
    if options is not None:
        return f"({'|'.join(path_text(graph, one) for one in graph.items(options))})"
    for predicate, form in _PATH_FORMS.items():
        inner = graph.value(path, predicate)
        if inner is not None:
            plain = isinstance(inner, rdflib.URIRef) or (inner, SH.alternativePath, None) in graph
            return form.format(path_text(graph, inner) if plain else f"({path_text(graph, inner)})")
    return ""


def _finding(graph: rdflib.Graph, shapes: rdflib.Graph, result: rdflib.term.Node, locate: Locator) -> Finding:
    def one(predicate: rdflib.URIRef) -> Any:
        return graph.value(result, predicate)

    shape = one(SH.sourceConstraint) or one(SH.sourceShape)
    named = shape if isinstance(shape, rdflib.URIRef) else _named_above(shapes, one(SH.sourceShape)) or shape
    return Finding(
        focus=name_of(one(SH.focusNode)),
        path=path_text(graph, one(SH.resultPath)),
        value=name_of(one(SH.value)),
        severity=_SEVERITY.get(_iri(one(SH.resultSeverity)), "violation"),
        message=_message(graph, result, SH.resultMessage),
        shape=name_of(named),
        component=name_of(one(SH.sourceConstraintComponent)),
        expected=_expected(shapes, one(SH.sourceShape), one(SH.sourceConstraintComponent)),
        location=locate(one(SH.focusNode), _first_step(graph, one(SH.resultPath)), one(SH.value)),
    )


def _iri(term: object) -> str:
    return str(term or "")


def _message(graph: rdflib.Graph, node: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
    texts = sorted(graph.objects(node, predicate), key=lambda text: (getattr(text, "language", "") != "en", str(text)))
    return str(texts[0]) if texts else ""


def _first_step(graph: rdflib.Graph, path: rdflib.term.Node | None) -> rdflib.term.Node | None:
    """Give the property with which a path begins, so that the triple can be found."""
    while isinstance(path, rdflib.BNode):
        inner = next((graph.value(path, one) for one in (*_PATH_FORMS, RDF.first) if (path, one, None) in graph), None)
        path = inner
    return path


def _expected(shapes: rdflib.Graph, shape: rdflib.term.Node | None, component: rdflib.URIRef | None) -> str:
    """Say what the constraint asked for: `sh:minCount 3`, `sh:in (sco:High sco:Medium sco:Low)`."""
    if shape is None or component is None or not str(component).endswith("ConstraintComponent"):
        return ""
    local = str(component).removeprefix(str(SH)).removesuffix("ConstraintComponent")
    predicate = rdflib.URIRef(f"{SH}{local[0].lower()}{local[1:]}")
    values = sorted(_value_text(shapes, value) for value in shapes.objects(shape, predicate))
    return f"{name_of(predicate)} {', '.join(values)}" if values and "" not in values else ""


def _value_text(shapes: rdflib.Graph, value: rdflib.term.Node) -> str:
    if not isinstance(value, rdflib.BNode):
        return str(value) if isinstance(value, rdflib.Literal) else name_of(value)
    members = list(shapes.items(value))
    if not members or any(isinstance(one, rdflib.BNode) for one in members):
        return ""
    return f"({' '.join(name_of(one) for one in members)})"


def _named_above(shapes: rdflib.Graph, shape: rdflib.term.Node | None) -> rdflib.term.Node | None:
    """Give the nearest shape with an IRI that holds a blank one."""
    seen = set()
    while isinstance(shape, rdflib.BNode) and shape not in seen:
        seen.add(shape)
        shape = next(iter(sorted(shapes.subjects(None, shape), key=str)), None)
    return shape
