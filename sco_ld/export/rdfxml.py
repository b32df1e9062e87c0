"""RDF/XML, with an element for each triple. https://www.w3.org/TR/rdf-syntax-grammar/"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.batches import grouped
from sco_ld.rdf.characters import NOT_XML, XML_NAME_CHARS, XML_NAME_START
from sco_ld.rdf.namespaces import RDF, XSD, Prefixes

_NAME_AT_END = re.compile(rf"(?<=.)[{XML_NAME_START}][{XML_NAME_CHARS}]*\Z")
_NAME = re.compile(rf"[{XML_NAME_START}][{XML_NAME_CHARS}]*")
_XMLNS = "http://www.w3.org/2000/xmlns/"
_WORDS = "RDF ID about parseType resource nodeID datatype Description li aboutEach aboutEachPrefix bagID"
_NO_PROPERTY = frozenset(f"{RDF}{name}" for name in _WORDS.split())
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})


@dataclass(frozen=True)
class RdfXmlWriter:
    """The writer of RDF/XML. Raise ScoError for a triple that RDF/XML cannot express."""

    prefixes: Prefixes

    def body(self, quads: Sequence[ox.Quad]) -> bytes:
        """Return the elements of triples, by subject."""
        return "".join(
            line for _, same in groupby(grouped(quads), lambda quad: quad.subject) for line in self._description(list(same))
        ).encode()

    def document(self, bodies: Iterable[bytes]) -> Iterator[bytes]:
        """Return the parts of a document. It declares the prefixes in use, or all of them if it has several batches."""
        left = iter(bodies)
        first, second = next(left, b""), next(left, None)
        names = self._by_namespace.values()
        used = {*names} if second is not None else {name for name in names if f"<{name}:".encode() in first}
        namespaces = {name: namespace for namespace, name in self._by_namespace.items()}
        declared = "".join(f"\n    xmlns:{name}={quoteattr(namespaces[name])}" for name in sorted({"rdf", *used}))
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()
        yield from chain([first, second or b""], left)
        yield b"</rdf:RDF>\n"

    @cached_property
    def _by_namespace(self) -> dict[str, str]:
        """The prefix of each namespace; `rdf` and `p` have a fixed meaning, and names that begin with `xml` are reserved."""
        found = {RDF: "rdf"}
        for prefix, namespace in self.prefixes.items():
            if _NAME.fullmatch(prefix) and prefix not in ("rdf", "p") and not prefix.lower().startswith("xml") and namespace:
                found.setdefault(namespace, prefix)
        return found

    def _description(self, quads: list[ox.Quad]) -> Iterator[str]:
        yield f"\n    <rdf:Description {_resource(quads[0].subject, 'about', quads[0])}>\n"
        for quad in quads:
            name, declared = self._name(quad)
            start, value = f"        <{name}{declared}", quad.object
            if isinstance(value, ox.Literal):
                yield f"{start}{_kind(value, quad)}>{_text(value.value, quad)}</{name}>\n"
            else:
                yield f"{start} {_resource(value, 'resource', quad)}/>\n"
        yield "    </rdf:Description>\n"

    def _name(self, quad: ox.Quad) -> tuple[str, str]:
        """Return a property as a name with a prefix, and the declaration of that prefix if the document has none."""
        iri = quad.predicate.value
        found = _NAME_AT_END.search(iri)
        if not found or iri in _NO_PROPERTY or iri.startswith(_XMLNS):
            raise ScoError(
                f"RDF/XML cannot write the property of {quad.triple}: its IRI ends in no XML name that may stand there."
            )
        namespace, local = iri[: found.start()], found.group()
        if prefix := self._by_namespace.get(namespace):
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
