"""HTML for notebooks: every text is escaped, and the only links are to the web."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape as escape_markup

from sco_ld.text.printable import visible

MOST = 100  # rows that a notebook shows
_FINDING = ("severity", "place", "message", "node", "path", "value")
Line = tuple[str, str, Sequence[int]]


def table(header: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> str:
    """Return a table of the first hundred rows, whose cells are HTML, with notes, and one more if there are more rows."""
    more = [f"There are more than these {MOST} rows."] if len(rows) > MOST else []
    return _table(header, rows[:MOST]) + _each("p", [*notes, *more])


def counts(title: str, lines: Sequence[str], tables: Mapping[str, Mapping[str, int]]) -> str:
    """Return a title, lines, and tables of counts by name, each with its heading."""
    parts = [f"<h3>{escape(title)}</h3>", _each("p", filter(None, lines))]
    for heading, numbers in tables.items():
        body = [(escape(name), str(number)) for name, number in numbers.items()]
        parts += [f"<h4>{escape(heading)}</h4>", _table((), body)] if body else []
    return "".join(parts)


def escape(text: str) -> str:
    """Return a text as HTML that shows it as it is, without control or bidirectional characters."""
    return escape_markup(visible(text))


def link(iri: str, name: str) -> str:
    """Return a link to an IRI, or its name alone if it is not on the web."""
    return f'<a href="{escape_markup(iri)}">{escape(name)}</a>' if iri.startswith(("http://", "https://")) else escape(name)


def span(text: str, language: str) -> str:
    """Return a text, marked with its language if it has one."""
    return f'<span lang="{escape(language)}">{escape(text)}</span>' if language else escape(text)


def report(conforms: bool, findings: Sequence[Sequence[str]], notes: Iterable[str] = ()) -> str:
    """Return the verdict of a validation and its first hundred findings.

    A finding is severity, place, message, node, path and value.
    """
    verdict = (
        f"{'Conforms' if conforms else 'Does not conform'}: {len(findings) or 'no'} finding{'s' * (len(findings) != 1)}."
    )
    more = f"{len(findings) - MOST} more are not shown." if len(findings) > MOST else ""
    body = _table(_FINDING, (map(escape, finding) for finding in findings[:MOST])) if findings else ""
    return _each("p", [verdict, *notes]) + body + _each("p", [more] * bool(more))


def description(title: str, links: Sequence[str], sections: Mapping[str, Sequence[Line]], footnotes: Iterable[str]) -> str:
    """Return a page on a resource: sections of lines, each a name, a value and the numbers of its footnotes."""
    parts = [f"<h3>{escape(title)}</h3>", f"<p>{' · '.join(links)}</p>"]
    for heading, lines in sections.items():
        body = [(escape(name), escape(value) + _references(notes)) for name, value, notes in lines]
        parts += [f"<h4>{escape(heading)}</h4>", _table((), body)] if body else []
    return "".join([*parts, f"<ol>{_each('li', footnotes)}</ol>"])


def _table(header: Sequence[str], body: Iterable[Iterable[str]]) -> str:
    head = f"<thead><tr>{_each('th', header)}</tr></thead>" if header else ""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    return f"<table>{head}<tbody>{lines}</tbody></table>"


def _each(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)


def _references(notes: Sequence[int]) -> str:
    return f" <sup>[{','.join(map(str, notes))}]</sup>" if notes else ""
