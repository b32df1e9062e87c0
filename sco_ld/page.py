"""A Description of a resource, as a page for a terminal or as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sco_ld.vocab import shorten

_TITLES = {"timeline": "Timeline", "statements": "Statements", "incoming": "Pointing here", "conflicts": "Sources disagree"}


@dataclass(frozen=True)
class Statement:
    """A property, a value, and the numbers of the footnotes that bear it out."""

    name: str
    value: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two statements that cannot both hold, and why not."""

    one: Statement
    other: Statement
    reason: str


@dataclass(frozen=True)
class Description:
    """What a publication says of one resource.

    In `timeline` the name of a statement is its time; `statements` are its own properties, `incoming` what points to it
    without a date. `footnotes` are numbered from 1.
    """

    iri: str
    title: str
    notes: tuple[int, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]
    timeline: tuple[Statement, ...]
    statements: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    footnotes: tuple[str, ...]

    def __str__(self) -> str:
        return plain(self)

    def _repr_html_(self) -> str:
        from sco_ld import html

        own = [("", self.title, self.notes), *(("", name, ()) for name in self.names)]
        parts = {_TITLES[part]: _cells(getattr(self, part)) for part in ("timeline", "statements", "incoming")}
        disputes = [
            cell
            for one in self.conflicts
            for cell in (
                *_cells([one.one]),
                *_cells([replace(one.other, name=f"against {one.other.name}")]),
                ("", one.reason, ()),
            )
        ]
        return html.description(
            self.iri, self.title, self.types, {"Names": own, **parts, _TITLES["conflicts"]: disputes}, self.footnotes
        )


def plain(found: Description) -> str:
    """Give the page in lines for a terminal."""
    lines = [found.title + _marks(found.notes), f"{shorten(found.iri)} · {', '.join(found.types)}".rstrip(" ·")]
    lines += ["", *(f"  {name}" for name in found.names)] if found.names else []
    for part in ("timeline", "statements", "incoming"):
        lines += _section(_TITLES[part], _aligned(getattr(found, part)))
    lines += _section(_TITLES["conflicts"], (line for conflict in found.conflicts for line in _disagreement(conflict)))
    lines += _section("Sources", (f"[{number}] {note}" for number, note in enumerate(found.footnotes, 1)))
    return "\n".join(lines)


def markdown(found: Description) -> str:
    """Give the page as Markdown, its footnotes as footnotes."""
    lines = [f"# {found.title}{_links(found.notes)}", "", f"`{shorten(found.iri)}` · {', '.join(found.types)}", ""]
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


def _cells(rows: Iterable[Statement]) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(row.name, row.value, row.notes) for row in rows]


def _section(title: str, body: Iterable[str]) -> list[str]:
    lines = [f"  {line}" for line in body]
    return ["", title, *lines] if lines else []


def _aligned(rows: Sequence[Statement]) -> Iterator[str]:
    from wcwidth import wcswidth

    width = max((wcswidth(row.name) for row in rows), default=0)
    for row in rows:
        yield f"{row.name}{' ' * (width - wcswidth(row.name))}  {row.value}{_marks(row.notes)}".rstrip()


def _disagreement(conflict: Conflict) -> Iterator[str]:
    yield f"{_timed(conflict.one)}{_marks(conflict.one.notes)}"
    yield f"  against {_timed(conflict.other)}{_marks(conflict.other.notes)}"
    if conflict.reason:
        yield f"  {conflict.reason}"


def _timed(one: Statement) -> str:
    return f"{one.name} {one.value}".strip()


def _marks(notes: tuple[int, ...]) -> str:
    return f" [{','.join(map(str, notes))}]" if notes else ""


def _links(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{note}]" for note in notes)
