"""The site of a release, beside its files."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sco_ld.publication import Publication
from sco_ld.releases.checksums import sha256
from sco_ld.releases.dumps import downloads, media_type_of
from sco_ld.releases.release import Release
from sco_ld.runtime.kept_folder import KeptFolder
from sco_ld.site.builder import build
from sco_ld.site.content import STATIC, Content, Options
from sco_ld.site.files import Download

FOLDER = "site"


def write(
    publication: Publication,
    release: Release,
    files: Mapping[str, bytes],
    folder: KeptFolder,
    on_progress: Callable[[str], None],
) -> dict[str, str]:
    """Write the site into the folder `site` of a release, and return the digests of its files by name.

    Its data page lists the files of the release, which stand at `releases/VERSION/` where the site is hosted.
    """
    offered = tuple(
        Download(f"releases/{release.version}/{name}", media_type_of(name), name, len(content), sha256(content))
        for name, content in downloads(files).items()
    )
    inside = KeptFolder(folder.target / FOLDER, folder.staging / FOLDER)
    inside.staging.mkdir()
    build(Content(publication, Options(base_url=release.host, files=offered)), inside, on_progress)
    names = {f"{FOLDER}/{name}" for name in inside.names}
    folder.add(names, [f"{FOLDER}/{name}" for name in inside.written])
    return {name: sha256((folder.staging / name).read_bytes()) for name in names}


def expected(publication: Publication, release: Release, files: Mapping[str, bytes], temporary: Path) -> dict[str, bytes]:
    """Return the files that the site of a release has by its sources, without those of the programs in it.

    They are made in the folder `temporary`, which must not exist and is not removed.
    """
    temporary.mkdir(mode=0o700)
    folder = KeptFolder(temporary / "none", temporary)
    names = write(publication, release, files, folder, lambda _: None)
    return {name: (temporary / name).read_bytes() for name in names if not name.startswith(f"{FOLDER}/{STATIC}/")}
