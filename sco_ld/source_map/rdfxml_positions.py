"""Every triple of an RDF/XML text, with the offsets at which it stands.

The parser says at which tag a triple is complete, and the tags nest as nodes and properties do.
https://www.w3.org/TR/rdf-syntax-grammar/#section-Infoset-Grammar
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF
from sco_ld.rdf.xml_parts import quads_by_part
from sco_ld.source_map.turtle_positions import Triple

_TAG = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(/?)((?:[^"'>/]++|"[^"]*+"|'[^']*+'|/(?!>))*+)(/?)>""", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROOT = re.compile(r"[\w.-]+:RDF\b")
_RESOURCE = re.compile(r"""\bparseType\s*=\s*["']Resource["']""")
_SPACE = re.compile(r"\s*")
_TYPE, _FIRST = f"{RDF}type", f"{RDF}first"


@dataclass
class _Element:
    """An element: the offsets of its start tag and of the end of it, its attributes, what it is in and what is in it.

    Elements are nodes and properties by turns.
    """

    start: int
    end: int
    attributes: str
    parent: "_Element | None"
    children: list["_Element"] = field(default_factory=list)
    firsts: int = 0  # items of a collection that were found
    holds_properties: bool = False
    is_property: bool = False

    def __post_init__(self) -> None:
        self.is_property = self.parent is not None and self.parent.holds_properties
        is_root = self.parent is None and _ROOT.match(self.attributes)
        self.holds_properties = self.is_resource if self.is_property else not is_root

    @property
    def is_resource(self) -> bool:
        """Whether it is a property whose children are the properties of a node without a name."""
        return _RESOURCE.search(self.attributes) is not None


def triples(text: str, base: str) -> list[Triple]:
    """Return the triples of a well-formed text, in the order of the parser."""
    elements = dict(_elements(text))
    return [
        Triple(quad.subject, quad.predicate, quad.object, _offsets(quad, elements[at], text))  # type: ignore[arg-type]
        for at, quad in quads_by_part(text, base)
        if at in elements
    ]


def _elements(text: str) -> Iterator[tuple[int, _Element]]:
    """Return the element of each tag by the offset of the tag, an end tag being of the element that it ends."""
    inside: _Element | None = None
    for tag in _TAG.finditer(text):
        closes, words, empty = tag.groups()
        if words is None:  # a comment and the like
            continue
        if closes:
            if inside is not None:
                yield tag.start(), inside
                inside = inside.parent
            continue
        element = _Element(tag.start(), tag.end(), words, inside)
        if inside is not None:
            inside.children.append(element)
        yield tag.start(), element
        inside = inside if empty else element


def _offsets(quad: ox.Quad, element: _Element, text: str) -> tuple[int, int, int]:
    """Return the offsets of subject, predicate and object of a quad that is complete with an element."""
    if not element.is_property:
        at = element.start if quad.predicate.value == _TYPE else _attribute(element, quad)
        return element.start, at, at
    node = element.parent.start if element.parent else element.start
    if quad.predicate.value == _FIRST and element.firsts < len(element.children):
        element.firsts += 1
        return element.start, element.start, element.children[element.firsts - 1].start
    if element.children:
        return node, element.start, element.start if element.is_resource else element.children[0].start
    if isinstance(quad.object, ox.Literal):
        space = _SPACE.match(text, element.end)
        end = space.end() if space else element.end
        return node, element.start, end if text[end : end + 1] != "<" else element.end
    return node, element.start, _attribute(element, quad)


def _attribute(element: _Element, quad: ox.Quad) -> int:
    """Return the offset of the attribute that states a property or names an object; that of the element if none does."""
    for match in _ATTRIBUTE.finditer(element.attributes):
        name, value = match[1].rpartition(":")[2], match[2] or match[3] or ""
        names_object = name in ("resource", "nodeID") and not isinstance(quad.object, ox.Literal)
        if names_object or (quad.predicate.value.endswith(name) and isinstance(quad.object, ox.Literal)):
            return element.start + 1 + match.start() + (match[0].index(value) - 1 if names_object and value else 0)
    return element.start
