"""The description of a release in DCAT: its files, its versions, where it comes from, its statistics."""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from sco_ld.model.dataset_description import dataset_text
from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCAT, DCTERMS, OWL, PROV, RDF, RDFS, VOID, XSD
from sco_ld.releases.checksums import sha256
from sco_ld.releases.dumps import downloads, media_type_of
from sco_ld.releases.release import Release
from sco_ld.releases.void import statistics

SPDX = "http://spdx.org/rdf/terms#"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


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


def _quad(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.Quad:
    return ox.Quad(subject, ox.NamedNode(predicate), value)
