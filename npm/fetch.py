"""Fetch the files of npm that a site is made with: `python npm/fetch.py`.

`lock.json` pins each package by its version and the SHA-512 of its tarball, and says which of its files are taken. They go
to `sco_ld/site/npm/`, which is not in git; the build of a wheel calls `fetch`, so that an installed sco-ld has them.
"""

import base64
import gzip
import hashlib
import io
import json
import os
import shutil
import sys
import tarfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parent / "sco_ld" / "site" / "npm"
REGISTRY = "https://registry.npmjs.org"
_LICENCES = ("oxigraph-LICENSE-MIT.txt", "oxigraph-LICENSE-APACHE.txt")  # its tarball has none
_SECONDS = 60


class FetchError(Exception):
    """A package that is not the one in the lock, or cannot be fetched."""


class UnreachableError(FetchError):
    """A package that cannot be fetched."""


def fetch(target: Path = TARGET, registry: str = "") -> list[str]:
    """Write the files into a folder, if it does not have those of this lock yet; return their names.

    The registry is npm's own, or that of the environment variable `NPM_CONFIG_REGISTRY`. Raise FetchError if a package
    has another checksum, and UnreachableError if it cannot be fetched; the folder is then as it was.
    """
    lock = (HERE / "lock.json").read_text(encoding="utf-8")
    made_from = target / "lock.json"
    packages = json.loads(lock)
    names = sorted({name for package in packages for name in package["files"].values()} | {*_LICENCES})
    if made_from.is_file() and made_from.read_text(encoding="utf-8") == lock:
        return names
    source = (registry or os.environ.get("NPM_CONFIG_REGISTRY", "") or REGISTRY).rstrip("/")
    files = {name: content for package in packages for name, content in _files(package, source)}
    files |= {name: (HERE / name).read_bytes() for name in _LICENCES}
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, content in files.items():
        (target / name).write_bytes(content)
    made_from.write_text(lock, encoding="utf-8")
    return names


def _files(package: dict[str, Any], registry: str) -> Iterator[tuple[str, bytes]]:
    """Return the files that are taken of a package, with their names; those that end in .gz are compressed."""
    tarball = _tarball(package, registry)
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        for path, name in package["files"].items():
            member = archive.extractfile(f"package/{path}")
            content = member.read() if member else b""
            yield name, gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content


def _tarball(package: dict[str, Any], registry: str) -> bytes:
    name, version = package["name"], package["version"]
    address = f"{registry}/{name}/-/{name}-{version}.tgz"
    if not address.startswith(("https://", "http://")):
        raise FetchError(f"{address} is not an address of a registry.")
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read()
    except OSError as error:
        raise UnreachableError(f"{address} cannot be fetched: {error}.") from error
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    if f"sha512-{digest}" != package["integrity"]:
        raise FetchError(f"{address} has the checksum sha512-{digest}, not that of the lock.")
    return content


if __name__ == "__main__":
    try:
        sys.stdout.write("".join(f"{TARGET / name}\n" for name in fetch()))
    except FetchError as error:
        sys.exit(f"Error: {error}")
