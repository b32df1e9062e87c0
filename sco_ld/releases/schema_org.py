"""The description of a release in schema.org, which search engines for data sets read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sco_ld.model.dataset_description import creators, dataset_values
from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCAT, DCTERMS
from sco_ld.rdf.terms import language, text
from sco_ld.releases.checksums import sha256
from sco_ld.releases.dumps import downloads, media_type_of
from sco_ld.releases.release import Release


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


def _texts(values: Sequence[object]) -> list[Any]:
    return [{"@value": text(value), "@language": language(value)} if language(value) else text(value) for value in values]
