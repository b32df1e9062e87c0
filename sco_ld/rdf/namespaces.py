"""Namespaces and prefixed names."""

import re
from collections.abc import Iterable, Iterator, Mapping

DC = "http://purl.org/dc/elements/1.1/"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "http://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_LOCAL_NAME = re.compile(r"[\w][\w-]*(\.[\w-]+)*")


class Prefixes(Mapping[str, str]):
    """Namespaces by prefix, in the order in which they were declared. Immutable.

    >>> prefixes = Prefixes({"org": "http://www.w3.org/ns/org#"})
    >>> prefixes.shorten("http://www.w3.org/ns/org#Membership")
    'org:Membership'
    >>> prefixes.expand("org:Membership")
    'http://www.w3.org/ns/org#Membership'
    """

    def __init__(self, namespaces: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        self._namespaces = dict(namespaces)
        self._prefix_of = {namespace: prefix for prefix, namespace in reversed(self._namespaces.items()) if namespace}
        self._lengths = sorted({len(namespace) for namespace in self._prefix_of}, reverse=True)

    def __getitem__(self, prefix: str) -> str:
        return self._namespaces[prefix]

    def __iter__(self) -> Iterator[str]:
        return iter(self._namespaces)

    def __len__(self) -> int:
        return len(self._namespaces)

    def __hash__(self) -> int:
        return hash(tuple(self._namespaces.items()))

    def __repr__(self) -> str:
        return f"Prefixes({self._namespaces!r})"

    def and_also(self, others: Mapping[str, str]) -> "Prefixes":
        """Return these prefixes and those of the others that are not taken."""
        return Prefixes({**self._namespaces, **{name: iri for name, iri in others.items() if name not in self}})

    def shorten(self, iri: str) -> str:
        """Return the prefixed name of an IRI, by its longest namespace, or the IRI in angle brackets."""
        for length in self._lengths:
            prefix = self._prefix_of.get(iri[:length])
            if prefix is not None and _LOCAL_NAME.fullmatch(iri, length):
                return f"{prefix}:{iri[length:]}"
        return f"<{iri}>"

    def expand(self, name: str) -> str | None:
        """Return the IRI of a prefixed name or of an IRI, bare or in angle brackets; None if it is neither."""
        if name.startswith("<") and name.endswith(">"):
            return name[1:-1]
        prefix, colon, local = name.partition(":")
        if colon and prefix in self:
            return self[prefix] + local
        return name if colon and local.startswith("//") else None


STANDARD = Prefixes({"owl": OWL, "rdf": RDF, "rdfs": RDFS, "sh": SH, "xsd": XSD})  # known without a declaration
