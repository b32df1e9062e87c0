"""The statuses of members in an organization, and what has changed of them, as sentences."""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.interface import Words
from sco_ld.model.names import Names
from sco_ld.model.vocabulary import ENDS, STARTS
from sco_ld.rdf.namespaces import ORG
from sco_ld.rdf.terms import text

_LAST = "~"  # after every date, as texts are ordered


class Statuses:
    """The memberships of one state of a publication, in words. https://www.w3.org/TR/vocab-org/#class-membership"""

    def __init__(self, index: EntityIndex, names: Names, words: Words) -> None:
        self.index, self.names, self.words = index, names, words

    def member(self, node: ox.NamedNode) -> object:
        """Return the member of a membership that has a role; None of anything else."""
        values = {quad.predicate.value: quad.object for quad in self.index.with_subject(node)}
        return values.get(f"{ORG}member") if f"{ORG}role" in values else None

    def title(self, node: ox.NamedNode) -> str:
        """Return member and role: `Belarus: observer state`."""
        return f"{self.label(self.member(node))}: {self.role(node)}"

    def role(self, node: ox.NamedNode) -> str:
        """Return the labels of the roles of a membership."""
        return ", ".join(self.label(role) for role in self.index.values(node, f"{ORG}role"))

    def label(self, node: object) -> str:
        """Return the label of a resource in the language of the words."""
        return self.names.label(node, (self.words.language,))

    def start(self, node: ox.NamedNode) -> str:
        """Return since when a membership holds: `since 4 July 2024`; empty if nothing is known."""
        return self._bounded(node, STARTS, "since", "since-between")

    def end(self, node: ox.NamedNode) -> str:
        """Return until when a membership holds: `until 3 July 2024`; empty if it goes on."""
        return self._bounded(node, ENDS, "until", "between")

    def order(self, node: ox.NamedNode) -> str:
        """Return what puts the memberships of a member in the order of time."""
        days = [text(value) for name in STARTS for value in self.index.values(node, name)]
        return min(days, default=_LAST)

    def _bounded(self, node: ox.NamedNode, names: Iterable[str], one: str, two: str) -> str:
        day, first, last = (
            next((self.words.date(text(value)) for value in self.index.values(node, name)), "") for name in names
        )
        if day:
            return self.words.fill(one, date=day)
        if first and last:
            return self.words.fill(two, first=first, last=last)
        bound = self.words.fill("not-before", date=first) if first else last and self.words.fill("not-after", date=last)
        return bound and self.words.fill(one, date=bound)


def changed_statuses(old: Statuses, new: Statuses, nodes: Iterable[ox.NamedNode], gone: str) -> list[str]:
    """Return a sentence for each member whose memberships are among the nodes, in order of their labels.

    It says what is new: `Belarus: observer state until 3 July 2024, member state since 4 July 2024`. A membership that only
    the old state has is told with the word `gone`.
    """
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for node in nodes:
        side = new if new.member(node) else old
        member, sentence = side.member(node), _part(old, new, node, gone)
        if member and sentence:
            parts[side.label(member)].append((side.order(node), sentence))
    return [f"{name}: {', '.join(part for _, part in sorted(of_member))}" for name, of_member in sorted(parts.items())]


def _part(old: Statuses, new: Statuses, node: ox.NamedNode, gone: str) -> str:
    """Return the role and what is new about its time; empty if nothing is."""
    if not new.member(node):
        return f"{old.role(node)} ({gone})" if gone else f"{old.role(node)} {old.end(node)}".strip()
    if not old.member(node):
        return f"{new.role(node)} {new.start(node)} {new.end(node)}".replace("  ", " ").strip()
    before, after = ((side.role(node), side.start(node), side.end(node)) for side in (old, new))
    if before == after:
        return ""
    changed = [(was, now) for was, now in zip(before[1:], after[1:], strict=True) if was != now]
    told = [f"{now or '–'} (← {was})" if was else now for was, now in changed]
    role = after[0] if before[0] == after[0] else f"{after[0]} (← {before[0]})"
    return " ".join([role, *told])
