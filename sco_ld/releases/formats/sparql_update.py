"""A difference as SPARQL Update. https://www.w3.org/TR/sparql11-update/"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.blank_nodes import blank_nodes
from sco_ld.rdf.difference import components
from sco_ld.releases.wording import Wording


def render(wording: Wording) -> str:
    """Return the update that turns the old graph into the new one.

    Removed blank nodes are found by all that is said of them. Raise ScoError if the old graph has two that say the same and
    one of them stays, which no pattern can tell apart, and for blank nodes inside triple terms.
    """
    found = wording.changes.difference
    ground = [quad for quad in found.removed if not list(blank_nodes(quad))]
    parts = [f"DELETE DATA {{\n{_rows(ground, _written)}\n}}"] if ground else []
    parts += sorted({_deletion(part) for part in components(quad for quad in found.removed if list(blank_nodes(quad)))})
    parts += [f"INSERT DATA {{\n{_rows(found.added, _written)}\n}}"] if found.added else []
    return " ;\n".join(parts)


def _written(term: Any) -> str:
    """Return a term in SPARQL. https://www.w3.org/TR/sparql12-query/#rTripleTerm"""
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(map(_written, term))} )>>"
    return str(term)


def _deletion(quads: Sequence[ox.Quad]) -> str:
    """Return the deletion of the blank nodes that the quads, and no others, are about."""
    names = sorted({name for quad in quads for name in blank_nodes(quad)})
    if any(isinstance(term, ox.Triple) for quad in quads for term in quad):
        raise ScoError("SPARQL Update cannot delete blank nodes inside triple terms; take the format rdf-patch.")
    if not all(name.split("x")[1] == "1" for name in names):
        raise ScoError(
            "SPARQL Update cannot delete one of several blank nodes that say the same; take the format rdf-patch."
        )
    variables = {name: f"?b{number}" for number, name in enumerate(names)}

    def written(term: Any) -> str:
        return variables[term.value] if isinstance(term, ox.BlankNode) else _written(term)

    pattern = _rows(quads, written)
    blank = " && ".join(
        [
            *(f"isBlank({one})" for one in variables.values()),
            *(f"{a} != {b}" for a, b in combinations(variables.values(), 2)),
        ]
    )
    nothing_else = [
        line
        for name, variable in variables.items()
        for position, first in (("subject", f"{variable} ?p ?o"), ("object", f"?s ?p {variable}"))
        for line in _nothing_else(first, [quad for quad in quads if getattr(quad, position) == ox.BlankNode(name)], written)
    ]
    return "\n".join([f"DELETE {{\n{pattern}\n}} WHERE {{\n{pattern}\n  FILTER({blank})", *nothing_else, "}"])


def _nothing_else(pattern: str, quads: Sequence[ox.Quad], written: Callable[[Any], str]) -> Iterator[str]:
    """Return the conditions that a pattern of ?s or ?o and ?p matches the quads alone, in all graphs."""
    other, variable = ("object", "?o") if "?o" in pattern else ("subject", "?s")
    default: list[str] = []
    named: list[str] = []
    for quad in quads:
        known = f"?p = {quad.predicate} && sameTerm({variable}, {written(getattr(quad, other))})"
        if isinstance(quad.graph_name, ox.DefaultGraph):
            default.append(f"({known})")
        else:
            named.append(f"(?g = {written(quad.graph_name)} && {known})")
    yield f"  FILTER NOT EXISTS {{ {pattern} FILTER(!({' || '.join(default) or 'false'})) }}"
    yield f"  FILTER NOT EXISTS {{ GRAPH ?g {{ {pattern} }} FILTER(!({' || '.join(named) or 'false'})) }}"


def _rows(quads: Iterable[ox.Quad], written: Callable[[Any], str]) -> str:
    """Return quads as triples, those of each named graph in a block of its own."""
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else written(quad.graph_name)
        graphs[graph].append(f"  {written(quad.subject)} {quad.predicate} {written(quad.object)} .")
    blocks = ("\n".join(sorted(rows)) if not graph else _block(graph, rows) for graph, rows in sorted(graphs.items()))
    return "\n".join(blocks)


def _block(graph: str, rows: Iterable[str]) -> str:
    lines = "\n".join(f"  {row}" for row in sorted(rows))
    return f"  GRAPH {graph} {{\n{lines}\n  }}"
