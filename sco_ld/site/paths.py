"""Where in a site the page of a resource is: a path that mirrors its IRI and is safe in any file system and URL.

Of `https://w3id.org/sco-ld/id/india` under the base `https://w3id.org/sco-ld/` it is `id/india`; a fragment is one more
segment. What is neither a letter, a digit nor one of `_-.` stands as `~` and its UTF-8 bytes in hexadecimal, and so do
names that a file system or the site itself would take for something else. Two IRIs that would share a path, or would share
it where case does not count, get the digest of their IRI at the end.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable

_ODD = re.compile(r"[^\w.-]")
_EXTENSION = re.compile(r"\.(?=(?:html|ttl|jsonld|nt|rdf|svg|csv|json|gz)$)", re.IGNORECASE)
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_MAX_SEGMENT, _MAX_PATH = 80, 160  # bytes; a name has at most 255, a path in Windows 260 characters
ELSEWHERE = "elsewhere"


class ResourcePaths:
    """The path of each of some resources, without a slash at its ends."""

    def __init__(self, iris: Iterable[str], base: str, reserved: Collection[str]) -> None:
        self.base = base
        self._reserved = {name.casefold() for name in reserved}
        wanted: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(set(iris)):
            wanted[self._path(iri).casefold()].append(iri)
        self._paths = {
            iri: self._path(iri) + (f"~~{_digest(iri)}" if len(sharing) > 1 else "")
            for sharing in wanted.values()
            for iri in sharing
        }

    def __contains__(self, iri: str) -> bool:
        return iri in self._paths

    def __getitem__(self, iri: str) -> str:
        return self._paths[iri]

    def get(self, iri: str) -> str | None:
        """Return the path of a resource; None if it has none."""
        return self._paths.get(iri)

    def document(self, iri: str) -> str:
        """Return the path of the document that describes a resource: that of its IRI without a fragment."""
        whole = iri.partition("#")[0]
        return self._paths.get(whole) or self._path(whole)

    def _path(self, iri: str) -> str:
        if iri.startswith(self.base) and len(iri) > len(self.base):
            path, own = iri[len(self.base) :], True
        else:
            path, own = re.sub(r"^\w+:/*", "", iri), False
        segments = [safe_segment(segment) for segment in path.replace("#", "/").strip("/").split("/")]
        if own and segments[0].casefold() in {*self._reserved, ELSEWHERE}:
            segments[0] += "~"
        whole = "/".join(segments if own else [ELSEWHERE, *segments])
        return whole if len(whole.encode()) <= _MAX_PATH else f"{_cut(whole, _MAX_PATH // 2).rstrip('/')}~~{_digest(iri)}"


def base_of(iris: Iterable[str]) -> str:
    """Return the longest beginning, up to a slash, that half of the IRIs share; it has at least a host."""
    counts: dict[str, int] = defaultdict(int)
    total = 0
    for iri in iris:
        total += 1
        for match in re.finditer(r"(?<=[^/:])/", iri):
            counts[iri[: match.end()]] += 1
    shared = [base for base, count in counts.items() if 2 * count > total]
    return max(shared, key=len, default="")


def safe_segment(segment: str) -> str:
    """Return a segment of a path that is safe in any file system and URL."""
    name = unicodedata.normalize("NFC", segment)
    if name.startswith(".") or name.endswith(".") or _DEVICE.match(name):
        name = _escaped(name[:1]) + _ODD.sub(lambda match: _escaped(match[0]), name[1:])
        name = name[:-1] + _escaped(".") if name.endswith(".") else name
    else:
        name = _ODD.sub(lambda match: _escaped(match[0]), name)
    name = _EXTENSION.sub(_escaped("."), name)
    if len(name.encode()) > _MAX_SEGMENT:
        name = f"{_cut(name, _MAX_SEGMENT // 2)}~~{_digest(segment)}"
    return name or "~"


def _escaped(characters: str) -> str:
    return "".join(f"~{byte:02X}" for byte in characters.encode("utf-8", "surrogatepass"))


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
