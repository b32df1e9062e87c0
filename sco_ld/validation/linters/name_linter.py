"""Checks beside the shapes: known names, right namespaces, the scripts of texts, and the years in translations."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf.namespaces import SH, Prefixes
from sco_ld.rdf.terms import text
from sco_ld.source_map.locator import Locator
from sco_ld.validation.linters import namespace_linter, scripts, unknown_names, years
from sco_ld.validation.linters.namespace_linter import Declared
from sco_ld.validation.report import Rule
from sco_ld.validation.results import Result

_RULES = (unknown_names.NAME, unknown_names.TERM, namespace_linter.RULE, scripts.RULE, years.RULE)


@dataclass(frozen=True)
class Material:
    """The input of the checks: quads and files of the data, the ontology, the shapes, and positions.

    The names in shapes are checked if the positions of the shapes are given.
    """

    data: Sequence[ox.Quad]
    ontology: Sequence[ox.Quad]
    shapes: Sequence[ox.Quad]
    files: Sequence[Path]
    declared: Declared
    places: Locator
    places_of_shapes: Locator | None = None


def results(read: Material, prefixes: Prefixes) -> list[Result]:
    """Return what is wrong with names, prefixes, scripts and years.

    These are warnings, unless the shapes say otherwise of a rule:
    `<https://w3id.org/sco-ld/shapes#UnknownName> sh:severity sh:Violation`.
    """
    severities = _severities(read.shapes)
    known, places = [*read.data, *read.ontology], read.places_of_shapes
    return [
        *namespace_linter.results(read.files, read.declared, read.places, severities),
        *scripts.results(read.data, read.places, severities),
        *years.results(read.data, read.places, severities),
        *unknown_names.results(read.data, read.ontology, read.shapes, read.places, prefixes, severities),
        *(unknown_names.of_shapes(read.shapes, known, places, prefixes, severities) if places else ()),
    ]


def rules(read: Material, prefixes: Prefixes) -> tuple[Rule, ...]:
    """Return the rules with their severities."""
    severities = _severities(read.shapes)
    return tuple(
        rule for linter in (unknown_names, namespace_linter, scripts, years) for rule in linter.rules(prefixes, severities)
    )


def _severities(shapes: Sequence[ox.Quad]) -> dict[str, str]:
    """Return the severity that shapes give each of the rules."""
    return {
        text(quad.subject): text(quad.object).removeprefix(SH).lower()
        for quad in shapes
        if quad.predicate.value == f"{SH}severity" and text(quad.subject) in _RULES
    }
