"""A publication as it stood on a day.

A node is dated by schema:startDate and schema:endDate, or by the bounds that stand in their place; a missing bound is open,
a missing end has not come. An end is the last day on which the node holds. It certainly holds on day d if its latest start
≤ d ≤ its earliest end, and possibly if its earliest start ≤ d ≤ its latest end. What happens (prov:Activity, schema:Event)
has happened from its start on. A month or a year is the span of its days: a start in 2001 is not before 2001-01-01 and not
after 2001-12-31.
"""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model import standard_terms
from sco_ld.model.vocabulary import END, ENDS, EVENTS, START, STARTS
from sco_ld.rdf.namespaces import ORG, RDF, RDFS, SCHEMA, STANDARD, Prefixes
from sco_ld.rdf.quad_stream import Quads
from sco_ld.rdf.terms import text
from sco_ld.text.printable import excerpt

_FIRST, _NEVER = "", "~"  # before and after every date, as texts are ordered
_BOUNDS = (*STARTS[1:], *ENDS[1:])
_DATES = frozenset((*STARTS, *ENDS))
_RELEVANT = frozenset(
    ox.NamedNode(iri)
    for iri in [
        *_DATES,
        f"{RDF}type",
        f"{RDFS}subClassOf",
        *(f"{ORG}{name}" for name in ("member", "organization", "role", "roleProperty")),
    ]
)
_ESSENTIAL = frozenset(  # a node that had one of these, and has lost its values, says nothing any more
    [f"{ORG}{name}" for name in ("member", "organization", "postIn", "siteOf", "unitOf", "subOrganizationOf")]
    + [f"{SCHEMA}{name}" for name in ("about", "organizer")]
    + [f"{RDF}{name}" for name in ("subject", "object")]
)


@dataclass(frozen=True)
class Span:
    """When a node can have begun, and can have held for the last time, as texts of dates."""

    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str

    def holds(self, day: str, *, possible: bool) -> bool:
        """Return whether the node certainly, or possibly, holds on a day."""
        if possible:
            return self.earliest_start <= day <= self.latest_end
        return self.latest_start <= day <= self.earliest_end


def view(data: Sequence[ox.Quad], ontology: Iterable[ox.Quad], day: str, *, possible: bool = False) -> list[ox.Quad]:
    """Return the data as they stood on a day (`2017-06-09`).

    Dated nodes that do not hold on that day are gone, with all that points to them; undated nodes stay. For memberships that
    hold, the triples that make sense on one day only are added: org:holds for a post, else the org:roleProperty of the role,
    or org:memberOf and org:hasMember where no role has one. https://www.w3.org/TR/vocab-org/#property-roleproperty
    Raise ScoError if a node has two different starts or ends, or one that cannot be read.
    """
    background = [*ontology]
    own = standard_terms.added(data, standard_terms.replaced(background))
    known = Quads([*data, *own], data.prefixes if isinstance(data, Quads) else None) if own else data
    spans, terms = spans_of(known, background), [*_relevant(known), *_relevant(background)]
    gone = {node for node, span in spans.items() if not span.holds(day, possible=possible)}
    kept = _without(known, gone)
    added, without = _on_the_day(_relevant(kept), terms), {*own}.difference(data) if own else ()
    return [*(quad for quad in kept if quad not in without), *added]


def spans_of(data: Sequence[ox.Quad], ontology: Iterable[ox.Quad]) -> dict[object, Span]:
    """Return when each dated node of the data holds.

    Raise ScoError if a node has two different starts or ends, or one that cannot be read.
    """
    prefixes = (data.prefixes if isinstance(data, Quads) else Prefixes()).and_also(STANDARD)
    relevant = _relevant(data)
    event_classes = subclasses(EVENTS, [*relevant, *_relevant(ontology)])
    dates: dict[object, dict[str, str]] = defaultdict(dict)
    events = set()
    for quad in relevant:
        name = quad.predicate.value
        if name in _DATES:
            value = text(quad.object)
            if (other := dates[quad.subject].setdefault(name, value)) != value:
                both = " and ".join(map(excerpt, sorted((other, value))))
                raise ScoError(f"{prefixes.shorten(text(quad.subject))} has two values of {prefixes.shorten(name)}: {both}.")
        elif name == f"{RDF}type" and text(quad.object) in event_classes:
            events.add(quad.subject)
    return {
        node: _span({name: _first_and_last(value, node, prefixes) for name, value in known.items()}, node in events)
        for node, known in dates.items()
    }


