"""A difference as Markdown that fits the comment of a pull request: long parts folded, at most 60,000 characters."""

from collections.abc import Iterator

from sco_ld.releases.wording import Entry, Line, Section, Wording
from sco_ld.text.markdown import code, escape

_MAX_LENGTH = 60_000  # a comment on GitHub has at most 65,536 characters
_OPEN = 10  # entries and sentences that are shown unfolded


def render(wording: Wording) -> str:
    """Return the changes by resource, statuses and sources first; what is beyond the length is counted."""
    changes = wording.changes
    if not changes:
        return f"No difference: {escape(changes.old.name)} and {escape(changes.new.name)} say the same."
    parts = [f"### {escape(changes.old.name)} → {escape(changes.new.name)}", escape(wording.summary)]
    if wording.statuses:
        parts.append(_folded("Statuses", [f"- {escape(sentence)}" for sentence in wording.statuses]))
    if wording.sources.removed or wording.sources.added:
        parts.append(_folded("Sources", list(_values(wording.sources, ""))))
    left = _MAX_LENGTH - sum(map(len, parts))
    for section in wording.sections:
        part = _section(section, left)
        parts.append(part)
        left -= len(part)
    return "\n\n".join(parts)


def _section(section: Section, left: int) -> str:
    items: list[str] = []
    for entry in section.entries:
        item = "\n".join(_entry(entry))
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


def _entry(entry: Entry) -> Iterator[str]:
    name = f"{code(entry.old_name)} → {code(entry.name)}" if entry.old_name else code(entry.name) if entry.name else ""
    yield f"- {name}" if entry.title == entry.name else f"- **{escape(entry.title)}** {name}".rstrip()
    for line in entry.lines:
        label = escape(line.label)
        if len(line.removed) == len(line.added) == 1:
            yield f"  - {label}: {escape(line.removed[0])} → {escape(line.added[0])}"
        elif len(line.removed) + len(line.added) == 1:
            sign, value = ("removed", line.removed[0]) if line.removed else ("added", line.added[0])
            yield f"  - {label}, {sign}: {escape(value)}"
        else:
            yield from (f"  - {label}:", *_values(line, "    "))


def _values(line: Line, indent: str) -> Iterator[str]:
    yield from (f"{indent}- removed: {escape(value)}" for value in line.removed)
    yield from (f"{indent}- added: {escape(value)}" for value in line.added)
