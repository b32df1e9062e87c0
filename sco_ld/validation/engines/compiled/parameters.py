"""The parameters of SHACL's own components, read. https://www.w3.org/TR/shacl/#core-components"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import SH
from sco_ld.validation.engines.compiled import user_queries
from sco_ld.validation.engines.compiled.index import Index, Term
from sco_ld.validation.engines.compiled.shapes import Constraint, Pattern, Qualified, Shape

if TYPE_CHECKING:
    from sco_ld.validation.engines.compiled.shape_reader import ShapeReader

Reader = Callable[["ShapeReader", Term, bool], Iterable[Constraint]]
_COUNTS_NEED_A_PATH = ("MinCount", "MaxCount", "UniqueLang", "LessThan", "LessThanOrEquals", "QualifiedMinCount")


def messages(index: Index, node: Term) -> tuple[ox.Literal, ...]:
    """Return the values of sh:message."""
    return tuple(one for one in index.objects(node, f"{SH}message") if isinstance(one, ox.Literal))


def integer(node: Term, name: str, value: Term | None) -> int:
    """Return the value of a parameter that is a number. Raise ScoError if it is none."""
    try:
        assert isinstance(value, ox.Literal)  # noqa: S101
        return int(value.value)
    except (AssertionError, ValueError) as error:
        raise ScoError(f"The shapes could not be used: sh:{name} of {node} is not an integer.") from error


def _name(parameter: str) -> str:
    return parameter[0].upper() + parameter[1:]


def _term(parameter: str, kinds: tuple[type, ...], *, once: bool = False) -> Reader:
    def read(reader: "ShapeReader", node: Term, _: bool) -> Iterable[Constraint]:
        predicate = f"{SH}{parameter}"
        one = reader.index.one(node, predicate) if once else None
        for value in [one] if one is not None else reader.index.objects(node, predicate):
            if not isinstance(value, kinds):
                raise ScoError(f"The shapes could not be used: sh:{parameter} of {node} cannot be {value}.")
            yield Constraint(_name(parameter), value)

    return read


def _count(parameter: str) -> Reader:
    def read(reader: "ShapeReader", node: Term, has_path: bool) -> Iterable[Constraint]:
        value = integer(node, parameter, reader.index.one(node, f"{SH}{parameter}"))
        _refuse_without_path(node, parameter, has_path)
        yield Constraint(_name(parameter), value)

    return read


def _length(parameter: str) -> Reader:
    def read(reader: "ShapeReader", node: Term, _: bool) -> Iterable[Constraint]:
        yield Constraint(_name(parameter), integer(node, parameter, reader.index.one(node, f"{SH}{parameter}")))

    return read


def _refuse_without_path(node: Term, parameter: str, has_path: bool) -> None:
    if not has_path:
        raise ScoError(f"The shapes could not be used: {node} has sh:{parameter}, but no sh:path.")


def _pattern(reader: "ShapeReader", node: Term, _: bool) -> Iterable[Constraint]:
    flags = reader.index.one(node, f"{SH}flags")
    for value in reader.index.objects(node, f"{SH}pattern"):
        if not isinstance(value, ox.Literal):
            raise ScoError(f"The shapes could not be used: sh:pattern of {node} is not a literal.")
        yield Constraint("Pattern", Pattern(value.value, flags.value if isinstance(flags, ox.Literal) else ""))


def _list(parameter: str) -> Reader:
    def read(reader: "ShapeReader", node: Term, _: bool) -> Iterable[Constraint]:
        for head in reader.index.objects(node, f"{SH}{parameter}"):
            yield Constraint(_name(parameter), reader.index.members(head))

    return read


def _unique_lang(reader: "ShapeReader", node: Term, has_path: bool) -> Iterable[Constraint]:
    _refuse_without_path(node, "uniqueLang", has_path)
    if reader.index.is_true(node, f"{SH}uniqueLang"):
        yield Constraint("UniqueLang", True)


def _less_than(parameter: str) -> Reader:
    def read(reader: "ShapeReader", node: Term, has_path: bool) -> Iterable[Constraint]:
        _refuse_without_path(node, parameter, has_path)
        yield from _term(parameter, (ox.NamedNode,))(reader, node, has_path)

    return read


def _shape(parameter: str) -> Reader:
    def read(reader: "ShapeReader", node: Term, _: bool) -> Iterable[Constraint]:
        get = reader.property_shape if parameter == "property" else reader.shape
        for value in reader.index.objects(node, f"{SH}{parameter}"):
            yield Constraint(_name(parameter), get(value))

    return read


def _shapes(parameter: str) -> Reader:
    def read(reader: "ShapeReader", node: Term, _: bool) -> Iterable[Constraint]:
        for head in reader.index.objects(node, f"{SH}{parameter}"):
            yield Constraint(_name(parameter), tuple(map(reader.shape, reader.index.members(head))))

    return read


def _qualified(parameter: str) -> Reader:
    def read(reader: "ShapeReader", node: Term, has_path: bool) -> Iterable[Constraint]:
        index = reader.index
        count = integer(node, parameter, index.one(node, f"{SH}{parameter}"))
        if has_path:  # the specification has these ignored where there is no path
            for value in index.objects(node, f"{SH}qualifiedValueShape"):
                yield Constraint(_name(parameter), Qualified(count, reader.shape(value), _siblings(reader, node, value)))

    return read


def _siblings(reader: "ShapeReader", node: Term, value: Term) -> tuple[Shape, ...]:
    """Return the sibling shapes. https://www.w3.org/TR/shacl/#dfn-sibling-shapes"""
    index = reader.index
    if not index.is_true(node, f"{SH}qualifiedValueShapesDisjoint"):
        return ()
    parents = index.subjects(f"{SH}property", node)
    held = [one for parent in parents for one in index.objects(parent, f"{SH}property")]
    found = dict.fromkeys(one for shape in held for one in index.objects(shape, f"{SH}qualifiedValueShape"))
    return tuple(reader.shape(one) for one in found if one != value)