def _relevant(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the quads that decide what holds on a day."""
    return [quad for quad in quads if quad.predicate in _RELEVANT]


def parse_day(value: str) -> date:
    """Return the day that a text says, as 2017-06-09; or raise ScoError."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise ScoError(f'"{excerpt(value)}" is not a day, such as 2017-06-09.')


def subclasses(classes: Iterable[str], ontology: Iterable[ox.Quad]) -> set[str]:
    """Return the classes and all that the ontology places below them."""
    found = {*classes}
    pairs = [(text(quad.subject), text(quad.object)) for quad in ontology if quad.predicate.value == f"{RDFS}subClassOf"]
    while more := {lower for lower, upper in pairs if upper in found} - found:
        found |= more
    return found


def _span(days: dict[str, tuple[str, str]], is_event: bool) -> Span:
    start, end = days.get(START), None if is_event else days.get(END)
    after, by, over, gone = (days.get(bound) for bound in _BOUNDS)
    bounded = not is_event and (over or gone)
    earliest_start, latest_start = start or (after[0] if after else _FIRST, by[1] if by else _NEVER)
    earliest_end, latest_end = end or (
        (over[0] if over else _FIRST, gone[1] if gone else _NEVER) if bounded else (_NEVER, _NEVER)
    )
    return Span(earliest_start, latest_start, earliest_end, latest_end)


def _first_and_last(value: str, node: object, prefixes: Prefixes) -> tuple[str, str]:
    """Return the first and the last day of a day (with or without a time), a month or a year."""
    if match := re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=T|Z|[+-]\d\d:\d\d$|$)", value, re.ASCII):
        year, month, number = (int(part) if part else None for part in match.groups())
        try:
            first = date(year or 0, month or 1, number or 1)
        except ValueError:
            pass
        else:
            months = month or 12
            return str(first), str(date(first.year, months, number or calendar.monthrange(first.year, months)[1]))
    raise ScoError(
        f'{prefixes.shorten(text(node))}: "{excerpt(value)}" is neither a day nor a month nor a year, such as 2017-06-09.'
    )


def _without(data: Sequence[ox.Quad], gone: set[object]) -> list[ox.Quad]:
    """Leave out nodes, what points to them, and then the nodes that had something essential to say of them alone."""
    while True:
        kept = [quad for quad in data if quad.subject not in gone and quad.object not in gone]
        lost = {
            (quad.subject, quad.predicate) for quad in data if quad.object in gone and quad.predicate.value in _ESSENTIAL
        }
        lost -= {(quad.subject, quad.predicate) for quad in kept} if lost else set()
        more = {subject for subject, _ in lost} - gone
        if not more:
            return kept
        gone = gone | more


def _on_the_day(data: Iterable[ox.Quad], ontology: Iterable[ox.Quad]) -> list[ox.Quad]:
    properties = {quad.subject: quad.object for quad in ontology if quad.predicate.value == f"{ORG}roleProperty"}
    parts: dict[object, dict[str, ox.NamedNode]] = defaultdict(dict)
    posts = set()
    for quad in data:
        name = quad.predicate.value
        if name in (f"{ORG}member", f"{ORG}organization", f"{ORG}role") and isinstance(quad.object, ox.NamedNode):
            parts[quad.subject][name] = quad.object
        elif name == f"{RDF}type" and text(quad.object) == f"{ORG}Post":
            posts.add(quad.subject)
    member_of = ox.NamedNode(f"{ORG}memberOf")
    added: dict[ox.Quad, None] = {}
    for one in parts.values():
        who, where = one.get(f"{ORG}member"), one.get(f"{ORG}organization")
        if who is None or where is None:
            continue
        role = properties.get(one.get(f"{ORG}role"), None if properties else member_of)  # type: ignore[arg-type]
        how = ox.NamedNode(f"{ORG}holds") if where in posts else role
        if isinstance(how, ox.NamedNode):
            added[ox.Quad(who, how, where)] = None
            if how == member_of:
                added[ox.Quad(where, ox.NamedNode(f"{ORG}hasMember"), who)] = None
    return list(added)
