"""Names of the classes and properties that the model takes from other vocabularies, in English, Russian and Chinese."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from sco_ld.model.names import labels_of, preferred
from sco_ld.rdf.quad_stream import read_all
from sco_ld.rdf.terms import text

FILE = Path(__file__).with_name("property_names.ttl")


def property_name(iri: str, language: str = "en") -> str | None:
    """Return the name of a class or property in a language, else in English; None if it has none here.

    >>> property_name("http://schema.org/location", "zh"), property_name("http://schema.org/location", "de")
    ('地点', 'location')
    """
    found = preferred(_labels().get(iri, {}), (language.lower(), language.lower().partition("-")[0]))
    return found.value if found else None


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Mapping[str, ox.Literal]]:
    of_each: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in read_all([FILE]):
        of_each[text(quad.subject)].append(quad)
    return {iri: labels_of(quads) for iri, quads in of_each.items()}
