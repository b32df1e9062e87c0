"""All that is known of one resource: labelled, dated, footnoted."""

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.names import LABELS, find, label
from sco_ld.publication import Folders
from sco_ld.terms import language, text
from sco_ld.vocab import RDF, SCO, shorten

_OA = "http://www.w3.org/ns/oa#"
_SUPPORTED_BY = f"{SCO}supportedBy"
_URL = "http://schema.org/url"
_LINE = 100


@dataclass(frozen=True)
class Statement:
    """A property, a value, and the numbers of the footnotes that bear it out."""

    name: str
    value: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Description:
    """What a publication says of one resource; `str()` is a page for a terminal."""

    iri: str
    title: str
    types: tuple[str, ...]
    names: tuple[str, ...]
    statements: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    footnotes: tuple[str, ...]

    def __str__(self) -> str:
        lines = [self.title, f"{shorten(self.iri)}  {', '.join(self.types)}".rstrip()]
        if self.names:
            lines += ["", *(f"  {name}" for name in self.names)]
        for statements in (self.statements, self.incoming):
            width = max((len(statement.name) for statement in statements), default=0)
            lines += [""] * bool(statements)
            lines += [f"  {one.name:<{width}}  {one.value}{_marks(one.notes)}" for one in statements]
        lines += [""] * bool(self.footnotes)
        lines += [f"  [{number}] {note}" for number, note in enumerate(self.footnotes, 1)]
        return "\n".join(lines)


def describe(publication: Folders, name: str, lang: str = "en") -> Description:
    """Give all that the publication knows of a resource, by IRI, prefixed name or label in any language.

    An unknown or ambiguous name raises ScoError.
    """
    iri = find(publication, name)
    quads = [*publication.data, *publication.ontology]
    by_subject: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        by_subject[text(quad.subject)].append(quad)
    notes: dict[str, int] = {}

    def say(term: object) -> str:
        words = label(publication, term, (lang,))
        if isinstance(term, ox.NamedNode) and by_subject.get(term.value) and words == shorten(term.value):
            return _in_words(publication, by_subject[term.value], lang) or words
        return words

    def cited(subject: str) -> tuple[int, ...]:
        passages = [text(quad.object) for quad in by_subject[subject] if quad.predicate.value == _SUPPORTED_BY]
        return tuple(notes.setdefault(passage, len(notes) + 1) for passage in passages)

    own = [quad for quad in by_subject[iri] if quad.predicate.value not in (*LABELS, f"{RDF}type", _SUPPORTED_BY)]
    here = cited(iri)
    statements = [Statement(label(publication, quad.predicate, (lang,)), say(quad.object)) for quad in own]
    incoming = [
        Statement(f"← {label(publication, quad.predicate, (lang,))}", say(quad.subject), cited(text(quad.subject)))
        for quad in quads
        if quad.object == ox.NamedNode(iri) and quad.predicate.value != _SUPPORTED_BY
    ]
    return Description(
        iri=iri,
        title=label(publication, ox.NamedNode(iri), (lang,)) + _marks(here),
        types=tuple(say(quad.object) for quad in by_subject[iri] if quad.predicate.value == f"{RDF}type"),
        names=tuple(
            f"{text(quad.object)} ({language(quad.object)})"
            for quad in by_subject[iri]
            if quad.predicate.value in LABELS and language(quad.object)
        ),
        statements=tuple(statements),
        incoming=tuple(dict.fromkeys(incoming)),
        footnotes=tuple(_footnote(publication, by_subject, passage) for passage in notes),
    )


def _in_words(publication: Folders, quads: list[ox.Quad], lang: str) -> str:
    """Say an unlabelled node, a membership or a claim, in a line: its text, or its parts."""
    texts = {language(q.object): text(q.object) for q in quads if q.predicate.value == "http://schema.org/text"}
    if texts:
        line = texts.get(lang) or texts.get("en") or next(iter(texts.values()))
        return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"
    skipped = (f"{RDF}type", _SUPPORTED_BY, f"{SCO}confidence", f"{SCO}conflictsWith")
    parts = [label(publication, quad.object, (lang,)) for quad in quads if quad.predicate.value not in skipped]
    return ", ".join(parts[:6])


def _footnote(publication: Folders, by_subject: dict[str, list[ox.Quad]], passage: str) -> str:
    source = next((q.object for q in by_subject[passage] if q.predicate.value == f"{_OA}hasSource"), None)
    where = label(publication, ox.NamedNode(passage))
    if not isinstance(source, ox.NamedNode):
        return where
    address = next((f" <{text(q.object)}>" for q in by_subject[source.value] if q.predicate.value == _URL), "")
    return f"{label(publication, source)}, {where}{address}"


def _marks(notes: tuple[int, ...]) -> str:
    return f" [{','.join(map(str, notes))}]" if notes else ""
