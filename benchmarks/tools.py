"""The same job for each tool: the commands it is done with, ours first, and the marks to reach."""

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from costs import TOOLS, Command

PACKAGES = ("sco-ld", "click", "pyoxigraph", "rdflib", "pyshacl", "oxigraph")
FORMATS = {"N-Triples": "nt", "Turtle": "ttl"}
MARKS = {
    ("query", "sparqlquery"): 1 / 5,
    ("query", "oxigraph"): 0.6,
    ("export to N-Triples", "rdfpipe"): 1 / 25,
    ("export to N-Triples", "oxigraph"): 1.3,
    ("export to Turtle", "rdfpipe"): 1 / 25,
    ("export to Turtle", "oxigraph"): 1.3,
    ("as of a day", "load"): 2.0,
    ("diff", "rdflib"): 1 / 20,
}
QUERY = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX sco: <https://w3id.org/sco-ld/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?organization (COUNT(?state) AS ?members) {
    ?membership org:role sco:MemberState ; org:organization ?organization ; org:member ?state .
    ?membership schema:startDate ?start .
    OPTIONAL { ?membership schema:endDate ?end }
    FILTER (?start <= "2005-07-05"^^xsd:date && (!BOUND(?end) || ?end >= "2005-07-05"^^xsd:date))
}
GROUP BY ?organization
ORDER BY DESC(?members) ?organization
"""


def query_commands(publication: Path, query: Path) -> dict[str, list[Command]]:
    """Return the commands with which each tool queries the data and the ontology of a publication."""
    files = [file for folder in ("data", "ontology") for file in sorted((publication / folder).glob("*.ttl"))]
    return {
        "sco-ld": [["sco-ld", "-C", publication, "query", "--file", query, "-f", "json"]],
        "sparqlquery": [["sparqlquery", *files, "-qf", query, "-f", "json"]],
        "oxigraph": [
            ["oxigraph", "load", "-l", "store", "-f", *files],
            ["oxigraph", "query", "-l", "store", "--query-file", query, "--results-format", "json"],
        ],
    }


def export_commands(triples: Path, format_: str) -> dict[str, list[Command]]:
    """Return the commands with which each tool converts a file of N-Triples to a format."""
    ending = FORMATS[format_]
    return {
        "sco-ld": [["sco-ld", "export", triples, "-o", f"out.{ending}"]],
        "rdfpipe": [["rdfpipe", "-i", "nt", "-o", ending, triples]],
        "oxigraph": [["oxigraph", "convert", "-f", triples, "-t", f"out.{ending}"]],
    }


def diff_commands(old: Path, new: Path) -> dict[str, list[Command]]:
    """Return the commands with which each tool compares two files of N-Triples."""
    code = (
        "import sys, rdflib, rdflib.compare as c; a, b = (rdflib.Graph().parse(f, format='nt') for f in sys.argv[1:]);"
        "print(*map(len, c.graph_diff(a, b)[1:]))"
    )
    return {"sco-ld": [["sco-ld", "diff", old, new]], "rdflib": [["python", "-c", code, old, new]]}


def edit(old: Path, new: Path, changes: int) -> None:
    """Write a copy of a file of N-Triples in which that many triples, evenly spread, have another object."""
    lines = old.read_text(encoding="utf-8").splitlines(keepends=True)
    for number in range(0, len(lines), -(-len(lines) // changes)):
        subject, predicate, _ = lines[number].split(" ", 2)
        lines[number] = f'{subject} {predicate} "edited {number}" .\n'
    new.write_text("".join(lines), encoding="utf-8")


def missing(commands: list[Command]) -> list[str]:
    """Return the programs that are not installed beside this Python."""
    return sorted({str(program) for program, *_ in commands if not shutil.which(program, path=TOOLS)})


def versions() -> str:
    """Return Python and the packages that are measured, with their versions."""
    return ", ".join([f"Python {sys.version.split()[0]}", *map(_version, PACKAGES)])


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"
