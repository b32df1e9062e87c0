"""The triple patterns of a query of the shapes, each with a query that traces triples which match it back to $this.

A triple that comes or goes can alter the solutions of a node only where the patterns that stand in the same group, in the
groups around it, and in their FILTER EXISTS, connect the two. OPTIONAL, UNION and EXISTS are groups of their own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import pyoxigraph as ox

from sco_ld.sparql.groups import after_group, after_projection
from sco_ld.sparql.patterns import Part, parts_of
from sco_ld.sparql.tokenizer import Token, tokenize
from sco_ld.validation.engines.compiled.hierarchy import TYPE

_SKIPPED = ("GRAPH",)  # the shapes are the only named graph, and they do not change


@dataclass(frozen=True)
class Traced:
    """A triple pattern, of any property if it is None, and the patterns that connect it to `?this`; None if none do."""

    predicate: ox.NamedNode | None
    subject: str
    object: str
    patterns: str | None

    def matches(self, quads: Sequence[ox.Quad]) -> list[str]:
        """Return the quads that match, as rows of inline data."""
        return list(dict.fromkeys(row for quad in quads if (row := self._row(quad)) is not None))

    def query(self, rows: Sequence[str], most: int) -> str:
        """Return a query for the nodes that rows may concern, one more than `most` at most."""
        columns = [one for one in dict.fromkeys((self.subject, self.object)) if one.startswith("?")]
        values = f"VALUES ({' '.join(columns)}) {{ {' '.join(rows)} }}"
        body = f"{values} LATERAL {{ {self.patterns} }}" if self.patterns else values
        return f"SELECT DISTINCT ?this {{ {body} }} LIMIT {most + 1}"

    def _row(self, quad: ox.Quad) -> str | None:
        if self.predicate not in (None, quad.predicate):
            return None
        bound: dict[str, str] = {}
        for name, term in ((self.subject, str(quad.subject)), (self.object, str(quad.object))):
            if not name.startswith("?") and name != term:
                return None
            if bound.setdefault(name, term) != term:
                return None
        return f"({' '.join(term for name, term in bound.items() if name.startswith('?'))})"


@lru_cache(maxsize=1000)
def traced(text: str) -> tuple[Traced, ...] | None:
    """Return the triple patterns of a SELECT query; None if it has others that cannot be traced."""
    try:
        return tuple(dict.fromkeys(_Reader().group(tokenize(text), (), {})))
    except _UntracedError:
        return None


class _UntracedError(Exception):
    """Raised where a pattern cannot be traced."""


@dataclass(frozen=True, eq=False)
class _Edge:
    """A triple pattern: its terms as text, and the properties of which one connects them, none if it may be any."""

    subject: str
    path: str
    object: str
    predicates: tuple[ox.NamedNode, ...]

    @property
    def variables(self) -> set[str]:
        return {one for one in (self.subject, self.object) if one.startswith("?")}

    @property
    def text(self) -> str:
        return f"{self.subject} {self.path} {self.object} ."


class _Reader:
    """The reading of one query, with numbers for the variables that it gets."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def group(self, tokens: Sequence[Token], around: tuple[_Edge, ...], names: Mapping[str, str]) -> Iterator[Traced]:
        """Return the patterns in a group or a SELECT query, given the edges of the groups around it."""
        if tokens and tokens[0].word == "SELECT":
            yield from self._select(tokens, around, names)
            return
        parts = list(_parts(tokens))
        own = self._of_triples(parts, names)
        here = (*around, *own)
        here = (*here, *self._required(parts, names, {name for edge in here for name in edge.variables}))
        for edge in own:
            yield from _traced(edge, here)
        for part in parts:
            if not part.is_triple and part.keyword not in _SKIPPED:
                for inside in _groups(part.tokens):
                    yield from self.group(inside, here, names)

    def _of_triples(self, parts: Sequence[Part], names: Mapping[str, str]) -> list[_Edge]:
        return [edge for part in parts if part.is_triple for edge in self._edges(part, names)]

    def _required(self, parts: Sequence[Part], names: Mapping[str, str], bound: Set[str]) -> Iterator[_Edge]:
        """Return the edges that FILTER EXISTS asks for; what is not bound outside has names of its own there."""
        for part in parts:
            inside = _of_filter_exists(part)
            if inside:
                own = {name: f"{name}_{next(self.numbers)}" for name in sorted(_variables(inside))}
                inner = {**names, **{name: one for name, one in own.items() if f"?{names.get(name, name)}" not in bound}}
                below = list(_parts(inside))
                edges = self._of_triples(below, inner)
                yield from edges
                yield from self._required(below, inner, {*bound, *(name for edge in edges for name in edge.variables)})

    def _select(self, tokens: Sequence[Token], around: tuple[_Edge, ...], names: Mapping[str, str]) -> Iterator[Traced]:
        start = after_projection(tokens, 0)
        start += tokens[start].word == "WHERE"
        end = after_group(tokens, start)
        if any(one.word == "EXISTS" for one in (*tokens[:start], *tokens[end:])):
            raise _UntracedError
        columns = [one for one in tokens[:start] if not one.expression]
        inside = tokens[start + 1 : end - 1]
        kept = _variables(inside if any(one.text == "*" for one in columns) else columns)
        own = {name: f"{name}_{next(self.numbers)}" for name in sorted(_variables(inside) - kept)}
        yield from self.group(inside, around, {**names, **own})

    def _edges(self, part: Part, names: Mapping[str, str]) -> Iterator[_Edge]:
        """Return a triple pattern as edges: a sequence of properties is several, alternatives are one."""
        subject, path, end = part.terms
        at, steps = self._term(subject, names), _steps(path)
        for number, (inverse, predicates) in enumerate(steps, 1):
            to = self._term(end, names) if number == len(steps) else self._new()
            text = "|".join(map(str, predicates)) or self._new()
            yield _Edge(to, text, at, predicates) if inverse else _Edge(at, text, to, predicates)
            at = to

    def _term(self, tokens: Sequence[Token], names: Mapping[str, str]) -> str:
        """Return a term as text; a new variable for a literal that a store may write in another form."""
        if len(tokens) == 1 and tokens[0].kind == "variable":
            name = tokens[0].text[1:]
            return f"?{names.get(name, name)}"
        if tokens[0].kind in ("open", "blank"):
            raise _UntracedError
        return tokens[0].text if len(tokens) == 1 and tokens[0].kind == "iri" else self._new()

    def _new(self) -> str:
        return f"?traced_{next(self.numbers)}"


