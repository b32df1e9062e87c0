"""Print, as Markdown tables, the cost of validation as data grow, and the cost of locating each finding.

One run each, whole processes, ended after a limit; a row that says `> 600` was ended.
"""

import argparse
import tempfile
from pathlib import Path

from costs import PROJECT, Command, cost, title
from generate import generate

BUNDLED = 12_000  # triples of data and ontology, of which 10 and 100 times as many are generated


def main() -> None:
    """Read the command line and print the two tables."""
    parser = argparse.ArgumentParser(prog="validation.py", description=__doc__)
    parser.add_argument("--times", default="1,10,100", help="sizes, as multiples of the bundled data (%(default)s)")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a command is ended (%(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| triples | command | s | MB |\n| ---: | --- | ---: | ---: |")
        for times in map(int, arguments.times.split(",")):
            publication = PROJECT if times == 1 else folder / str(times)
            if times > 1:
                generate(BUNDLED * times, publication)
            for row in growth(publication, folder, arguments.limit):
                print(f"| {BUNDLED * times} | {row} |", flush=True)
        print("\n| findings | s |\n| ---: | ---: |")
        for broken in (0, 10, 1000):
            print(f"| {broken} | {located(folder, broken):.2f} |", flush=True)


def growth(publication: Path, folder: Path, limit: float) -> list[str]:
    """Return what our two engines and the pyshacl command take on the same files."""
    data, shapes = folder / "data.ttl", folder / "shapes.ttl"
    cost(["sco-ld", "-C", publication, "export", "-o", data])
    cost(["sco-ld", "export", publication / "shapes", "-o", shapes])
    ours: Command = ["sco-ld", "-C", publication, "validate"]
    commands: list[Command] = [ours, [*ours, "--engine", "pyshacl"], ["pyshacl", "-w", "-s", shapes, data]]
    return [f"`{title(command)}` | {limited(command, limit)}" for command in commands]


def limited(command: Command, limit: float) -> str:
    """Run a command, ended after the limit, and return seconds and megabytes as cells."""
    taken = cost(command, limit=limit)
    return f"> {limit:.0f} |" if taken.ended else f"{taken.seconds:.1f} | {taken.megabytes:.0f}"


def located(folder: Path, broken: int) -> float:
    """Return the seconds for data in which so many memberships have two members."""
    publication = folder / f"broken{broken}"
    generate(BUNDLED * 2, publication)
    path = publication / "data" / "memberships.ttl"
    text = path.read_text(encoding="utf-8")
    parts = text.split("    org:organization ")
    wrong = [f"    org:member <urn:x{number}> ;\n" if number < broken else "" for number in range(1, len(parts))]
    path.write_text(
        parts[0] + "".join(f"{more}    org:organization {part}" for more, part in zip(wrong, parts[1:], strict=True))
    )
    command: Command = ["sco-ld", "-C", publication, "validate", "--fail-on", "never", "-f", "json"]
    return min(cost(command).seconds for _ in range(3))


if __name__ == "__main__":
    main()
