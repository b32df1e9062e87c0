"""Disagreements: two statements that cannot both hold, and how confident the editors are of each."""

from dataclasses import dataclass

from markupsafe import Markup

from sco_ld.model.vocabulary import CONFIDENCE, CONFIDENCE_LEVELS
from sco_ld.rdf.namespaces import SKOS
from sco_ld.rdf.terms import language, text
from sco_ld.site.content import Content
from sco_ld.site.notes import Notes
from sco_ld.site.texts import Reference, Texts, clean, dates_of


@dataclass(frozen=True)
class Side:
    """One side of a disagreement."""

    when: Markup
    what: Reference
    confidence: int
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Disagreement:
    """Two statements that cannot both hold, and the reasons of the editors."""

    sides: tuple[Side, Side]
    reasons: tuple[Reference, ...]


def disagreement(texts: Texts, notes: Notes, node: object, other: object) -> Disagreement:
    """Return two nodes that cannot both hold, with what the editors say of them."""
    index = texts.content.index
    remarks = dict.fromkeys(note for side in (node, other) for note in index.values(side, f"{SKOS}editorialNote"))
    said = [Reference(clean(text(one)), "", "" if language(one) == texts.lang else language(one)) for one in remarks]
    return Disagreement((_side(texts, notes, node), _side(texts, notes, other)), tuple(said))


def _side(texts: Texts, notes: Notes, node: object) -> Side:
    dates = dates_of(texts.content, node)
    start, end = texts.start(dates), texts.end(dates)
    when = texts.phrase("from-to", start=start, end=end) if start and end and end != start else start or end
    return Side(when, texts.reference(node), confidence(texts.content, node), notes.cite(node))


def confidence(content: Content, node: object) -> int:
    """Return how confident the editors are of a node, from 1 to 3; 0 if they do not say."""
    found = next(map(text, content.index.values(node, CONFIDENCE)), "")
    return CONFIDENCE_LEVELS.index(found) + 1 if found in CONFIDENCE_LEVELS else 0
