"""Limits of RDF/XML: no document type, wherever it stands, and no deep nesting. https://www.w3.org/TR/xml/#sec-prolog-dtd"""

import re

from sco_ld.errors import ParseError
from sco_ld.rdf.limits import MAX_ELEMENTS, too_deep

_MARKUP = re.compile(
    rb"""<!--(?:.*?-->|.*)
       | <!\[CDATA\[(?:.*?\]\]>|.*)
       | <\?(?:.*?\?>|.*)
       | (?P<declaration><!)
       | (?P<end></)[^>]*+
       | <(?:[^"'>]++|"[^"]*+"|'[^']*+')*+(?P<start>>)?""",
    re.DOTALL | re.VERBOSE,
)
_SLASH = b"/"[0]


def check_rdfxml(text: bytes, name: str) -> None:
    """Raise ScoError if RDF/XML has a document type, where entities hide, or elements nested deeper than 1000 levels.

    pyoxigraph takes a document type in any case and at any place, but for comments, CDATA sections, processing instructions
    and attribute values; and of encodings it reads UTF-8 alone.
    """
    depth = 0
    for match in _MARKUP.finditer(text):
        kind = match.lastgroup
        if kind == "start":
            depth += text[match.end() - 2] != _SLASH
            if depth > MAX_ELEMENTS:
                raise too_deep(name, "elements", MAX_ELEMENTS)
        elif kind == "end":
            depth -= 1
        elif kind == "declaration":
            line = text.count(b"\n", 0, match.start()) + 1
            raise ParseError(
                name, "has a <!DOCTYPE>, which is refused since entities can fill the memory. Take it out.", line
            )
