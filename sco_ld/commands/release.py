"""The command `release`: everything of one version that a user can download."""

from sco_ld.commands.requests import ReleaseRequest
from sco_ld.errors import ScoError
from sco_ld.model.dataset_description import dataset_text
from sco_ld.publication import Publication
from sco_ld.rdf.difference import difference
from sco_ld.rdf.namespaces import DCAT
from sco_ld.releases import checksums, site, snapshot
from sco_ld.releases.build import build
from sco_ld.releases.release import FILE, MARK, Release, from_json, of_publication
from sco_ld.releases.source_files import uncommitted
from sco_ld.runtime.atomic_files import temporary_path
from sco_ld.runtime.console import Console
from sco_ld.runtime.git import Repository, enclosing_repository
from sco_ld.runtime.kept_folder import check_folder, kept_folder


def run(request: ReleaseRequest, console: Console) -> int:
    """Write the release. Raise ScoError if the publication does not conform, is not committed, or has been released."""
    publication = request.source.publication()
    check_folder(request.output, MARK)
    console.temporary(temporary_path(request.output.resolve()))
    found = enclosing_repository(publication.root)
    page = dataset_text(publication.data, f"{DCAT}landingPage")
    release = of_publication(publication, found, request.host or page)
    if found and not release.clean and not request.allow_dirty:
        name = uncommitted(publication.root, found)
        raise ScoError(f"{name}: its bytes are not those that are committed. Commit them, or add --allow-dirty.")
    _refuse_released(publication, release, found)
    console.doing("validating")
    if publication.files("shapes") and (count := len(publication.validate().at_least("violation"))):
        raise ScoError(f"The publication has {count} violations; a release has none. `sco-ld validate` lists them.")
    console.doing("writing the release")
    files = build(publication, release)
    _refuse_other_content(request, release, files)
    with kept_folder(request.output, MARK) as folder:
        digests = {name: checksums.sha256(content) for name, content in files.items()}
        if request.site:
            digests |= site.write(publication, release, files, folder, console.doing)
        for name, content in {**files, checksums.FILE: checksums.written(digests)}.items():
            folder.write(name, content)
    console.note(f"{request.output}: version {release.version}, {len(digests)} files.")
    return 0


def _refuse_released(publication: Publication, release: Release, found: Repository | None) -> None:
    """Raise ScoError if the tag of this version has other data or another ontology."""
    tag = f"v{release.version}"
    if found and tag in found.tags():
        released = snapshot.of_revision(tag, publication.root)
        if difference(released.quads, publication.quads):
            raise ScoError(
                f"Version {release.version} was released with other content, as {tag}; raise the owl:versionInfo."
            )


def _refuse_other_content(request: ReleaseRequest, release: Release, files: dict[str, bytes]) -> None:
    """Raise ScoError if the folder has a release of this version with other content."""
    path = request.output / checksums.FILE
    name = f"{release.name}.nq"
    if not path.is_file() or not (request.output / FILE).is_file():
        return
    earlier = from_json((request.output / FILE).read_bytes())
    same = checksums.parse(path.read_bytes()).get(name) == checksums.sha256(files[name])
    if earlier.version == release.version and not same:
        raise ScoError(f"{request.output}: has version {release.version} with other content; raise owl:versionInfo.")
