"""A Description as a page: text for a terminal, Markdown, or HTML for a notebook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sco_ld.text import html as notebook
from sco_ld.text.markdown import autolink, code, escape, inline
from sco_ld.text.printable import printable
from sco_ld.text.tables import width

if TYPE_CHECKING:
    from sco_ld.model.description import Conflict, Description, Footnote, Statement

_TITLES = {  # the words of the interface that are headings
    "timeline": "timeline",
    "statements": "statements",
    "incoming": "what-points-here",
    "conflicts": "where-sources-disagree",
}


def as_text(page: "Description") -> str:
    """Return the page in lines for a terminal."""
    lines = [page.title + _references(page.notes), f"{page.name} · {', '.join(page.types)}".rstrip(" ·")]
    lines += ["", *(f"  {name}" for name in page.names)] if page.names else []
    for part in ("timeline", "statements", "incoming"):
        lines += _section(_title(page, part), _aligned(getattr(page, part)))
    conflicts = (line for conflict in page.conflicts for line in _conflict(conflict, page.words["against"]))
    lines += _section(_title(page, "conflicts"), conflicts)
    lines += _section(page.words["passages"], (f"[{number}] {note}" for number, note in enumerate(page.footnotes, 1)))
    return "\n".join(map(printable, lines))


def as_markdown(page: "Description") -> str:
    """Return the page as Markdown, its footnotes as footnotes."""
    types = ", ".join(map(escape, page.types))
    lines = [f"# {escape(page.title)}{_links(page.notes)}", "", f"{code(page.name)} · {types}", ""]
    lines += [f"- {escape(name)}" for name in page.names]
    for part in ("timeline", "statements", "incoming"):
        rows = getattr(page, part)
        lines += ["", f"## {escape(_title(page, part))}", ""] if rows else []
        lines += [f"- **{escape(row.name)}** {inline(row.value)}{_links(row.notes)}".rstrip() for row in rows]
    lines += ["", f"## {escape(_title(page, 'conflicts'))}", ""] if page.conflicts else []
    for conflict in page.conflicts:
        sides = (f"{escape(_with_time(side))}{_links(side.notes)}" for side in (conflict.first, conflict.second))
        lines.append(f"- {' ↔ '.join(sides)}: {escape(conflict.reason)}")
    lines += ["", *(f"[^{number}]: {_markdown_note(note)}" for number, note in enumerate(page.footnotes, 1))]
    return "\n".join(lines)


def as_html(page: "Description") -> str:
    """Return the page as HTML."""
    own = [("", page.title, page.notes), *(("", name, ()) for name in page.names)]
    parts = {_title(page, part): _cells(getattr(page, part)) for part in ("timeline", "statements", "incoming")}
    conflicts = [
        cell
        for conflict in page.conflicts
        for cell in (
            *_cells([conflict.first]),
            *_cells([replace(conflict.second, name=f"{page.words['against']} {conflict.second.name}")]),
            ("", conflict.reason, ()),
        )
    ]
    links = [notebook.link(page.iri, page.name), *map(notebook.escape, page.types)]
    sections = {page.words["names"]: own, **parts, _title(page, "conflicts"): conflicts}
    return notebook.description(page.title, links, sections, map(str, page.footnotes))


RENDERERS = {"text": as_text, "markdown": as_markdown, "html": as_html}


def _title(page: "Description", part: str) -> str:
    return page.words[_TITLES[part]]


def _cells(rows: Iterable["Statement"]) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(row.name, row.value, row.notes) for row in rows]


def _section(title: str, body: Iterable[str]) -> list[str]:
    lines = [f"  {line}" for line in body]
    return ["", title, *lines] if lines else []


def _aligned(rows: Sequence["Statement"]) -> Iterator[str]:
    names = [printable(row.name) for row in rows]
    widest = max(map(width, names), default=0)
    for name, row in zip(names, rows, strict=True):
        yield f"{name}{' ' * (widest - width(name))}  {row.value}{_references(row.notes)}".rstrip()


def _conflict(conflict: "Conflict", against: str) -> Iterator[str]:
    yield f"{_with_time(conflict.first)}{_references(conflict.first.notes)}"
    yield f"  {against} {_with_time(conflict.second)}{_references(conflict.second.notes)}"
    if conflict.reason:
        yield f"  {conflict.reason}"


def _with_time(statement: "Statement") -> str:
    return f"{statement.name} {statement.value}".strip()


def _markdown_note(note: "Footnote") -> str:
    return f"{escape(note.text)} {autolink(note.url)}".rstrip() if note.url else escape(note.text)


def _references(notes: tuple[int, ...]) -> str:
    return f" [{','.join(map(str, notes))}]" if notes else ""


def _links(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{note}]" for note in notes)
