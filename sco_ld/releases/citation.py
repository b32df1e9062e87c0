"""How to cite a release: its CITATION.cff."""

import json

from sco_ld.model.dataset_description import creators, dataset_values
from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCTERMS
from sco_ld.rdf.terms import language, text
from sco_ld.releases.release import Release


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
