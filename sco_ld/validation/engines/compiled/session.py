"""A validation that is kept, so that a change of the data costs what it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.validation.engines.compiled import engine, handover, literals, results, store
from sco_ld.validation.engines.compiled.hierarchy import SUBCLASS
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.plan import Plan, Query, of_nodes
from sco_ld.validation.engines.compiled.query_patterns import traced
from sco_ld.validation.engines.compiled.reads import Read, Reads, pattern, reads_of
from sco_ld.validation.engines.compiled.results import Result
from sco_ld.validation.engines.compiled.shape_reader import read_shapes
from sco_ld.validation.engines.compiled.shapes import UserQuery
from sco_ld.validation.engines.compiled.store import DEFAULT, Data

MOST = 2000  # affected focus nodes of a shape; if there are more, its queries are asked for all nodes
_Found = dict[Term, list[Result]]


@dataclass
class Session:
    """The results of shapes on data, by query and focus node.

    A change is traced back from its triples to the focus nodes that can reach them, in the data before and after it, and the
    queries are asked for these. Where a query of the shapes cannot be traced, it is asked anew for all nodes if it may read
    a triple of the change. Everything is validated anew where the change has classes below others, or the first literals
    that a store rewrites.
    """

    data: set[ox.Quad]
    shapes: Sequence[ox.Quad]

    def __post_init__(self) -> None:
        self.data = _merged(self.data)
        self._start()

    @property
    def results(self) -> list[Result]:
        """The results on the data as they are now."""
        found = [one for by_focus in self._found for results_ in by_focus.values() for one in results_]
        return [*found, *handover.results([*self.data], self.shapes, self._handed)]

    def become(self, data: Iterable[ox.Quad]) -> None:
        """Change the data into others."""
        new = _merged(data)
        self.change(self.data - new, new - self.data)

    def change(self, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> None:
        """Remove triples and then add some, and work out the results anew where they may differ."""
        new = set(added) - self.data
        old = (set(removed) & self.data) - set(added)
        if not new and not old:
            return
        self.data = (self.data - old) | new
        known = len(self._stored.surrogates)
        stored_old, stored_new = (list(self._stored.with_surrogates(quads)) for quads in (old, new))
        changed = [*stored_old, *stored_new]
        self._stored.store.extend(stored_new)
        if any(quad.predicate == SUBCLASS for quad in changed) or self._is_outdated(known):
            self._start()
            return
        affected = {root: _affected(self._stored, reads, changed) for root, reads in self._reads.items()}
        concerned = [_concerned(self._stored, query, changed) for query in self._plan.queries]
        for quad in stored_old:
            self._stored.store.remove(quad)
        self._stored.forget_answers()
        self._ask(affected, concerned, {quad.predicate.value for quad in changed})

    def _is_outdated(self, known: int) -> bool:
        """Return whether literals that have got surrogates since there were so many make the plan another one."""
        if len(self._stored.surrogates) == known:
            return False
        return not known or engine.divided(read_shapes(self.shapes), self._stored)[1] != self._handed

    def _start(self) -> None:
        graph = read_shapes(self.shapes)
        self._stored = store.of_quads([*self.data], self.shapes)
        graph, self._handed = engine.divided(graph, self._stored)
        self._plan = engine.plan_for(self._stored, graph)
        self._narrowed = engine.plan_for(self._stored, graph, narrowed=True)
        self._reads = {shape.node: reads_of(shape) for shape in graph.shapes}
        self._found = [self._all_of(query) for query in self._plan.queries]

    def _all_of(self, query: Query) -> _Found:
        return _by_focus(self._stored, query, self._plan)

    def _ask(self, affected: dict[Term, set[Term] | None], concerned: Sequence[set[Term] | None], touched: set[str]) -> None:
        for number, (query, narrowed) in enumerate(zip(self._plan.queries, self._narrowed.queries, strict=True)):
            assert query.root is not None  # noqa: S101
            nodes, more = affected[query.root], concerned[number]
            own = more is None and (query.own or _reads_any(_own_queries(query), touched))
            if nodes is None or own or _reads_any(self._reads[query.root].queries, touched):
                self._found[number] = self._all_of(query)
            elif nodes := nodes | (more or set()):
                for node in map(literals.original, nodes):
                    self._found[number].pop(node, None)  # type: ignore[call-overload]
                self._found[number] |= _by_focus(self._stored, of_nodes(narrowed, nodes), self._narrowed)


def _merged(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return the triples of all graphs."""
    return {quad if quad.graph_name == DEFAULT else ox.Quad(*quad.triple) for quad in quads}


def _by_focus(data: Data, query: Query, plan: Plan) -> _Found:
    found: _Found = {}
    for row, result in results.of_query(data, query, plan.functions):
        found.setdefault(row[query.keys[0][1:]], []).append(result)
    return found


def _reads_any(queries: Iterable[UserQuery], touched: set[str]) -> bool:
    """Return whether a query of the shapes may read triples of the touched properties."""
    return any(one.reads is None or touched & set(one.reads) for one in queries)


def _own_queries(query: Query) -> list[UserQuery]:
    return [check.constraint.value for check in query.checks if isinstance(check.constraint.value, UserQuery)]


def _concerned(data: Data, query: Query, quads: Sequence[ox.Quad]) -> set[Term] | None:
    """Return the nodes for which a query of the shapes may have other solutions; None if they are many or not known."""
    patterns = traced(query.own) if query.own else None
    if patterns is None or any(isinstance(end, ox.BlankNode) for quad in quads for end in (quad.subject, quad.object)):
        return None if _own_queries(query) else set()
    found: set[Term] = set()
    matching = [(one, rows) for one in patterns if (rows := one.matches(quads))]
    if any(one.patterns is None for one, _ in matching):
        return None
    for text in dict.fromkeys(one.query(rows, MOST) for one, rows in matching):
        found |= {row["this"] for row in data.store.query(text)}  # type: ignore[union-attr]
        if len(found) > MOST or any(isinstance(node, ox.BlankNode) for node in found):
            return None
    return found


def _affected(data: Data, reads: Reads, quads: Sequence[ox.Quad]) -> set[Term] | None:
    """Return the focus nodes of a shape whose results a change may alter; None if they are many, or blank nodes."""
    found: set[Term] = set()
    for read in reads.triples:
        ends = {quad.object if read.inverse else quad.subject for quad in quads if read.starts(quad)}
        if any(isinstance(end, ox.BlankNode) for end in ends):
            return None
        found |= _from_which(data, read, ends) if ends else set()  # type: ignore[arg-type]
        if len(found) > MOST or any(isinstance(node, ox.BlankNode) for node in found):
            return None
    return found


def _from_which(data: Data, read: Read, ends: set[Term]) -> set[Term]:
    """Return the nodes from which one of the ends is reached, one more than MOST at most."""
    if not read.path:
        return ends
    values = " ".join(map(str, ends))
    text = f"SELECT DISTINCT ?focus {{ VALUES ?end {{ {values} }} LATERAL {{ {pattern(read.path)} }} }} LIMIT {MOST + 1}"
    return {row["focus"] for row in data.store.query(text)}  # type: ignore[union-attr]
