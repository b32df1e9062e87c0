"""The quads of several RDF files, as a stream or as a list, with the prefixes that the files declare."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf.bases import ALONE, Base
from sco_ld.rdf.blank_nodes import renamed
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts
from sco_ld.rdf.namespaces import Prefixes
from sco_ld.rdf.reader import read

_BLANK = (ox.BlankNode, ox.Triple)


class QuadStream:
    """The quads of files, in order, lexical forms kept; iterate it once.

    Blank nodes of different files are different nodes. They are named in order of appearance, with names that begin with
    `mark`: quads that are read by two streams and then merged need two marks. Raise ScoError as `reader.read` does.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        mark: str = "b",
        base: Base = ALONE,
        contents: dict[Path, bytes] | None = None,
        contexts: Contexts = NO_CONTEXTS,
    ) -> None:
        self.paths, self.mark, self.base, self.contents, self.contexts = tuple(paths), mark, base, contents, contexts
        self.declared: dict[Path, dict[str, str]] = {}
        self.may_have_blank_nodes = False  # as far as it is read
        self.empty: list[Path] = []

    def __iter__(self) -> Iterator[ox.Quad]:
        count = itertools.count()
        for path in self.paths:
            names: dict[str, ox.BlankNode] = defaultdict(lambda: ox.BlankNode(f"{self.mark}{next(count)}"))
            declared = self.declared.setdefault(path, {})
            quads = read(path, prefixes=declared, base=self.base, contents=self.contents, contexts=self.contexts)
            first = next(quads, None)
            if first is None:
                self.empty.append(path)
                continue
            for quad in itertools.chain((first,), quads):
                if (
                    isinstance(quad.subject, _BLANK)
                    or isinstance(quad.object, _BLANK)
                    or isinstance(quad.graph_name, _BLANK)
                ):
                    self.may_have_blank_nodes = True
                    yield renamed(quad, names.__getitem__)
                else:
                    yield quad

    @property
    def prefixes(self) -> Prefixes:
        """The prefixes that the files have declared so far; the first declaration of a prefix counts."""
        merged: dict[str, str] = {}
        for declared in self.declared.values():
            merged = {**declared, **merged}
        return Prefixes(merged)


class Quads(list[ox.Quad]):
    """A list of quads with the prefixes of the files that they come from, together and file by file (`declared`).

    `empty` are the files that have none. `may_have_blank_nodes` is false if it is known that there are none.
    """

    def __init__(self, quads: Iterable[ox.Quad] = (), prefixes: Prefixes | None = None) -> None:
        super().__init__(quads)
        source = quads if isinstance(quads, QuadStream | Quads) else None
        self.prefixes: Prefixes = prefixes if prefixes is not None else source.prefixes if source else Prefixes()
        self.declared: Mapping[Path, Mapping[str, str]] = source.declared if source else {}
        self.empty: Sequence[Path] = source.empty if source else ()
        self.may_have_blank_nodes: bool = source.may_have_blank_nodes if source else True


def read_all(
    paths: Iterable[Path],
    mark: str = "b",
    base: Base = ALONE,
    contents: dict[Path, bytes] | None = None,
    contexts: Contexts = NO_CONTEXTS,
) -> Quads:
    """Return the quads of all files, as `QuadStream` yields them."""
    return Quads(QuadStream(paths, mark, base, contents, contexts))
