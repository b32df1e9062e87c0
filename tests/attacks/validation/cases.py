"""Hostile inputs for a validation: data, shapes, the expected outcome, and how many seconds of the processor it may take."""

from collections.abc import Callable
from dataclasses import dataclass

PREFIXES = """@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
DATA = "e:x a e:C ; e:p 1 ."
SHAPES = "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
CONFORMS, FINDINGS = "conforms", "findings"  # other outcomes are regular expressions for the message of the error


@dataclass(frozen=True)
class Attack:
    """A hostile input. Data and shapes are functions, since some are large."""

    name: str
    outcome: str
    data: Callable[[], str] = lambda: DATA
    shapes: Callable[[], str] = lambda: SHAPES
    timeout: float | None = None
    seconds: float = 10


def of_class(*constraints: str) -> str:
    return f"e:S a sh:NodeShape ; sh:targetClass e:C ; {' ; '.join(constraints)} ."


def nested(start: str, end: str, depth: int, inside: str) -> str:
    return f"{start * depth}{inside}{end * depth}"


def prefixes(count: int) -> str:
    return "".join(f"@prefix p{number}: <http://e/{number}/> .\n" for number in range(count))


ATTACKS = (
    Attack("a pattern that backtracks without end", "Not done within 2 seconds|findings|conforms",
           lambda: f'e:x a e:C ; e:p "{"a" * 60}b" .',
           lambda: of_class('sh:property [ sh:path e:p ; sh:pattern "^(a+)+$" ]'), timeout=2),
    Attack("a pattern that backtracks without end, by alternatives", "Not done within 2 seconds|findings|conforms",
           lambda: f'e:x a e:C ; e:p "{"a" * 60}b" .',
           lambda: of_class('sh:property [ sh:path e:p ; sh:pattern "^(a|a)*$" ]'), timeout=2),
    Attack("a REGEX in a query that backtracks without end", "Not done within 2 seconds|findings|conforms",
           lambda: f'e:x a e:C ; e:p "{"a" * 60}b" .',
           lambda: of_class(
               "sh:sparql [ sh:select \"SELECT $this { $this <http://e/p> ?v FILTER REGEX(?v, '^(a+)+$') }\" ]"),
           timeout=2),
    Attack("a long pattern of brackets", "findings|nested too deep|maximum recursion depth", shapes=lambda: of_class(
        f'sh:property [ sh:path e:p ; sh:pattern "{"(" * 5000}{")" * 5000}" ]'), timeout=20, seconds=20),
    Attack("20,000 nested inverse paths", "nested deeper than 100 levels",
           shapes=lambda: of_class(f"sh:property [ sh:path {nested('[ sh:inversePath ', ' ]', 20_000, 'e:p')} ]")),
    Attack("20,000 nested sequence paths", "nested deeper than 100 levels",
           shapes=lambda: of_class(f"sh:property [ sh:path {nested('( ', ' e:p )', 20_000, 'e:p')} ; sh:minCount 1 ]")),
    Attack("20,000 nested shapes", "nested deeper than 100 levels",
           shapes=lambda: of_class(nested("sh:not [ ", " ]", 20_000, "sh:nodeKind sh:IRI"))),
    Attack("20,000 nested lists of shapes", "nested deeper than 100 levels",
           shapes=lambda: of_class(nested("sh:or ( [ ", " ] )", 20_000, "sh:nodeKind sh:IRI"))),
    Attack("20,000 named shapes in a chain", "nested deeper than 100 levels",
           shapes=lambda: "".join(f"e:S{n} a sh:NodeShape ; sh:node e:S{n + 1} .\n" for n in range(20_000))
           + "e:S20000 a sh:NodeShape . e:S0 sh:targetClass e:C ."),
    Attack("a path of 20,000 steps", "Not done within 5 seconds|nested too deep|findings",
           shapes=lambda: of_class(f"sh:property [ sh:path ( {'e:p ' * 20_000} ) ; sh:minCount 1 ]"), timeout=5),
    Attack("a path that is part of itself", "a path that is part of itself",
           shapes=lambda: of_class("sh:property [ sh:path _:p ; sh:minCount 1 ]") + " _:p sh:inversePath _:p ."),
    Attack("a path that is part of itself, by a list", "part of itself|could not be used|not well-formed",
           shapes=lambda: of_class("sh:property [ sh:path _:p ; sh:minCount 1 ]") + " _:p rdf:first e:p ; rdf:rest _:p ."),
    Attack("sh:in with a list that has no end", "could not be used|not well-formed|conforms",
           shapes=lambda: of_class("sh:property [ sh:path e:p ; sh:in _:l ]") + " _:l rdf:first e:p ; rdf:rest _:l ."),
    Attack("3,000 terms that SHACL does not have", "SHACL has no sh:x0.",
           shapes=lambda: SHAPES + "".join(f" e:S sh:x{number} 1 ." for number in range(3000))),
    Attack("3,000 long terms that SHACL does not have", "SHACL has no",
           shapes=lambda: SHAPES + "".join(f" e:S sh:{'minCount' * 100}{number} 1 ." for number in range(3000))),
    Attack("100,000 prefixes in data", CONFORMS, lambda: prefixes(100_000) + DATA, seconds=20),
    Attack("100,000 prefixes in shapes", CONFORMS, shapes=lambda: prefixes(100_000) + SHAPES, seconds=20),
    Attack("100,000 prefixes and 1,000 findings", FINDINGS,
           lambda: prefixes(100_000) + "".join(f"<http://f/{n}> a e:C .\n" for n in range(1000)), seconds=20),
    Attack("10,000 declared prefixes", CONFORMS, shapes=lambda: SHAPES + "".join(
        f' e:S sh:declare [ sh:prefix "p{n}" ; sh:namespace "http://e/{n}/"^^xsd:anyURI ] .' for n in range(10_000)),
        ),
    Attack("sh:in with 5,000 values", FINDINGS, shapes=lambda: of_class(
        f"sh:property [ sh:path e:p ; sh:in ( {' '.join(f'e:v{n}' for n in range(5000))} ) ]")),
    Attack("rdf:HTML of 500 kB", CONFORMS, lambda: f'e:x a e:C ; e:p "{"<b>" * 170_000}"^^rdf:HTML .'),
    Attack("rdf:XMLLiteral with entities", CONFORMS, lambda: 'e:x a e:C ; e:p """<!DOCTYPE a ['
           + "".join(f'<!ENTITY l{n + 1} \\"{f"&l{n};" * 10}\\">' for n in range(9)) + ']><a>&l9;</a>"""^^rdf:XMLLiteral .'),
    Attack("an integer of 100,000 digits", "conforms|findings", lambda: f"e:x a e:C ; e:p {'9' * 100_000} .",
           lambda: of_class("sh:property [ sh:path e:p ; sh:datatype xsd:integer ; sh:minInclusive 1 ]"), seconds=20),
    Attack("a decimal with a great exponent", FINDINGS, lambda: 'e:x a e:C ; e:p "1e300000000"^^xsd:decimal .'),
    Attack("a double with a great exponent", CONFORMS, lambda: "e:x a e:C ; e:p 1e300000000 .",
           lambda: of_class("sh:property [ sh:path e:p ; sh:datatype xsd:double ; sh:minInclusive 1 ]")),
    Attack("a year of 100,000 digits", "conforms|findings", lambda: f'e:x a e:C ; e:p "{"9" * 100_000}-01-01"^^xsd:date .',
           lambda: of_class("sh:property [ sh:path e:p ; sh:minInclusive \"2000-01-01\"^^xsd:date ]"), seconds=20),
    Attack("10,000 nested blank nodes", CONFORMS, lambda: f"e:x a e:C ; e:p {nested('[ e:p ', ' ]', 10_000, '1')} ."),
    Attack("findings on 2,000 nested blank nodes", FINDINGS,
           lambda: f"e:x a e:C ; e:p {nested('[ a e:C ; e:q ', ' ]', 2_000, '1')} .", timeout=60, seconds=60),
    Attack("a query that updates", "only queries are answered|not well-formed",
           shapes=lambda: of_class('sh:sparql [ sh:select "DELETE WHERE { ?s ?p ?o }" ]')),
    Attack("a query of 100 kB", "longer than 64 kB", shapes=lambda: of_class(
        f'sh:sparql [ sh:select "SELECT $this {{ $this ?p ?o FILTER (1 IN ({", ".join(["1"] * 40_000)})) }}" ]')),
    Attack("shapes that refer to themselves", "without end|conforms",
           shapes=lambda: of_class("sh:node e:S")),
    Attack("a negative sh:minCount", "conforms|not well-formed|could not be used",
           shapes=lambda: of_class("sh:property [ sh:path e:p ; sh:minCount -1 ]")),
    Attack("an ill-typed sh:minCount", "not well-formed|could not be used",
           shapes=lambda: of_class('sh:property [ sh:path e:p ; sh:minCount "x"^^xsd:integer ]')),
    Attack("an ill-typed sh:minInclusive", FINDINGS,
           shapes=lambda: of_class('sh:property [ sh:path e:p ; sh:minInclusive "x"^^xsd:date ]')),
    Attack("a triple term", "triple terms|could not be used|conforms", lambda: "e:x a e:C ; e:p <<( e:a e:b e:c )>> ."),
)  # fmt: skip
