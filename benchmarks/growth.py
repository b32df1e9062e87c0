"""Measure what our commands cost as data grow, compared with other tools; print a Markdown table and draw a plot (SVG).

The tools of a job take turns, and the median counts. What the limit ended is no point of the plot, and is not tried with
more triples. The measurements are kept as CSV next to the plot, from which --redraw prints and draws again.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import plot
import table
from costs import PROJECT, Command, Cost, cost, printed_seconds, second_line
from table import Measurement
from tools import FORMATS, QUERY, export_commands, missing, query_commands, versions

LONG = 20  # seconds; what took longer is not run again
LOADING = """
import sys, time, sco_ld
publication = sco_ld.load(sys.argv[1])
start = time.perf_counter()
publication{}.data
print(time.perf_counter() - start)
"""

Measure = Callable[..., Cost]


def main() -> None:
    """Read the command line; measure, or read what was measured; print the table and draw the plot."""
    parser = argparse.ArgumentParser(prog="growth.py", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="triples (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="turns of each tool (%(default)s)")
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a command is ended (%(default)s)")
    parser.add_argument("--plot", type=Path, default=PROJECT / "benchmarks" / "growth.svg", help="the file to draw")
    parser.add_argument("--redraw", action="store_true", help="measure nothing, read the CSV next to the plot")
    arguments = parser.parse_args()
    kept = arguments.plot.with_suffix(".csv")
    if arguments.redraw:
        groups = table.read(kept)
    else:
        groups = measured(sorted(map(int, arguments.sizes.split(","))), arguments.runs, arguments.limit)
        print(f"{versions()}.\n")
    print(table.HEADER)
    measurements = []
    for group in groups:
        measurements += group
        print(table.rows(group), flush=True)
    table.write(measurements, kept)
    arguments.plot.write_text(plot.draw(measurements), encoding="utf-8", newline="\n")


def measured(sizes: list[int], runs: int, limit: float) -> Iterator[list[Measurement]]:
    """Return the measurements, those of one job and size together, on publications that are generated first."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        query = folder / "query.rq"
        query.write_text(QUERY, encoding="utf-8")
        for size in sizes:
            cost(["python", PROJECT / "benchmarks" / "generate.py", str(size), folder / str(size), "--ntriples"])
        plans = {size: jobs(folder / str(size), query) for size in sizes}
        for job in plans[sizes[0]]:
            ended: dict[str, Cost] = {}
            for size, plan in plans.items():
                tools = plan[job]
                costs = ended | turns({tool: run for tool, run in tools.items() if tool not in ended}, runs, limit)
                ended = {tool: taken for tool, taken in costs.items() if taken.ended}
                yield [Measurement(job, size, tool, costs[tool]) for tool in tools]


def jobs(publication: Path, query: Path) -> dict[str, dict[str, Measure]]:
    """Return what measures each job with each tool, ours first; tools that are not installed are left out."""
    everything: Command = ["sco-ld", "-C", publication, "query", "-f", "csv", "SELECT ?s ?p ?o { ?s ?p ?o }"]
    loading: dict[str, Command] = {
        name: ["python", "-c", LOADING.format(call), publication]
        for name, call in (("as of a day", ".as_of('2015-01-01')"), ("load", ""))
    }
    return {
        "query": whole(query_commands(publication, query)),
        **{f"export to {format_}": whole(export_commands(publication / "data.nt", format_)) for format_ in FORMATS},
        "as of a day": {name: partial(printed_seconds, command) for name, command in loading.items()},
        "first row": {"first row": partial(second_line, everything), "all rows": partial(cost, everything)},
    }


def whole(tools: dict[str, list[Command]]) -> dict[str, Measure]:
    """Return what measures the commands of each tool that is installed."""
    return {tool: partial(cost, *commands) for tool, commands in tools.items() if not missing(commands)}


def turns(tools: dict[str, Measure], runs: int, limit: float) -> dict[str, Cost]:
    """Return the median seconds and the highest peak of each tool; the tools are run in turn."""
    costs: dict[str, list[Cost]] = {tool: [] for tool in tools}
    for _ in range(runs):
        for tool, measure in tools.items():
            if not costs[tool] or costs[tool][-1].seconds < min(LONG, limit):
                costs[tool].append(measure(limit=limit))
    return {tool: middle(several) for tool, several in costs.items()}


def middle(costs: list[Cost]) -> Cost:
    """Return several costs as one, or the last, if the limit ended it."""
    several = costs[-1:] if costs[-1].ended else costs
    seconds, megabytes = median(one.seconds for one in several), max(one.megabytes for one in several)
    return Cost(round(seconds, 4), round(megabytes, 1), costs[-1].ended)


if __name__ == "__main__":
    main()
