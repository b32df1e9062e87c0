"""SHACL engines: each takes quads and a shapes graph, and returns a SHACL report graph."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

NAMES = ("pyshacl", "shifty")


def engine_named(name: str) -> "Callable[[Sequence[ox.Quad], rdflib.Graph], rdflib.Graph]":
    """Return the `validate` of the engine of that name. It raises ScoError if the shapes cannot be used."""
    function: Callable[[Sequence[ox.Quad], rdflib.Graph], rdflib.Graph]
    function = import_module(f"sco_ld.validation.engines.{name}_engine").validate
    return function
