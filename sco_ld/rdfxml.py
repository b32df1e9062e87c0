"""RDF/XML, each triple an element with a property's name; what has no such name is refused. https://www.w3.org/TR/rdf-syntax-grammar/"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.terms import NOT_XML
from sco_ld.vocab import PREFIXES, RDF, XSD
from sco_ld.windows import grouped

# https://www.w3.org/TR/xml-names/#NT-NCName, in the fifth edition of XML
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_AT_END = re.compile(rf"(?<=.)[{_START}][{_START}0-9.\xb7\u0300-\u036f\u203f\u2040-]*\Z")
_XMLNS = "http://www.w3.org/2000/xmlns/"
_WORDS = "RDF ID about parseType resource nodeID datatype Description li aboutEach aboutEachPrefix bagID"
_NO_PROPERTY = frozenset(f"{RDF}{name}" for name in _WORDS.split())
_BY_NAMESPACE = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})


def body(quads: Iterable[ox.Quad]) -> bytes:
    """Give the elements of triples, by subject; one that RDF/XML cannot write raises ScoError."""
    return "".join(
        line for _, same in groupby(grouped(quads), lambda quad: quad.subject) for line in _description(list(same))
    ).encode()


def document(bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Give the text of a document of these bodies. It declares the prefixes in use, or all where there is more than one."""
    left = iter(bodies)
    first, second = next(left, b""), next(left, None)
    used = PREFIXES if second is not None else {name for name in PREFIXES if f"<{name}:".encode() in first}
    declared = "".join(f'\n    xmlns:{name}="{PREFIXES[name]}"' for name in sorted({"rdf", *used}))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()
    yield from chain([first, second or b""], left)
    yield b"</rdf:RDF>\n"


def _description(quads: list[ox.Quad]) -> Iterator[str]:
    yield f"\n    <rdf:Description {_resource(quads[0].subject, 'about', quads[0])}>\n"
    for quad in quads:
        name, declared = _name(quad)
        start, value = f"        <{name}{declared}", quad.object
        if isinstance(value, ox.Literal):
            yield f"{start}{_kind(value, quad)}>{_text(value.value, quad)}</{name}>\n"
        else:
            yield f"{start} {_resource(value, 'resource', quad)}/>\n"
    yield "    </rdf:Description>\n"


def _name(quad: ox.Quad) -> tuple[str, str]:
    """Give a property as a name with a prefix, and the declaration of that prefix where the document has none."""
    iri = quad.predicate.value
    found = _NAME_AT_END.search(iri)
    if not found or iri in _NO_PROPERTY or iri.startswith(_XMLNS):
        raise ScoError(
            f"RDF/XML cannot write the property of {quad.triple}: its IRI ends in no XML name that may stand there."
        )
    namespace, local = iri[: found.start()], found.group()
    if prefix := _BY_NAMESPACE.get(namespace):
        return f"{prefix}:{local}", ""
    return f"p:{local}", f" xmlns:p={quoteattr(namespace)}"


def _resource(node: object, attribute: str, quad: ox.Quad) -> str:
    if isinstance(node, ox.NamedNode):
        return f"rdf:{attribute}={quoteattr(node.value)}"
    if isinstance(node, ox.BlankNode):
        return f'rdf:nodeID="{"" if node.value[0].isalpha() else "_"}{node.value}"'  # an XML name begins with no digit
    raise ScoError(f"RDF/XML cannot write the triple term of {quad.triple}.")


def _kind(literal: ox.Literal, quad: ox.Quad) -> str:
    if literal.direction is not None:
        raise ScoError(f"RDF/XML cannot write the direction of the text in {quad.triple}.")
    if literal.language:
        return f' xml:lang="{literal.language}"'
    datatype = literal.datatype.value
    return "" if datatype == f"{XSD}string" else f" rdf:datatype={quoteattr(datatype)}"


def _text(text: str, quad: ox.Quad) -> str:
    if NOT_XML.search(text):
        raise ScoError(f"RDF/XML cannot write the control character in {quad.triple}.")
    return text.translate(_IN_TEXT)
