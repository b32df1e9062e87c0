"""What a release is: its version, where its files will be, what they were made of."""

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model.statistics import dataset_values, datasets
from sco_ld.publication import Publication
from sco_ld.rdf.namespaces import DCTERMS, OWL, VOID
from sco_ld.rdf.terms import text
from sco_ld.runtime.git import Repository

FILE = "release.json"
MARK = ".sco-ld-release"  # the list of the files of a release, by which a later one knows them
PARTS = ("data", "ontology", "shapes")


@dataclass(frozen=True)
class Release:
    """A release of a publication. An empty text is what is not known.

    `base` is the IRI of its folder, and `host` where the files and the site are; `revision` is the commit of the source,
    `clean` whether the source was as committed, `previous` the version before.
    """

    dataset: str
    name: str
    version: str
    issued: str
    base: str
    host: str = ""
    revision: str = ""
    clean: bool = True
    previous: str = ""

    def to_json(self) -> bytes:
        """Return what `from_json` reads."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n").encode()


def from_json(content: bytes) -> Release:
    """Return the release that a file describes. Raise ScoError if it describes none."""
    try:
        return Release(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise ScoError(f"{FILE}: does not describe a release: {error}.") from error


def of_publication(publication: Publication, repository: Repository | None = None, host: str = "") -> Release:
    """Return the release of a publication as it is: version, names and dates are those of its own description.

    The day of issue is that of SOURCE_DATE_EPOCH, or else the one on which the description says that it was modified.
    Raise ScoError if the publication does not describe itself as one data set with a version.
    """
    described = datasets(publication.data)
    if len(described) != 1 or not isinstance(described[0], ox.NamedNode):
        raise ScoError("A release wants one dcat:Dataset with an IRI in the data, which describes the publication.")
    dataset = described[0].value
    value = partial(_value, publication)
    version = value(f"{OWL}versionInfo")
    if not re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", version, re.ASCII):
        raise ScoError(f'A release wants a version such as 0.2.0 as the owl:versionInfo of the data set, not "{version}".')
    space = value(f"{VOID}uriSpace") or f"{dataset.rstrip('/')}/"
    name = re.split(r"[/#]", dataset.rstrip("/"))[-1]
    revision = repository.commit("HEAD") if repository else ""
    return Release(
        dataset=dataset,
        name=name if re.fullmatch(r"[\w.-]+", name) else "publication",
        version=version,
        issued=_issued(value(f"{DCTERMS}modified")),
        base=f"{space}releases/{version}/",
        host=host and f"{host.rstrip('/')}/",
        revision=revision,
        clean=not repository or is_committed(publication.root, repository),
        previous=_previous(version, repository.tags()) if repository else "",
    )


def source_files(root: Path) -> dict[str, bytes]:
    """Return the files of a publication, by path: those of its three folders, without hidden ones."""
    paths = (path for part in ("data", "ontology", "shapes") for path in sorted((root / part).rglob("*")))
    kept = (
        path for path in paths if path.is_file() and not any(one.startswith(".") for one in path.relative_to(root).parts)
    )
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in kept}


def is_committed(root: Path, repository: Repository) -> bool:
    """Return whether the files of a publication are those of the last commit."""
    committed = {str(path): content for path, content in repository.files("HEAD", root).items()}
    below = tuple(f"{part}/" for part in PARTS)
    return source_files(root) == {path: content for path, content in committed.items() if path.startswith(below)}


def _value(publication: Publication, predicate: str) -> str:
    return next(map(text, dataset_values(publication.data, predicate)), "")


def _issued(modified: str) -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return modified
    if not epoch.isdecimal():
        raise ScoError(f'SOURCE_DATE_EPOCH is "{epoch}", not a number of seconds.')
    return str(datetime.fromtimestamp(int(epoch), UTC).date())


def _previous(version: str, tags: list[str]) -> str:
    """Return the highest version below this one among tags such as v0.1.0; empty if there is none."""
    numbers = [tuple(map(int, match.groups())) for tag in tags if (match := re.fullmatch(r"v?(\d+)\.(\d+)\.(\d+)", tag))]
    own = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    return ".".join(map(str, max((number for number in numbers if number < own), default=())))
