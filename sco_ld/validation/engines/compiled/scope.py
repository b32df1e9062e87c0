"""The scope of a compilation: fresh variables, constants, and the functions that Python answers."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.validation.engines.compiled import literals, numbers
from sco_ld.validation.engines.compiled.hierarchy import Hierarchy
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.shapes import Pattern

FUNCTIONS = "urn:sco-ld:function:"
BLANK_NODE = f"{FUNCTIONS}blank-node"
GIVEN = f"{FUNCTIONS}given"
NODES = "VALUES ?focus { }"
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE, "q": re.NOFLAG}


def blank_node(term: ox.BlankNode) -> str:
    """Return an expression for a blank node of the shapes, which SPARQL cannot write."""
    return f'<{BLANK_NODE}>("{term.value}")'


@dataclass(frozen=True)
class Asked:
    """A function of nodes that is true if a query has a solution for them; the query gets them by the function GIVEN."""

    text: str
    natural: bool


@dataclass
class Functions:
    """The functions of a plan, by IRI: patterns that only Python can match, and queries asked for a node at a time."""

    patterns: dict[str, "re.Pattern[str]"] = field(default_factory=dict)
    queries: dict[str, Asked] = field(default_factory=dict)
    _names: dict[object, str] = field(default_factory=dict)
    _waiting: list[tuple[str, Callable[[], Asked]]] = field(default_factory=list)

    def match(self, pattern: Pattern) -> str:
        """Return the name of a function that is true if a text matches."""
        try:
            flags = sum(_FLAGS[flag] for flag in set(pattern.flags))
            compiled = re.compile(re.escape(pattern.text) if "q" in pattern.flags else pattern.text, flags)
        except (re.error, KeyError) as error:
            raise ScoError(
                f"The shapes could not be used: sh:pattern {pattern.text!r} is not well-formed: {error}."
            ) from error
        name = f"{FUNCTIONS}matches-{len(self.patterns) + 1}"
        return self._named(pattern, name, lambda: self.patterns.update({name: compiled}))

    def ask(self, key: object, compiled: Callable[[], Asked]) -> str:
        """Return the name of a function that asks a query, which `compile_queries` compiles."""
        name = f"{FUNCTIONS}asks-{len(self._names) + 1}"
        return self._named(key, name, lambda: self._waiting.append((name, compiled)))

    def compile_queries(self) -> None:
        """Compile the queries that functions ask, one after another, so that deep shapes need no deep stack."""
        while self._waiting:
            name, compiled = self._waiting.pop()
            self.queries[name] = compiled()

    def _named(self, key: object, name: str, add: Callable[[], None]) -> str:
        if key not in self._names:
            self._names[key] = name
            add()
        return self._names[key]


@dataclass
class Scope:
    """The names of one query. `natural` says that the query is asked of a store without surrogates."""

    hierarchy: Hierarchy
    functions: Functions
    surrogates: bool = False
    natural: bool = False
    narrowed: bool = False
    depth: int = 0
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def variable(self, stem: str) -> str:
        """Return a new variable."""
        return f"?{stem}_{next(self._numbers)}"

    def constant(self, term: Term) -> str:
        """Return a term as the query writes it, to be compared with what the store holds."""
        if isinstance(term, ox.BlankNode):
            return blank_node(term)
        return str(literals.stored(term) if isinstance(term, ox.Literal) and not self.natural else term)

    def compared(self, first: str, sign: str, second: str | ox.Literal) -> str:
        """Return an expression that compares two terms as SPARQL does; it may err."""
        is_beyond = isinstance(second, ox.Literal) and numbers.is_large(second)
        second = str(second)
        if self.natural or not (self.surrogates or is_beyond):
            return f"{first} {sign} {second}"
        first, second = (literals.unwrapped(one) if one.startswith("?") else one for one in (first, second))
        return f'COALESCE({first} {sign} {second}, <{numbers.COMPARES}>("{sign}", {first}, {second}))'

    def like(self) -> "Scope":
        """Return a scope for another query of the same kind."""
        return Scope(self.hierarchy, self.functions, self.surrogates, self.natural)
