"""Rows as a pandas or polars data frame."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.rdf.namespaces import XSD
from sco_ld.rdf.xsd_literals import is_well_formed
from sco_ld.sparql.row_stream import Row, Term

if TYPE_CHECKING:
    import pandas
    import polars

_VALUES: dict[str, Callable[[str], Any]] = {
    f"{XSD}boolean": lambda text: text in ("true", "1"),
    f"{XSD}integer": int,
    f"{XSD}decimal": Decimal,
    f"{XSD}double": float,
    f"{XSD}float": float,
    f"{XSD}date": date.fromisoformat,
    f"{XSD}dateTime": datetime.fromisoformat,
}


def to_pandas(variables: Sequence[str], rows: Iterable[Row]) -> "pandas.DataFrame":
    """Return a pandas data frame; a column with empty cells holds Python objects, so that no number is rounded."""
    try:
        import pandas
    except ImportError as error:
        raise ScoError("pandas is not installed: pip install pandas") from error
    found = columns(variables, rows)
    series = {name: pandas.Series(cells, dtype=object if None in cells else None) for name, cells in found.items()}
    return pandas.DataFrame(series, columns=list(variables))


def to_polars(variables: Sequence[str], rows: Iterable[Row]) -> "polars.DataFrame":
    """Return a polars data frame."""
    try:
        import polars
    except ImportError as error:
        raise ScoError("polars is not installed: pip install polars") from error
    return polars.DataFrame(columns(variables, rows))


def columns(variables: Sequence[str], rows: Iterable[Row]) -> dict[str, list[Any]]:
    """Return the cells by column: as numbers, booleans or dates where all of a column have that one datatype, else as text.

    IRIs are written in full; an unbound cell is None.
    """
    table = [list(row) for row in rows]
    return {name: _plain([row[number] for row in table]) for number, name in enumerate(variables)}


def _plain(terms: Sequence[Term | None]) -> list[Any]:
    texts = [None if one is None else one.value if isinstance(one, ox.NamedNode | ox.Literal) else str(one) for one in terms]
    datatypes = {one.datatype.value if isinstance(one, ox.Literal) else "" for one in terms if one is not None}
    datatype = datatypes.pop() if len(datatypes) == 1 else ""
    if datatype not in _VALUES or not all(text is None or is_well_formed(text, datatype) for text in texts):
        return texts
    try:
        values = [text if text is None else _VALUES[datatype](text) for text in texts]
    except ValueError:  # a year that Python has not
        return texts
    zoned = {value.tzinfo is not None for value in values if isinstance(value, datetime)}
    return texts if len(zoned) > 1 else values
