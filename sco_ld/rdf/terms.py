"""The text, language and IRIs of pyoxigraph terms, whatever their kind."""

import pyoxigraph as ox

from sco_ld.rdf.namespaces import Prefixes


def text(term: object) -> str:
    """Return the IRI of a named node, the name of a blank one, the lexical form of a literal."""
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else str(term)


def language(term: object) -> str:
    """Return the language tag of a literal; empty if there is none."""
    return (isinstance(term, ox.Literal) and term.language) or ""


def iris(quad: ox.Quad) -> list[str]:
    """Return the IRIs of a quad, that of a datatype among them."""
    found = [term.value for term in quad if isinstance(term, ox.NamedNode)]
    return [*found, quad.object.datatype.value] if isinstance(quad.object, ox.Literal) else found


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, prefixes: Prefixes) -> str:
    """Return a term for the cell of a table: a prefixed name, or the text of a literal as it is."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return prefixes.shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
