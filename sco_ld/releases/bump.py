"""Which version a change asks for, by a written policy, and a draft of the CHANGELOG entry.

- major: a resource is no longer described, or has another IRI; a class or property means less than before: it is under one
  more class or property, has one more domain or range, is disjoint with more, or has one characteristic more.
- minor: a resource is new, or a term means more than before.
- patch: anything else, such as a corrected value.

https://semver.org/: before 1.0.0, a major change raises the minor version.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.model.dataset_description import dataset_text
from sco_ld.rdf.namespaces import OWL, RDF, RDFS
from sco_ld.rdf.terms import text
from sco_ld.releases.changes import ADDED, CHANGED, REMOVED, RENAMED, Changes, ResourceChange
from sco_ld.releases.snapshot import Snapshot
from sco_ld.releases.wording import Entry, Section, Wording
from sco_ld.text.printable import printable

MAJOR, MINOR, PATCH = "major", "minor", "patch"
_NARROWING = frozenset(
    [f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")]
    + [f"{OWL}{name}" for name in ("disjointWith", "equivalentClass", "equivalentProperty", "inverseOf")]
    + [f"{RDF}type"]
)
_TERMS = frozenset(
    f"{OWL}{kind}" for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)  # fmt: skip
_SECTIONS = {ADDED: "Added", CHANGED: "Changed", RENAMED: "Changed", REMOVED: "Removed"}
_MANY = 12  # entries of a kind that are named in a draft


@dataclass(frozen=True)
class Bump:
    """The level of a change, the reasons for it (the names of resources), and the version it asks for, if one is known."""

    level: str
    reasons: tuple[str, ...]
    old_version: str
    version: str


def bump(changes: Changes) -> Bump:
    """Return the level of the highest change: major, minor or patch; empty if there is no difference."""
    terms = {
        quad.subject.value
        for quad in changes.old.ontology
        if quad.predicate.value == f"{RDF}type" and text(quad.object) in _TERMS and isinstance(quad.subject, ox.NamedNode)
    }
    levels = {change: _level(change, terms) for change in changes.resources}
    highest = next((level for level in (MAJOR, MINOR, PATCH) if level in levels.values()), PATCH if changes else "")
    iris = [change.old_iri or change.iri for change, level in levels.items() if level == highest]
    shorten = changes.old.names.prefixes.and_also(changes.new.names.prefixes).shorten
    names = dict.fromkeys("a node without a name" if iri.startswith("_:") else shorten(iri) for iri in iris)
    old_version = version_of(changes.old)
    return Bump(highest, tuple(names), old_version, next_version(old_version, highest))


def version_of(snapshot: Snapshot) -> str:
    """Return the version that a publication says it has; empty if it does not say."""
    return dataset_text(snapshot.data, f"{OWL}versionInfo")


def next_version(version: str, level: str) -> str:
    """Return the version after a change; empty if the version is not like 1.2.3.

    >>> next_version("0.1.0", "major"), next_version("1.4.2", "minor"), next_version("1.4.2", "patch")
    ('0.2.0', '1.5.0', '1.4.3')
    """
    if not level or not re.fullmatch(r"\d{1,9}\.\d{1,9}\.\d{1,9}", version, re.ASCII):
        return ""
    major, minor, patch = map(int, version.split("."))
    if level == PATCH:
        return f"{major}.{minor}.{patch + 1}"
    return f"{major + 1}.0.0" if level == MAJOR and major else f"{major}.{minor + 1}.0"


def draft(wording: Wording) -> str:
    """Return a draft of the CHANGELOG entry, to be edited by hand. https://keepachangelog.com/"""
    asked = bump(wording.changes)
    lines = [f"## [{asked.version or 'Unreleased'}]"]
    for heading in ("Added", "Changed", "Removed"):
        items = [
            item
            for section in wording.sections
            if _SECTIONS[section.kind] == heading
            for item in _items(section)
        ]  # fmt: skip
        statuses = wording.statuses if heading == "Changed" else []
        if items or statuses:
            lines += ["", f"### {heading}", "", *(f"- {printable(one)}" for one in (*statuses, *items))]
    return "\n".join(lines)


def _items(section: Section) -> list[str]:
    """Return an item for each resource, or the first of many and how many more there are."""
    found = [_item(entry, section.kind) for entry in section.entries]
    rest = len(found) - _MANY
    return [*found[:_MANY], f"… and {rest} more"] if rest > 0 else found


def _item(entry: Entry, kind: str) -> str:
    if kind == RENAMED:
        return f"{entry.old_name} is now {entry.name}"
    title = entry.title if entry.name in ("", entry.title) else f"{entry.title} ({entry.name})"
    return f"{title}: {', '.join(dict.fromkeys(line.label for line in entry.lines))}" if kind == CHANGED else title


def _level(change: ResourceChange, terms: Set[str]) -> str:
    if change.kind in (REMOVED, RENAMED) and not change.iri.startswith("_:"):
        return MAJOR
    if change.kind == ADDED:
        return MINOR if not change.iri.startswith("_:") else PATCH
    if change.iri not in terms:
        return PATCH
    narrowed = [one for one in change.properties if one.predicate.value in _NARROWING]
    if any(one.added for one in narrowed):
        return MAJOR
    return MINOR if narrowed else PATCH
