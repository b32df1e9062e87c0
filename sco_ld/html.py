"""Rows, reports and descriptions as HTML for a notebook: every text escaped, no link but to the web."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pyoxigraph as ox

from sco_ld.solutions import Row, Term
from sco_ld.tables import cell
from sco_ld.vocab import shorten

MOST = 100
_FINDING = ("severity", "place", "message", "node", "path", "value")
Line = tuple[str, str, Sequence[int]]


def rows(variables: Sequence[str], head: Sequence[Row]) -> str:
    """Give a table of the first hundred rows, with a note where there are more."""
    more = f"There are more than these {MOST} rows." if len(head) > MOST else ""
    return _table(variables, (map(_term, row) for row in head[:MOST])) + _each("p", [more] * bool(more))


def report(conforms: bool, findings: Sequence[Sequence[str]], notes: Iterable[str] = ()) -> str:
    """Give the verdict of a validation and its first hundred findings: severity, place, message, node, path and value."""
    verdict = (
        f"{'Conforms' if conforms else 'Does not conform'}: {len(findings) or 'no'} finding{'s' * (len(findings) != 1)}."
    )
    more = f"{len(findings) - MOST} more are not shown." if len(findings) > MOST else ""
    table = _table(_FINDING, (map(escape, finding) for finding in findings[:MOST])) if findings else ""
    return _each("p", [verdict, *notes]) + table + _each("p", [more] * bool(more))


def description(
    iri: str, title: str, types: Iterable[str], sections: Mapping[str, Sequence[Line]], notes: Iterable[str]
) -> str:
    """Give a page on a resource: sections of lines, each a name, a value and the numbers of its notes; the notes last."""
    parts = [f"<h3>{escape(title)}</h3>", f"<p>{' · '.join([_link(iri), *map(escape, types)])}</p>"]
    for heading, lines in sections.items():
        body = [(escape(name), escape(value) + _marks(marks)) for name, value, marks in lines]
        parts += [f"<h4>{escape(heading)}</h4>", _table((), body)] if body else []
    return "".join([*parts, f"<ol>{_each('li', notes)}</ol>"])


def _table(header: Sequence[str], body: Iterable[Iterable[str]]) -> str:
    head = f"<thead><tr>{_each('th', header)}</tr></thead>" if header else ""
    lines = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in body)
    return f"<table>{head}<tbody>{lines}</tbody></table>"


def _each(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _term(term: Term | None) -> str:
    if isinstance(term, ox.NamedNode):
        return _link(term.value)
    if isinstance(term, ox.Literal) and term.language:
        return f'<span lang="{escape(term.language)}">{escape(cell(term))}</span>'
    return escape(cell(term))


def _link(iri: str) -> str:
    name = escape(shorten(iri))
    return f'<a href="{escape(iri)}">{name}</a>' if iri.startswith(("http://", "https://")) else name


def _marks(notes: Sequence[int]) -> str:
    return f" <sup>[{','.join(map(str, notes))}]</sup>" if notes else ""
