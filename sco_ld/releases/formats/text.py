"""A difference as text for a terminal."""

from collections.abc import Iterator

from sco_ld.releases.wording import Entry, Line, Wording
from sco_ld.text.printable import printable


def render(wording: Wording) -> str:
    """Return the changes by resource, statuses and sources first."""
    if not wording.changes:
        return printable(f"No difference: {wording.changes.old.name} and {wording.changes.new.name} say the same.")
    return "\n".join(printable(line) if line.strip() else line for line in _lines(wording))


def _lines(wording: Wording) -> Iterator[str]:
    yield wording.summary
    if wording.statuses:
        yield from ("", "Statuses", *(f"  {sentence}" for sentence in wording.statuses))
    if wording.sources.removed or wording.sources.added:
        yield from ("", "Sources", *_values(wording.sources, "  "))
    for section in wording.sections:
        yield from ("", section.heading)
        for entry in section.entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    name = f"{entry.old_name} → {entry.name}" if entry.old_name else entry.name
    yield f"  {entry.title}" if name in ("", entry.title) else f"  {entry.title} ({name})"
    for line in entry.lines:
        if len(line.removed) == len(line.added) == 1:
            yield f"    {line.label}: {line.removed[0]} → {line.added[0]}"
        elif len(line.removed) + len(line.added) == 1:
            sign, value = ("-", line.removed[0]) if line.removed else ("+", line.added[0])
            yield f"    {sign} {line.label}: {value}"
        else:
            yield from (f"    {line.label}:", *_values(line, "      "))


def _values(line: Line, indent: str) -> list[str]:
    return [*(f"{indent}- {value}" for value in line.removed), *(f"{indent}+ {value}" for value in line.added)]
