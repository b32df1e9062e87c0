"""A difference as JSON. Terms are written as in SPARQL results. https://www.w3.org/TR/sparql11-results-json/"""

import json
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.terms import text
from sco_ld.releases.wording import Wording

_KINDS = {ox.NamedNode: "uri", ox.BlankNode: "bnode", ox.Literal: "literal", ox.Triple: "triple"}


def render(wording: Wording) -> str:
    """Return the changes: names of both sides, statuses, sources, and a list of resources with their properties."""
    changes = wording.changes
    document = {
        "old": changes.old.name,
        "new": changes.new.name,
        "triples": {"removed": len(changes.difference.removed), "added": len(changes.difference.added)},
        "statuses": wording.statuses if changes else [],
        "resources": [
            {
                "iri": change.iri,
                "title": wording.title(change.iri),
                "change": change.kind,
                **({"oldIri": change.old_iri} if change.old_iri else {}),
                "properties": [
                    {
                        "iri": property_.predicate.value,
                        **_graph(property_.graph),
                        "removed": list(map(_term, property_.removed)),
                        "added": list(map(_term, property_.added)),
                    }
                    for property_ in change.properties
                ],
            }
            for change in changes.resources
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _graph(graph: Any) -> dict[str, Any]:
    """Return the name of a graph as a member of an object; nothing for the default graph."""
    return {} if isinstance(graph, ox.DefaultGraph) else {"graph": _term(graph)}


def _term(term: Any) -> dict[str, str]:
    found = {"type": _KINDS[type(term)], "value": text(term)}
    if isinstance(term, ox.Literal):
        tagged = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {**found, **tagged}
    return found
