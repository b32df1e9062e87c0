"""Line and column of an error in JSON-LD or RDF/XML, where the engine does not give them."""

import json
import re

from sco_ld.rdf import jsonld_expansion, xml_parts
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts

_KEYWORD = re.compile(r"(@\w+) ")
_QUOTED = re.compile(r"'([^']+)'")


def position(content: bytes, format_name: str, base: str, words: str, contexts: Contexts = NO_CONTEXTS) -> tuple[int, int]:
    """Return line and column, from 1, of an error that the engine describes in those words."""
    text = content.decode("utf-8-sig", errors="replace")
    offset = xml_parts.offset_of_error(text, base) if format_name == "rdfxml" else _in_json(text, base, words, contexts)
    before = text[:offset]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def _in_json(text: str, base: str, words: str, contexts: Contexts) -> int:
    """Return the offset at which the text is no JSON, or of the value or key that the engine names.

    Else it is the offset of the innermost part that cannot be expanded.
    """
    try:
        json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        return error.pos
    quoted = _QUOTED.search(words)
    at = text.find(f'"{quoted[1]}"') if quoted else -1
    if at >= 0:
        return at
    stopped = jsonld_expansion.expanded(text, base, contexts).stopped
    start = stopped if stopped >= 0 else len(text) - len(text.lstrip())
    keyword = _KEYWORD.match(words)
    return max(text.find(f'"{keyword[1]}"', start), start) if keyword else start
