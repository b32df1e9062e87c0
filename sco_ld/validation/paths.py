"""Terms and SHACL paths of rdflib graphs as text, as Turtle and SPARQL write them."""

import rdflib
from rdflib import RDF, SH

from sco_ld.rdf.namespaces import Prefixes

Node = rdflib.term.Node
_FORMS = {SH.inversePath: "^{}", SH.zeroOrMorePath: "{}*", SH.oneOrMorePath: "{}+", SH.zeroOrOnePath: "{}?"}
PATHS = frozenset({RDF.first, SH.alternativePath, *_FORMS})  # the properties of the blank nodes of paths and lists


def term_text(term: Node | None, prefixes: Prefixes) -> str:
    """Return a term as Turtle writes it, an IRI as a prefixed name; empty for None."""
    if term is None:
        return ""
    return prefixes.shorten(str(term)) if isinstance(term, rdflib.URIRef) else term.n3()


def path_text(graph: rdflib.Graph, path: Node | None, prefixes: Prefixes) -> str:
    """Return a SHACL path as SPARQL writes it: `org:role/skos:broader`. https://www.w3.org/TR/shacl/#property-paths"""
    if path is None or isinstance(path, rdflib.URIRef):
        return term_text(path, prefixes)
    steps = [path_text(graph, one, prefixes) for one in graph.items(path)]
    if steps:
        return "/".join(steps)
    options = graph.value(path, SH.alternativePath)
    if options is not None:
        return f"({'|'.join(path_text(graph, one, prefixes) for one in graph.items(options))})"
    for predicate, form in _FORMS.items():
        inner = graph.value(path, predicate)
        if inner is not None:
            text = path_text(graph, inner, prefixes)
            plain = isinstance(inner, rdflib.URIRef) or (inner, SH.alternativePath, None) in graph
            return form.format(text if plain else f"({text})")
    return ""


def first_step(graph: rdflib.Graph, path: Node | None) -> Node | None:
    """Return the property with which a path begins, so that its triple can be located."""
    while isinstance(path, rdflib.BNode):
        path = next((graph.value(path, one) for one in (*_FORMS, RDF.first) if (path, one, None) in graph), None)
    return path
