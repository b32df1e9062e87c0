"""Files loaded by the store itself, in which no term becomes a Python object unless it has to be looked at."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf import formats, reader
from sco_ld.validation.engines.compiled import literals, store

_NATIVE = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE)


@dataclass
class _Seen:
    """What a first reading of files tells: the typed literals, and whether blank nodes or named graphs occur."""

    typed: set[ox.Literal] = field(default_factory=set)
    plain: bool = True


def load(paths: Sequence[Path], shapes: Sequence[ox.Quad]) -> store.Data:
    """Return the data of files.

    While the store loads the files, they are read once to find what it would change: literals that need surrogates, blank
    nodes, whose names it would replace, and named graphs. If there are any, the files are loaded again as quads. Raise
    ScoError if a file cannot be read.
    """
    with ThreadPoolExecutor(1) as executor:
        loading = executor.submit(_load, paths, shapes)
        seen = _look(paths)
        loaded = loading.result()
    if loaded is not None and seen.plain and not literals.surrogates(seen.typed):
        return store.Data(loaded, loaded)
    return store.of_triples(lambda: _triples(paths), seen.typed, shapes)


def _load(paths: Iterable[Path], shapes: Iterable[ox.Quad]) -> ox.Store | None:
    """Return a store with the files, None if it cannot load one."""
    loaded = ox.Store()
    loaded.bulk_extend(store.in_shapes_graph(shapes))
    for path in paths:
        format_ = formats.of_path(path)
        if format_ is None or format_.engine not in _NATIVE or path.suffix == ".gz":
            return None
        try:
            loaded.bulk_load(path=path, format=format_.engine, base_iri=reader.base(path))
        except (SyntaxError, OSError):
            return None
    return loaded


def _look(paths: Iterable[Path]) -> _Seen:
    seen = _Seen()
    for path in paths:
        for subject, _, value, graph in reader.read(path):
            if isinstance(value, ox.Literal):
                if literals.is_typed(value):
                    seen.typed.add(value)
            elif isinstance(value, ox.BlankNode):
                seen.plain = False
            if isinstance(subject, ox.BlankNode) or graph != store.DEFAULT:
                seen.plain = False
    return seen


def _triples(paths: Iterable[Path]) -> Iterator[ox.Quad]:
    return (quad if quad.graph_name == store.DEFAULT else ox.Quad(*quad.triple) for quad in reader.QuadStream(paths))
