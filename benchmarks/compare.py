"""Print, as a Markdown table, what our commands cost compared with what a user would run instead on the same files.

Each side is whole processes, and the two take turns, A B A B, after a warm-up, so that a busy machine slows both alike. The
ratio is the median of the pairs; the mark is the ratio to reach.
"""

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from costs import PROJECT, Command, cost, times, title
from tools import FORMATS, MARKS, QUERY, diff_commands, edit, export_commands, missing, query_commands, versions

JOBS = ("help", "query", "validate", "export", "query-large", "diff")


@dataclass(frozen=True)
class Comparison:
    """Our commands, others that do the same, and the ratio of their times to reach."""

    ours: list[Command]
    theirs: list[Command]
    mark: float


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
    print(f"{versions()}; {arguments.size} generated triples.\n")
    print("| ours | theirs | s, ours | s, theirs | MB, ours | MB, theirs | ratio | mark | |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for comparison in comparisons(jobs, Path(folder), arguments.size):
            once = arguments.slow_once and comparison.theirs[0][0] == "rdfpipe"
            print(row(comparison, 1 if once else arguments.runs, warm_up=not once), flush=True)


def comparisons(jobs: list[str], folder: Path, size: int) -> Iterator[Comparison]:
    """Write the input files of the jobs to a folder and return the comparisons."""
    ours: Command = ["sco-ld", "-C", PROJECT]
    query, data, shapes, large = (folder / name for name in ("query.rq", "data.ttl", "shapes.ttl", "large"))
    query.write_text(QUERY, encoding="utf-8")
    if "validate" in jobs:
        cost([*ours, "export", "-o", data])
        cost([*ours, "export", PROJECT / "shapes", "-o", shapes])
    if {"export", "query-large", "diff"} & {*jobs}:
        cost(["python", PROJECT / "benchmarks" / "generate.py", str(size), large, "--ntriples"])
    if "help" in jobs:
        yield Comparison([["sco-ld", "--help"]], [["python", "-c", "import click"]], 1.5)
    if "query" in jobs:
        yield compared("query", query_commands(PROJECT, query), "sparqlquery")
    if "validate" in jobs:
        yield Comparison([[*ours, "validate"]], [["pyshacl", "-w", "-s", shapes, data]], 0.8)
    yield from large_comparisons(jobs, folder, query)


def large_comparisons(jobs: list[str], folder: Path, query: Path) -> Iterator[Comparison]:
    """Return the comparisons on the generated publication in a folder."""
    large = folder / "large"
    if "export" in jobs:
        for format_ in FORMATS:
            for theirs in ("rdfpipe", "oxigraph"):
                yield compared(f"export to {format_}", export_commands(large / "data.nt", format_), theirs)
    if "query-large" in jobs:
        yield compared("query", query_commands(large, query), "oxigraph")
    if "diff" in jobs:
        edited = folder / "edited.nt"
        edit(large / "data.nt", edited, changes=100)
        yield compared("diff", diff_commands(large / "data.nt", edited), "rdflib")


def compared(job: str, commands: dict[str, list[Command]], theirs: str) -> Comparison:
    """Return the comparison with one of the tools that do the same job."""
    return Comparison(commands["sco-ld"], commands[theirs], MARKS[job, theirs])


def row(comparison: Comparison, runs: int, *, warm_up: bool) -> str:
    """Return the row of the table for a job; the two sides are run in turn."""
    names = [" + ".join(f"`{title(command)}`" for command in side) for side in (comparison.ours, comparison.theirs)]
    if absent := missing([*comparison.ours, *comparison.theirs]):
        return f"| {' | '.join(names)} | {', '.join(absent)} not installed | | | | | | |"
    pairs = [(cost(*comparison.ours), cost(*comparison.theirs)) for _ in range(runs + warm_up)][warm_up:]
    seconds = [f"{median(one.seconds for one in side):.2f}" for side in zip(*pairs, strict=True)]
    megabytes = [f"{max(one.megabytes for one in side):.0f}" for side in zip(*pairs, strict=True)]
    ratio = median(ours.seconds / theirs.seconds for ours, theirs in pairs)
    reached = "✓" if ratio <= comparison.mark else "✗"
    return f"| {' | '.join([*names, *seconds, *megabytes, times(ratio), f'≤ {times(comparison.mark)}', reached])} |"


if __name__ == "__main__":
    main()
