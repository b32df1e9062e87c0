"""Constraint components that the shapes define. https://www.w3.org/TR/shacl/#sparql-constraint-components"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import SH
from sco_ld.validation.engines.compiled import parameters, user_queries
from sco_ld.validation.engines.compiled.index import Index, Node, Term
from sco_ld.validation.engines.compiled.shapes import Constraint

_LOCAL = re.compile(r"[^/#]*$")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a component: its property, and the name of its variable."""

    predicate: str
    name: str
    optional: bool


@dataclass(frozen=True)
class Component:
    """A constraint component: shapes that have its parameters have its constraint."""

    node: Node
    parameters: tuple[Parameter, ...]

    def constraints(self, index: Index, shape: Term, has_path: bool) -> Iterator[Constraint]:
        """Return the constraints of this component that a shape has, one for each combination of parameter values."""
        given = [(one, index.objects(shape, one.predicate)) for one in self.parameters]
        if all(values or one.optional for one, values in given):
            present = [(one.name, values) for one, values in given if values]
            for values in product(*(values for _, values in present)):
                yield self._constraint(index, shape, dict(zip((n for n, _ in present), values, strict=True)), has_path)

    def _constraint(self, index: Index, shape: Term, values: dict[str, Term], has_path: bool) -> Constraint:
        for predicate, kind in (("propertyValidator" if has_path else "nodeValidator", "select"), ("validator", "ask")):
            for validator in index.objects(self.node, f"{SH}{predicate}"):
                if index.objects(validator, f"{SH}{kind}"):
                    query = user_queries.read_query(index, validator, kind, shape, values=values, has_path=has_path)
                    texts = parameters.messages(index, validator)
                    return Constraint(
                        "Ask" if kind == "ask" else "Select",
                        query,
                        component=self.node,
                        messages=tuple(_filled(text, values) for text in texts),
                    )
        raise ScoError(f"The shapes could not be used: {self.node} has no SPARQL validator for {shape}.")


def read_components(index: Index) -> list[Component]:
    """Return the components that a shapes graph defines. Raise ScoError if one has no parameter that is required."""
    found = []
    for node in index.instances(f"{SH}ConstraintComponent"):
        if isinstance(node, ox.NamedNode) and node.value.startswith(SH):
            continue  # SHACL's own
        ours = tuple(_parameter(index, one) for one in index.objects(node, f"{SH}parameter"))
        if all(one.optional for one in ours):
            raise ScoError(f"The shapes could not be used: {node} has no parameter that is required.")
        found.append(Component(node, ours))
    return found


def _parameter(index: Index, node: Term) -> Parameter:
    path = index.one(node, f"{SH}path")
    match = _LOCAL.search(path.value) if isinstance(path, ox.NamedNode) else None
    if not isinstance(path, ox.NamedNode) or not match:
        raise ScoError(f"The shapes could not be used: the sh:path of the parameter {node} is not an IRI.")
    return Parameter(path.value, match.group(), index.is_true(node, f"{SH}optional"))


def _filled(message: ox.Literal, values: dict[str, Term]) -> ox.Literal:
    text = message.value
    for name, term in values.items():
        text = text.replace(f"{{${name}}}", term.value).replace(f"{{?{name}}}", term.value)
    return ox.Literal(text, language=message.language) if message.language else ox.Literal(text)
