"""The scripts of a site, and what they read: own modules, files of npm, the data, the words, the pages by IRI.

`npm/` has the engine, the search index and the land of the map. A wheel brings it; in a checkout `python npm/fetch.py` makes
it. Without it a site has no scripts, and its pages say what they show without them.
"""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from sco_ld.model.interface import Words
from sco_ld.site.content import STATIC, Content

_SCRIPTS = Path(__file__).with_name("static")
_NPM = Path(__file__).with_name("npm")
_ENGINE = ("oxigraph.js", "oxigraph.wasm.gz", "minisearch.js")
_WORDS = (
    "as-map", "as-timeline", "began", "began-on", "began-this-day", "between", "certain-and-possible", "compare-days",
    "date-day", "date-month", "date-year", "day", "ended", "ended-on", "error", "example-questions", "first-rows", "from-to",
    "group-separator", "high", "known-prefixes", "loading", "low", "medium", "no", "not-after", "not-before",
    "nothing-changed", "nothing-found", "on-day", "passage-number", "perhaps-short", "query-ended-engine", "query-too-deep",
    "some-of-the-words", "stop", "stopped", "took-too-long", "value-not-usable", "what-it-rests-on", "yes",
    *(f"month-{number}" for number in range(1, 13)), *(f"of-month-{number}" for number in range(1, 13)),
)  # fmt: skip
_COUNTED = ("row", "result")


@cache
def npm_file(name: str) -> bytes | None:
    """Return a file of npm, such as `land-110m.json`; None if this installation has none."""
    path = _NPM / name
    return path.read_bytes() if path.is_file() else None


@cache
def available() -> bool:
    """Return whether this installation has what the scripts need."""
    return all(npm_file(name) is not None for name in _ENGINE)


def files(content: Content) -> Iterator[tuple[str, bytes]]:
    """Return the icon, the scripts and what they read, with their paths in the site; without npm's files the icon alone."""
    yield f"{STATIC}/icon.svg", (_SCRIPTS / "icon.svg").read_bytes()
    if not available():
        return
    for path in sorted(_SCRIPTS.glob("*.js")):
        yield f"{STATIC}/{path.name}", path.read_bytes()
    for path in sorted(_NPM.glob("*")):
        if path.name in _ENGINE or "LICENSE" in path.name:
            yield f"{STATIC}/{path.name}", path.read_bytes()
    yield f"{STATIC}/data.nq.gz", gzip.compress(_data(content), 9, mtime=0)
    yield (
        f"{STATIC}/pages.json",
        _json({"base": content.paths.base, "paths": _unusual_paths(content), "points": content.points}),
    )
    for lang in content.languages:
        yield f"{STATIC}/words-{lang}.json", _json(_words(content.publication.words(lang)))


def _data(content: Content) -> bytes:
    """Return what is asked of, as N-Quads: each triple in the default graph, and in its graph where it has one."""
    quads = content.publication.quads
    everything = {*quads, *(ox.Quad(*quad.triple) for quad in quads)}
    text = ox.serialize(everything, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(text.splitlines(keepends=True)))


def _unusual_paths(content: Content) -> dict[str, str]:
    """Return the paths of resources that are not simply what follows the base in their IRI."""
    base = content.paths.base
    usual = {iri: iri.removeprefix(base).replace("#", "/", 1) for iri in content.iris if base and iri.startswith(base)}
    return {iri: content.paths[iri] for iri in content.iris if content.paths[iri] != usual.get(iri)}


def _words(words: Words) -> dict[str, str | dict[str, str]]:
    return {**{name: words[name] for name in _WORDS}, **{f"count-{name}": words.forms_of_count(name) for name in _COUNTED}}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"
