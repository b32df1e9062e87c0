"""What was measured: as CSV to keep, as a Markdown table to read."""

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
    """What a tool took for a job on so many triples."""

    job: str
    triples: int
    tool: str
    cost: Cost


def write(measurements: Iterable[Measurement], file: Path) -> None:
    """Write measurements as CSV; what the limit ended is marked."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(["job", "triples", "tool", "seconds", "megabytes", "ended"])
        for one in measurements:
            ended = "ended" if one.cost.ended else ""
            rows.writerow([one.job, one.triples, one.tool, one.cost.seconds, one.cost.megabytes, ended])


def read(file: Path) -> Iterator[list[Measurement]]:
    """Give the measurements of a CSV file, those of one job and size together, ours first."""
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
    """Give the rows of a job and size: ours, the first, beside each other."""
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
    """Give ratio, mark, and whether it is reached; of what the limit ended the ratio is a bound, or nothing is known."""
    ratio = ours.cost.seconds / theirs.cost.seconds
    words = "" if ours.cost.ended else f"< {times(ratio)}" if theirs.cost.ended else times(ratio)
    mark = MARKS.get((ours.job, theirs.tool))
    if mark is None or (ours.triples < MILLION and theirs.tool != "sparqlquery"):
        return words, "", ""
    missed = "?" if ours.cost.ended or theirs.cost.ended else "✗"
    return words, f"≤ {times(mark)}", "✓" if words and ratio <= mark else missed
