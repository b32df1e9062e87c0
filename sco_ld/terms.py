"""What a pyoxigraph term says, whatever its kind."""

import re

import pyoxigraph as ox

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#NT-Char


def text(term: object) -> str:
    """Give the IRI of a named node, the name of a blank one, the lexical form of a literal."""
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else str(term)


def language(term: object) -> str:
    """Give the language tag of a literal; empty where there is none."""
    return (isinstance(term, ox.Literal) and term.language) or ""


def iris(quad: ox.Quad) -> list[str]:
    """Give the IRIs of a quad, that of a datatype among them."""
    found = [term.value for term in quad if isinstance(term, ox.NamedNode)]
    return [*found, quad.object.datatype.value] if isinstance(quad.object, ox.Literal) else found
