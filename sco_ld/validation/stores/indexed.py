"""A publication validated from its index on disk: memory grows with the findings, and not with the data.

The index has every literal by its value, so it is used only if each is written like that; the files are read for this, once
for each index. What it cannot answer is validated from the files.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import islice

import pyoxigraph as ox

from sco_ld.rdf.quad_stream import Quads
from sco_ld.runtime.deadline import Say
from sco_ld.runtime.limits import sealed
from sco_ld.source_map.locator import Locator
from sco_ld.sparql.disk_index import DiskIndex
from sco_ld.validation import inputs, results
from sco_ld.validation.engines.compiled import engine, literals
from sco_ld.validation.engines.compiled import results as compiled_results
from sco_ld.validation.engines.compiled.plan import Plan
from sco_ld.validation.engines.compiled.report import report_quads
from sco_ld.validation.engines.compiled.results import Result
from sco_ld.validation.engines.compiled.shape_reader import ShapesGraph, read_shapes
from sco_ld.validation.engines.compiled.store import Data
from sco_ld.validation.engines.isolation import raising_sco_error
from sco_ld.validation.job import Job
from sco_ld.validation.quad_index import QuadIndex
from sco_ld.validation.report import Report
from sco_ld.validation.runner import run_here
from sco_ld.validation.shapes import shape_check
from sco_ld.validation.shapes.shape_depth import refuse_deep_shapes
from sco_ld.validation.stores import queried
from sco_ld.validation.validator import read_report

_BATCH = 100_000
_GRAPH = re.compile(r"\bGRAPH\s*[?$<]", re.IGNORECASE)
_DEPTH = 8  # steps from a blank node to what identifies it
_FORMS = "literals-by-value"
_NOT_LOOKED_UP = "With --store, names that lead nowhere and targets that select nothing are not looked for."


@dataclass(frozen=True)
class IndexedData:
    """An index, and the quads of its files, which are read each time they are iterated."""

    index: DiskIndex
    quads: Iterable[ox.Quad]


def run(job: Job, source: IndexedData, say: Say) -> Report:
    """Return the report of a job on the files of an index. Raise ScoError as `job.run` does."""
    shapes, notes = inputs.read_shapes(job, say)
    if not job.trusted:
        say("checking the shapes")
        shape_check.refuse_ill_formed(
            shapes, Locator(list(shapes.declared), shapes, job.base, contexts=job.catalogue.contexts)
        )
    refuse_deep_shapes(QuadIndex(shapes))
    say("looking for literals that are not written by value")
    with raising_sco_error():
        graph, data = read_shapes(shapes), Data(source.index.store)
        reason = _why_not(source, graph, engine.plan_for(data, graph))
        if reason:
            return queried.with_notes(run_here(job, say), f"The index was not used: {reason}.")
        say(f"validating against {len(shapes)} triples of shapes")
        found = _found(source.index, data, engine.plan_for(data, graph))
    if not found and not job.allow_empty:
        queried.refuse_if_nothing_is_selected(data, graph.shapes, data.hierarchy)
    return replace(_report(job, source, shapes, found), notes=(*notes, _NOT_LOOKED_UP))


def _why_not(source: IndexedData, graph: ShapesGraph, plan: Plan) -> str | None:
    """Return why shapes cannot be asked of an index; None if they can."""
    if graph.handed:
        return "a shape is for pySHACL, which needs all data in memory"
    texts = [
        *(text for query in plan.queries for text in queried.texts(query)),
        *(one.text for one in plan.functions.queries.values()),
    ]
    if any(_GRAPH.search(text) for text in texts):
        return "a query of the shapes asks for graphs"
    if source.index.remembered(_FORMS, lambda: _are_by_value(source.quads)) != "yes":
        return "a literal of the data is ill-typed or not written by its value, as 01 for 1"
    return None


def _are_by_value(quads: Iterable[ox.Quad]) -> str:
    for typed in _typed(iter(quads)):
        if literals.surrogates(typed):
            return "no"
    return "yes"


def _typed(quads: Iterator[ox.Quad]) -> Iterator[set[ox.Literal]]:
    while batch := list(islice(quads, _BATCH)):
        yield {one for quad in batch if isinstance(one := quad.object, ox.Literal) and literals.is_typed(one)}


def _found(index: DiskIndex, data: Data, plan: Plan) -> list[Result]:
    with sealed() if index.is_wholly_open else nullcontext():
        return list(compiled_results.results(data, plan))


def _report(job: Job, source: IndexedData, shapes: Quads, found: Sequence[Result]) -> Report:
    prefixes = shapes.prefixes.and_also(source.index.prefixes).and_also(results.PREFIXES)
    blank = {node for one in found for node in (one.focus, one.value) if isinstance(node, ox.BlankNode)}
    files = list(dict.fromkeys((*job.data, *job.shapes)))
    places = Locator(files, source.quads, job.base, contexts=job.catalogue.contexts)
    return read_report(report_quads(found, shapes), _around(source.index.store, blank), shapes, (), prefixes, places)


def _around(store: ox.Store, nodes: set[ox.BlankNode]) -> list[ox.Quad]:
    """Return the triples that tell blank nodes apart."""
    default, found, seen, new = ox.DefaultGraph(), dict[ox.Quad, None](), set[ox.BlankNode](), nodes
    for _ in range(_DEPTH):
        seen |= new
        about = [quad for node in new for quad in store.quads_for_pattern(node, None, None, default)]
        about += [quad for node in new for quad in store.quads_for_pattern(None, None, node, default)]
        found |= dict.fromkeys(about)
        ends = {end for quad in about for end in (quad.subject, quad.object)}
        new = {end for end in ends if isinstance(end, ox.BlankNode)} - seen
    return sorted(found, key=str)
