"""A validation from files to a Report: read, check the shapes, validate, locate."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pyoxigraph as ox

from sco_ld.errors import ParseError
from sco_ld.model import as_of
from sco_ld.rdf.quad_stream import Quads
from sco_ld.runtime import deadline
from sco_ld.source_map.locator import Locator
from sco_ld.validation import engines, inference, inputs, results, syntax_errors
from sco_ld.validation.inputs import Inputs
from sco_ld.validation.job import Job
from sco_ld.validation.linters import name_linter
from sco_ld.validation.own_results import with_results
from sco_ld.validation.report import Report
from sco_ld.validation.shapes import lenient_shapes, narrowing, selected_shapes, shape_advice, shape_check, shape_selection
from sco_ld.validation.shapes.shape_faults import Fault
from sco_ld.validation.shapes.targets import Selection, only_in_ontology
from sco_ld.validation.validator import validate


def run(job: Job, timeout: float | None = None) -> Report:
    """Return the report of a job. Raise ScoError if it cannot be done, and after `timeout` seconds."""
    return deadline.within(timeout, partial(run_here, job))


def run_here(job: Job, say: deadline.Say, engine: engines.Engine | None = None) -> Report:
    """Return the report of a job, worked out in this process; `say` is called with what is being done.

    An engine is called in place of that which the job names.
    Where a file cannot be parsed, nothing is validated: the report has the error of each such file, and is not complete.
    """
    try:
        read = inputs.read(job, say)
    except ParseError as error:
        return syntax_errors.report(error, inputs.parse_errors(job), job.base)
    return _report(read, say, engine or job.engine)


def _report(read: Inputs, say: deadline.Say, engine: str | engines.Engine) -> Report:
    """Return the report of a job whose files are read."""
    job, data, ontology = read.job, read.data, read.ontology
    prefixes = inputs.prefixes_of(read).and_also(results.PREFIXES)
    files = list(dict.fromkeys((*job.data, *job.shapes)))
    places = Locator(files, data, job.base, read.contents, job.catalogue.contexts)
    places_of_shapes = Locator(list(read.shapes.declared), read.shapes, job.base, read.contents, job.catalogue.contexts)
    if job.day:
        data = Quads(as_of.view(data, ontology, job.day, possible=job.possible), data.prefixes)
    shapes, faults = _checked(job, read, places_of_shapes, say)
    if job.inference != "none":
        say(f"inferring by {job.inference}")
        data = _with_inferred(data, ontology, job.inference)
    say("looking for the targets")
    selection = Selection(data, ontology)
    focus = narrowing.nodes_named(job.focus, prefixes, data, "node")
    only = narrowing.nodes_named(job.only, prefixes, shapes, "shape")
    shapes = narrowing.narrowed(shapes, selection, focus, only)
    selected = selected_shapes.selected(shapes, selection)
    say(f"validating {len({quad.subject for quad in data})} nodes against {len(shapes)} triples of shapes")
    asked = shapes if job.infos else shape_selection.without_infos(shapes)
    report = validate(data, asked, ontology, prefixes=prefixes, places=places, engine=engine)
    if not job.allow_empty and not report.findings:
        selected_shapes.refuse_if_nothing_is_checked(selected, data, prefixes, inputs.names(job.data), focus)
    advice = () if job.trusted else shape_advice.unused(shapes, selected, selection, report.prefixes)
    if not job.trusted:
        about = [*lenient_shapes.results(faults), *shape_advice.patterns(shapes, job.engine)]
        report = with_results(report, about, read.shapes, places_of_shapes)
    report = replace(report, notes=read.notes, advice=() if focus or only else advice)
    return report if focus or only else _with_names(report, read, places, places_of_shapes)


def _checked(job: Job, read: Inputs, places: Locator, say: deadline.Say) -> tuple[list[ox.Quad], list[Fault]]:
    """Return the shapes to use and, if the job is lenient, the faults of those left out. Else raise ScoError for faults."""
    if job.trusted:
        return read.shapes, []
    say("checking the shapes")
    if not job.lenient:
        shape_check.refuse_ill_formed(read.shapes, places)
        return read.shapes, []
    faults = shape_check.faults(read.shapes, places)
    return lenient_shapes.without_ill_formed(read.shapes, faults), faults


def _with_inferred(data: Quads, ontology: Sequence[ox.Quad], regime: str) -> Quads:
    """Return data with what they entail, together with the ontology, about nodes that are not the ontology's own."""
    background = only_in_ontology(data, ontology)
    new = (quad for quad in inference.inferred([*data, *ontology], regime) if quad.subject not in background)
    return Quads([*data, *new], data.prefixes)


def _with_names(report: Report, read: Inputs, places: Locator, places_of_shapes: Locator) -> Report:
    """Return a report with what is wrong with names, prefixes and scripts."""
    declared = {**read.shapes.declared, **read.ontology.declared, **read.data.declared}
    files = tuple(dict.fromkeys((*read.job.data, *read.job.shapes)))
    of_shapes = None if read.job.trusted else places_of_shapes
    material = name_linter.Material(read.data, read.ontology, read.shapes, files, declared, places, of_shapes)
    report = with_results(report, name_linter.results(material, report.prefixes), read.data, places)
    return replace(report, rules=(*report.rules, *name_linter.rules(material, report.prefixes)))
