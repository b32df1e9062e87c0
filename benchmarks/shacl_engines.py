"""Validate a file of N-Triples by one SHACL engine, as a process that is measured, and write how many results there are.

python shacl_engines.py ENGINE data.nt shapes.nt count.txt
"""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from sco_ld.rdf.quad_stream import read_all


def compiled(data: Path, shapes: Path) -> int:
    """Count by our compiled engine."""
    from sco_ld.validation.engines.compiled import engine

    return len(engine.run(read_all([data]), read_all([shapes], "s")))


def change(data: Path, shapes: Path) -> str:
    """Measure a change of a hundred triples, and back, beside the whole validation, by our engine."""
    from sco_ld.validation.engines.compiled.session import Session

    quads = read_all([data])
    start = perf_counter()
    session = Session(set(quads), read_all([shapes], "s"))
    whole, chosen, taken = perf_counter() - start, Random(1), []  # noqa: S311
    for _ in range(3):
        some = chosen.sample(quads, 100)
        for removed, added in ((some, []), ([], some)):
            start = perf_counter()
            session.change(removed, added)
            taken.append(perf_counter() - start)
    return f"{whole:.2f} {median(taken):.2f}"


def pyshacl(data: Path, shapes: Path) -> int:
    """Count by pySHACL. https://pypi.org/project/pyshacl/"""
    from pyshacl import validate

    return _counted(validate(_graph(data), shacl_graph=_graph(shapes))[1])


def turbo(data: Path, shapes: Path) -> int:
    """Count by pyshacl-turbo. https://pypi.org/project/pyshacl-turbo/"""
    from pyshacl_turbo import validate

    return _counted(validate(str(data), shacl_graph=str(shapes), data_graph_format="nt", shacl_graph_format="nt")[1])


def shifty(data: Path, shapes: Path) -> int:
    """Count by pyshifty. https://pypi.org/project/pyshifty/"""
    from shifty._shifty import _validate_w3c

    report = _validate_w3c(data=data.read_bytes(), shapes=shapes.read_bytes(), graph_mode="data", run_infer=False)
    return int(report._report_ntriples.count("shacl#ValidationResult>"))


def shacl(data: Path, shapes: Path) -> int:
    """Count by shacl. https://pypi.org/project/shacl/"""
    from shacl import validate

    return len(validate(str(data), str(shapes)).results)


def pyrudof(data: Path, shapes: Path) -> int:
    """Count by pyrudof. https://pypi.org/project/pyrudof/"""
    from pyrudof import RDFFormat, Rudof, RudofConfig, ShaclFormat

    rudof = Rudof(RudofConfig())
    rudof.read_data(str(data), format=RDFFormat.NTriples)
    rudof.read_shacl(str(shapes), format=ShaclFormat.NTriples)
    return len(rudof.validate_shacl())


def _graph(path: Path) -> Any:
    from rdflib import Graph

    return Graph().parse(path, format="nt")


def _counted(report: Any) -> int:
    from rdflib import SH

    return sum(1 for _ in report.triples((None, SH.result, None)))


ENGINES: dict[str, Callable[[Path, Path], int]] = {
    "sco-ld": compiled,
    "shacl": shacl,
    "pyshifty": shifty,
    "pyshacl-turbo": turbo,
    "pyrudof": pyrudof,
    "pyshacl": pyshacl,
}


if __name__ == "__main__":
    measured: dict[str, Callable[[Path, Path], object]] = {**ENGINES, "change": change}
    Path(sys.argv[4]).write_text(str(measured[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))), encoding="utf-8")
