"""Why a query finds nothing: what it names that is not there, and the first patterns that match nothing."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import shorten as cut

import pyoxigraph as ox

from sco_ld import missing, patterns
from sco_ld.errors import ScoError
from sco_ld.patterns import Part, Query
from sco_ld.publication import Folders
from sco_ld.query import Rows, ask
from sco_ld.vocab import shorten

_MANY, _LONG = 30, 300
Holds = Callable[[Sequence[Part]], bool]


def explain(publication: Folders, text: str) -> list[str]:
    """Say in sentences why a SELECT has no rows or an ASK is false; none where it has, where it is true, for other forms.

    >>> import sco_ld
    >>> for sentence in explain(sco_ld.load(), "SELECT ?m { ?m org:membr id:china }"):
    ...     print(sentence)
    The publication has no org:membr. Did you mean org:member?
    This matches nothing: ?m org:membr id:china
    """
    store = publication.store
    answer = ask(store, text)
    if isinstance(answer, list) or answer is True:
        return []
    if isinstance(answer, Rows) and next(iter(answer.solutions), None) is not None:
        return []
    query = patterns.read(text)
    return [*missing.names(store, query), *missing.literals(store, query), *_unmatched(query, _matcher(store, query))]


def _matcher(store: ox.Store, query: Query) -> Holds:
    def holds(parts: Sequence[Part]) -> bool:
        body = "\n".join(f"{part.text}{'' if part.keyword else ' .'}" for part in parts)
        try:
            return bool(ask(store, f"{query.prologue} ASK {{ {body} }}"))
        except ScoError:
            return True  # a clause that cannot stand without another explains nothing

    return holds


def _unmatched(query: Query, holds: Holds) -> Iterator[str]:
    """Say which parts already match nothing, alone or together; else what leaves nothing of the matches."""
    filters = [part for part in query.parts if part.keyword == "FILTER"]
    parts = [part for part in query.parts if part not in filters]
    alone = next(([part] for part in parts[:_MANY] if part.is_triple and not holds([part])), None)
    core = alone or _clash(parts[:_MANY], holds)
    if core:
        told = "This matches" if len(core) == 1 else "Together these match"
        yield f"{told} nothing: {_shown(' . '.join(part.text for part in core))}"
        yield from _turned(core, holds)
    elif len(parts) <= _MANY:
        yield from _left_out(parts, filters[:_MANY], query.tail, holds)


def _clash(parts: Sequence[Part], holds: Holds) -> list[Part]:
    """Give the fewest parts that match nothing together, up to the first that brings them to nothing; none if all match."""
    for number, part in enumerate(parts):
        core = _linked(part, parts[:number])
        if not holds(core):
            for other in core[:-1]:
                fewer = _linked(part, [one for one in core[:-1] if one != other])
                core = core if holds(fewer) else fewer
            return core
    return []


def _linked(part: Part, others: Sequence[Part]) -> list[Part]:
    """Give the parts that share variables with a part, directly or through others; the part itself last.

    What shares none would have its every match tried with every other.
    """
    linked, names = [part], part.variables
    while more := [one for one in others if one not in linked and one.variables & names]:
        linked += more
        names = names.union(*(one.variables for one in more))
    return [*(one for one in others if one in linked), part]


def _turned(core: Sequence[Part], holds: Holds) -> Iterator[str]:
    """Say which property would match the other way round, the first."""
    for part in core:
        turned = Part(part.words[::-1])
        if _can_turn(part) and holds([turned if one == part else one for one in core]):
            yield f"{_shown(part.words[1])} runs the other way: {_shown(turned.text)}"
            return


def _can_turn(part: Part) -> bool:
    """Say whether a part is a triple pattern of a named property and two ends that are no literals."""
    kinds = [tuple(one.kind for one in patterns.tokens(word)) for word in part.words]
    named = (("name",), ("iri",))
    return part.is_triple and kinds[1] in named and all(kind in (*named, ("variable",)) for kind in kinds)


def _left_out(parts: list[Part], filters: Sequence[Part], tail: str, holds: Holds) -> Iterator[str]:
    """Say which filter, or what after the WHERE, leaves nothing of what matches."""
    for number, part in enumerate(filters, 1):
        if not holds([*parts, *filters[:number]]):
            yield f"The patterns match, but nothing passes {_shown(part.text)}"
            return
    if tail:
        yield f"The patterns match, but nothing is left after {_shown(tail)}"


def _shown(text: str) -> str:
    """Give a part of a query for a sentence: not too long, IRIs as prefixed names."""
    read = patterns.tokens(text)
    named = [one._replace(text=shorten(one.text[1:-1])) if one.kind == "iri" else one for one in read]
    return cut(patterns.join(named), _LONG, placeholder=" …")
