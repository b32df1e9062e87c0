"""The shapes themselves: are they SHACL, and does each of them select anything?"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import OWL, RDF, RDFS, SH, STANDARD, Prefixes
from sco_ld.rdf.reader import Quads, read
from sco_ld.rdf.terms import text
from sco_ld.source_map.locator import Locator
from sco_ld.sparql.query import check
from sco_ld.validation.report import Finding, ordered
from sco_ld.validation.validator import LEXICAL_FORM, PREFIXES, validate

_TARGETS = (f"{SH}targetClass", f"{SH}targetNode", f"{SH}targetSubjectsOf", f"{SH}targetObjectsOf")
_ASKS_NOTHING = {"property", "name", "description", "message", "severity", "order", "group"}
_QUERIES = (f"{SH}select", f"{SH}ask", f"{SH}construct")
_ASSETS = Path(str(files("pyshacl") / "assets"))
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*[*+](?:[^()\\]|\\.)*\)[*+{]")
_MANY = 5
_WORDS = {
    "selects": ("info", "A shape selects a node; this one's targets match nothing, which may be a slip of the pen."),
    "path": ("info", "The property of a path is used in the data or known to the ontology; this one is neither."),
    "pattern": ("warning", "A pattern repeats no repetition: this one can take for ever. --timeout ends it."),
}
Shape = ox.NamedNode | ox.BlankNode


def refuse_ill_formed(shapes: Quads, places: Locator) -> None:
    """Raise ScoError, with places, where shapes break SHACL's own shapes or use terms that SHACL has not."""
    _refuse(tuple(shapes), shapes.prefixes, tuple(places.files))


def advice(
    shapes: Sequence[ox.Quad], data: Sequence[ox.Quad], ontology: Sequence[ox.Quad], places: Locator, prefixes: Prefixes
) -> tuple[Finding, ...]:
    """Return what is worth knowing of shapes: those that select nothing, paths nobody knows, patterns that explode."""
    selection = _Selection([*data, *ontology])
    told: list[tuple[object, str, object]] = [
        (shape, "selects", targets[0][1])
        for shape, targets in _targets(shapes).items()
        if not any(selection.matches(kind, value.value) for kind, value in targets)
    ]
    for quad in shapes:
        path = quad.object if quad.predicate.value == f"{SH}path" else None
        if isinstance(path, ox.NamedNode) and path.value not in selection.known:
            told.append((quad.subject, "path", path))
        if quad.predicate.value == f"{SH}pattern" and _NESTED.search(text(quad.object)):
            told.append((quad.subject, "pattern", quad.object))
    return ordered(_told(*one, places, prefixes) for one in told)


