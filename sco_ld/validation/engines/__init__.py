"""SHACL engines, one module each with `validate(data, shapes)`. A new engine is a module `NAME_engine` and its name here.

An engine takes the quads of the data and of the shapes, and returns the quads of the SHACL report. Lexical forms and the
names of blank nodes stay as they are; blank nodes of data and shapes need not be described. It raises ScoError if the shapes
cannot be used.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

Engine = Callable[[Sequence["ox.Quad"], Sequence["ox.Quad"]], list["ox.Quad"]]
NAMES = ("compiled", "pyshacl")
DEFAULT = NAMES[0]


def engine_named(name: str) -> Engine:
    """Return the `validate` of the engine of that name."""
    function: Engine = import_module(f"sco_ld.validation.engines.{name}_engine").validate
    return function
