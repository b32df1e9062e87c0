"""The terms of vocabularies in wide use, from the lists beside this file."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


@cache
def terms() -> Mapping[str, frozenset[str]]:
    """Return the local names of the terms that each vocabulary declares, by namespace.

    >>> "startDate" in terms()["http://schema.org/"]
    True
    """
    return dict(_lists())


def _lists() -> Iterator[tuple[str, frozenset[str]]]:
    """Read the lists: comment lines with source and licence, a line with the namespace, then names with spaces between."""
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
            yield lines[0], frozenset(" ".join(lines[1:]).split())
