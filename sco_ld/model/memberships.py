"""Who belongs to what, in which role and when: the memberships of a publication, and which roles are statuses."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pyoxigraph as ox

from sco_ld.model.as_of import Span, spans_of
from sco_ld.model.dataset_description import dataset_values
from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.vocabulary import SCO
from sco_ld.rdf.namespaces import DCTERMS, FOAF, ORG, SKOS
from sco_ld.rdf.terms import text

_STATUS = f"{SCO}Status"
_PERSON = f"{FOAF}Person"


@dataclass(frozen=True)
class Membership:
    """A membership: the IRI of its node, who is a member of what in which role, and when."""

    node: str
    member: str
    organization: str
    role: str
    span: Span


class Memberships:
    """The memberships that some quads describe, in the order of their start."""

    def __init__(self, data: Sequence[ox.Quad], ontology: Iterable[ox.Quad], index: EntityIndex) -> None:
        self.index = index
        self.spans = spans_of(data, ontology)
        always = Span("", "", "~", "~")
        found = []
        for quad in data:
            if quad.predicate.value == f"{ORG}member":
                where, role = (self._value(quad.subject, f"{ORG}{name}") for name in ("organization", "role"))
                span = self.spans.get(quad.subject, always)
                found.append(Membership(text(quad.subject), text(quad.object), where, role, span))
        self.all = sorted(found, key=lambda one: (one.span.earliest_start, one.span.latest_start, one.node))
        self.by_node = {one.node: one for one in self.all}
        self.organization = self._main_organization(data)

    @cached_property
    def statuses(self) -> list[str]:
        """The roles that are statuses in the main organization: those below sco:Status, or else all that it has."""
        own = [one.role for one in self.all if one.organization == self.organization]
        used = set(own)
        below = [text(quad.subject) for quad in self.index.with_object(ox.NamedNode(_STATUS)) if _is_broader(quad)]
        return [role for role in below if role in used] or list(dict.fromkeys(own))

    @cached_property
    def held(self) -> list[Membership]:
        """The memberships of the main organization in a role that is a status."""
        roles = set(self.statuses)
        return [one for one in self.all if one.organization == self.organization and one.role in roles]

    @cached_property
    def members(self) -> list[str]:
        """Those who have had a status, by IRI."""
        return sorted({one.member for one in self.held})

    @cached_property
    def others(self) -> list[Membership]:
        """The other roles that members have had in the main organization, and all in an organization that it grew out of."""
        origins = self._origins()
        people = {text(quad.subject) for quad in self.index.with_object(ox.NamedNode(_PERSON))}
        held = set(self.held)
        own = [one for one in self.all if one.organization == self.organization and one not in held]
        return [*own, *(one for one in self.all if one.organization in origins and one.member not in people)]

    def _origins(self) -> set[str]:
        """Return the organizations that changes, of which the main one resulted, began with."""
        changes = [*self.index.values(ox.NamedNode(self.organization), f"{ORG}resultedFrom")] if self.organization else []
        return {text(value) for change in changes for value in self.index.values(change, f"{ORG}originalOrganization")}

    @cached_property
    def days_of_change(self) -> list[str]:
        """The days on which a status begins, or is held no more, certainly or possibly."""
        days = set()
        for one in self.held:
            days |= {one.span.earliest_start, one.span.latest_start}
            ends = {one.span.earliest_end, one.span.latest_end} - {"", "~"}
            days |= {str(date.fromisoformat(end) + timedelta(days=1)) for end in ends if end < "9999-12-31"}
        return sorted(days - {"", "~"})

    def of_member(self, iri: str) -> list[Membership]:
        """Return the memberships of a member, in the order of their start."""
        return self._by_member.get(iri, [])

    @cached_property
    def _by_member(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for one in self.all:
            found[one.member].append(one)
        return found

    def _main_organization(self, data: Sequence[ox.Quad]) -> str:
        """Return what the data set says that it is about, else the organization with the most memberships."""
        counts = Counter(one.organization for one in self.all if one.organization)
        about = [text(value) for value in dataset_values(data, f"{DCTERMS}subject")]
        known = [iri for iri in about if iri in counts]
        return known[0] if known else max(sorted(counts), key=lambda iri: counts[iri], default="")

    def _value(self, node: object, predicate: str) -> str:
        return next(map(text, self.index.values(node, predicate)), "")


def _is_broader(quad: ox.Quad) -> bool:
    return quad.predicate.value == f"{SKOS}broader"
