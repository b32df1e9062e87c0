"""A Description as a page: text for a terminal, Markdown, or HTML for a notebook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from sco_ld.text import html as notebook
from sco_ld.text.tables import width

if TYPE_CHECKING:
    from sco_ld.model.entity import Conflict, Description, Statement

_TITLES = {"timeline": "Timeline", "statements": "Statements", "incoming": "Pointing here", "conflicts": "Sources disagree"}


def text(found: "Description") -> str:
    """Return the page in lines for a terminal."""
    lines = [found.title + _marks(found.notes), f"{found.name} · {', '.join(found.types)}".rstrip(" ·")]
    lines += ["", *(f"  {name}" for name in found.names)] if found.names else []
    for part in ("timeline", "statements", "incoming"):
        lines += _section(_TITLES[part], _aligned(getattr(found, part)))
    lines += _section(_TITLES["conflicts"], (line for conflict in found.conflicts for line in _conflict(conflict)))
    lines += _section("Sources", (f"[{number}] {note}" for number, note in enumerate(found.footnotes, 1)))
    return "\n".join(lines)


def markdown(found: "Description") -> str:
    """Return the page as Markdown, its footnotes as footnotes."""
    lines = [f"# {found.title}{_links(found.notes)}", "", f"`{found.name}` · {', '.join(found.types)}", ""]
    lines += [f"- {name}" for name in found.names]
    for part in ("timeline", "statements", "incoming"):
        rows = getattr(found, part)
        lines += ["", f"## {_TITLES[part]}", ""] if rows else []
        lines += [f"- **{row.name}** {row.value}{_links(row.notes)}".replace("** ", "** ").rstrip() for row in rows]
    lines += ["", f"## {_TITLES['conflicts']}", ""] if found.conflicts else []
    for conflict in found.conflicts:
        pair = " ↔ ".join(f"{_timed(one)}{_links(one.notes)}" for one in (conflict.one, conflict.other))
        lines.append(f"- {pair}: {conflict.reason}")
    lines += ["", *(f"[^{number}]: {note}" for number, note in enumerate(found.footnotes, 1))]
    return "\n".join(lines)


def html(found: "Description") -> str:
    """Return the page as HTML."""
    own = [("", found.title, found.notes), *(("", name, ()) for name in found.names)]
    parts = {_TITLES[part]: _cells(getattr(found, part)) for part in ("timeline", "statements", "incoming")}
    conflicts = [
        cell
        for conflict in found.conflicts
        for cell in (
            *_cells([conflict.one]),
            *_cells([replace(conflict.other, name=f"against {conflict.other.name}")]),
            ("", conflict.reason, ()),
        )
    ]
    links = [notebook.link(found.iri, found.name), *map(escape, found.types)]
    sections = {"Names": own, **parts, _TITLES["conflicts"]: conflicts}
    return notebook.description(found.title, links, sections, found.footnotes)


RENDERERS = {"text": text, "markdown": markdown, "html": html}


def _cells(rows: Iterable["Statement"]) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(row.name, row.value, row.notes) for row in rows]


def _section(title: str, body: Iterable[str]) -> list[str]:
    lines = [f"  {line}" for line in body]
    return ["", title, *lines] if lines else []


def _aligned(rows: Sequence["Statement"]) -> Iterator[str]:
    widest = max((width(row.name) for row in rows), default=0)
    for row in rows:
        yield f"{row.name}{' ' * (widest - width(row.name))}  {row.value}{_marks(row.notes)}".rstrip()


def _conflict(conflict: "Conflict") -> Iterator[str]:
    yield f"{_timed(conflict.one)}{_marks(conflict.one.notes)}"
    yield f"  against {_timed(conflict.other)}{_marks(conflict.other.notes)}"
    if conflict.reason:
        yield f"  {conflict.reason}"


def _timed(one: "Statement") -> str:
    return f"{one.name} {one.value}".strip()


def _marks(notes: tuple[int, ...]) -> str:
    return f" [{','.join(map(str, notes))}]" if notes else ""


def _links(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{note}]" for note in notes)
