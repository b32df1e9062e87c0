"""What kills an engine is refused before the engine sees it.

A few bytes of nesting end a process that embeds Oxigraph, and RDF/XML entities fill the memory; so texts are measured first.
"""

import re

from sco_ld.errors import ScoError

MAX_DEPTH = 100
MAX_QUERY = 64 * 1024
_JSON = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[{]|[\]}]', re.DOTALL)


def check_jsonld(text: bytes, name: str) -> None:
    """Refuse JSON-LD that nests deeper than 100 levels."""
    depth = 0
    for match in _JSON.finditer(text):
        token = match.group()
        depth += token in b"[{" and 1
        depth -= token in b"]}" and 1
        if depth > MAX_DEPTH:
            raise ScoError(f"{name}: nested deeper than {MAX_DEPTH} levels.")


def check_rdfxml(text: bytes, name: str) -> None:
    """Refuse RDF/XML with a document type, where entities hide."""
    if b"<!DOCTYPE" in text:
        raise ScoError(f"{name}: has a <!DOCTYPE>, which is refused since entities can fill the memory. Take it out.")
