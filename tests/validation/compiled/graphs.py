"""Small graphs for tests, and what the compiled engine finds in them."""

from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.namespaces import STANDARD
from sco_ld.validation.engines.compiled import engine
from sco_ld.validation.engines.compiled.results import Result

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**STANDARD, "e": "http://e/"}.items())


def quads(turtle: str, mark: str = "") -> list[ox.Quad]:
    """Return the quads of a Turtle text; the names of blank nodes begin with a mark."""

    def marked(term: Any) -> Any:
        return ox.BlankNode(mark + term.value) if isinstance(term, ox.BlankNode) else term

    parsed = ox.parse((PREFIXES + turtle).encode(), ox.RdfFormat.TURTLE)
    return [ox.Quad(*(marked(term) for term in quad.triple)) for quad in parsed]


def found(data: str, shapes: str) -> list[str]:
    """Return focus node, component and value of each result, as text, sorted."""
    return sorted(_words(one) for one in engine.run(quads(data, "d"), quads(shapes, "s")))


def _words(result: Result) -> str:
    component = getattr(result.component, "value", "").rpartition("#")[2].removesuffix("ConstraintComponent")
    words = [str(result.focus), component, *([str(result.value)] if result.value is not None else [])]
    return " ".join(words).replace("<http://e/", "<").replace("<http://www.w3.org/2001/XMLSchema#", "<xsd:")
