"""Why a query finds nothing: what it names that is not there, and the first patterns that match nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.sparql import binding, engine, unknown_terms
from sco_ld.sparql.patterns import Part, Patterns, display, patterns
from sco_ld.sparql.query import Query
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.term_tokens import Value
from sco_ld.sparql.tokenizer import Token

_MOST_PARTS, _MOST_CHARACTERS = 30, 300
_ASK, _BEGIN, _DOT, _END = Token("word", "ASK"), Token("open", "{"), Token("operator", "."), Token("close", "}")


def explain(
    store: ox.Store, query: Query, values: Mapping[str, Value] = engine.NO_VALUES, *, merged: bool = False
) -> list[str]:
    """Return sentences on why a SELECT has no rows or an ASK is false; none if it has, if it is true, for other forms.

    >>> import sco_ld
    >>> for sentence in sco_ld.load().explain("SELECT ?m { ?m org:membr id:china }"):
    ...     print(sentence)
    The publication has no org:membr. Did you mean org:member?
    This matches nothing: ?m org:membr id:china
    """
    bound = binding.bind(query, values)
    view = engine.dataset(store, bound, merged=merged)
    answer = engine.evaluate(view, bound)
    if isinstance(answer, list) or answer is True:
        return []
    if isinstance(answer, Rows) and next(iter(answer.solutions), None) is not None:
        return []
    found = patterns(bound)
    return [
        *unknown_terms.sentences(view, bound),
        *unknown_terms.literals(view, bound, found),
        *_Diagnosis(view, bound, found).unmatched(),
    ]


@dataclass(frozen=True)
class _Diagnosis:
    """The parts of a query, tried on a store alone and together."""

    store: ox.Store
    query: Query
    patterns: Patterns

    def unmatched(self) -> Iterator[str]:
        """Return sentences on the parts that match nothing, alone or together, or on what removes all matches."""
        filters = [part for part in self.patterns.parts if part.keyword == "FILTER"]
        parts = [part for part in self.patterns.parts if part not in filters]
        alone = next(([part] for part in parts[:_MOST_PARTS] if part.is_triple and not self.matches([part])), None)
        core = alone or self.clash(parts[:_MOST_PARTS])
        if core:
            start = "This matches" if len(core) == 1 else "Together these match"
            yield f"{start} nothing: {' . '.join(self.shown(part) for part in core)}"
            yield from self.reversed(core)
        elif len(parts) <= _MOST_PARTS:
            yield from self.excluded(parts, filters[:_MOST_PARTS])

    def matches(self, parts: Sequence[Part]) -> bool:
        body = [token for part in parts for token in (*part.tokens, *([] if part.keyword else [_DOT]))]
        try:
            return bool(engine.evaluate(self.store, Query("ASK", (_ASK, _BEGIN, *body, _END), self.query.source)))
        except ScoError:
            return True  # a clause that cannot stand without another explains nothing

    def clash(self, parts: Sequence[Part]) -> list[Part]:
        """Return the fewest parts that match nothing together, up to the first that makes it nothing; none if all match."""
        for number, part in enumerate(parts):
            core = _linked(part, parts[:number])
            if not self.matches(core):
                for other in core[:-1]:
                    fewer = _linked(part, [one for one in core[:-1] if one != other])
                    core = core if self.matches(fewer) else fewer
                return core
        return []

    def reversed(self, core: Sequence[Part]) -> Iterator[str]:
        """Return a sentence on the first property that would match in the other direction."""
        for part in core:
            turned = Part(part.terms[::-1])
            if _can_be_reversed(part) and self.matches([turned if one == part else one for one in core]):
                yield f"{display(part.terms[1], self.query.prefixes)} runs the other way: {self.shown(turned)}"
                return

    def excluded(self, parts: list[Part], filters: Sequence[Part]) -> Iterator[str]:
        """Return a sentence on the filter or solution modifier that removes all matches."""
        for number, part in enumerate(filters, 1):
            if not self.matches([*parts, *filters[:number]]):
                yield f"The patterns match, but nothing passes {self.shown(part)}"
                return
        if self.patterns.tail:
            yield f"The patterns match, but nothing is left after {self.shown(Part((self.patterns.tail,)))}"

    def shown(self, part: Part) -> str:
        """Return a part for a sentence, not too long."""
        words = " ".join(display(term, self.query.prefixes) for term in part.terms)
        return shorten(words, _MOST_CHARACTERS, placeholder=" …")


def _linked(part: Part, others: Sequence[Part]) -> list[Part]:
    """Return the parts that share variables with a part, directly or through others; the part itself last.

    What shares none would have its every match tried with every other.
    """
    linked, names = [part], part.variables
    while more := [one for one in others if one not in linked and one.variables & names]:
        linked += more
        names = names.union(*(one.variables for one in more))
    return [*(one for one in others if one in linked), part]


def _can_be_reversed(part: Part) -> bool:
    """Return whether a part is a triple pattern of a named property and two ends that are not literals."""
    kinds = [tuple(one.kind for one in term) for term in part.terms]
    return part.is_triple and kinds[1] == ("iri",) and all(kind in (("iri",), ("variable",), ("blank",)) for kind in kinds)
