"""Shapes with fewer targets: those for certain focus nodes, or those of certain shapes."""

import difflib
from collections.abc import Sequence

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import OWL, RDF, RDFS, SH, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.validation.shapes.targets import CLASS, NODE, TARGETS, Selection, targets_of

_CLASSES = (f"{RDFS}Class", f"{OWL}Class")


def narrowed(
    shapes: Sequence[ox.Quad], selection: Selection, focus: Sequence[ox.NamedNode], only: Sequence[ox.NamedNode]
) -> list[ox.Quad]:
    """Return shapes of which only some have targets, and of these only some nodes.

    With both, the shapes are asked of the nodes whether or not they select them.
    """
    if not focus and not only:
        return list(shapes)
    nodes: dict[object, list[object]] = {}
    all_targets = targets_of(shapes)
    implicit: set[object] = {shape for shape, targets in all_targets.items() if (CLASS, shape) in targets}
    for shape, targets in all_targets.items():
        if not only or shape in only:
            found = {node for target in targets for node in selection.nodes(target)}
            nodes[shape] = [node for node in focus if node in found] if focus else []
    if focus and only:
        nodes = {shape: list(focus) for shape in only}
    kept = [quad for quad in shapes if (quad.subject in nodes and not focus) or not _is_target(quad, implicit)]
    return [*kept, *(ox.Quad(shape, ox.NamedNode(NODE), node) for shape, found in nodes.items() for node in found)]  # type: ignore[arg-type]


def nodes_named(names: Sequence[str], prefixes: Prefixes, known: Sequence[ox.Quad], what: str) -> list[ox.NamedNode]:
    """Return names as nodes. Raise ScoError, with near names, for one that quads do not describe."""
    described = {quad.subject.value for quad in known if isinstance(quad.subject, ox.NamedNode)}
    return [_iri(name, prefixes, described, what) for name in names]


def _iri(name: str, prefixes: Prefixes, described: set[str], what: str) -> ox.NamedNode:
    iri = prefixes.expand(name) or name
    if iri in described:
        return ox.NamedNode(iri)
    near = difflib.get_close_matches(iri, sorted(described), n=1, cutoff=0.8)
    hint = f" Did you mean {prefixes.shorten(near[0])}?" if near else " It is an IRI, or a name with a prefix of the files."
    raise ScoError(f'There is no {what} "{name}".{hint}')


def _is_target(quad: ox.Quad, implicit: set[object]) -> bool:
    """Return whether a quad makes a shape select nodes: its targets, and the type that makes it a class."""
    if quad.predicate.value in (*TARGETS, f"{SH}target"):
        return True
    return quad.subject in implicit and quad.predicate.value == f"{RDF}type" and text(quad.object) in _CLASSES
