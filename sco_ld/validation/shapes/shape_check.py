"""Where shapes are not well-formed SHACL."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.bases import Base
from sco_ld.rdf.namespaces import RDF, SH, STANDARD, Prefixes
from sco_ld.rdf.quad_stream import Quads
from sco_ld.rdf.reader import read
from sco_ld.rdf.terms import text
from sco_ld.source_map.locator import Locator
from sco_ld.source_map.source_file import Place
from sco_ld.sparql.query import checked_text
from sco_ld.validation.linters.lexical_forms import LEXICAL_FORM
from sco_ld.validation.quad_index import QuadIndex, Term
from sco_ld.validation.report import Finding
from sco_ld.validation.results import PREFIXES
from sco_ld.validation.shapes.shape_depth import refuse_deep_shapes
from sco_ld.validation.shapes.shape_faults import Fault, not_evaluated, undescribed, without_path
from sco_ld.validation.validator import validate

_QUERIES = (f"{SH}select", f"{SH}ask", f"{SH}construct")
_SHOWN = 5
_NIL = ox.NamedNode(f"{RDF}nil")


def refuse_ill_formed(shapes: Quads, places: Locator) -> None:
    """Raise ScoError, with places, where shapes break SHACL's own shapes or use terms that SHACL does not have."""
    found = faults(shapes, places)
    if found:
        shown = "\n  ".join(map(str, found[:_SHOWN])) + "\n  and more" * (len(found) > _SHOWN)
        raise ScoError(f"The shapes are not well-formed; --lenient-shapes runs those that are:\n  {shown}")


def faults(shapes: Quads, places: Locator) -> list[Fault]:
    """Return where shapes are not well-formed. Raise ScoError if they are nested too deep."""
    return list(_faults(tuple(shapes), shapes.prefixes, tuple(places.files), places.base, tuple(places.contexts.items())))


@lru_cache(maxsize=4)
def _faults(
    shapes: tuple[ox.Quad, ...],
    prefixes: Prefixes,
    paths: tuple[Path, ...],
    base: Base,
    contexts: tuple[tuple[str, Path], ...],
) -> tuple[Fault, ...]:
    """Do as `faults`, but once for the same shapes: a watch asks at every save."""
    index = QuadIndex(shapes)
    refuse_deep_shapes(index)
    places = Locator(paths, shapes, base, contexts=dict(contexts))
    return (
        *_unknown_terms(shapes, places),
        *_fetching_queries(shapes, places),
        *_against_shacl(shapes, prefixes, places),
        *without_path(index, prefixes, places),
        *undescribed(index, prefixes, places),
        *not_evaluated(index, prefixes, places),
    )


def _asset(name: str) -> Path:
    """Return a file that pySHACL has, without importing it."""
    spec = find_spec("pyshacl")
    assert spec  # noqa: S101
    assert spec.origin  # noqa: S101
    return Path(spec.origin).parent / "assets" / name


def _unknown_terms(shapes: Sequence[ox.Quad], places: Locator) -> Iterator[Fault]:
    known = {text(quad.subject) for quad in read(_asset("shacl.ttl")) if text(quad.subject).startswith(SH)}
    used = (term for quad in shapes for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode))
    unknown = dict.fromkeys(term for term in used if term.value.startswith(SH) and term.value not in known)
    for number, term in enumerate(unknown):
        near = _near(term, known) if number < _SHOWN else None  # it takes long
        hint = f" Did you mean {STANDARD.shorten(near)}?" if near else ""
        yield Fault(f"SHACL has no {STANDARD.shorten(term.value)}.{hint}", partial(places.find, term), term)


def _near(term: ox.NamedNode, known: Iterable[str]) -> str | None:
    """Return a known term of nearly the same name: a class for a class, a property for a property."""
    name = term.value.removeprefix(SH)
    names = (iri.removeprefix(SH) for iri in known)
    near = difflib.get_close_matches(
        name, [one for one in names if one[:1].isupper() == name[:1].isupper()], n=1, cutoff=0.75
    )
    return f"{SH}{near[0]}" if near else None


def _fetching_queries(shapes: Sequence[ox.Quad], places: Locator) -> Iterator[Fault]:
    for quad in shapes:
        if quad.predicate.value in _QUERIES:
            try:
                checked_text(text(quad.object))
            except ScoError as error:
                place = partial(places.find, quad.object)  # type: ignore[arg-type]
                yield Fault(str(error), place, quad.subject)  # type: ignore[arg-type]


def _against_shacl(shapes: Sequence[ox.Quad], prefixes: Prefixes, places: Locator) -> Iterator[Fault]:
    broken = validate(_without_values(shapes), list(read(_asset("shacl-shacl.ttl"))), prefixes=prefixes, places=places)
    lexical = PREFIXES.shorten(LEXICAL_FORM)  # a file of shapes may hold data too
    index = QuadIndex(broken.results)
    for finding in broken:
        if finding.shape != lexical:
            what = " ".join(part for part in (finding.path, finding.value) if part)
            sentence = f"{finding.focus}: {finding.message or finding.component} {what}".rstrip()
            result = ox.BlankNode(finding.result)
            focus, path, value = (index.value(result, f"{SH}{name}") for name in ("focusNode", "resultPath", "value"))
            yield Fault(sentence, partial(_place_of, finding), focus or result, path, value)


def _place_of(finding: Finding) -> Place | None:
    return finding.location


def _without_values(shapes: Sequence[ox.Quad]) -> list[ox.Quad]:
    """Return the shapes with empty lists in place of the well-formed ones of sh:in, which take an engine cubic time."""
    index = QuadIndex(shapes)
    heads = {quad.object for quad in shapes if quad.predicate.value == f"{SH}in"}
    cells = {head: _cells(head, index) for head in heads if isinstance(head, ox.BlankNode)}
    removed = {cell for found in cells.values() for cell in found}
    return [
        ox.Quad(quad.subject, quad.predicate, _NIL) if cells.get(quad.object) else quad  # type: ignore[arg-type]
        for quad in shapes
        if quad.subject not in removed
    ]


def _cells(head: Term, index: QuadIndex) -> list[Term]:
    """Return the nodes of a well-formed list; none if it is not well-formed."""
    found: dict[Term, None] = {}
    node: Term | None = head
    while node is not None and node != _NIL:
        properties = sorted(name for name, _ in index.about(node))
        if node in found or properties != [f"{RDF}first", f"{RDF}rest"]:
            return []
        found[node] = None
        node = index.value(node, f"{RDF}rest")
    return list(found)
