"""The page of a named question: its form, its answer at build time, its SPARQL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pyoxigraph as ox
from markupsafe import Markup

from sco_ld.errors import ScoError
from sco_ld.model.named_queries import NamedQuery, Parameter, Value
from sco_ld.model.vocabulary import HAS_SOURCE
from sco_ld.rdf.namespaces import RDF, XSD
from sco_ld.rdf.terms import language, text
from sco_ld.site.content import Content
from sco_ld.site.texts import Reference, Texts, clean
from sco_ld.sparql import engine
from sco_ld.sparql.rows import Rows

_MOST_OPTIONS, MOST_ROWS = 200, 200


@dataclass(frozen=True)
class Field:
    """A field of the form: a parameter, the value it has in the answer, and what may be chosen."""

    parameter: Parameter
    value: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """An answer: the columns, the rows as terms, and why there is none."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    said: str = ""


class QuestionPage:
    """A question in the language of a page."""

    def __init__(self, texts: Texts, query: NamedQuery) -> None:
        self.texts, self.content, self.query = texts, texts.content, query

    @property
    def title(self) -> Reference:
        """The question."""
        titles, lang = self.query.titles, self.texts.lang
        tag = lang if lang in titles else next(iter(titles), "")
        return Reference(clean(titles.get(tag, self.query.name)), "", "" if tag == lang else tag)

    @property
    def given(self) -> dict[str, str]:
        """The values of the parameters for which the page has the answer: defaults or examples, the language its own."""
        return {one.name: self.texts.lang if one.kind == "language" else one.example for one in self.query.parameters}

    def fields(self) -> list[Field]:
        """Return the fields of the form."""
        return [
            Field(one, self.given[one.name], self._options(one)) for one in self.query.parameters if one.kind != "language"
        ]

    @property
    def shell(self) -> str:
        """The command that asks the same."""
        parts = [f"-p {name}={value}" for name, value in self.given.items()]
        return " ".join([f"sco-ld query --named {self.query.name}", *parts])

    @property
    def sparql(self) -> str:
        """The text of the query without its front comment."""
        lines = self.query.text.splitlines()
        first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
        return "\n".join(lines[first:]).strip()

    @cached_property
    def answer(self) -> Answer:
        """The answer, at build time."""
        try:
            values = _values(self.content, self.query, self.given)
            return _answered(self.content, self.query, values)
        except ScoError as error:
            return Answer((), (), str(error))

    def cells(self) -> list[list[Markup | Reference]]:
        """Return the first rows, as references and dates."""
        return [[self._cell(term) for term in row] for row in self.answer.rows[:MOST_ROWS]]

    def heads(self) -> list[str]:
        """Return the names of the columns as words."""
        return [_words(name) for name in self.answer.variables]

    def _cell(self, term: Any) -> Markup | Reference:
        if term is None:
            return Markup("")
        if isinstance(term, ox.Literal):
            if term.datatype.value in (f"{XSD}date", f"{XSD}gYear", f"{XSD}gYearMonth"):
                return self.texts.date(term.value)
            if term.datatype.value == f"{XSD}boolean":
                return Markup.escape(self.texts.words["yes" if term.value == "true" else "no"])
            lang = language(term)
            return Reference(clean(term.value), "", "" if lang == self.texts.lang else lang)
        found = self.texts.reference(term)
        source = next(self.content.index.values(term, HAS_SOURCE), None)
        return replace(found, text=f"{self.texts.label(text(source))}, {found.text}") if source is not None else found

    def _options(self, parameter: Parameter) -> tuple[tuple[str, str], ...]:
        """Return the resources of the same class as the example, by prefixed name, with their labels."""
        if parameter.kind != "resource":
            return ()
        content = self.content
        iri = content.prefixes.expand(parameter.example) or ""
        classes = list(content.index.values(ox.NamedNode(iri), f"{RDF}type")) if iri else []
        quads = content.index.with_object(classes[0]) if classes else []
        typed = [quad for quad in quads if quad.predicate.value == f"{RDF}type"]
        alike = {quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)}
        found = sorted((self.texts.label(one), content.prefixes.shorten(one)) for one in alike)
        return tuple((name, label) for label, name in found) if len(found) <= _MOST_OPTIONS else ()


def _answered(content: Content, query: NamedQuery, values: Mapping[str, Value]) -> Answer:
    publication = content.publication
    found = engine.ask(publication.store, publication.parse(query.text), values)
    if isinstance(found, Rows):
        return Answer(found.variables, tuple(tuple(row) for row in found.solutions))
    if isinstance(found, bool):
        return Answer(("answer",), ((ox.Literal(found),),))
    return Answer(("subject", "predicate", "object"), tuple((quad.subject, quad.predicate, quad.object) for quad in found))


def _words(name: str) -> str:
    return "".join(f" {one.lower()}" if one.isupper() else one for one in name).strip()


def files(content: Content, query: NamedQuery) -> dict[str, bytes]:
    """Return the answer as CSV and JSON, with the names of English."""
    lang = content.languages[0]
    given = {one.name: lang if one.kind == "language" else one.example for one in query.parameters}
    publication = content.publication
    found = {}
    for format_ in ("csv", "json"):
        try:
            values = _values(content, query, given)
            answer = engine.ask(publication.store, publication.parse(query.text), values)
        except ScoError:
            continue
        if isinstance(answer, Rows):
            found[f"{query.name}.{format_}"] = answer.serialize(format_)
    return found


def _values(content: Content, query: NamedQuery, given: Mapping[str, str]) -> dict[str, Value]:
    """Return values as terms. Raise ScoError if one is none, or a resource that is not described here."""
    resources = [given[one.name] for one in query.parameters if one.kind == "resource"]
    unknown = next((name for name in resources if (iri := content.prefixes.expand(name)) and iri not in content.paths), None)
    if unknown is not None:
        raise ScoError(f'Nothing here is called "{unknown}".')
    return query.values(given, content.publication.names)