def _traced(edge: _Edge, edges: Sequence[_Edge]) -> Iterator[Traced]:
    used, reached = list[_Edge](), edge.variables
    while more := [one for one in edges if one not in (edge, *used) and one.variables & reached]:
        used += more
        reached = reached.union(*(one.variables for one in more))
    patterns: str | None = ""
    if "?this" not in edge.variables:
        patterns = " ".join(one.text for one in _without_ends(used, edge)) if "?this" in reached else None
    for predicate in edge.predicates or (None,):
        yield Traced(predicate, edge.subject, edge.object, patterns)


def _without_ends(edges: Sequence[_Edge], start: _Edge) -> Sequence[_Edge]:
    """Return edges without those that lead to nothing else."""
    counts = Counter(name for one in (start, *edges) for name in one.variables)
    kept = [one for one in edges if all(counts[name] > 1 or name == "?this" for name in one.variables)]
    return kept if len(kept) == len(edges) else _without_ends(kept, start)


def _steps(path: Sequence[Token]) -> list[tuple[bool, tuple[ox.NamedNode, ...]]]:
    """Return the steps of a path: whether each is inverse, and its properties; none if they may be any."""
    if len(path) == 1 and path[0].kind == "variable":
        return [(False, ())]
    steps: list[list[Token]] = [[]]
    for token in path:
        if token.text == "/":
            steps.append([])
        else:
            steps[-1].append(token)
    return [_step(step, is_alone=len(steps) == 1) for step in steps]


def _step(tokens: Sequence[Token], *, is_alone: bool) -> tuple[bool, tuple[ox.NamedNode, ...]]:
    inverse = bool(tokens) and tokens[0].text == "^"
    rest = tokens[inverse:]
    if rest and rest[0].text == "(" and after_group(rest, 0) == len(rest):
        rest, is_alone, inverse_of_all = rest[1:-1], True, True
    else:
        inverse_of_all = not inverse
    names, signs = rest[::2], rest[1::2]
    is_plain = all(one.kind == "iri" or one.text == "a" for one in names) and all(one.text == "|" for one in signs)
    if not names or not is_plain or len(rest) % 2 == 0 or (signs and not (is_alone and inverse_of_all)):
        raise _UntracedError
    return inverse, tuple(TYPE if one.text == "a" else ox.NamedNode(one.text[1:-1]) for one in names)


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    """Return the parts of a group, with those of the groups in it that are no branch of a UNION."""
    for part in parts_of(tokens):
        inside = part.tokens[1:-1]
        is_group = part.keyword == "{" and after_group(part.tokens, 0) == len(part.tokens)
        if is_group and inside and inside[0].word != "SELECT":
            yield from _parts(inside)
        else:
            yield part


def _of_filter_exists(part: Part) -> Sequence[Token]:
    """Return the inside of FILTER EXISTS, if the part is one and no nested query is in it."""
    tokens = part.tokens
    is_one = part.keyword == "FILTER" and tokens[1].word == "EXISTS" and after_group(tokens, 2) == len(tokens)
    return tokens[3:-1] if is_one and tokens[3].word != "SELECT" else ()


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Return the insides of the outermost groups among tokens."""
    at = 0
    while at < len(tokens):
        end = after_group(tokens, at) if tokens[at].text == "{" else at + 1
        if tokens[at].text == "{":
            yield tokens[at + 1 : end - 1]
        at = end


def _variables(tokens: Sequence[Token]) -> set[str]:
    return {one.text[1:] for one in tokens if one.kind == "variable"}
