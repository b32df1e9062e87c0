"""The queries that shapes are compiled to, as text."""

import difflib

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.rdf.quad_stream import read_all
from sco_ld.validation.engines.compiled import engine
from sco_ld.validation.job import Job
from sco_ld.validation.quad_index import QuadIndex

ALL = "all"


def explain(job: Job, shape: str = ALL) -> str:
    """Return the queries of a job, or those of one shape or constraint, given by IRI or prefixed name.

    Raise ScoError if the shapes have none of that name, and if they cannot be used.
    """
    files = {"b": job.data, "o": job.ontology, "s": job.shapes}
    data, ontology, shapes = (
        read_all(paths, mark, job.base, contexts=job.catalogue.contexts) for mark, paths in files.items()
    )
    prefixes = shapes.prefixes.and_also(data.prefixes).and_also(STANDARD)
    iri = None if shape == ALL else prefixes.expand(shape) or shape
    text = engine.explain([*data, *ontology], shapes, prefixes, iri)
    if not text:
        raise ScoError(_unknown(shape, QuadIndex(shapes), prefixes))
    return text


def _unknown(shape: str, shapes: QuadIndex, prefixes: Prefixes) -> str:
    names = [prefixes.shorten(node.value) for node in shapes.subjects() if isinstance(node, ox.NamedNode)]
    near = difflib.get_close_matches(shape, names, n=1)
    return f"No query tests {shape}.{f' Did you mean {near[0]}?' if near else ''}"
