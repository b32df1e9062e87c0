"""The RDF of a document: what it says of its resources, and the triples that point to them."""

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.site.content import Content


def documents(content: Content, groups: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, bytes]]:
    """Return the files of some documents, each given as its path and its resources: relative path and content."""
    syntax = Syntax(content.prefixes, content.publication.context)
    described = [_quads(content, iris) for _, iris in groups]
    for (stem, _), (own, pointing) in zip(groups, described, strict=True):
        for one in content.formats:
            if one.name != "json-ld":
                yield f"{stem}{one.extensions[0]}", to_bytes([*own, *pointing], one.name, syntax)
    from sco_ld.export import jsonld

    owns, links = [own for own, _ in described], [pointing for _, pointing in described]
    for (stem, _), document in zip(groups, jsonld.documents(owns, links, syntax), strict=True):
        yield f"{stem}.jsonld", document


def _quads(content: Content, iris: Sequence[str]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Return the triples of resources, with those of their blank nodes; and those that point to them."""
    nodes: list[object] = [ox.NamedNode(iri) for iri in iris]
    seen = set(nodes)
    own: list[ox.Quad] = []
    for node in nodes:
        for quad in content.index.with_subject(node):
            own.append(quad)
            if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                nodes.append(quad.object)
    pointing = [quad for iri in iris for quad in content.index.with_object(ox.NamedNode(iri)) if quad.subject not in seen]
    return [ox.Quad(*quad.triple) for quad in own], [ox.Quad(*quad.triple) for quad in pointing]
