"""Measure SHACL engines as data grow, on the same files with the same shapes; print Markdown tables and draw a plot (SVG).

Whole processes, one run each, ended after a limit; an engine that the limit ended is not tried with more triples. What is
measured is kept as CSV next to the plot. Engines that are not installed are left out.
"""

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import plot
import table
from costs import PROJECT, Command, Cost, cost
from generate import generate
from shacl_engines import ENGINES
from table import Measurement

JOB = "validation"
MODULES = {"sco-ld": "sco_ld", "pyshifty": "shifty", "pyshacl-turbo": "pyshacl_turbo"}  # where the name is another one
RUNNER = PROJECT / "benchmarks" / "shacl_engines.py"


def main() -> None:
    """Read the command line; measure; print the tables and draw the plot."""
    parser = argparse.ArgumentParser(prog="validation.py", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="triples (%(default)s)")
    parser.add_argument("--limit", type=float, default=300, help="seconds after which a process is ended (%(default)s)")
    parser.add_argument("--plot", type=Path, default=PROJECT / "benchmarks" / "validation.svg", help="the file to draw")
    arguments = parser.parse_args()
    measurements: list[Measurement] = []
    changes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shapes = exported(folder / "shapes.nt", PROJECT / "shapes")
        print("| triples | engine | s | MB | results |\n| ---: | --- | ---: | ---: | ---: |")
        ended: set[str] = set()
        for size in map(int, arguments.sizes.split(",")):
            generate(size, folder / str(size))
            data = exported(folder / f"{size}.nt", *(folder / str(size) / name for name in ("data", "ontology")))
            for engine in installed():
                if engine not in ended:
                    taken, results = run(engine, data, shapes, arguments.limit)
                    measurements.append(Measurement(JOB, size, engine, taken))
                    ended |= {engine} if taken.ended else set()
                    print(f"| {size} | {engine} | {cells(taken, arguments.limit)} | {results} |", flush=True)
            load: Command = ["oxigraph", "load", "-l", "store", "-f", data]
            print(
                f"| {size} | `oxigraph load` | {cells(cost(load, limit=arguments.limit), arguments.limit)} | |", flush=True
            )
            changes.append((size, run("change", data, shapes, arguments.limit)[1].split() or ["ended by the limit", ""]))
    print("\n| triples | s, whole | s, a change of 100 |\n| ---: | ---: | ---: |")
    print("\n".join(f"| {size} | {' | '.join(found)} |" for size, found in changes))
    table.write(measurements, arguments.plot.with_suffix(".csv"))
    arguments.plot.write_text(plot.draw(measurements, [JOB]), encoding="utf-8", newline="\n")


def installed() -> list[str]:
    """Return the engines that can be imported."""
    return [name for name in ENGINES if find_spec(MODULES.get(name, name))]


def exported(file: Path, *folders: Path) -> Path:
    """Write the RDF files of folders as one file of N-Triples, and return it."""
    subprocess.run([sys.executable, "-m", "sco_ld", "export", *folders, "-o", file], check=True)
    return file


def run(engine: str, data: Path, shapes: Path, limit: float) -> tuple[Cost, str]:
    """Return what an engine takes, and how many results it finds."""
    count = data.with_suffix(".txt")
    count.unlink(missing_ok=True)
    taken = cost(["python", RUNNER, engine, data, shapes, count], limit=limit)
    return taken, count.read_text(encoding="utf-8") if count.exists() else ""


def cells(taken: Cost, limit: float) -> str:
    """Return seconds and megabytes as cells of a table."""
    return f"> {limit:.0f} | " if taken.ended else f"{taken.seconds:.1f} | {taken.megabytes:.0f}"


if __name__ == "__main__":
    main()
