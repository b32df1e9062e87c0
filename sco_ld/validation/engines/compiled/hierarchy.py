"""The classes of the data, read once."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, RDFS
from sco_ld.validation.engines.compiled import paths
from sco_ld.validation.engines.compiled.index import Term

TYPE, SUBCLASS = ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{RDFS}subClassOf")
INSTANCE = paths.Sequence((paths.Step(TYPE), paths.Repeat(paths.Step(SUBCLASS), "*")))
_MANY = 200


class Hierarchy:
    """The classes below each class."""

    def __init__(self, subclass_quads: Iterable[ox.Quad] = ()) -> None:
        self._quads = tuple(subclass_quads)

    @cached_property
    def _children(self) -> dict[Term, list[Term]]:
        found: dict[Term, list[Term]] = defaultdict(list)
        for quad in self._quads:
            found[quad.object].append(quad.subject)  # type: ignore[index, arg-type]
        return found

    def below(self, cls: Term) -> list[Term] | None:
        """Return a class and those below it; None if one is a blank node or they are too many for a query."""
        found = {cls: None}
        queue = [cls]
        while queue:
            new = [one for one in self._children.get(queue.pop(), ()) if one not in found]
            found.update(dict.fromkeys(new))
            queue += new
        if len(found) > _MANY or any(isinstance(one, ox.BlankNode) for one in found):
            return None
        return sorted(found, key=str)
