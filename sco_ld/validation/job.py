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
from sco_ld.source_map.locator import Places
from sco_ld.validation import name_linter, shape_linter
from sco_ld.validation.report import Report, ordered
from sco_ld.validation.validator import validate

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


def run(job: Job, timeout: float | None = None) -> Report:
    """Return the report of a job. Raise ScoError if it cannot be done, and after `timeout` seconds."""
    return deadline.within(timeout, partial(_validated, job))


def _validated(job: Job, say: deadline.Say) -> Report:
    say(f"reading {len(job.data)} data and {len(job.shapes)} shapes files")
    data, shapes = reader.read_all(job.data), reader.read_all(job.shapes, "s")
    ontology = reader.read_all(job.ontology, "o")
    places = Places([*job.data, *(file for file in job.shapes if file not in job.data)], data)
    places_of_shapes = Places(job.shapes, shapes)
    whole = data
    if job.day:
        data = Quads(as_of.view(data, ontology, job.day, possible=job.possible), data.prefixes)
    _refuse_a_mix_up(job, data, shapes)
    if not job.trusted:
        say("checking the shapes")
        shape_linter.refuse_ill_formed(shapes, places_of_shapes)
    say(f"validating {len({quad.subject for quad in data})} nodes against {len(shapes)} triples of shapes")
    asked = shapes if job.infos else shape_linter.without_infos(shapes)
    prefixes = shapes.prefixes.and_also(data.prefixes).and_also(ontology.prefixes)
    found = validate(data, asked, ontology, prefixes=prefixes, places=places, engine=job.engine)
    told = () if job.trusted else shape_linter.advice(shapes, data, ontology, places_of_shapes, found.prefixes)
    read = name_linter.Material(whole, ontology, shapes, job.data, (*job.ontology, *job.shapes), places)
    found = name_linter.with_names(found, read)
    imports = sorted({text(quad.object) for quad in [*data, *shapes] if quad.predicate.value == f"{OWL}imports"})
    return replace(
        found,
        findings=ordered((*found.findings, *told)),
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
