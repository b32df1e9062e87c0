"""Terms and SHACL paths as text, as Turtle and SPARQL write them. https://www.w3.org/TR/shacl/#property-paths"""

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, SH, Prefixes
from sco_ld.validation.quad_index import QuadIndex, Term

_FORMS = {
    f"{SH}inversePath": "^{}",
    f"{SH}zeroOrMorePath": "{}*",
    f"{SH}oneOrMorePath": "{}+",
    f"{SH}zeroOrOnePath": "{}?",
}
_ALTERNATIVES = f"{SH}alternativePath"
_DEPTH = 100


def term_text(term: Term | None, prefixes: Prefixes) -> str:
    """Return a term as Turtle writes it, an IRI as a prefixed name; empty for None."""
    if term is None:
        return ""
    return prefixes.shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)


def path_text(index: QuadIndex, path: Term | None, prefixes: Prefixes, depth: int = _DEPTH) -> str:
    """Return a path as SPARQL writes it (`org:role/skos:broader`), with `…` for what is nested deeper than `depth`."""
    if not isinstance(path, ox.BlankNode):
        return term_text(path, prefixes)
    if depth == 0:
        return "…"
    steps = [path_text(index, step, prefixes, depth - 1) for step in index.items(path)]
    if steps:
        return "/".join(steps)
    options = index.value(path, _ALTERNATIVES)
    if options is not None:
        return f"({'|'.join(path_text(index, option, prefixes, depth - 1) for option in index.items(options))})"
    for predicate, form in _FORMS.items():
        inner = index.value(path, predicate)
        if inner is not None:
            text = path_text(index, inner, prefixes, depth - 1)
            is_atom = isinstance(inner, ox.NamedNode) or index.value(inner, _ALTERNATIVES) is not None
            return form.format(text if is_atom else f"({text})")
    return ""


def first_step(index: QuadIndex, path: Term | None) -> Term | None:
    """Return the property with which a path begins, so that its triple can be located."""
    seen = set()
    while isinstance(path, ox.BlankNode) and path not in seen:
        seen.add(path)
        path = next(
            (value for name in (*_FORMS, f"{RDF}first") for value in index.values(path, name)),
            None,
        )
    return path
