"""Sheets as files: CSV, and the CSVW metadata that say what the columns mean. https://www.w3.org/TR/tabular-metadata/"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph as ox

from sco_ld.inventory import described
from sco_ld.sheets import CLASSES, RESOURCE, Column, Sheet
from sco_ld.terms import language, text
from sco_ld.vocab import DCTERMS, RDF, XSD

METADATA = "csv-metadata.json"
FILES = (*(f"{name}.csv" for name in CLASSES), METADATA)


def files(sheets: Sequence[Sheet], data: Sequence[ox.Quad] = ()) -> dict[str, bytes]:
    """Give the bytes of each file by its name; the data's own description gives title and licence.

    IRIs are written in full, because a CSVW template cannot expand a prefix within a cell. Values that share a cell stand
    between separators, a character that no value has. A cell of several IRIs is left out of conversions to RDF, which would
    make one IRI of them. https://www.w3.org/TR/csv2rdf/
    """
    separator = _separator(sheets)
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        **_header(data),
        "tables": [_table(sheet, separator) for sheet in sheets],
    }
    bodies = {f"{sheet.name}.csv": _rows(sheet, separator) for sheet in sheets}
    return bodies | {METADATA: f"{json.dumps(metadata, ensure_ascii=False, indent=2)}\n".encode()}


def _rows(sheet: Sheet, separator: str) -> bytes:
    """Give RFC 4180. https://www.rfc-editor.org/rfc/rfc4180"""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(column.name for column in sheet.columns)
    writer.writerows(zip(*([separator.join(cell) for cell in column.cells] for column in sheet.columns), strict=True))
    return stream.getvalue().encode()


def _separator(sheets: Iterable[Sheet]) -> str:
    used = {
        char for sheet in sheets for column in sheet.columns for cell in column.cells for value in cell for char in value
    }
    return next(char for char in map(chr, range(ord("|"), 0x110000)) if char not in used)


def _header(data: Sequence[ox.Quad]) -> dict[str, Any]:
    names = {"dc:title": f"{DCTERMS}title", "dc:license": f"{DCTERMS}license"}
    said = {name: [_value(term) for term in described(data, predicate)] for name, predicate in names.items()}
    return {name: values for name, values in said.items() if values}


def _value(term: object) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"@id": term.value}
    return {"@value": text(term)} | ({"@language": language(term)} if language(term) else {})


def _table(sheet: Sheet, separator: str) -> dict[str, Any]:
    columns = [_column(column, separator) for column in sheet.columns]
    if sheet.class_:
        columns.append({"name": "class_", "virtual": True, "propertyUrl": f"{RDF}type", "valueUrl": sheet.class_})
    return {
        "url": f"{sheet.name}.csv",
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
