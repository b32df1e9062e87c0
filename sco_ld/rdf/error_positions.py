"""Line and column of an error in JSON-LD or RDF/XML, where the engine does not give them."""

import re

from sco_ld.rdf import jsonld_expansion, xml_parts

_KEYWORD = re.compile(r"(@\w+) ")
_QUOTED = re.compile(r"'([^']+)'")


def position(content: bytes, format_name: str, base: str, words: str) -> tuple[int, int]:
    """Return line and column, from 1, of an error that the engine describes in those words."""
    text = content.decode("utf-8-sig", errors="replace")
    offset = xml_parts.offset_of_error(text, base) if format_name == "rdfxml" else _in_json(text, base, words)
    before = text[:offset]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def _in_json(text: str, base: str, words: str) -> int:
    """Return the offset of the value or key that the engine names, else of the innermost part that cannot be expanded."""
    quoted = _QUOTED.search(words)
    at = text.find(f'"{quoted[1]}"') if quoted else -1
    if at >= 0:
        return at
    stopped = jsonld_expansion.expanded(text, base).stopped
    start = stopped if stopped >= 0 else len(text) - len(text.lstrip())
    keyword = _KEYWORD.match(words)
    return max(text.find(f'"{keyword[1]}"', start), start) if keyword else start
