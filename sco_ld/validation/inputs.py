"""What a validation reads: the data, the shapes by which they are validated, and what both import."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ParseError, ScoError
from sco_ld.rdf import reader
from sco_ld.rdf.namespaces import OWL, RDF, SH, Prefixes
from sco_ld.rdf.quad_stream import Quads, QuadStream, read_all
from sco_ld.rdf.terms import text
from sco_ld.runtime.deadline import Say
from sco_ld.validation.job import Job
from sco_ld.validation.linters.known_names import stated_namespaces
from sco_ld.validation.shapes.targets import are_shapes, has_data

_IMPORTS, _SHAPES_GRAPH = f"{OWL}imports", f"{SH}shapesGraph"
_BATCH = 50_000  # triples, after which the progress is said
_SHOWN = 3  # names of files in a sentence
_NO_SHAPES = (
    "no shapes, so nothing would be checked. Give shapes with -s, or put them into shapes/ beside the data, or name them in "
    "the data by sh:shapesGraph and in catalog.toml; -C DIR takes those of a publication."
)


@dataclass(frozen=True)
class Inputs:
    """The job with the files that were found for it, and the quads of all its files."""

    job: Job
    data: Quads
    shapes: Quads
    ontology: Quads
    contents: dict[Path, bytes]
    notes: tuple[str, ...] = field(default=())


def read(job: Job, say: Say) -> Inputs:
    """Return what a job reads. Raise ScoError if there are no data or no shapes, and as `reader.read` does."""
    say(f"reading {len(job.data)} data and {len(job.shapes)} shapes files")
    contents: dict[Path, bytes] = {}
    data = _read(job, job.data, "b", contents, say)
    notes = []
    if not data:
        raise ScoError(f"{names(job.data)}: no data, so nothing would be checked.")
    if not job.shapes:
        job = _with_shapes(job, data, contents)
        notes += [f"The shapes are those of {names(job.shapes)}."] * (not job.trusted)
    shapes = _read(job, job.shapes, "s", contents, say)
    ontology = _read(job, job.ontology, "o", contents, say)
    _refuse_mixed_up(job, data, shapes)
    shapes, ontology = _with_imports(job, data, shapes, ontology, contents)
    missing = _missing(job, chain(data, shapes), [*job.data, *job.shapes, *job.ontology], chain(data, shapes, ontology))
    notes += map(_not_followed, missing)
    return Inputs(job, data, shapes, ontology, contents, (*notes, *_not_looked_at(job, [*data.empty, *shapes.empty])))


def read_shapes(job: Job, say: Say) -> tuple[Quads, tuple[str, ...]]:
    """Return the shapes of a job with what they import, and notes on imports that are missing.

    Raise ScoError if there are none, and as `reader.read` does.
    """
    say(f"reading {len(job.shapes)} shapes files")
    contents: dict[Path, bytes] = {}
    shapes = _read(job, job.shapes, "s", contents, say)
    if not are_shapes(shapes):
        raise ScoError(f"{names(job.shapes)}: {_NO_SHAPES}")
    shapes, _ = _with_imports(job, Quads(), shapes, Quads(), contents)
    missing = _missing(job, shapes, job.shapes, shapes)
    return shapes, tuple(_not_followed(one) for one in missing)


def _not_looked_at(job: Job, empty: Sequence[Path]) -> Iterator[str]:
    if empty:
        yield f"{names(list(dict.fromkeys(empty)))}: no triples."
    if job.unread:
        yield f"{names(job.unread)}: not read, since the format is not known or the name is hidden."


def _not_followed(iri: str) -> str:
    return f"owl:imports <{iri}> is not followed; give the file itself, or --imports FILE={iri}."


def parse_errors(job: Job) -> list[ParseError]:
    """Return the error of each file of a job that cannot be parsed."""
    found = []
    for file in dict.fromkeys((*job.data, *job.shapes, *job.ontology, *job.beside)):
        try:
            deque(reader.read(file, base=job.base, contexts=job.catalogue.contexts), maxlen=0)
        except ParseError as error:
            found.append(error)
    return found


def names(files: Sequence[Path]) -> str:
    """Return the names of files as they stand in a sentence; of many, the first."""
    shown = ", ".join(map(str, files[:_SHOWN]))
    return f"{shown} and {len(files) - _SHOWN} more" if len(files) > _SHOWN else shown or "The publication"


def _read(job: Job, files: Iterable[Path], mark: str, contents: dict[Path, bytes], say: Say = lambda _: None) -> Quads:
    stream = QuadStream(files, mark, job.base, contents, job.catalogue.contexts)
    left, quads = iter(stream), Quads()
    while batch := list(islice(left, _BATCH)):
        quads += batch
        say(f"reading files, {len(quads):,} triples")
    quads.prefixes, quads.declared, quads.empty = stream.prefixes, stream.declared, stream.empty
    return quads


def _with_shapes(job: Job, data: Quads, contents: dict[Path, bytes]) -> Job:
    """Return the job with shapes: among the data or named by them, else in `shapes/` beside them, else of their publication.

    The data are those of a publication if they describe a node in a namespace that the publication states as its own.
    """
    within = [file for file in job.data if b"shacl#" in contents[file] and are_shapes(_read(job, [file], "x", contents))]
    if within and not has_data(data):
        raise ScoError(f"{names(job.data)}: holds shapes and no data. Give shapes with -s.")
    named = [job.catalogue.imports[iri] for iri in _named(data, _SHAPES_GRAPH, _IMPORTS) if iri in job.catalogue.imports]
    found = [*within, *(file for file in named if are_shapes(_read(job, [file], "x", contents)))] or job.beside
    if found:
        return replace(job, shapes=tuple(dict.fromkeys(found)))
    if job.home:
        spaces = stated_namespaces(read_all(job.home.data))
        if any(isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(spaces) for quad in data):
            return replace(job, shapes=job.home.shapes, ontology=job.ontology or job.home.data, trusted=True)
    raise ScoError(f"{names(job.data)}: {_NO_SHAPES}")


def _with_imports(job: Job, data: Quads, shapes: Quads, ontology: Quads, contents: dict[Path, bytes]) -> tuple[Quads, Quads]:
    """Return shapes and ontology with the local copies of what data and shapes import, and of what those import."""
    read_files = {*job.data, *job.shapes, *job.ontology}
    found: list[Quads] = []
    for quads, mark, importing in ((shapes, "i", shapes), (ontology, "j", chain(data, ontology))):
        more = quads
        for file in _imported(job, importing, read_files):
            own = _read(job, [file], f"{mark}{len(read_files)}-", contents)
            read_files.add(file)
            more = _merged(more, own)
        found.append(more)
    return found[0], found[1]


def _imported(job: Job, importing: Iterable[ox.Quad], known: set[Path]) -> Iterator[Path]:
    """Return the files of the catalogue that quads import, and those that these import."""
    todo = [iri for iri in _named(importing, _IMPORTS) if iri in job.catalogue.imports]
    seen = set(known)
    while todo:
        file = job.catalogue.imports[todo.pop(0)]
        if file not in seen:
            seen.add(file)
            yield file
            todo += [one for one in _named(_read(job, [file], "x", {}), _IMPORTS) if one in job.catalogue.imports]


def _merged(quads: Quads, more: Quads) -> Quads:
    merged = Quads([*quads, *more], quads.prefixes.and_also(more.prefixes))
    merged.declared = {**quads.declared, **more.declared}
    return merged


def _missing(job: Job, quads: Iterable[ox.Quad], files: Iterable[Path], everything: Iterable[ox.Quad]) -> list[str]:
    """Return the IRIs that are imported, and are neither of a file that is given nor of an ontology in one."""
    given = {job.base.of(file) for file in files} | set(job.catalogue.imports)
    given |= {
        text(quad.subject)
        for quad in everything
        if quad.predicate.value == f"{RDF}type" and text(quad.object) == f"{OWL}Ontology"
    }
    return sorted(set(_named(quads, _IMPORTS)) - given)


def _named(quads: Iterable[ox.Quad], *predicates: str) -> list[str]:
    return list(dict.fromkeys(text(quad.object) for quad in quads if quad.predicate.value in predicates))


def _refuse_mixed_up(job: Job, data: Sequence[ox.Quad], shapes: Sequence[ox.Quad]) -> None:
    if not are_shapes(shapes):
        what = "holds data but no shapes" if shapes else "is empty"
        raise ScoError(f"{names(job.shapes)}: {what}, so nothing would be checked.")
    if are_shapes(data) and not has_data(data) and not set(job.data) & set(job.shapes):
        raise ScoError(f"{names(job.data)}: holds shapes and no data. Give shapes with -s.")


def prefixes_of(inputs: Inputs) -> Prefixes:
    """Return the prefixes of all files; those of the shapes are first."""
    return inputs.shapes.prefixes.and_also(inputs.data.prefixes).and_also(inputs.ontology.prefixes)
