"""Terms and quads that parsers and writers get wrong, and which of them RDF/XML cannot carry."""

import re

import pyoxigraph as ox

from sco_ld.rdf.namespaces import ORG, RDF, RDFS, SCHEMA, SKOS, XSD
from tests.conftest import PREFIXES

ID, SCO = PREFIXES["id"], PREFIXES["sco"]

# https://www.w3.org/TR/xml-names/#NT-NCName, in the fifth edition of XML
START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_AT_END = re.compile(rf".[{START}][{START}0-9.\xb7\u0300-\u036f\u203f\u2040-]*\Z")
NOT_CHAR = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XMLNS = "http://www.w3.org/2000/xmlns/"
# https://www.w3.org/TR/rdf-syntax-grammar/#propertyElementURIs; rdf:li would come back as rdf:_1
WORDS = "RDF ID about parseType resource nodeID datatype Description li aboutEach aboutEachPrefix bagID"
NO_PROPERTY = [f"{RDF}{name}" for name in WORDS.split()]

SPACES = "\xa0\u2028\u3000"
LETTERS = "\xaa\xb5\xb7\xd7\u0300\u0660\u1fff\u200d\u203f\u2070\u2135\u2c00\ufdfa\U00020000"
LOCALS = [
    *"1-_", "", "a", "a.", ".a", "a..b", "a-", ":a", "a:b", "p,q", "a/b", "a/", "a#", "a?b=1&c", "%41", "a%20", "'a", "(a)",
    "a;b", "!$*+=~@", "xmlns", *(local for char in SPACES + LETTERS for local in (f"{char}b", f"b{char}", f"b{char}c")),
]  # fmt: skip
NAMESPACES = ["http://e/", "http://e/#", "http://e/a?", "urn:x:", "e:", ID, SCO, XSD, SKOS]
ODD = [
    *(f"{namespace}{local}" for namespace in ("http://e/", ID) for local in LOCALS),
    *(f"{prefix}:x" for prefix in PREFIXES), "id:", "id://x", "src:/x", "State:x", "label:x", "type:x", "http:x", "xml:x",
    "urn:x:y", "tag:e,2020:x", "mailto:a@b", "http://e", "http://e/..", "http://[::1]/", "HTTP://E/", SCO, f"{SCO}State",
    f"{RDF}nil", f"{RDF}_1", f"{RDF}type", f"{XMLNS}x", "http://www.w3.org/XML/1998/namespacelang", *NO_PROPERTY,
]  # fmt: skip
CHARS = [*map(chr, range(0x21)), *"\"'\\<>&]\x7f\x80\x85\ufeff\ufffd\ufffe\uffff\ud7ff\ue000\U0001fffe\U0010ffff", *SPACES]
FORMS = [
    "",
    "01",
    "1",
    "+1",
    "1.0",
    ".5",
    "1e0",
    "1.0E0",
    "-0",
    "NaN",
    "true",
    "TRUE",
    "2001-13-45",
    "<a>",
    "null",
    '{"b":[1.0]}',
]
TYPES = [
    *(f"{XSD}{name}" for name in ("string", "integer", "decimal", "double", "boolean", "date", "anyURI")),
    *(f"{RDF}{name}" for name in ("JSON", "XMLLiteral", "HTML")), "https://www.w3.org/ns/i18n#ar_rtl",
]  # fmt: skip
TAGS = ["en", "EN", "x-a", "i-hak", "zh-Hans", "de-DE-1996", "x-private", "i-klingon", "en-a-bbb-x-a-ccc", "en-us-x-None"]
TERMS = [
    *(f"{SKOS}{name}" for name in ("prefLabel", "altLabel")), f"{RDFS}label", f"{ORG}member", f"{SCHEMA}startDate",
    *(f"{RDF}{name}" for name in ("type", "first", "rest")),
]  # fmt: skip


def refused(quad: ox.Quad) -> bool:
    """Return whether RDF/XML cannot write the triple."""
    property_, value = quad.predicate.value, getattr(quad.object, "value", "")
    named = NAME_AT_END.search(property_) and property_ not in NO_PROPERTY and not property_.startswith(XMLNS)
    return not named or bool(NOT_CHAR.search(value))


def _quads() -> list[ox.Quad]:
    """Return a quad of each kind, with every odd term in every position that it may have."""
    subject, property_, object_ = (ox.NamedNode(f"http://e/{name}") for name in "spo")
    a, b, nil, x = ox.BlankNode("a"), ox.BlankNode("b"), ox.NamedNode(f"{RDF}nil"), ox.Literal("x")
    type_, first, rest = (ox.NamedNode(f"{RDF}{name}") for name in ("type", "first", "rest"))
    quads = [
        *(ox.Quad(a, property_, one) for one in (a, b)), *(ox.Quad(a, property_, subject, one) for one in (a, b)),
        *(ox.Quad(one, first, x) for one in (a, b, subject)),
        *(ox.Quad(*one) for one in ((a, rest, b), (b, rest, nil), (b, rest, a))),
    ]  # fmt: skip
    for iri in map(ox.NamedNode, ODD):
        typed = ox.Literal("x", datatype=iri)
        quads += [ox.Quad(iri, property_, iri), ox.Quad(subject, type_, iri), ox.Quad(subject, property_, object_, iri)]
        quads += [ox.Quad(subject, iri, object_), ox.Quad(subject, iri, x), ox.Quad(subject, property_, typed)]
    for text in [text for char in CHARS for text in (char, f"a{char}b")]:
        quads.append(ox.Quad(subject, property_, ox.Literal(text)))
    for form, datatype in [(form, ox.NamedNode(datatype)) for form in FORMS for datatype in TYPES]:
        quads.append(ox.Quad(subject, property_, ox.Literal(form, datatype=datatype)))
    for term in map(ox.NamedNode, TERMS):
        tagged = [ox.Literal("x", language=tag) for tag in TAGS]
        quads += [ox.Quad(subject, term, value) for value in (subject, a, nil)]
        quads += [ox.Quad(subject, term, value) for value in (x, ox.Literal("none"), *tagged)]
    return list(dict.fromkeys(quads))


NASTY = _quads()
