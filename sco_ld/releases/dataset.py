"""The description of a release: its files, its versions, where it comes from, its statistics; in DCAT and schema.org."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from sco_ld.model.dataset_description import creators, dataset_text, dataset_values
from sco_ld.publication import Publication
from sco_ld.rdf import formats
from sco_ld.rdf.namespaces import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, VOID, XSD
from sco_ld.rdf.terms import language, text
from sco_ld.releases.checksums import sha256
from sco_ld.releases.dumps import SOURCE
from sco_ld.releases.release import Release
from sco_ld.releases.void import statistics

SPDX = "http://spdx.org/rdf/terms#"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_OTHER_TYPES = {".csv": "text/csv", ".json": "application/json", ".rq": "application/sparql-query"}


def description(publication: Publication, release: Release, files: Mapping[str, bytes]) -> list[ox.Quad]:
    """Return what a release says of itself: what the publication says of the data set, completed.

    Each file is a dcat:Distribution with media type, size and SHA-256. https://www.w3.org/TR/vocab-dcat-3/
    """
    dataset = ox.NamedNode(release.dataset)
    own = [quad for quad in publication.data if quad.subject == dataset and quad.predicate.value != f"{DCAT}distribution"]
    agents = {quad.object for quad in own if quad.predicate.value in (f"{DCTERMS}creator", f"{DCTERMS}publisher")}
    own += [quad for quad in publication.data if quad.subject in agents]
    space = dataset_text(publication.data, f"{VOID}uriSpace") or release.dataset
    added = [
        *_versions(dataset, release),
        *statistics(dataset, publication.quads, space),
        *(quad for name, content in downloads(files).items() for quad in _distribution(dataset, release, name, content)),
    ]
    return [*own, *(quad for quad in added if quad not in own)]


def downloads(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that are forms of the data, without the sources that they are made of."""
    return {name: content for name, content in files.items() if not name.startswith(f"{SOURCE}/")}


def _versions(dataset: ox.NamedNode, release: Release) -> Iterator[ox.Quad]:
    """Return the version, the one before, the day, and the commit of the source."""
    yield _quad(dataset, f"{OWL}versionIRI", ox.NamedNode(release.base))
    if release.issued:
        yield _quad(dataset, f"{DCTERMS}issued", ox.Literal(release.issued, datatype=ox.NamedNode(f"{XSD}date")))
    if release.previous:
        parent = release.base.removesuffix(f"{release.version}/")
        yield _quad(dataset, f"{OWL}priorVersion", ox.NamedNode(f"{parent}{release.previous}/"))
    if release.revision:
        activity = ox.BlankNode("release")
        state = "" if release.clean else ", with changes that were not committed"
        yield _quad(dataset, f"{PROV}wasGeneratedBy", activity)
        yield _quad(activity, f"{RDF}type", ox.NamedNode(f"{PROV}Activity"))
        yield _quad(activity, f"{RDFS}label", ox.Literal(f"release of git commit {release.revision}{state}", language="en"))
        yield _quad(activity, f"{DCTERMS}identifier", ox.Literal(release.revision))


def _distribution(dataset: ox.NamedNode, release: Release, name: str, content: bytes) -> Iterator[ox.Quad]:
    node, checksum = ox.NamedNode(f"{release.base}{name}"), ox.BlankNode(f"sum{sha256(name.encode())[:16]}")
    yield _quad(dataset, f"{DCAT}distribution", node)
    yield _quad(node, f"{RDF}type", ox.NamedNode(f"{DCAT}Distribution"))
    yield _quad(node, f"{DCTERMS}title", ox.Literal(name))
    yield _quad(node, f"{DCAT}downloadURL", node)
    if media_type := media_type_of(name):
        yield _quad(node, f"{DCAT}mediaType", ox.NamedNode(f"{_MEDIA_TYPES}{media_type}"))
    if name.endswith(".gz"):
        yield _quad(node, f"{DCAT}compressFormat", ox.NamedNode(f"{_MEDIA_TYPES}application/gzip"))
    size = ox.Literal(str(len(content)), datatype=ox.NamedNode(f"{XSD}nonNegativeInteger"))
    yield _quad(node, f"{DCAT}byteSize", size)
    yield _quad(node, f"{SPDX}checksum", checksum)
    yield _quad(checksum, f"{RDF}type", ox.NamedNode(f"{SPDX}Checksum"))
    yield _quad(checksum, f"{SPDX}algorithm", ox.NamedNode(f"{SPDX}checksumAlgorithm_sha256"))
    digest = ox.Literal(sha256(content), datatype=ox.NamedNode(f"{XSD}hexBinary"))
    yield _quad(checksum, f"{SPDX}checksumValue", digest)


def media_type_of(name: str) -> str:
    """Return the media type of a file, without its compression; empty if it is not known."""
    format_ = formats.of_path(Path(name))
    return format_.media_type if format_ else _OTHER_TYPES.get(Path(name).suffix, "")


def schema_org(publication: Publication, release: Release, files: Mapping[str, bytes]) -> bytes:
    """Return the description as JSON-LD of schema.org, which search engines for data sets read.

    https://developers.google.com/search/docs/appearance/structured-data/dataset
    """
    values = {
        "name": _texts(dataset_values(publication.data, f"{DCTERMS}title")),
        "description": _texts(dataset_values(publication.data, f"{DCTERMS}description")),
        "license": [*map(text, dataset_values(publication.data, f"{DCTERMS}license"))],
        "keywords": _texts(dataset_values(publication.data, f"{DCAT}keyword")),
        "creator": [{"@type": "Organization", "name": name} for name in creators(publication.data, publication.names)],
    }
    document = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": release.dataset,
        **{name: found[0] if len(found) == 1 else found for name, found in values.items() if found},
        "version": release.version,
        "url": release.base,
        **({"datePublished": release.issued} if release.issued else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"{release.base}{name}",
                **({"encodingFormat": media_type_of(name)} if media_type_of(name) else {}),
                "contentSize": f"{len(content)} B",
                "sha256": sha256(content),
            }
            for name, content in downloads(files).items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def citation(publication: Publication, release: Release) -> bytes:
    """Return CITATION.cff. https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md"""
    titles = dataset_values(publication.data, f"{DCTERMS}title")
    english = next((title for title in titles if language(title) == "en"), next(iter(titles), release.name))
    lines = [
        "cff-version: 1.2.0",
        f"title: {_yaml(text(english))}",
        'message: "If you use these data, please cite them as below."',
        "type: dataset",
        "authors:",
        *(f"  - name: {_yaml(name)}" for name in creators(publication.data, publication.names) or [release.name]),
        f"version: {_yaml(release.version)}",
        *([f"date-released: {release.issued}"] if release.issued else []),
        f"url: {_yaml(release.base)}",
    ]
    return ("\n".join(lines) + "\n").encode()


def _yaml(value: str) -> str:
    """Return a text as a double-quoted scalar. https://yaml.org/spec/1.2.2/#57-escaped-characters"""
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)


def _texts(values: Sequence[object]) -> list[Any]:
    return [{"@value": text(value), "@language": language(value)} if language(value) else text(value) for value in values]


def _quad(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.Quad:
    return ox.Quad(subject, ox.NamedNode(predicate), value)
