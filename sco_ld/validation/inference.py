"""What RDFS or OWL RL entails, before data are validated. https://www.w3.org/TR/shacl/#entailment"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

NAMES = ("none", "rdfs", "owlrl")


def inferred(quads: "Sequence[ox.Quad]", regime: str) -> "list[ox.Quad]":
    """Return the triples that quads entail and do not have: by RDFS, or by the rules of OWL 2 RL, without axioms.

    Ill-typed literals are not repeated by other properties: they are wrong where they are written.
    """
    if regime == "none":
        return []
    import owlrl  # type: ignore[import-untyped]
    import pyoxigraph as ox

    from sco_ld.rdf import rdflib_bridge
    from sco_ld.rdf.xsd_literals import ill_typed

    graph = rdflib_bridge.to_graph(quads)
    semantics = owlrl.RDFS_Semantics if regime == "rdfs" else owlrl.OWLRL_Semantics
    owlrl.DeductiveClosure(semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    new = []
    for triple in graph:
        subject, predicate, value = map(rdflib_bridge.to_quad_term, triple)
        if not isinstance(subject, ox.Literal) and isinstance(predicate, ox.NamedNode) and subject and value:
            new.append(ox.Quad(subject, predicate, value))
    known = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads} | set(ill_typed(new))
    return sorted((quad for quad in new if quad not in known), key=str)
