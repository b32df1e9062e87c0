"""What the page of a term, a shape or a source shows beside its statements: hierarchy, usage, rules, targets, passages."""

from collections import Counter
from dataclasses import dataclass

import pyoxigraph as ox

from sco_ld.model.vocabulary import HAS_SOURCE, SUPPORTED_BY
from sco_ld.rdf.namespaces import RDFS, SH, SKOS
from sco_ld.rdf.terms import text
from sco_ld.site.content import Content
from sco_ld.site.pages.data_page import Findings
from sco_ld.site.texts import Reference, Texts, clean

_UP = (f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{SKOS}broader")
_CONSTRAINED = tuple(f"{SH}{name}" for name in ("path", "targetClass", "targetSubjectsOf", "targetObjectsOf", "class"))
_SEVERITIES = {f"{SH}Warning": "should", f"{SH}Info": "may-know"}
_MOST = 40


@dataclass(frozen=True)
class Rule:
    """A shape: its message, its page, and whether it is an obligation, as the name of a word."""

    message: str
    ref: Reference
    severity: str


@dataclass(frozen=True)
class Usage:
    """How often a property is used: on how many nodes of each kind."""

    times: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SourcePassage:
    """A passage of a source, and what rests on it: the first of it, and how much it is."""

    ref: Reference
    resting: tuple[Reference, ...]
    total: int


class TermParts:
    """The parts for one resource, in the language of a page; those that do not apply are empty."""

    def __init__(self, texts: Texts, iri: str, found: Findings | None) -> None:
        self.texts, self.content, self.iri = texts, texts.content, iri
        self.node, self.found = ox.NamedNode(iri), found

    def above(self) -> list[Reference]:
        """Return the terms directly above."""
        quads = self.content.index.with_subject(self.node)
        return [self.texts.reference(quad.object) for quad in quads if quad.predicate.value in _UP]

    def below(self) -> list[Reference]:
        """Return the terms directly below."""
        quads = self.content.index.with_object(self.node)
        return [self.texts.reference(quad.subject) for quad in quads if quad.predicate.value in _UP]

    def usage(self) -> Usage | None:
        """Return how often a property is used; None if it is none."""
        kinds = self.content.usage.get(self.iri)
        if not kinds:
            return None
        named = Counter[str]()
        for class_, number in kinds.items():
            named[self.texts.kind(class_) if class_ else "–"] += number
        return Usage(kinds.total(), tuple(named.most_common(12)))

    def rules(self) -> list[Rule]:
        """Return the shapes that constrain the term, those with a message."""
        quads = [one for one in self.content.index.with_object(self.node) if one.predicate.value in _CONSTRAINED]
        shapes = dict.fromkeys(shape for quad in quads for shape in self._with_parts(quad.subject))
        return [rule for shape in shapes if (rule := self._rule(shape)) is not None][:_MOST]

    def message(self) -> str:
        """Return the message of a shape; empty if it is none."""
        return next((clean(text(one)) for one in self.content.values(self.iri, f"{SH}message")), "")

    def targets(self) -> int | None:
        """Return on how many nodes a shape is checked; None if it is none."""
        if not self.content.is_shape(self.iri):
            return None
        found: set[object] = set()
        for shape in {self.node, *self._parents(self.node)}:
            found |= _targets(self.content, shape)
        return len(found)

    def findings(self) -> int | None:
        """Return how many findings there are of a shape and its parts; None if nothing was validated."""
        if self.found is None:
            return None
        own = {text(one) for one in self._with_parts(self.node)}
        return sum(number for shape, number in self.found.by_shape.items() if shape in own)

    def passages(self) -> list[SourcePassage]:
        """Return the passages of a source, with what rests on each."""
        quads = self.content.index.with_object(self.node)
        return [self._passage(quad.subject) for quad in quads if quad.predicate.value == HAS_SOURCE]

    def _passage(self, passage: object) -> SourcePassage:
        quads = self.content.index.with_object(passage)
        resting = [quad.subject for quad in quads if quad.predicate.value == SUPPORTED_BY]
        return SourcePassage(self.texts.reference(passage), tuple(map(self.texts.reference, resting[:5])), len(resting))

    def _with_parts(self, shape: object) -> list[object]:
        """Return a shape, and the property shapes of a node shape."""
        return [shape, *self.content.index.values(shape, f"{SH}property")]

    def _rule(self, shape: object) -> Rule | None:
        message = next(self.content.index.values(shape, f"{SH}message"), None)
        if message is None or not isinstance(shape, ox.NamedNode):
            return None
        severity = next(map(text, self.content.index.values(shape, f"{SH}severity")), "")
        ref = Reference(self.content.prefixes.shorten(shape.value), self.texts.reference(shape).href)
        return Rule(clean(text(message)), ref, _SEVERITIES.get(severity, "must"))

    def _parents(self, shape: object) -> list[object]:
        return [quad.subject for quad in self.content.index.with_object(shape) if quad.predicate.value == f"{SH}property"]


def _targets(content: Content, shape: object) -> set[object]:
    """Return the nodes that a shape targets by classes, properties or name. https://www.w3.org/TR/shacl/#targets"""
    found: set[object] = set()
    for quad in content.index.with_subject(shape):
        name = quad.predicate.value.removeprefix(SH)
        if name == "targetNode":
            found.add(quad.object)
        elif name == "targetClass":
            classes = content.subclasses(text(quad.object))
            found |= {node for class_ in classes for node in content.instances.get(class_, ())}
        elif name in ("targetSubjectsOf", "targetObjectsOf"):
            position = 0 if name == "targetSubjectsOf" else 2
            found |= {one[position] for one in content.by_property.get(text(quad.object), ())}
    return found
