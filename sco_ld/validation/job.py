"""A validation, from files to a Report: read, check the shapes, validate, locate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model import as_of
from sco_ld.rdf import reader
from sco_ld.rdf.namespaces import OWL, RDF, SH
from sco_ld.rdf.reader import Quads
from sco_ld.rdf.terms import text
from sco_ld.runtime import deadline
from sco_ld.source_map.locator import Locator
from sco_ld.validation import engines, name_linter, results, shape_advice, shape_check, shape_selection
from sco_ld.validation.fingerprint import Identities
from sco_ld.validation.quad_index import QuadIndex
from sco_ld.validation.report import Report, ordered
from sco_ld.validation.report_reader import ReportReader
from sco_ld.validation.results import Result
from sco_ld.validation.validator import locator, validate

_SHAPES = (f"{SH}NodeShape", f"{SH}PropertyShape")


@dataclass(frozen=True)
class Job:
    """A validation to run: files of data, shapes and ontology, and the engine; trusted shapes are not checked.

    With a day, the data are validated as they stood on it; without infos, shapes that give nothing else are not asked. The
    base is that of relative IRIs, else it is the name of their file.
    """

    data: tuple[Path, ...]
    shapes: tuple[Path, ...]
    ontology: tuple[Path, ...] = ()
    engine: str = engines.DEFAULT
    trusted: bool = False
    day: str | None = None
    possible: bool = False
    infos: bool = True
    base: str | None = None


def run(job: Job, timeout: float | None = None) -> Report:
    """Return the report of a job. Raise ScoError if it cannot be done, and after `timeout` seconds."""
    return deadline.within(timeout, partial(run_here, job))


def run_here(job: Job, say: deadline.Say) -> Report:
    """Return the report of a job, worked out in this process; `say` is called with what is being done."""
    say(f"reading {len(job.data)} data and {len(job.shapes)} shapes files")
    contents: dict[Path, bytes] = {}
    data = reader.read_all(job.data, base=job.base, contents=contents)
    shapes = reader.read_all(job.shapes, "s", job.base, contents)
    ontology = reader.read_all(job.ontology, "o", job.base)
    places = Locator([*job.data, *(file for file in job.shapes if file not in job.data)], data, job.base, contents)
    places_of_shapes = Locator(job.shapes, shapes, job.base, contents)
    declared = {**shapes.declared, **ontology.declared, **data.declared}
    written = name_linter.Material(data, ontology, shapes, job.data, declared, places)
    if job.day:
        data = Quads(as_of.view(data, ontology, job.day, possible=job.possible), data.prefixes)
    _refuse_mixed_up(job, data, shapes)
    if not job.trusted:
        say("checking the shapes")
        shape_check.refuse_ill_formed(shapes, places_of_shapes)
    say(f"validating {len({quad.subject for quad in data})} nodes against {len(shapes)} triples of shapes")
    asked = shapes if job.infos else shape_selection.without_infos(shapes)
    prefixes = shapes.prefixes.and_also(data.prefixes).and_also(ontology.prefixes)
    report = validate(data, asked, ontology, prefixes=prefixes, places=places, engine=job.engine)
    if not job.trusted:
        report = _with(report, shape_advice.advice(shapes, data, ontology), shapes, places_of_shapes)
    report = _with(report, name_linter.results(written, report.prefixes), written.data, places)
    report = replace(report, rules=(*report.rules, *name_linter.rules(written, report.prefixes)))
    imports = sorted({text(quad.object) for quad in [*data, *shapes] if quad.predicate.value == f"{OWL}imports"})
    return replace(report, notes=tuple(f"owl:imports <{one}> is not followed; give the file itself." for one in imports))


def _with(report: Report, found: Sequence[Result], quads: Sequence[ox.Quad], places: Locator) -> Report:
    """Return a report with results of our own, about nodes of the quads."""
    own = results.to_quads(found, f"own{len(report.results)}-")
    known = {(one.focus, one.path, one.value): one.place for one in found}
    index, nodes, locate = QuadIndex(own), Identities(quads), locator(places)
    reader_ = ReportReader(
        index, QuadIndex(()), nodes, nodes, lambda *triple: known.get(triple) or locate(*triple), report.prefixes
    )
    findings = reader_.findings(index.subjects())
    return replace(report, findings=ordered((*report.findings, *findings)), results=(*report.results, *own))


def _refuse_mixed_up(job: Job, data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> None:
    if not data:
        raise ScoError(f"{_names(job.data)}: no data, so nothing would be checked.")
    if not _are_shapes(shapes):
        what = "holds data but no shapes" if shapes else "is empty"
        raise ScoError(f"{_names(job.shapes)}: {what}, so nothing would be checked.")
    typed = {quad.subject for quad in data if quad.predicate.value == f"{RDF}type" and text(quad.object) not in _SHAPES}
    if _are_shapes(data) and not typed and not set(job.data) & set(job.shapes):
        raise ScoError(f"{_names(job.data)}: holds shapes and no data. Give shapes with -s.")


def _are_shapes(quads: Sequence[ox.Quad]) -> bool:
    return any(text(quad.object) in _SHAPES or quad.predicate.value in shape_advice.TARGETS for quad in quads)


def _names(files: Sequence[Path]) -> str:
    return ", ".join(str(file) for file in files) or "The publication"
