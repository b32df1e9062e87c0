"""Namespaces, and the prefixes that every output uses."""

import re

DCTERMS = "http://purl.org/dc/terms/"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "http://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

ID = "https://w3id.org/sco-ld/id/"
SCO = "https://w3id.org/sco-ld/ontology#"

PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS,
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": XSD,
    "id": ID,
    "sco": SCO,
    "shape": "https://w3id.org/sco-ld/shapes#",
    "src": "https://w3id.org/sco-ld/source/",
}

_LOCAL_NAME = re.compile(r"[\w][\w-]*(\.[\w-]+)*")


def shorten(iri: str) -> str:
    """Give the prefixed name of an IRI, or the IRI in angle brackets where no known prefix fits.

    >>> shorten("http://www.w3.org/ns/org#Membership")
    'org:Membership'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def expand(name: str) -> str | None:
    """Give the IRI of a prefixed name or of an IRI, bare or in angle brackets; None where it is neither.

    >>> expand("id:china")
    'https://w3id.org/sco-ld/id/china'
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if colon and local.startswith("//"):
        return name
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return None
