"""A release as files: the dumps, and their description."""

from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCAT, OWL, PROV, VOID, Prefixes
from sco_ld.releases import w3id
from sco_ld.releases.citation import citation
from sco_ld.releases.dcat import SPDX, description
from sco_ld.releases.dumps import dumps
from sco_ld.releases.release import FILE, Release
from sco_ld.releases.schema_org import schema_org

DESCRIPTION = "dataset.ttl"
_PREFIXES = Prefixes({"dcat": DCAT, "owl": OWL, "prov": PROV, "spdx": SPDX, "void": VOID})


def build(publication: Publication, release: Release) -> dict[str, bytes]:
    """Return the files of a release by name, without checksums: the same bytes for the same publication and release."""
    files = dict(dumps(publication, release.name))
    described = description(publication, release, files)
    files |= {
        DESCRIPTION: to_bytes(described, "turtle", Syntax(publication.prefixes.and_also(_PREFIXES))),
        "dataset.jsonld": schema_org(publication, release, files),
        "CITATION.cff": citation(publication, release),
        FILE: release.to_json(),
    }
    if release.host:
        files |= {f"w3id/{name}": content for name, content in w3id.files(release).items()}
    return files
