"""The statuses of members in an organization, and what has changed of them, as sentences."""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.interface import Words
from sco_ld.model.names import Names
from sco_ld.model.periods import Period, period_of
from sco_ld.rdf.namespaces import ORG


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

    def period(self, node: ox.NamedNode) -> Period:
        """Return when a membership holds."""
        return period_of(self.index.with_subject(node))


def changed_statuses(old: Statuses, new: Statuses, nodes: Iterable[ox.NamedNode], gone: str) -> list[str]:
    """Return a sentence for each member whose memberships are among the nodes, in order of their labels.

    It says what is new: `Belarus: observer state until 3 July 2024, member state since 4 July 2024`. A membership that only
    the old state has is marked with the word `gone`.
    """
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for node in nodes:
        side = new if new.member(node) else old
        member, sentence = side.member(node), _part(old, new, node, gone)
        if member and sentence:
            parts[side.label(member)].append((side.period(node).earliest, sentence))
    return [f"{name}: {', '.join(part for _, part in sorted(of_member))}" for name, of_member in sorted(parts.items())]


def _part(old: Statuses, new: Statuses, node: ox.NamedNode, gone: str) -> str:
    """Return the role and what is new about its time; empty if nothing is."""
    if not new.member(node):
        return f"{old.role(node)} ({gone})" if gone else _joined(old.role(node), old.period(node).until(old.words))
    start, end = _since_and_until(new, node)
    if not old.member(node):
        return _joined(new.role(node), start, end)
    before, after = (old.role(node), *_since_and_until(old, node)), (new.role(node), start, end)
    if before == after:
        return ""
    changed = [(was, now) for was, now in zip(before[1:], after[1:], strict=True) if was != now]
    times = [f"{now or '–'} (← {was})" if was else now for was, now in changed]
    role = after[0] if before[0] == after[0] else f"{after[0]} (← {before[0]})"
    return _joined(role, *times)


def _since_and_until(side: Statuses, node: ox.NamedNode) -> tuple[str, str]:
    return side.period(node).since(side.words), side.period(node).until(side.words)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
