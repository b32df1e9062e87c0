"""The data in an embedded store: quads, or files that the store loads by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import pyoxigraph as ox

from sco_ld.validation.engines.compiled import literals, numbers
from sco_ld.validation.engines.compiled.hierarchy import SUBCLASS, Hierarchy
from sco_ld.validation.engines.compiled.plan import Query
from sco_ld.validation.engines.compiled.scope import BLANK_NODE, GIVEN, Functions
from sco_ld.validation.engines.compiled.user_queries import SHAPES_GRAPH

DEFAULT = ox.DefaultGraph()
_BATCH = 50_000
Row = dict[str, Any]


@dataclass
class Data:
    """The data to validate, in a store that has surrogates for the literals that it would rewrite."""

    store: ox.Store
    surrogates: dict[ox.Literal, ox.Literal] = field(default_factory=dict)
    _known: set[ox.Literal] = field(default_factory=set)
    _answers: dict[str, dict[Any, ox.Literal]] = field(default_factory=dict)
    _failures: list[BaseException] = field(default_factory=list)

    @cached_property
    def natural(self) -> ox.Store:
        """The data without surrogates, for queries that need all literals as values."""
        if not self.surrogates:
            return self.store
        natural = ox.Store()
        natural.bulk_extend(
            ox.Quad(one.subject, one.predicate, literals.original(one.object), one.graph_name)  # type: ignore[arg-type]
            for one in self.store
        )
        return natural

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The classes of the data."""
        return Hierarchy(self.store.quads_for_pattern(None, SUBCLASS, None, ox.DefaultGraph()))

    def load(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, literals that the store would rewrite as their surrogates."""
        self.store.bulk_extend(self.with_surrogates(quads))

    def with_surrogates(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Return quads as they are stored; literals that are met for the first time get surrogates where they need them."""
        left = iter(quads)
        while batch := list(islice(left, _BATCH)):
            typed = {one for quad in batch if isinstance(one := quad.object, ox.Literal) and not one.language}
            new = {one for one in typed - self._known if literals.is_typed(one)}
            self._known |= new
            self.surrogates |= literals.surrogates(new)
            yield from map(self._stored, batch) if self.surrogates else batch

    def _stored(self, quad: ox.Quad) -> ox.Quad:
        surrogate = self.surrogates.get(quad.object)  # type: ignore[arg-type]
        return ox.Quad(quad.subject, quad.predicate, surrogate, quad.graph_name) if surrogate else quad

    def forget_answers(self) -> None:
        """Forget what functions have answered, because the data have changed."""
        self._answers.clear()
        self.__dict__.pop("natural", None)
        self.__dict__.pop("_natural_terms", None)

    def rows(self, query: Query, functions: Functions) -> list[Row]:
        """Return the solutions of a query, terms as the data have them."""
        store = self.natural if query.natural else self.store
        found = self._solutions(store, query.text, functions)
        names = [variable.value for variable in found.variables]
        back = self._natural_terms if query.natural and self.surrogates else {}
        rows = []
        for solution in found:
            terms = (literals.original(term) for term in solution)
            rows.append(dict(zip(names, (back.get(term, term) for term in terms), strict=True)))
        if self._failures:
            raise self._failures[0]
        return rows

    def functions(self, functions: Functions) -> dict[ox.NamedNode, Callable[..., Any]]:
        """Return the functions of a plan, asked of these data.

        The store takes an exception of a function for an error of the expression, so it is kept, and raised by `rows`.
        """
        made: dict[ox.NamedNode, Callable[..., Any]] = {
            ox.NamedNode(numbers.COMPARES): numbers.compares,
            ox.NamedNode(BLANK_NODE): lambda label: ox.BlankNode(label.value),
        }
        for name, pattern in functions.patterns.items():
            made[ox.NamedNode(name)] = lambda text, pattern=pattern: _literal(bool(pattern.search(text.value)))
        for name in functions.queries:
            made[ox.NamedNode(name)] = lambda *nodes, name=name: self._ask(name, nodes, functions)
        return {name: self._keeping_failures(function) for name, function in made.items()}

    def _keeping_failures(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*terms: Any) -> Any:
            try:
                return function(*terms)
            except BaseException as error:
                self._failures.append(error)
                raise

        return call

    def _ask(self, name: str, nodes: tuple[Any, ...], functions: Functions) -> ox.Literal:
        known = self._answers.setdefault(name, {})
        if nodes not in known:
            asked = functions.queries[name]
            store = self.natural if asked.natural else self.store
            terms = [literals.original(node) if asked.natural else node for node in nodes]
            known[nodes] = _literal(next(self._solutions(store, asked.text, functions, terms), None) is not None)
        return known[nodes]

    def _solutions(self, store: ox.Store, text: str, functions: Functions, given: Sequence[Any] = ()) -> Any:
        """Return the solutions of a query.

        Nodes are given by a function: a variable that only a substitution binds is taken for unbound where BIND copies it.
        """
        known = self.functions(functions)
        known[ox.NamedNode(GIVEN)] = lambda number: given[int(number.value)]
        return store.query(text, custom_functions=known)

    @cached_property
    def _natural_terms(self) -> dict[Any, ox.Literal]:
        """The literals that the natural store has rewritten, by what it has made of them, where that is one literal."""
        made: dict[Any, list[ox.Literal]] = {}
        for literal in self.surrogates:
            if (rewritten := _stored(literal)) != literal:
                made.setdefault(rewritten, []).append(literal)
        also = {one for one in made if next(self.store.quads_for_pattern(None, None, one), None)}
        return {natural: ours[0] for natural, ours in made.items() if len(ours) == 1 and natural not in also}


def of_quads(quads: Iterable[ox.Quad], shapes: Sequence[ox.Quad]) -> Data:
    """Return the data of quads, all graphs as one, with the shapes in a graph of their own."""
    data = Data(ox.Store())
    data.load(quad if quad.graph_name == DEFAULT else ox.Quad(*quad.triple) for quad in quads)
    data.load(in_shapes_graph(shapes))
    return data


def in_shapes_graph(shapes: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Return the quads of shapes as they are stored, for queries that ask the graph $shapesGraph."""
    return (ox.Quad(quad.subject, quad.predicate, quad.object, SHAPES_GRAPH) for quad in shapes)


def _literal(value: bool) -> ox.Literal:
    return ox.Literal(value)


def _stored(literal: ox.Literal) -> Any:
    store = ox.Store()
    store.add(ox.Quad(SHAPES_GRAPH, SHAPES_GRAPH, literal))
    return next(iter(store)).object
