"""Hostile commands: files, words, exit code, and a part of what they say; URL is the address of a listener."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

SH = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
TARGET = "<e:S> a sh:NodeShape ; sh:targetClass <e:C> ;"
DATA = "<e:x> a <e:C> ; <e:p> 1 .\n"
SEED = 16  # of a choice and an order of terms in which Rust notices
XSD = "http://www.w3.org/2001/XMLSchema#"
PRODUCT = " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(9))
DOUBLED = " ".join(f"BIND(CONCAT(?x{number}, ?x{number}) AS ?x{number + 1})" for number in range(40))


@dataclass(frozen=True)
class Command:
    """A command and how it ends. `data/d.ttl` is there if no other data are given."""

    name: str
    words: tuple[str, ...]
    code: int
    says: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


def mixed_order() -> str:
    """Return a query that sorts terms which Oxigraph does not order as Rust's sort demands, so that it ends its process."""
    pool: list[str] = []
    for n in range(8):
        zoned = f"2000-01-01T0{n}:00:00"
        typed = [
            ("byte", n),
            ("float", f"{n}.5"),
            ("double", n),
            ("date", f"200{n}-01-01"),
            ("dateTime", f"200{n}-01-01T00:00:00"),
        ]
        typed += [("dateTime", f"{zoned}Z"), ("dateTime", f"{zoned}+14:00"), ("dateTime", f"2000-01-01T{n + 6:02}:00:00")]
        typed += [("duration", f"P{n}M"), ("duration", f"P{30 * n}D"), ("time", f"0{n}:00:00"), ("gYear", f"200{n}")]
        typed += [("double", "NaN"), ("date", f"2000-01-0{n + 1}Z"), ("integer", f"x{n}"), ("date", f"x{n}")]
        pool += [f'"{form}"^^<{XSD}{name}>' for name, form in typed]
        pool += [f"<e:{n}>", f'"s{n}"', str(n), f'"{n}"^^<e:d>', f'"s{n}"@en', "true"]
    terms = random.Random(SEED).sample(pool, 100)
    return f"SELECT ?x {{ VALUES ?x {{ {' '.join(terms)} }} }} ORDER BY ?x"


def shapes(constraint: str) -> dict[str, str]:
    """Return a publication whose shapes have one constraint."""
    return {"data/d.ttl": DATA, "shapes/s.ttl": f"{SH}{TARGET} {constraint} ."}


def select(where: str) -> dict[str, str]:
    """Return a publication whose shapes have one query."""
    return shapes(f"sh:sparql [ sh:select '''SELECT $this {{ {where} }}''' ]")


SLOW_PATTERN = {
    "data/d.ttl": f'<e:x> a <e:C> ; <e:p> "{"a" * 60}b" .',
    "shapes/s.ttl": f'{SH}{TARGET} sh:property [ sh:path <e:p> ; sh:pattern "^(a+)+$" ] .',
}
MANY = {f"data/{number}.ttl": f"<e:x{number}> a <e:C> ." for number in range(200)}
REMOTE = json.dumps({"@context": "URL", "@id": "e:a", "p": "x"})
COMMANDS = (
    Command("a sort that ends the engine", ("query", "--file", "q.rq"), 2, "The engine died", {"q.rq": mixed_order()}),
    Command("a product of nine patterns", ("query", f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}", "--timeout", "3"), 2,
            "Not done within 3 seconds", MANY),
    Command("a string doubled 40 times", ("query", f"SELECT * {{ BIND('x' AS ?x0) {DOUBLED} }}", "--max-memory", "1G"), 2,
            "memory does not suffice"),
    Command("SERVICE", ("query", "SELECT * { SERVICE <URL> { ?s ?p ?o } }"), 2, "nothing is fetched"),
    Command("LOAD", ("query", "LOAD <URL>"), 2, "only queries are answered"),
    Command("FROM", ("query", "ASK FROM <URL> { ?s ?p ?o }"), 0, "false"),
    Command("brackets nested 20,000 times", ("query", "--file", "q.rq"), 2, "nested", {"q.rq": "ASK " + "{" * 20_000}),
    Command("a query of 1 MB", ("query", "--file", "q.rq"), 2, "longer than 64 kB", {"q.rq": "ASK {}" + " " * 2**20}),
    Command("a context of a server", ("export", "data"), 2, "j.jsonld", {"data/j.jsonld": REMOTE}),
    Command("a frame with a context of a server", ("export", "--frame", "f.json"), 2, "context", {"f.json": REMOTE}),
    Command("owl:imports", ("validate",), 0, "is not", {
        **shapes("sh:nodeKind sh:IRI"), "data/d.ttl": f"{DATA}<e:o> <http://www.w3.org/2002/07/owl#imports> <URL> ."}),
    Command("200 files", ("query", "SELECT (COUNT(*) AS ?n) { ?s a <e:C> }", "-f", "csv"), 0, "201", MANY),
    Command("200 files exported", ("export", "-f", "ntriples"), 0, "<e:x199>", MANY),
    *(command for engine in ("compiled", "pyshacl") for command in (
        Command(f"a slow pattern, {engine}", ("validate", "--engine", engine, "--timeout", "4"), -1,
                "Not done within 4 seconds|violation", SLOW_PATTERN),
        Command(f"SERVICE in a shape, {engine}", ("validate", "--engine", engine), 2, "nothing is fetched",
                select("SERVICE <URL> { $this ?p ?o }")),
        Command(f"an update in a shape, {engine}", ("validate", "--engine", engine), 2, "",
                select("} ; LOAD <URL> ; ASK {")),
        Command(f"a product in a shape, {engine}", ("validate", "--engine", engine, "--timeout", "4"), 2,
                "Not done within 4 seconds", {**select(PRODUCT), **MANY}),
        Command(f"an ordinary shape, {engine}", ("validate", "--engine", engine), 1, "violation",
                shapes("sh:property [ sh:path <e:p> ; sh:minCount 2 ]")),
    )),
)  # fmt: skip
