"""The command `validate`: data checked against shapes, the findings in one or several formats."""

from sco_ld.commands.requests import ValidateRequest
from sco_ld.publication import Publication
from sco_ld.runtime.console import Console
from sco_ld.validation import baseline
from sco_ld.validation.job import run_here
from sco_ld.validation.watch import watch


def run(request: ValidateRequest, console: Console) -> int:
    """Validate, and write the reports. Return 1 if there are findings at or above `fail_on`."""
    publication = request.source.publication()
    if request.watch:
        _watch(publication, request, console)
    job = publication.job(request.paths, request.shapes, request.ontology, request.engine)
    report = run_here(job, console.doing)
    for note in report.notes:
        console.note(f"Note: {note}")
    if request.write_baseline:
        with console.output(request.write_baseline) as stream:
            stream.write(baseline.render(report))
        console.note(f"{len(report)} findings written to {request.write_baseline}.")
        return 0
    if request.baseline:
        report = report.without(baseline.read(request.baseline))
    for name, target in request.reports:
        with console.output(target) as stream:
            stream.write(report.render(name, colour=request.colour and target is None, most=request.max_findings).encode())
    fail_on = request.fail_on or "violation"
    return int(fail_on != "never" and bool(report.at_least(fail_on)))


def _watch(publication: Publication, request: ValidateRequest, console: Console) -> None:
    folders = (publication.root / name for name in ("data", "ontology", "shapes"))
    watch(
        lambda: publication.job(request.paths, request.shapes, request.ontology, request.engine),
        [*request.paths, *request.shapes, *request.ontology, *folders],
        request.limits.seconds,
        console.print,
    )
