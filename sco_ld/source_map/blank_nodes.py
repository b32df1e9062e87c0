"""Which blank node of a parser is which of another, for one text that both have read."""

from collections import deque
from collections.abc import Iterable

import pyoxigraph as ox

from sco_ld.source_map.turtle_positions import Term, Triple

_Ends = dict[Term, dict[Term, list[ox.BlankNode]]]


def matched(quads: Iterable[ox.Quad], triples: Iterable[Triple]) -> dict[ox.BlankNode, ox.BlankNode]:
    """Return the blank node of the triples for each of the quads, as far as they correspond.

    A label `x` of the quads is `lx` in the triples. Nodes without a label correspond if they are in the same place of the
    order of objects of corresponding nodes, or of subjects that are the object of nothing.
    """
    theirs, roots = _objects([(quad.subject, quad.predicate, quad.object) for quad in quads])  # type: ignore[misc]
    ours, our_roots = _objects([(one.subject, one.predicate, one.object) for one in triples])
    labels = {node for node in {*ours, *our_roots} if isinstance(node, ox.BlankNode)}
    labels |= {value for ends in ours.values() for values in ends.values() for value in values}
    nodes = {node for node in theirs if isinstance(node, ox.BlankNode)}
    nodes |= {value for ends in theirs.values() for values in ends.values() for value in values} | set(roots)
    found = {node: label for node in nodes if (label := ox.BlankNode(f"l{node.value}")) in labels}
    labels_found = set(found.values())
    unlabelled = [node for node in roots if node not in found]
    found |= zip(unlabelled, [node for node in our_roots if node not in labels_found], strict=False)
    todo: deque[tuple[Term, Term]] = deque((one, one) for one in theirs if not isinstance(one, ox.BlankNode))
    todo += found.items()
    while todo:
        their, our = todo.popleft()
        for predicate, values in theirs.get(their, {}).items():
            for value, own in zip(values, ours.get(our, {}).get(predicate, []), strict=False):
                if value not in found:
                    found[value] = own
                    todo.append((value, own))
    return found


def _objects(triples: list[tuple[Term, Term, Term]]) -> tuple[_Ends, list[ox.BlankNode]]:
    """Return the blank objects by subject and predicate, and the blank subjects that are the object of nothing, in order."""
    found: _Ends = {}
    objects = {value for _, _, value in triples if isinstance(value, ox.BlankNode)}
    for subject, predicate, value in triples:
        ends = found.setdefault(subject, {})
        if isinstance(value, ox.BlankNode):
            ends.setdefault(predicate, []).append(value)
    return found, [node for node in found if isinstance(node, ox.BlankNode) and node not in objects]
