"""A file of checksums, as `sha256sum` writes and checks it."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from sco_ld.errors import ScoError

FILE = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def written(digests: Mapping[str, str]) -> bytes:
    """Return the lines of digests by file name, in order of name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def parse(content: bytes) -> dict[str, str]:
    """Return the digests by file name. Raise ScoError if a line is none, or names a file outside the folder."""
    found: dict[str, str] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match:
            raise ScoError(f"{FILE}, line {number}: is not a SHA-256 and a name.")
        digest, name = match.groups()
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or str(path) != name:
            raise ScoError(f'{FILE}, line {number}: "{name}" is not the name of a file in this folder.')
        if name in found:
            raise ScoError(f'{FILE}, line {number}: "{name}" is there twice.')
        found[name] = digest
    return found