def without_infos(shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the shapes without the targets of those that can give nothing but infos; others may still refer to them."""
    said: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in shapes:
        said[quad.subject][quad.predicate.value].append(quad.object)

    def only_infos(shape: object, above: tuple[object, ...] = ()) -> bool:
        about = said[shape]
        asks = {name.removeprefix(SH) for name in about if name.startswith(SH) and name not in _TARGETS} - _ASKS_NOTHING
        own = not asks or ox.NamedNode(f"{SH}Info") in about[f"{SH}severity"]
        return own and all(only_infos(one, (*above, shape)) for one in about[f"{SH}property"] if one not in above)

    quiet = {quad.subject for quad in shapes if quad.predicate.value in _TARGETS and only_infos(quad.subject)}
    return [quad for quad in shapes if quad.predicate.value not in _TARGETS or quad.subject not in quiet]


@lru_cache(maxsize=4)
def _refuse(shapes: tuple[ox.Quad, ...], prefixes: Prefixes, files: tuple[Path, ...]) -> None:
    """Do as `refuse_ill_formed`, but once for the same shapes: a watch asks at every save."""
    places = Locator(files, shapes)
    wrong = [*_unknown_terms(shapes, places), *_fetching(shapes, places), *_against_shacl(shapes, prefixes, places)]
    if wrong:
        more = f"\n  and {len(wrong) - _MANY} more" if len(wrong) > _MANY else ""
        raise ScoError("The shapes are not well-formed:\n  " + "\n  ".join(wrong[:_MANY]) + more)


def _told(shape: object, kind: str, value: object, places: Locator, prefixes: Prefixes) -> Finding:
    severity, words = _WORDS[kind]
    named = shape if isinstance(shape, ox.NamedNode) else value
    place = places.find(named) if isinstance(named, ox.NamedNode | ox.Literal) else None
    return Finding(_short(named, prefixes), "", _short(value, prefixes), severity, words, f"sco-ld:{kind}", "", "", place)


def _short(term: object, prefixes: Prefixes) -> str:
    return prefixes.shorten(text(term)) if isinstance(term, ox.NamedNode) else str(term)


def _unknown_terms(shapes: Sequence[ox.Quad], places: Locator) -> Iterable[str]:
    terms = {text(quad.subject) for quad in read(_ASSETS / "shacl.ttl") if text(quad.subject).startswith(SH)}
    used = (term for quad in shapes for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode))
    for term in dict.fromkeys(term for term in used if term.value.startswith(SH) and term.value not in terms):
        near = difflib.get_close_matches(term.value, terms, n=1)
        hint = f" Did you mean {STANDARD.shorten(near[0])}?" if near else ""
        yield f"{places.find(term) or 'shapes'}: SHACL has no {STANDARD.shorten(term.value)}.{hint}"


def _fetching(shapes: Sequence[ox.Quad], places: Locator) -> Iterable[str]:
    for quad in shapes:
        if quad.predicate.value in _QUERIES:
            try:
                check(text(quad.object))
            except ScoError as error:
                yield f"{places.find(quad.object) or 'shapes'}: {error}"  # type: ignore[arg-type]


def _against_shacl(shapes: Sequence[ox.Quad], prefixes: Prefixes, places: Locator) -> Iterable[str]:
    broken = validate(shapes, list(read(_ASSETS / "shacl-shacl.ttl")), prefixes=prefixes, places=places)
    for finding in (one for one in broken if one.shape != PREFIXES.shorten(LEXICAL_FORM)):  # a shapes file may hold data too
        what = " ".join(part for part in (finding.path, finding.value) if part)
        yield f"{finding.location or 'shapes'}: {finding.focus}: {finding.message or finding.component} {what}".rstrip()


def _targets(shapes: Sequence[ox.Quad]) -> dict[Shape, list[tuple[str, ox.NamedNode]]]:
    targets: dict[Shape, list[tuple[str, ox.NamedNode]]] = {}
    classes = {
        q.subject for q in shapes if q.predicate.value == f"{RDF}type" and text(q.object) in (f"{RDFS}Class", f"{OWL}Class")
    }
    for quad in shapes:
        if quad.predicate.value in _TARGETS:
            targets.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))  # type: ignore[arg-type]
        elif quad.subject in classes and text(quad.object) == f"{SH}NodeShape":
            targets.setdefault(quad.subject, []).append((_TARGETS[0], quad.subject))  # type: ignore[arg-type]
    return targets


class _Selection:
    """What the targets of shapes can match in the data and the ontology."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self.properties = {quad.predicate.value for quad in quads}
        self.known = self.properties | {text(subject) for subject in {quad.subject for quad in quads}}
        self.classes: set[str] = set()
        above = defaultdict(set)
        for quad in quads:
            predicate = quad.predicate.value
            if predicate == f"{RDF}type":
                self.classes.add(text(quad.object))
            elif predicate == f"{RDFS}subClassOf":
                above[text(quad.subject)].add(text(quad.object))
        new = self.classes
        while new := {one for name in new for one in above[name]} - self.classes:
            self.classes |= new

    def matches(self, kind: str, value: str) -> bool:
        """Return whether a target selects any node. https://www.w3.org/TR/shacl/#targets"""
        if kind == f"{SH}targetNode":
            return True
        return value in (self.classes if kind == f"{SH}targetClass" else self.properties)
