"""Random shapes and data, for engines to be compared on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

PROPERTIES, CLASSES = ("e:p", "e:q", "e:r"), ("e:A", "e:B", "e:C")
NODES, BLANK = ("e:n1", "e:n2", "e:n3", "e:n4"), ("_:b1", "_:b2")
LITERALS = (
    '"a"', '"b"', '"abc"', '""', '"a"@en', '"b"@en', '"a"@de', '"a"@en-US', "1", "2", "3", "01", "1.0", "1.50", "1e0",
    "true", '"1"^^xsd:boolean', '"abc"^^xsd:integer', '"2005-13-45"^^xsd:date', '"2005-01-02"^^xsd:date', '"x"^^e:dt',
    '"7"^^xsd:byte', '"2005-01-02T00:00:00"^^xsd:dateTime', '"NaN"^^xsd:double', "9" * 20, '"P1Y"^^xsd:duration',
)  # fmt: skip
NUMBERS = ("1", "2", "3", "01", "1.0", "1.5", "99999999999999999999", "1e0", "2.5e0", '"INF"^^xsd:double', '"-5"^^xsd:byte')
DATATYPES = ("xsd:integer", "xsd:string", "rdf:langString", "xsd:date", "xsd:decimal", "xsd:boolean", "e:dt", "xsd:byte")
KINDS = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
QUALIFIED = ("sh:qualifiedMinCount 1", "sh:qualifiedMinCount 2", "sh:qualifiedMaxCount 0", "sh:qualifiedMaxCount 1")
ORDERINGS = ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive", "lessThan", "lessThanOrEquals")
_DEPTH = 3
Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass
class Writer:
    """Shapes and data as they are drawn. Literals are compared by order only where they are all numbers."""

    draw: Draw
    literals: tuple[str, ...]
    depth: int = field(default=0)

    def one(self, *options: str) -> str:
        """Draw an option."""
        return str(self.draw(st.sampled_from(options)))

    def some(self, least: int, most: int, write: Callable[[], str], between: str = " ") -> str:
        """Draw so many texts."""
        return between.join(write() for _ in range(self.draw(st.integers(least, most))))

    def term(self) -> str:
        """Draw a node or a literal."""
        return self.one(*NODES, *self.literals)

    def path(self, depth: int = 0) -> str:
        """Draw a property path."""
        kind = self.one(*["step"] * 4, *(["inverse", "sequence", "alternative", "repeated"] if depth < 2 else ()))
        if kind == "step":
            return self.one(*PROPERTIES)
        if kind == "inverse":
            return f"[ sh:inversePath {self.one(*PROPERTIES)} ]"
        if kind == "repeated":
            return f"[ sh:{self.one('zeroOrMorePath', 'oneOrMorePath', 'zeroOrOnePath')} {self.path(depth + 1)} ]"
        pair = f"( {self.path(depth + 1)} {self.path(depth + 1)} )"
        return pair if kind == "sequence" else f"[ sh:alternativePath {pair} ]"

    def shape(self, *, has_path: bool | None = None) -> str:
        """Draw a nested shape."""
        self.depth += 1
        body = self.body(self.draw(st.booleans()) if has_path is None else has_path)
        self.depth -= 1
        return f"[ {body} ]"

    def body(self, has_path: bool) -> str:
        """Draw what is said of a shape."""
        names = list(self.constraints(has_path))
        kinds = self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        parts = [f"sh:path {self.path()}"] * has_path + [self.constraints(has_path)[kind]() for kind in kinds]
        last = self.one(*['sh:message "m"'] * 5, 'sh:message "m" ; sh:severity sh:Info', "sh:deactivated true")
        return " ; ".join([*parts, last])

    def constraints(self, has_path: bool) -> dict[str, Callable[[], str]]:
        """Return what draws a constraint, by its name."""
        one, shape = self.one, self.shape
        found: dict[str, Callable[[], str]] = {
            "class": lambda: f"sh:class {one(*CLASSES)}",
            "datatype": lambda: f"sh:datatype {one(*DATATYPES)}",
            "nodeKind": lambda: f"sh:nodeKind sh:{one(*KINDS)}",
            "length": lambda: f"sh:{one('minLength', 'maxLength')} {one('1', '2', '9')}",
            "pattern": lambda: f'sh:pattern "{one("a", "^a", "b$", "n[12]$", "(?=a)", "[0-9]")}" ; sh:flags "i"',
            "languageIn": lambda: f"sh:languageIn ( {self.some(1, 2, lambda: one(*LANGUAGES))} )",
            "equals": lambda: f"sh:equals {one(*PROPERTIES)}",
            "disjoint": lambda: f"sh:disjoint {one(*PROPERTIES)}",
            "hasValue": lambda: f"sh:hasValue {self.term()}",
            "in": lambda: f"sh:in ( {self.some(0, 4, self.term)} )",
            "closed": lambda: f"sh:closed true ; sh:ignoredProperties ( {one('rdf:type', 'rdf:type e:p', 'e:q')} )",
        }
        if has_path:
            found["minCount"] = lambda: f"sh:minCount {one('0', '1', '2', '6')}"
            found["maxCount"] = lambda: f"sh:maxCount {one('0', '1', '2', '5')}"
            found["uniqueLang"] = lambda: "sh:uniqueLang true"
        if self.literals is NUMBERS:
            found["range"] = lambda: f"sh:{one(*ORDERINGS[:4])} {one('1', '2', '1.5', '99999999999999999999')}"
            if has_path:
                found["lessThan"] = lambda: f"sh:{one(*ORDERINGS[4:])} {one(*PROPERTIES)}"
        if self.depth < _DEPTH:
            found["not"] = lambda: f"sh:not {shape()}"
            found["node"] = lambda: f"sh:node {shape(has_path=False)}"
            found["property"] = lambda: f"sh:property {self.some(1, 2, lambda: shape(has_path=True), ' , ')}"
            for name in ("and", "or", "xone"):
                found[name] = lambda name=name: f"sh:{name} ( {self.some(1, 3, shape)} )"  # type: ignore[misc]
            if has_path:
                found["qualified"] = lambda: f"sh:qualifiedValueShape {shape()} ; {one(*QUALIFIED)} ; {one(*DISJOINT)}"
        return found


LANGUAGES = ('"en"', '"de"', '"en-US"')
DISJOINT = ("sh:qualifiedValueShapesDisjoint true", 'sh:message "m"')


def _target(write: Writer) -> str:
    return write.one(
        f"sh:targetClass {write.one(*CLASSES)}",
        f"sh:targetNode {write.one(*NODES)} , {write.term()}",
        f"sh:targetSubjectsOf {write.one(*PROPERTIES)}",
        f"sh:targetObjectsOf {write.one(*PROPERTIES)}",
        f"sh:targetClass {write.one(*CLASSES)} ; sh:targetObjectsOf {write.one(*PROPERTIES)}",
    )


def write_data(write: Writer) -> str:
    """Draw data, as Turtle."""
    nodes = (*NODES, *BLANK)
    types = write.some(1, 5, lambda: f"{write.one(*nodes)} a {write.one(*CLASSES)} .")
    values = (*nodes, *write.literals)
    triples = write.some(3, 16, lambda: f"{write.one(*nodes)} {write.one(*PROPERTIES)} {write.one(*values)} .")
    return f"{types} {triples} {write.some(0, 1, lambda: f'{write.one(*CLASSES)} rdfs:subClassOf {write.one(*CLASSES)} .')}"


@st.composite
def graphs(draw: Draw, literals: tuple[str, ...]) -> tuple[str, str]:
    """Draw data and shapes, as Turtle."""
    write = Writer(draw, literals)
    shapes = [
        f"e:S{number} a sh:{'PropertyShape' if has_path else 'NodeShape'} ; {_target(write)} ; {write.body(has_path)} ."
        for number, has_path in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=3)))
    ]
    return write_data(write), "\n".join(shapes)


@st.composite
def queries(draw: Draw) -> tuple[str, str]:
    """Draw data of nodes and small numbers, and the query of a SPARQL constraint."""
    write = Writer(draw, ("1", "2", "3"))
    return write_data(write), f"SELECT $this {_group(write, 0)}"


def _group(write: Writer, depth: int) -> str:
    parts = [f"$this {write.one(*PROPERTIES)} ?v ."] * (depth == 0) + [_pattern(write, depth) for _ in range(2)]
    return f"{{ {' '.join(parts)} }}"


def _pattern(write: Writer, depth: int) -> str:
    variables = ("$this", "?v", "?w")
    triple = f"{write.one(*variables)} {write.one(*PROPERTIES)} {write.one(*variables, *NODES)} ."
    kinds = ["triple", "triple", "filter"] + ["exists", "not", "optional", "union"] * (depth < 2)
    kind = write.one(*kinds)
    if kind == "filter":
        return f"FILTER ({write.one('?v != $this', 'isIRI(?v)', '?v = 1', 'bound(?w)', '!bound(?w)', '?v IN (1, e:n1)')})"
    if kind in ("exists", "not"):
        return f"FILTER {'NOT ' * (kind == 'not')}EXISTS {_group(write, depth + 1)}"
    if kind == "optional":
        return f"OPTIONAL {{ {triple} }}"
    return f"{{ {triple} }} UNION {_group(write, depth + 1)}" if kind == "union" else triple
