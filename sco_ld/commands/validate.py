"""The command `validate`: data checked against shapes, the findings in one or several formats."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sco_ld.commands.requests import STDOUT, ValidateRequest
from sco_ld.errors import ScoError
from sco_ld.publication import Publication
from sco_ld.rdf import catalogue
from sco_ld.rdf.publication_folder import enclosing_publication
from sco_ld.runtime.console import Console
from sco_ld.source_map.locator import Locator
from sco_ld.text.printable import printable
from sco_ld.validation import baseline, changed_nodes, plan, syntax_errors
from sco_ld.validation.job import Job
from sco_ld.validation.report import Report
from sco_ld.validation.runner import run_here
from sco_ld.validation.watch import watch

_SHOWN = 20  # fixed findings


def run(request: ValidateRequest, console: Console) -> int:
    """Validate, and write the reports. Return 1 if there are findings at or above `fail_on`."""
    publication = request.source.publication(request.paths)
    if request.watch:
        _watch(publication, request, console)
    job = _job(publication, request)
    if request.explain_plan:
        with console.output(request.output) as stream:
            stream.write(plan.explain(job, request.explain_plan).encode())
        return 0
    report = _report(job, publication, request, console)
    if not report.complete:
        _write(request, report, console)
        return 2
    if not (request.paths or request.endpoint or request.source.directory or enclosing_publication(Path())):
        console.note("Note: this is the SCO, which ships with sco-ld. To validate your own: name files, or -C DIR.")
    for note in report.notes:
        console.note(f"Note: {note}")
    if request.write_baseline:
        with console.output(request.write_baseline) as stream:
            stream.write(baseline.render(report))
        console.note(f"{len(report)} findings written to {request.write_baseline}.")
        return 0
    if request.changed_since:
        report, sentence = changed_nodes.limited(report, job, request.changed_since)
        console.note(sentence)
    if request.baseline:
        report = _without_known(report, request.baseline, request, console)
    _write(request, report, console)
    fail_on = request.fail_on or "violation"
    return int(fail_on != "never" and bool(report.at_least(fail_on)))


def report_failure(request: ValidateRequest, sentence: str, console: Console) -> None:
    """Write reports that say why nothing was validated, as far as they can be written; as text the error says it."""
    report = syntax_errors.stopped(sentence)
    for name, target in request.reports:
        if name != "text" or target not in (None, STDOUT):
            with suppress(ScoError, OSError), console.output(target) as stream:
                stream.write(report.render(name).encode())


def _report(job: Job, publication: Publication, request: ValidateRequest, console: Console) -> Report:
    if request.endpoint:
        return _of_endpoint(job, publication, request, console)
    if not request.store:
        return run_here(job, console.doing)
    from sco_ld.validation.stores import indexed

    found = publication.indexed(request.store, console.doing)
    assert found.index  # noqa: S101
    return indexed.run(job, indexed.IndexedData(found.index, found.streamed()), console.doing)


def _of_endpoint(job: Job, publication: Publication, request: ValidateRequest, console: Console) -> Report:
    """Return the report on what an endpoint holds."""
    from sco_ld.remote import shacl_endpoint
    from sco_ld.validation import inputs
    from sco_ld.validation.shapes import shape_check

    shapes, notes = inputs.read_shapes(job, console.doing)
    if not job.trusted:
        shape_check.refuse_ill_formed(shapes, Locator(list(shapes.declared), shapes, job.base))
    report = shacl_endpoint.validate(
        request.endpoint or "",
        shapes,
        shapes.prefixes.and_also(publication.prefixes),
        console.doing,
        graph=request.graph,
        timeout=request.limits.seconds,
        fetch=request.fetch,
        allow_empty=request.allow_empty,
    )
    return replace(report, notes=(*notes, *report.notes))


def _without_known(report: Report, path: Path, request: ValidateRequest, console: Console) -> Report:
    """Return a report without the findings of a baseline; say which of those are fixed, and take them out if asked to."""
    known = baseline.known_findings(path)
    fixed = [] if request.changed_since else baseline.fixed(known, report)
    for line in fixed[:_SHOWN]:
        console.note(f"fixed: {printable(line)}")
    if len(fixed) > _SHOWN:
        console.note(f"… and {len(fixed) - _SHOWN} more fixed.")
    if request.update:
        with console.output(path) as stream:
            stream.write(baseline.tightened(known, report))
        console.note(f"{path}: {len(fixed)} fixed, {len(known) - len(fixed)} left.")
    elif fixed:
        console.note(f"{len(fixed)} of {len(known)} findings of {path} are fixed; --update takes them out.")
    return report.without(known)


def _write(request: ValidateRequest, report: Report, console: Console) -> None:
    for name, target in request.reports:
        with console.output(target) as stream:
            text = report.render(name, colour=request.colour and target is None, most=request.max_findings)
            stream.write(text.encode())


def _job(publication: Publication, request: ValidateRequest) -> Job:
    job = publication.job(request.paths, request.shapes, request.ontology, request.engine)
    return replace(
        job,
        catalogue=catalogue.from_options(request.imports).and_also(job.catalogue),
        lenient=request.lenient_shapes,
        inference=request.inference,
        focus=request.focus,
        only=request.only_shapes,
        allow_empty=request.allow_empty,
    )


def _watch(publication: Publication, request: ValidateRequest, console: Console) -> None:
    folders = (publication.root / name for name in ("data", "ontology", "shapes"))
    watch(
        lambda: _job(publication, request),
        [*request.paths, *request.shapes, *request.ontology, *folders],
        request.limits.seconds,
        console.print,
    )