def _closed(reader: "ShapeReader", node: Term, _: bool) -> Iterable[Constraint]:
    index = reader.index
    if index.is_true(node, f"{SH}closed"):
        paths = [path for one in index.objects(node, f"{SH}property") for path in index.objects(one, f"{SH}path")]
        ignored = [one for head in index.objects(node, f"{SH}ignoredProperties") for one in index.members(head)]
        allowed = dict.fromkeys(one for one in (*paths, *ignored) if isinstance(one, ox.NamedNode))
        yield Constraint("Closed", tuple(allowed))


def _sparql(reader: "ShapeReader", node: Term, has_path: bool) -> Iterable[Constraint]:
    index = reader.index
    for source in index.objects(node, f"{SH}sparql"):
        if index.is_true(source, f"{SH}deactivated"):
            continue
        query = user_queries.read_query(index, source, "select", node, has_path=has_path)
        yield Constraint("SPARQL", query, source=source, messages=messages(index, source))


_RESOURCE = (ox.NamedNode, ox.BlankNode)
READERS: dict[str, Reader] = {
    "class": _term("class", _RESOURCE),
    "datatype": _term("datatype", (ox.NamedNode,), once=True),
    "nodeKind": _term("nodeKind", (ox.NamedNode,), once=True),
    **{
        name: _term(name, (ox.Literal,), once=True)
        for name in ("minExclusive", "minInclusive", "maxExclusive", "maxInclusive")
    },
    **{name: _count(name) for name in ("minCount", "maxCount")},
    **{name: _length(name) for name in ("minLength", "maxLength")},
    "pattern": _pattern,
    "languageIn": _list("languageIn"),
    "uniqueLang": _unique_lang,
    **{name: _term(name, (ox.NamedNode,)) for name in ("equals", "disjoint")},
    **{name: _less_than(name) for name in ("lessThan", "lessThanOrEquals")},
    **{name: _shape(name) for name in ("not", "node", "property")},
    **{name: _shapes(name) for name in ("and", "or", "xone")},
    **{name: _qualified(name) for name in ("qualifiedMinCount", "qualifiedMaxCount")},
    "closed": _closed,
    "hasValue": _term("hasValue", (*_RESOURCE, ox.Literal)),
    "in": _list("in"),
    "sparql": _sparql,
}
