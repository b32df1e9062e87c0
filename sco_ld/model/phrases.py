"""Resources in words: a label, a property as words, a node in one line."""

import re

import pyoxigraph as ox

from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.interface import words
from sco_ld.model.names import NAMES, Names, preferred
from sco_ld.model.periods import period
from sco_ld.model.property_names import property_name
from sco_ld.model.vocabulary import CONFIDENCE, CONFLICTS_WITH, ENDS, STARTS, SUPPORTED_BY
from sco_ld.rdf.namespaces import RDF, SCHEMA
from sco_ld.rdf.terms import language

SHOWN_ELSEWHERE = frozenset({*NAMES, *STARTS, *ENDS, f"{RDF}type", SUPPORTED_BY, CONFLICTS_WITH, CONFIDENCE})
_MAX_PARTS = 5


class Phrases:
    """Names resources in a language."""

    def __init__(self, index: EntityIndex, names: Names, lang: str) -> None:
        self.index, self.names, self.lang = index, names, lang

    def label(self, term: object) -> str:
        """Return a resource's label, else its prefixed name; of a literal, its text."""
        return self.names.label(term, (self.lang,))

    def property_label(self, term: ox.NamedNode) -> str:
        """Return a property's label, or its local name as words: `legal name`."""
        if label := self.names.literal(term.value, (self.lang,)):
            return label.value
        if known := property_name(term.value, self.lang):
            return known
        return _local_name(term)

    def language_of(self, term: ox.NamedNode) -> str:
        """Return the language of `property_label`: that of the label, or English."""
        label = self.names.literal(term.value, (self.lang,))
        if label is None:
            return self.lang if property_name(term.value, self.lang) != property_name(term.value) else "en"
        return language(label)

    def phrase(self, node: object, subject: object) -> str:
        """Return a node in one line: its label, else its text, else the labels of its values other than the subject."""
        return self.phrase_and_language(node, subject)[0]

    def phrase_and_language(self, node: object, subject: object) -> tuple[str, str]:
        """Return a node in one line, and the language of that line: empty if it is of several parts or has none."""
        if isinstance(node, ox.Literal):
            kind = self.kind(node)
            return (f"{node.value} ({kind})" if kind else node.value), language(node)
        if not isinstance(node, ox.NamedNode):
            return self._parts(node, subject), ""
        if literal := self.names.literal(node.value, (self.lang,)):
            return literal.value, language(literal)
        if not self.index.with_subject(node):
            return self.label(node), ""
        texts = {
            language(value): value for value in self.index.values(node, f"{SCHEMA}text") if isinstance(value, ox.Literal)
        }
        if chosen := preferred(texts, (self.lang,)):
            return chosen.value, language(chosen)
        return self._parts(node, subject) or self.label(node), ""

    def kind(self, literal: ox.Literal) -> str:
        """Return the language of a literal, or the label of a datatype that the publication describes."""
        described = self.index.with_subject(literal.datatype)
        return language(literal) or (self.label(literal.datatype) if described else "")

    def period(self, node: object) -> str:
        """Return the time of a node; empty if it has none."""
        return period(self.index.with_subject(node))

    def _parts(self, node: object, subject: object) -> str:
        quads = self.index.with_subject(node)
        parts = [quad.object for quad in quads if quad.predicate.value not in SHOWN_ELSEWHERE and quad.object != subject]
        return words(self.lang)["comma"].join(self.label(part) for part in reversed(parts[:_MAX_PARTS]))


def _local_name(term: ox.NamedNode) -> str:
    """Return what follows the namespace as words: `legal name`."""
    local_name = re.split(r"[/#:]", term.value)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name).replace("_", " ").lower()
