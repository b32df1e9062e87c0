"""Write a publication of about N triples in the model of the SCO data, of any size, the same bytes every time.

It describes invented organizations of states, one after another, until N is reached; each name, date and choice follows
from a counter. `ontology/` and `shapes/` are copied from the project.
"""

import argparse
import itertools
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
from records import organization, shared

import sco_ld
from sco_ld.export.writer import prefixes_of
from sco_ld.rdf.namespaces import STANDARD

PROJECT = Path(__file__).resolve().parent.parent
PREFIXES = prefixes_of(sco_ld.load(PROJECT).context).and_also(STANDARD)


def main() -> None:
    """Read the command line and write the publication."""
    parser = argparse.ArgumentParser(prog="generate.py", description=__doc__)
    parser.add_argument("size", type=int, metavar="N", help="the triples that data/ holds, about")
    parser.add_argument("directory", type=Path, metavar="DIR", help="a folder that is not there yet")
    parser.add_argument("--ntriples", action="store_true", help="write the data as one file too, DIR/data.nt")
    arguments = parser.parse_args()
    if arguments.directory.exists():
        parser.error(f"{arguments.directory} is there already.")
    generate(arguments.size, arguments.directory)
    if arguments.ntriples:
        write_ntriples(arguments.directory)


def generate(size: int, directory: Path, first: int = 1) -> None:
    """Write the publication from the first organization on: one file of data for each kind of thing, as in the project."""
    for folder in ("ontology", "shapes"):
        shutil.copytree(PROJECT / folder, directory / folder)
    parts: dict[str, list[str]] = defaultdict(list)
    written = 0
    for number in itertools.chain([0], itertools.count(first)):
        for kind, text in (organization(number) if number else shared()).items():
            parts[kind].append(text)
            written += sum(1 for _ in ox.parse(header(text) + text, ox.RdfFormat.TURTLE))
        if written >= size:
            break
    (directory / "data").mkdir()
    for kind, texts in parts.items():
        text = "".join(texts)
        turtle = f"# Generated {kind}.\n\n{header(text)}{text}"
        (directory / "data" / f"{kind}.ttl").write_text(turtle, encoding="utf-8", newline="\n")
    (directory / "data" / "ontology-sources.ttl").write_bytes(cited())


def cited() -> bytes:
    """Return the passages that the ontology of the project cites, and what the project's data say of them."""
    about = defaultdict(list)
    for quad in ox.parse(path=PROJECT / "data" / "sources.ttl"):
        about[quad.subject].append(quad)
    files = sorted((PROJECT / "ontology").glob("*.ttl"))
    todo = [quad.object for file in files for quad in ox.parse(path=file) if quad.object in about]
    found = {}
    while todo:
        node = todo.pop()
        if node not in found:
            found[node] = about[node]
            todo += [quad.object for quad in about[node] if quad.object in about]
    triples = [quad.triple for node in sorted(found, key=str) for quad in found[node]]
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""


def header(text: str) -> str:
    """Return the declarations of the prefixes that a text uses."""
    used = set(re.findall(r"\b([a-z]+):", text))
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items() if prefix in used)


def write_ntriples(directory: Path) -> None:
    """Write the files of data as one file of N-Triples."""
    files = sorted((directory / "data").iterdir())
    ox.serialize((quad.triple for file in files for quad in ox.parse(path=file)), directory / "data.nt")


if __name__ == "__main__":
    main()
