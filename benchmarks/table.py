"""Measurements as CSV and as a Markdown table."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from costs import Cost, times
from tools import MARKS

MILLION = 1_000_000  # triples from which a mark holds; that of sparqlquery holds always
HEADER = """\
| job | triples | beside | s, ours | s, theirs | MB, ours | MB, theirs | ratio | mark | |
| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"""


@dataclass(frozen=True)
class Measurement:
    """The cost of a job on so many triples with one tool."""

    job: str
    triples: int
    tool: str
    cost: Cost


def write(measurements: Iterable[Measurement], file: Path) -> None:
    """Write measurements as CSV; those ended by the limit are marked."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["job", "triples", "tool", "seconds", "megabytes", "ended"])
        for one in measurements:
            ended = "ended" if one.cost.ended else ""
            rows.writerow([one.job, one.triples, one.tool, one.cost.seconds, one.cost.megabytes, ended])


def read(file: Path) -> Iterator[list[Measurement]]:
    """Return the measurements of a CSV file, those of one job and size together, ours first."""
    with file.open(encoding="utf-8", newline="") as stream:
        every = [
            Measurement(
                row["job"],
                int(row["triples"]),
                row["tool"],
                Cost(float(row["seconds"]), float(row["megabytes"]), bool(row["ended"])),
            )
            for row in csv.DictReader(stream)
        ]
    return (list(group) for _, group in groupby(every, lambda one: (one.job, one.triples)))


def rows(group: list[Measurement]) -> str:
    """Return the rows of a job and size, one for each other tool."""
    ours, *others = group
    return "\n".join(f"| {' | '.join(_cells(ours, theirs))} |" for theirs in others)


def _cells(ours: Measurement, theirs: Measurement) -> list[str]:
    sides = (ours.cost, theirs.cost)
    return [
        ours.job,
        f"{ours.triples}",
        theirs.tool,
        *(f"> {side.seconds:.0f}" if side.ended else f"{side.seconds:.2f}" for side in sides),
        *("" if side.ended else f"{side.megabytes:.0f}" for side in sides),
        *_verdict(ours, theirs),
    ]


def _verdict(ours: Measurement, theirs: Measurement) -> tuple[str, str, str]:
    """Return ratio, mark, and whether it is reached; if the limit ended one side, the ratio is a bound or unknown."""
    ratio = ours.cost.seconds / theirs.cost.seconds
    shown = "" if ours.cost.ended else f"< {times(ratio)}" if theirs.cost.ended else times(ratio)
    mark = MARKS.get((ours.job, theirs.tool))
    if mark is None or (ours.triples < MILLION and theirs.tool != "sparqlquery"):
        return shown, "", ""
    missed = "?" if ours.cost.ended or theirs.cost.ended else "✗"
    return shown, f"≤ {times(mark)}", "✓" if shown and ratio <= mark else missed
