"""Tables as CSV files with CSVW metadata. https://www.w3.org/TR/tabular-metadata/"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, XSD
from sco_ld.rdf.terms import language, text

METADATA = "csv-metadata.json"
RESOURCE = "@id"


@dataclass(frozen=True)
class Column:
    """A column: the sorted values of each row, their property, datatype (`@id` for resources) and language.

    A column of labels has no property, and its values have the order of the resources that they name; the column of the
    rows' own IRIs has no property either.
    """

    name: str
    cells: tuple[tuple[str, ...], ...]
    predicate: str = ""
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True)
class Table:
    """A named table, with the class of all its rows; the class is empty if the rows differ in it."""

    name: str
    class_: str
    columns: tuple[Column, ...]


def file_names(tables: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the files of tables of these names."""
    return (*(f"{name}.csv" for name in tables), METADATA)


def files(
    tables: Sequence[Table], titles: Sequence[object] = (), licences: Sequence[object] = (), *, mark: bytes = b""
) -> dict[str, bytes]:
    """Return the bytes of each file by its name, titles and licences in the metadata, a mark before each table.

    IRIs are written in full, because a CSVW template cannot expand a prefix within a cell. Values that share a cell stand
    between separators, a character that no value has. A cell of several IRIs is left out of conversions to RDF, which would
    make one IRI of them. https://www.w3.org/TR/csv2rdf/
    """
    separator = _separator(tables)
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        **{
            name: values
            for name, values in (("dc:title", [*map(_value, titles)]), ("dc:license", [*map(_value, licences)]))
            if values
        },
        "tables": [_described(table, separator) for table in tables],
    }
    bodies = {f"{table.name}.csv": mark + _rows(table, separator) for table in tables}
    return bodies | {METADATA: f"{json.dumps(metadata, ensure_ascii=False, indent=2)}\n".encode()}


def _rows(table: Table, separator: str) -> bytes:
    """Return RFC 4180. https://www.rfc-editor.org/rfc/rfc4180"""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(zip(*([separator.join(cell) for cell in column.cells] for column in table.columns), strict=True))
    return stream.getvalue().encode()


def _separator(tables: Iterable[Table]) -> str:
    used = {
        char for table in tables for column in table.columns for cell in column.cells for value in cell for char in value
    }
    return next(char for char in map(chr, range(ord("|"), 0x110000)) if char not in used)


def _value(term: object) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"@id": term.value}
    return {"@value": text(term)} | ({"@language": language(term)} if language(term) else {})


def _described(table: Table, separator: str) -> dict[str, Any]:
    columns = [_column(column, separator) for column in table.columns]
    if table.class_:
        columns.append({"name": "class_", "virtual": True, "propertyUrl": f"{RDF}type", "valueUrl": table.class_})
    return {
        "url": f"{table.name}.csv",
        "tableSchema": {"aboutUrl": "{+iri}", "primaryKey": "iri", "columns": columns},
    }


def _column(column: Column, separator: str) -> dict[str, Any]:
    several = any(len(cell) > 1 for cell in column.cells)
    resource = column.datatype == RESOURCE
    known: dict[str, Any] = {"name": column.name, "titles": column.name}
    if column.language:
        known["lang"] = column.language
    elif column.datatype and not resource:
        known["datatype"] = _datatype(column.datatype)
    if column.predicate:
        known["propertyUrl"] = column.predicate
    if several:
        known["separator"] = separator
    elif resource and column.predicate:
        known["valueUrl"] = f"{{+{column.name}}}"
    if not column.predicate or (resource and several):
        known["suppressOutput"] = True
    return known


def _datatype(datatype: str) -> str | dict[str, str]:
    return datatype.removeprefix(XSD) if datatype.startswith(XSD) else {"@id": datatype, "base": "string"}
