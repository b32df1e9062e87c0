"""What a release is: its version, where its files will be, what they were made of."""

import json
import re
from dataclasses import asdict, dataclass, fields
from functools import partial

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.model.dataset_description import dataset_text, datasets
from sco_ld.publication import Publication
from sco_ld.rdf import bases
from sco_ld.rdf.namespaces import DCTERMS, OWL, VOID
from sco_ld.releases.source_files import uncommitted
from sco_ld.runtime.git import Repository
from sco_ld.runtime.source_date import source_date
from sco_ld.text.printable import excerpt

FILE = "release.json"
MARK = ".sco-ld-release"  # the list of the files of a release, by which a later one knows them
_TAKEN = frozenset({"ontology", "shapes", "dataset", "context", "release"})  # names of other files of a release
_NUMBER = r"\d{1,9}"
_VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-[\w.]+)?", re.ASCII)
_TAG = re.compile(rf"v?({_NUMBER})\.({_NUMBER})\.({_NUMBER})", re.ASCII)
_FORMS = {
    "version": _VERSION,
    "name": re.compile(r"\w[\w.-]*"),
    "issued": re.compile(r"(\d{4}-\d\d-\d\d)?", re.ASCII),
    "host": re.compile(r"(https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9._~-]+)*/)?", re.ASCII),
    "previous": re.compile(rf"({_NUMBER}\.{_NUMBER}\.{_NUMBER})?", re.ASCII),
    "revision": re.compile(r"[0-9a-f]*"),
}
_HINTS = {
    "host": "; it is where its files are, such as https://example.org/data/, and --host names another",
    "issued": "; it is a day, such as 2026-01-31: the dcterms:modified of the data set",
}


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

    def __post_init__(self) -> None:
        for field in fields(self):
            if type(getattr(self, field.name)) is not (bool if field.name == "clean" else str):
                raise ScoError(f"The {field.name} of a release is not a {'yes or no' if field.name == 'clean' else 'text'}.")
        for name, form in _FORMS.items():
            if not form.fullmatch(value := getattr(self, name)):
                raise ScoError(f'"{excerpt(value)}" cannot be the {name} of a release{_HINTS.get(name, "")}.')
        for iri in (self.dataset, self.base):
            bases.check(iri)

    def to_json(self) -> bytes:
        """Return what `from_json` reads."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n").encode()


def from_json(content: bytes) -> Release:
    """Return the release that a file describes. Raise ScoError if it describes none."""
    try:
        return Release(**json.loads(content))
    except (ValueError, TypeError, RecursionError) as error:
        raise ScoError(f"{FILE}: does not describe a release: {excerpt(str(error))}.") from error
    except ScoError as error:
        raise ScoError(f"{FILE}: {error}") from error


def of_publication(publication: Publication, repository: Repository | None = None, host: str = "") -> Release:
    """Return the release of a publication as it is: version, names and dates are those of its own description.

    The day of issue is that of SOURCE_DATE_EPOCH, or else the one on which the description says that it was modified.
    Raise ScoError if the publication does not describe itself as one data set with a version.
    """
    described = datasets(publication.data)
    if len(described) != 1 or not isinstance(described[0], ox.NamedNode):
        raise ScoError("A release needs one dcat:Dataset with an IRI in the data, which describes the publication.")
    dataset = described[0].value
    value = partial(dataset_text, publication.data)
    version = value(f"{OWL}versionInfo")
    if not _VERSION.fullmatch(version):
        raise ScoError(f'A release wants a version such as 0.2.0 as the owl:versionInfo of the data set, not "{version}".')
    space = value(f"{VOID}uriSpace") or f"{dataset.rstrip('/')}/"
    name = re.split(r"[/#]", dataset.rstrip("/"))[-1]
    revision = repository.commit("HEAD") if repository and not repository.is_empty() else ""
    return Release(
        dataset=dataset,
        name=name if re.fullmatch(r"\w[\w.-]*", name) and name not in _TAKEN else "publication",
        version=version,
        issued=_issued(value(f"{DCTERMS}modified")),
        base=f"{space}releases/{version}/",
        host=host and f"{host.rstrip('/')}/",
        revision=revision,
        clean=not repository or not uncommitted(publication.root, repository),
        previous=_previous(version, repository.tags()) if repository else "",
    )


def _issued(modified: str) -> str:
    return str(source_date() or "") or modified[: len("2026-01-01")]


def _previous(version: str, tags: list[str]) -> str:
    """Return the highest version below this one among tags such as v0.1.0; empty if there is none."""
    numbers = [tuple(map(int, match.groups())) for tag in tags if (match := _TAG.fullmatch(tag))]
    own = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    return ".".join(map(str, max((number for number in numbers if number < own), default=())))
