"""Rows as data frames: numbers as numbers, days as days, the rest as text."""

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.sparql import dataframes
from sco_ld.sparql.rows import Rows

COLUMNS: dict[str, tuple[list[str], list[Any]]] = {  # SPARQL terms, or UNDEF: cells
    "integers": (["1", "UNDEF", "1152921504606846977"], [1, None, 2**60 + 1]),
    "great": (["'99999999999999999999'^^xsd:integer"], [99999999999999999999]),
    "decimals": (["1.50"], [Decimal("1.5")]),
    "doubles": (["1e0", "'INF'^^xsd:double"], [1.0, float("inf")]),
    "booleans": (["true", "false", "UNDEF"], [True, False, None]),
    "days": (["'2017-06-09'^^xsd:date"], [date(2017, 6, 9)]),
    "moments": (["'2017-06-09T00:00:00Z'^^xsd:dateTime"], [datetime(2017, 6, 9, tzinfo=UTC)]),
    "texts": (["'China'@en", "'01'"], ["China", "01"]),
    "resources": (["id:china", "UNDEF"], ["https://w3id.org/sco-ld/id/china", None]),
    "mixed": (["1", "1.5", "'x'"], ["1", "1.5", "x"]),
    "years": (["'2017'^^xsd:gYear"], ["2017"]),
    "zones": (["'2017-06-09T00:00:00'^^xsd:dateTime", "'2017-06-09T00:00:00Z'^^xsd:dateTime"],
              ["2017-06-09T00:00:00", "2017-06-09T00:00:00Z"]),
    "ancient": (["'-0044-03-15'^^xsd:date"], ["-0044-03-15"]),
    "wrong": (["'1_0'^^xsd:integer", "1"], ["1_0", "1"]),
    "empty": (["UNDEF", "UNDEF"], [None, None]),
    "none": ([], []),
}  # fmt: skip


def rows_of(sco: sco_ld.Publication, terms: list[str]) -> Rows:
    rows = sco.query(f"SELECT ?x {{ VALUES ?x {{ {' '.join(terms)} }} }}")
    assert isinstance(rows, Rows)
    return rows


@pytest.mark.parametrize("name", COLUMNS)
def test_column_of_one_datatype_has_its_values(name: str, sco: sco_ld.Publication) -> None:
    terms, cells = COLUMNS[name]
    found = dataframes.columns(["x"], rows_of(sco, terms).solutions)["x"]
    assert [(type(one), one) for one in found] == [(type(one), one) for one in cells]


@pytest.mark.parametrize("name", COLUMNS)
def test_pandas_frame_has_the_same_cells(name: str, sco: sco_ld.Publication) -> None:
    pytest.importorskip("pandas")
    terms, cells = COLUMNS[name]
    assert rows_of(sco, terms).to_pandas()["x"].tolist() == cells


@pytest.mark.parametrize("name", COLUMNS)
def test_polars_frame_has_the_same_cells(name: str, sco: sco_ld.Publication) -> None:
    pytest.importorskip("polars")
    terms, cells = COLUMNS[name]
    assert rows_of(sco, terms).to_polars()["x"].to_list() == cells


def test_frame_without_rows_has_its_columns(sco: sco_ld.Publication) -> None:
    pytest.importorskip("pandas")
    rows = sco.query("SELECT ?b ?a { ?a a sco:Nothing }")
    assert isinstance(rows, Rows)
    assert list(rows.to_pandas().columns) == ["b", "a"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_missing_library_raises_an_error(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ScoError, match=f"pip install {library}"):
        {"pandas": dataframes.to_pandas, "polars": dataframes.to_polars}[library](["x"], [[ox.Literal("1")]])
