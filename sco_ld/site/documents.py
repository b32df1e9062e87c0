"""The JSON that scripts read: the days of change, the questions in pieces, what can be searched."""

import json
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model.as_of import Span
from sco_ld.model.named_queries import NamedQuery, Parameter, Value
from sco_ld.model.names import NAMES
from sco_ld.model.vocabulary import HAS_SOURCE
from sco_ld.rdf.namespaces import RDF, XSD
from sco_ld.rdf.terms import language, text
from sco_ld.site.content import Content
from sco_ld.site.notes import Notes
from sco_ld.site.pages.disagreements import confidence
from sco_ld.site.pictures.styles import styles
from sco_ld.site.texts import Texts, clean
from sco_ld.sparql import binding
from sco_ld.sparql.term_tokens import spelled
from sco_ld.sparql.tokenizer import Token

_MARK = 918_273_645_000  # the first of the numbers that stand in the place of parameters


def days(content: Content, texts: Mapping[str, Texts]) -> bytes:
    """Return the memberships of the main organization with the bounds of their time, and the days on which one changes.

    `bounds` are earliest and latest start, earliest and latest last day; null is open.
    `passages` are those that memberships rest on, by number.
    """
    held, roles = content.memberships.held, content.memberships.statuses
    members, passages = content.memberships.members, Notes(next(iter(texts.values())))
    looks = {lang: styles(roles, {role: one.label(role) for role in roles}) for lang, one in texts.items()}
    return _json(
        {
            "today": content.day,
            "days": content.memberships.days_of_change,
            "roles": [
                {
                    "iri": role,
                    "path": content.paths.get(role),
                    "key": next(iter(looks.values()))[role].key,
                    "names": {lang: one.label(role) for lang, one in texts.items()},
                    "letters": {lang: one[role].letter for lang, one in looks.items()},
                }
                for role in roles
            ],
            "members": [
                {
                    "iri": member,
                    "path": content.paths.get(member),
                    "names": {lang: one.label(member) for lang, one in texts.items()},
                }
                for member in members
            ],
            "memberships": [
                {
                    "member": members.index(one.member),
                    "role": roles.index(one.role),
                    "path": content.paths.get(one.node),
                    "bounds": _bounds(one.span),
                    "confidence": confidence(content, ox.NamedNode(one.node)),
                    "passages": [number - 1 for number in passages.cite(ox.NamedNode(one.node))],
                }
                for one in held
            ],
            "passages": [_passage(content, texts, one) for one in passages.numbers],
        }
    )


def _passage(content: Content, texts: Mapping[str, Texts], passage: object) -> dict[str, Any]:
    """Return the page of a passage, and its source and place in each language."""
    found: dict[str, Any] = {"path": content.paths.get(text(passage)), "sources": {}, "places": {}}
    for lang, one in texts.items():
        title, publisher, issued, place, _ = one.passage(passage)
        found["sources"][lang] = ", ".join(filter(None, (title.text, publisher, issued.striptags())))
        found["places"][lang] = place.text
    return found


def questions(content: Content) -> bytes:
    """Return the named questions, each with its SPARQL in pieces: texts, and parameters that enter as terms between them."""
    return _json(
        {
            "prefixes": dict(content.publication.prefixes),
            "questions": [
                {
                    "name": name,
                    "titles": dict(query.titles),
                    "parameters": [_parameter(one) for one in query.parameters],
                    "pieces": pieces(content, query),
                }
                for name, query in content.publication.named_queries.items()
            ],
        }
    )


def pieces(content: Content, query: NamedQuery) -> list[str | dict[str, str]]:
    """Return the SPARQL of a question in pieces; one that the tool cannot read has none."""
    marks = {one.name: _mark(one, number) for number, one in enumerate(query.parameters)}
    try:
        left = binding.bind(content.publication.parse(query.text), marks).text
    except ScoError:
        return []
    names = {_spelled(value): name for name, value in marks.items()}
    found: list[str | dict[str, str]] = []
    while left:
        at, mark = min(((left.find(mark), mark) for mark in names if mark in left), default=(len(left), ""))
        found += [left[:at], *([{"parameter": names[mark]}] if mark else [])]
        left = left[at + len(mark) :]
    return found


def search(texts: Texts) -> bytes:
    """Return what can be searched in a language: for each resource its page, names, kind, and what it is today in words."""
    content = texts.content
    return _json([one for iri in content.iris if (one := _entry(texts, iri)) is not None])


def _entry(texts: Texts, iri: str) -> dict[str, Any] | None:
    quads = texts.content.index.with_subject(ox.NamedNode(iri))
    names = [quad.object for quad in quads if quad.predicate.value in NAMES]
    if not names:
        return None
    title = texts.reference(ox.NamedNode(iri)).text
    types = [quad.object for quad in quads if quad.predicate.value == f"{RDF}type"]
    roles = " ".join(dict.fromkeys(texts.label(one.role) for one in texts.content.memberships.of_member(iri)))
    tags = {texts.lang, "en", ""}
    others = sorted({clean(text(name)) for name in names if language(name) in tags} - {title})
    entry = {"path": texts.content.paths[iri], "title": title, "names": others}
    kind = clean(texts.phrases.property_label(ox.NamedNode(text(types[0])))) if types else ""
    source = next(texts.content.index.values(ox.NamedNode(iri), HAS_SOURCE), None)
    pointing = texts.content.index.with_object(ox.NamedNode(iri))
    cited = source is not None or any(quad.predicate.value == HAS_SOURCE for quad in pointing)
    more = {"roles": roles, "source": texts.label(text(source)) if source is not None else "", "cited": cited}
    return {**entry, "kind": kind, "links": len(pointing), **{name: value for name, value in more.items() if value}}


def _bounds(span: Span) -> list[str | None]:
    """Return earliest and latest start, earliest and latest last day; None where it is open."""
    bounds = (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end)
    return [None if bound in ("", "~") else bound for bound in bounds]


def _parameter(one: Parameter) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "example": one.example,
        "default": one.default,
        "description": one.description,
    }


def _mark(parameter: Parameter, number: int) -> Value:
    if parameter.kind == "resource":
        return ox.NamedNode(f"urn:x-parameter:{_MARK + number}")
    datatype = {"day": "date", "integer": "integer"}.get(parameter.kind, "string")
    return ox.Literal(str(_MARK + number), datatype=ox.NamedNode(f"{XSD}{datatype}"))


def _spelled(value: Value) -> str:
    """Return how a term stands in a query."""
    return "".join(token.text for token in spelled(value, Token("variable", "?x")))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"
