"""Results as the quads of a SHACL report. https://www.w3.org/TR/shacl/#validation-report"""

import itertools
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH, XSD
from sco_ld.validation.engines.compiled.index import Index, Term
from sco_ld.validation.engines.compiled.results import Result


def report_quads(results: Iterable[Result], shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return a report; the paths of results are described as in the shapes."""
    writer = _Writer(Index(shapes))
    head = ox.BlankNode("report")
    nodes = [writer.add(result) for result in results]
    conforms = ox.Literal(str(not nodes).lower(), datatype=ox.NamedNode(f"{XSD}boolean"))
    writer.say(head, f"{RDF}type", ox.NamedNode(f"{SH}ValidationReport"))
    writer.say(head, f"{SH}conforms", conforms)
    for node in nodes:
        writer.say(head, f"{SH}result", node)
    return list(dict.fromkeys(writer.quads))


class _Writer:
    """The quads of a report as they are written."""

    def __init__(self, shapes: Index) -> None:
        self.shapes = shapes
        self.quads: list[ox.Quad] = []
        self.numbers = itertools.count()

    def add(self, result: Result) -> ox.BlankNode:
        """Write a result, and return its node."""
        node = ox.BlankNode(f"result{next(self.numbers)}")
        self.say(node, f"{RDF}type", ox.NamedNode(f"{SH}ValidationResult"))
        for name, term in _properties(result):
            if term is not None:
                self.say(node, f"{SH}{name}", term)
        self.describe(result.path)
        for detail in result.details:
            self.say(node, f"{SH}detail", self.add(detail))
        return node

    def describe(self, path: Term | None) -> None:
        """Write what the shapes say of a path that is a blank node."""
        if isinstance(path, ox.BlankNode):
            for predicate in self.shapes.predicates(path):
                for term in self.shapes.objects(path, predicate):
                    self.say(path, predicate, term)
                    self.describe(term)

    def say(self, subject: ox.BlankNode, predicate: str, term: Term) -> None:
        self.quads.append(ox.Quad(subject, ox.NamedNode(predicate), term))


def _properties(result: Result) -> Iterator[tuple[str, Term | None]]:
    yield "focusNode", result.focus
    yield "resultPath", result.path
    yield "value", result.value
    yield "sourceShape", result.shape
    yield "sourceConstraintComponent", result.component
    yield "sourceConstraint", result.constraint
    yield "resultSeverity", result.severity
    yield from (("resultMessage", message) for message in result.messages)
