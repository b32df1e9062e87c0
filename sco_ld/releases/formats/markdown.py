"""A difference as Markdown that fits the comment of a pull request: long parts folded, at most 60,000 characters."""

from collections.abc import Iterator

from sco_ld.releases.changes import ADDED, REMOVED
from sco_ld.releases.wording import Entry, Line, Section, Wording
from sco_ld.text.markdown import code, escape, inline

_MAX_LENGTH = 60_000  # a comment on GitHub has at most 65,536 characters
_OPEN = 10  # entries and sentences that are shown unfolded


def render(wording: Wording) -> str:
    """Return the changes by resource, statuses and sources first; what is beyond the length is counted."""
    changes = wording.changes
    if not changes:
        return f"No difference: {escape(changes.old.name)} and {escape(changes.new.name)} say the same."
    parts = [f"### {escape(changes.old.name)} → {escape(changes.new.name)}", escape(wording.summary)]
    if wording.statuses:
        parts.append(
            _folded(f"Statuses ({len(wording.statuses)})", [f"- {escape(sentence)}" for sentence in wording.statuses])
        )
    if wording.sources.removed or wording.sources.added:
        values = [f"- {value}" for value in _values(wording.sources)]
        parts.append(_folded(f"Sources ({len(values)})", values))
    left = _MAX_LENGTH - sum(map(len, parts))
    for section in wording.sections:
        part = _section(section, left)
        parts.append(part)
        left -= len(part)
    return "\n\n".join(parts)


def _section(section: Section, left: int) -> str:
    items: list[str] = []
    for entry in section.entries:
        item = "\n".join(_entry(entry, section.kind))
        left -= len(item) + 1
        if left < 0:
            items.append(f"- … and {len(section.entries) - len(items)} more; the format text has them all.")
            break
        items.append(item)
    return _folded(f"{section.heading} ({len(section.entries)})", items)


def _folded(heading: str, items: list[str]) -> str:
    """Return items under a heading, folded if there are many."""
    lines = "\n".join(items)
    if len(items) <= _OPEN:
        return f"#### {escape(heading)}\n\n{lines}"
    return f"<details><summary><b>{escape(heading)}</b></summary>\n\n{lines}\n\n</details>"


def _entry(entry: Entry, kind: str) -> Iterator[str]:
    """Return the lines of a resource. Values of one that is added or removed as a whole are not marked so one by one."""
    name = f"{code(entry.old_name)} → {code(entry.name)}" if entry.old_name else code(entry.name) if entry.name else ""
    yield f"- {name}" if entry.title == entry.name else f"- **{escape(entry.title)}** {name}".rstrip()
    for line in entry.lines:
        label, is_whole = escape(line.label), kind in (ADDED, REMOVED) and not (line.added and line.removed)
        values = [*map(inline, line.removed or line.added)] if is_whole else [*_values(line)]
        if len(line.removed) == len(line.added) == 1:
            yield f"  - {label}: {inline(line.removed[0])} → {inline(line.added[0])}"
        elif len(values) == 1:
            yield f"  - {label}{':' if is_whole else ','} {values[0]}"
        else:
            yield from (f"  - {label}:", *(f"    - {value}" for value in values))


def _values(line: Line) -> Iterator[str]:
    yield from (f"removed: {inline(value)}" for value in line.removed)
    yield from (f"added: {inline(value)}" for value in line.added)
