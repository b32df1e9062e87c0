"""Print, as a Markdown table, what our commands cost beside what a user would run instead on the same files.

Each side is whole processes, and the two take turns, A B A B, after a warm-up, so that a busy machine slows both alike. The
ratio is the median of the pairs; the mark is the ratio to reach.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from statistics import median
from time import perf_counter

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
PACKAGES = ("sco-ld", "click", "pyoxigraph", "rdflib", "pyshacl", "oxigraph")
JOBS = ("help", "query", "validate", "export", "query-large")
QUERY = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX sco: <https://w3id.org/sco-ld/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?organization (COUNT(?state) AS ?members) {
    ?membership org:role sco:MemberState ; org:organization ?organization ; org:member ?state .
    ?membership schema:startDate ?start .
    OPTIONAL { ?membership schema:endDate ?end }
    FILTER (?start <= "2005-07-05"^^xsd:date && (!BOUND(?end) || ?end > "2005-07-05"^^xsd:date))
}
GROUP BY ?organization
ORDER BY DESC(?members) ?organization
"""

Command = list[str | Path]


@dataclass(frozen=True)
class Duel:
    """Our command, the commands that together do the same, and the greatest ratio of the times that is good enough."""

    ours: Command
    theirs: tuple[Command, ...]
    mark: float


@dataclass(frozen=True)
class Cost:
    """What one side took: seconds of wall time, and megabytes of memory at its peak."""

    seconds: float
    megabytes: float


def main() -> None:
    """Read the command line and print the table, row by row."""
    parser = argparse.ArgumentParser(prog="compare.py", description=__doc__)
    parser.add_argument("--jobs", default=",".join(JOBS), help="some of %(default)s")
    parser.add_argument("--size", type=int, default=1_000_000, help="triples of export and query-large (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="pairs, after a warm-up (%(default)s)")
    parser.add_argument("--slow-once", action="store_true", help="measure rdfpipe in one pair and without a warm-up")
    arguments = parser.parse_args()
    jobs = arguments.jobs.split(",")
    if unknown := set(jobs) - {*JOBS}:
        parser.error(f"no such job: {', '.join(sorted(unknown))}.")
    print(f"Python {sys.version.split()[0]}, {', '.join(map(installed, PACKAGES))}; {arguments.size} generated triples.\n")
    print("| ours | theirs | s, ours | s, theirs | MB, ours | MB, theirs | ratio | mark | |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for duel in duels(jobs, Path(folder), arguments.size):
            once = arguments.slow_once and duel.theirs[0][0] == "rdfpipe"
            print(row(duel, 1 if once else arguments.runs, warm_up=not once), flush=True)


def installed(package: str) -> str:
    """Give a package with its version."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"


def duels(jobs: list[str], folder: Path, size: int) -> Iterator[Duel]:
    """Give the duels of the jobs, once their input files stand in the folder."""
    ours: Command = ["sco-ld", "-C", PROJECT]
    query, data, shapes, large = (folder / name for name in ("query.rq", "data.ttl", "shapes.ttl", "large"))
    query.write_text(QUERY, encoding="utf-8")
    asking: Command = ["query", "--file", query, "-f", "json"]
    if "validate" in jobs:
        cost([*ours, "export", "-o", data])
        cost([*ours, "export", PROJECT / "shapes", "-o", shapes])
    if {"export", "query-large"} & {*jobs}:
        cost(["python", PROJECT / "benchmarks" / "generate.py", str(size), large, "--ntriples"])
    if "help" in jobs:
        yield Duel(["sco-ld", "--help"], (["python", "-c", "import click"],), 1.5)
    if "query" in jobs:
        yield Duel([*ours, *asking], (["sparqlquery", *turtle(PROJECT), "-qf", query, "-f", "json"],), 1 / 5)
    if "validate" in jobs:
        yield Duel([*ours, "validate"], (["pyshacl", "-w", "-s", shapes, data],), 0.8)
    if "export" in jobs:
        triples = large / "data.nt"
        for ending in ("nt", "ttl"):
            export: Command = ["sco-ld", "export", triples, "-o", f"out.{ending}"]
            yield Duel(export, (["rdfpipe", "-i", "nt", "-o", ending, triples],), 1 / 25)
            yield Duel(export, (["oxigraph", "convert", "-f", triples, "-t", f"out.{ending}"],), 1.3)
    if "query-large" in jobs:
        load: Command = ["oxigraph", "load", "-l", "store", "-f", *turtle(large)]
        ask: Command = ["oxigraph", "query", "-l", "store", "--query-file", query, "--results-format", "json"]
        yield Duel(["sco-ld", "-C", large, *asking], (load, ask), 0.6)


def turtle(publication: Path) -> list[Path]:
    """Give the files that `sco-ld query` reads."""
    return [file for folder in ("data", "ontology") for file in sorted((publication / folder).glob("*.ttl"))]


def row(duel: Duel, runs: int, *, warm_up: bool) -> str:
    """Let the two sides take turns, and give the row of the table."""
    names = [" + ".join(f"`{title(command)}`" for command in side) for side in ((duel.ours,), duel.theirs)]
    missing = {str(command[0]) for command in (duel.ours, *duel.theirs) if not shutil.which(command[0], path=TOOLS)}
    if missing:
        return f"| {' | '.join(names)} | {', '.join(sorted(missing))} not installed | | | | | | |"
    pairs = [(cost(duel.ours), cost(*duel.theirs)) for _ in range(runs + warm_up)][warm_up:]
    seconds = [f"{median(one.seconds for one in side):.2f}" for side in zip(*pairs, strict=True)]
    megabytes = [f"{max(one.megabytes for one in side):.0f}" for side in zip(*pairs, strict=True)]
    ratio = median(ours.seconds / theirs.seconds for ours, theirs in pairs)
    reached = "✓" if ratio <= duel.mark else "✗"
    return f"| {' | '.join([*names, *seconds, *megabytes, times(ratio), f'≤ {times(duel.mark)}', reached])} |"


def cost(*commands: Command) -> Cost:
    """Run commands one after another in a new folder and give what they cost together."""
    seconds, peak = 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for command in commands:
            with (folder / "answer").open("wb") as answer, (folder / "words").open("wb") as words:
                start = perf_counter()
                process = subprocess.Popen([TOOLS / command[0], *command[1:]], cwd=folder, stdout=answer, stderr=words)
                _, status, usage = os.wait4(process.pid, 0)
                seconds += perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                sys.exit(f"{title(command)} ended with {process.returncode}: {(folder / 'words').read_text()}")
            peak = max(peak, usage.ru_maxrss)
    return Cost(seconds, peak / (1e6 if sys.platform == "darwin" else 1e3))


def title(command: Command) -> str:
    """Give a command in short: files by name, the files of a publication as one."""
    return " ".join(name for name, _ in groupby(map(short, command)))


def short(part: str | Path) -> str:
    """Give a part of a command as the table shows it."""
    if isinstance(part, str):
        return part
    if part == PROJECT:
        return "."
    return f"{part.parent.name}/*.ttl" if part.parent.name in ("data", "ontology") else part.name


def times(ratio: float) -> str:
    """Give a ratio, and a small one the other way round."""
    return f"{ratio:.2f}" if ratio > 1 / 4 else f"1/{1 / ratio:.0f}"


if __name__ == "__main__":
    main()
