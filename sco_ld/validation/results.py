"""SHACL results of our own checks, beside those of an engine."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH, STANDARD
from sco_ld.source_map.source_file import Place

NAMESPACE = "https://w3id.org/sco-ld/shapes#"
NAME_COMPONENT = f"{NAMESPACE}NameConstraintComponent"  # of the checks of names, which are not shapes
PREFIXES = STANDARD.and_also({"sco-ld": NAMESPACE})


@dataclass(frozen=True)
class Result:
    """A validation result, and its place if no triple stands there. https://www.w3.org/TR/shacl/#results-validation-result"""

    focus: object
    path: object | None
    value: object | None
    severity: str
    message: str
    shape: str
    component: str
    place: Place | None = None


def to_quads(results: Iterable[Result], mark: str) -> list[ox.Quad]:
    """Return results as quads: blank nodes whose names begin with `mark`, in order."""
    quads = []
    for number, result in enumerate(results):
        node = ox.BlankNode(f"{mark}{number}")
        properties = {
            f"{RDF}type": ox.NamedNode(f"{SH}ValidationResult"),
            f"{SH}focusNode": result.focus,
            f"{SH}resultPath": result.path,
            f"{SH}value": result.value,
            f"{SH}resultSeverity": ox.NamedNode(f"{SH}{result.severity}"),
            f"{SH}resultMessage": ox.Literal(result.message, language="en"),
            f"{SH}sourceShape": ox.NamedNode(result.shape),
            f"{SH}sourceConstraintComponent": ox.NamedNode(result.component),
        }
        quads += [ox.Quad(node, ox.NamedNode(name), term) for name, term in properties.items() if term]  # type: ignore[arg-type]
    return quads
