"""From files to a Report: read, refuse bad shapes, validate, locate; within a deadline if there is one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from sco_ld import asof, deadline, findings, reading, wellformed
from sco_ld.errors import ScoError
from sco_ld.findings import Report
from sco_ld.locating import Places
from sco_ld.terms import text
from sco_ld.validation import validate
from sco_ld.vocab import OWL, RDF, SH

_MARKS = {f"{SH}{name}" for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")}
_SHAPES = (f"{SH}NodeShape", f"{SH}PropertyShape")


@dataclass(frozen=True)
class Job:
    """What to validate: data files, shapes files, ontology files, and by which engine; trusted shapes are not checked.

    With a day, the data are validated as they stood on it; without infos, shapes that give nothing else are not asked.
    """

    data: tuple[Path, ...]
    shapes: tuple[Path, ...]
    ontology: tuple[Path, ...] = ()
    engine: str = "pyshacl"
    trusted: bool = False
    day: str | None = None
    possible: bool = False
    infos: bool = True


def check(job: Job, timeout: float | None = None) -> Report:
    """Give the report of a job. What keeps it from being done, time among it, raises ScoError."""
    return deadline.within(timeout, lambda say: _checked(job, say))


def _checked(job: Job, say: deadline.Say) -> Report:
    say(f"reading {len(job.data)} data and {len(job.shapes)} shapes files")
    data, shapes = reading.read_all(job.data), reading.read_all(job.shapes, "s")
    ontology = reading.read_all(job.ontology, "o")
    places = Places([*job.data, *(file for file in job.shapes if file not in job.data)], data)
    places_of_shapes = Places(job.shapes, shapes)
    if job.day:
        data = asof.view(data, ontology, job.day, possible=job.possible)
    _refuse_a_mix_up(job, data, shapes)
    if not job.trusted:
        say("checking the shapes")
        wellformed.refuse_ill_formed(shapes, places_of_shapes)
    say(f"validating {len({quad.subject for quad in data})} nodes against {len(shapes)} triples of shapes")
    asked = shapes if job.infos else wellformed.without_infos(shapes)
    report = validate(data, asked, ontology, places=places, engine=job.engine)
    told = () if job.trusted else wellformed.advice(shapes, data, ontology, places_of_shapes)
    imports = sorted({text(quad.object) for quad in [*data, *shapes] if quad.predicate.value == f"{OWL}imports"})
    return replace(
        report,
        findings=findings.ordered((*report.findings, *told)),
        notes=tuple(f"owl:imports <{one}> is not followed; give the file itself." for one in imports),
    )


def _refuse_a_mix_up(job: Job, data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> None:
    if not data:
        raise ScoError(f"{_names(job.data)}: no data, so nothing would be checked.")
    if not _are_shapes(shapes):
        what = "holds data but no shapes" if shapes else "is empty"
        raise ScoError(f"{_names(job.shapes)}: {what}, so nothing would be checked.")
    typed = {quad.subject for quad in data if quad.predicate.value == f"{RDF}type" and text(quad.object) not in _SHAPES}
    if _are_shapes(data) and not typed and not set(job.data) & set(job.shapes):
        raise ScoError(f"{_names(job.data)}: holds shapes and no data. Give shapes with -s.")


def _are_shapes(quads: Sequence[ox.Quad]) -> bool:
    return any(text(quad.object) in _SHAPES or quad.predicate.value in _MARKS for quad in quads)


def _names(files: Sequence[Path]) -> str:
    return ", ".join(str(file) for file in files) or "The publication"
