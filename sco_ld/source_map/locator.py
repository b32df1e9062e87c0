"""The file, line and column of a statement, worked out only when there is something to report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf.bases import ALONE, Base
from sco_ld.rdf.blank_nodes import blank_nodes
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts
from sco_ld.source_map.source_file import Place, SourceFile
from sco_ld.source_map.turtle_positions import Term


class Locator:
    """Finds where the triples of some files stand. A file is parsed only if its text contains what is sought.

    Blank nodes are found by the quads that were read from the files, since their names are not those in the files. The base
    is the one that the files were read with, and so are the contexts; files whose contents are given are not opened again.
    """

    def __init__(
        self,
        files: Sequence[Path],
        quads: Iterable[ox.Quad] = (),
        base: Base = ALONE,
        contents: Mapping[Path, bytes] | None = None,
        contexts: Contexts = NO_CONTEXTS,
    ) -> None:
        self.files = files
        self.quads = quads
        self.base = base
        self.contents = contents or {}
        self.contexts = contexts
        self.sources: dict[Path, SourceFile] = {}

    def find(
        self, subject: Term, predicate: Term | None = None, value: Term | None = None, *, last: bool = False
    ) -> Place | None:
        """Return the place of a triple, else of the subject's triple with that predicate, else of the subject's block.

        If the subject has several triples with that predicate, it is the first one, or the last one if `last` is true.

        A blank node as value is at its own place. If no file describes the subject, return the place at which one mentions
        it, and None if none does. A blank node that could not be found is at the place of the triple of which it is the
        object.
        """
        seen = set()
        while isinstance(subject, ox.BlankNode) and subject in self._parents and not self._found(subject):
            if subject in seen:
                break
            seen.add(subject)
            (subject, predicate), value = self._parents[subject], None
        return self._place_of_value(value) or self._place(subject, predicate, value, last=last)

    def _place_of_value(self, value: Term | None) -> Place | None:
        """Return the place of a blank node: that at which it is an object, or else a subject."""
        found = self._found(value) if isinstance(value, ox.BlankNode) else None
        if found is None:
            return None
        source, node = found
        offset = source.index.blank_value_offset(node)
        return None if offset is None else source.place(offset)

    def _place(self, subject: Term, predicate: Term | None, value: Term | None, *, last: bool) -> Place | None:
        if isinstance(subject, ox.BlankNode):
            found = self._found(subject)
            return _best_place([found[0]], found[1], predicate, value, last=last) if found else None
        sources = [self._source(file) for file in self.files]
        if not any(one.describes(subject) for one in sources) and not any(one.mentions(subject) for one in sources):
            for one in sources:  # the IRI may be written relative, with escapes or with a prefix that ends within a name
                one.indexed = True
        return _best_place(sources, subject, predicate, value, last=last)

    def at(self, file: Path, line: int, column: int) -> Place:
        """Return the place at that line and column of a file, with the text of the line."""
        return self._source(file).at(line, column)

    def blocks(self) -> Iterator[tuple[Term, Place]]:
        """Return the subject and the place of each block of all files, in order."""
        for source in map(self._source, self.files):
            yield from ((subject, source.place(start)) for subject, start, _ in source.index.blocks if subject is not None)

    def find_text(self, file: Path, words: str) -> Place | None:
        """Return the place at which words first stand in a file; None if they do not."""
        source = self._source(file)
        offset = source.text.find(words)
        return source.place(offset) if offset >= 0 else None

    @cached_property
    def _parents(self) -> dict[ox.BlankNode, tuple[Term, Term]]:
        """The subject and predicate of the first triple of which a blank node is the object."""
        parents: dict[ox.BlankNode, tuple[Term, Term]] = {}
        for quad in self.quads:
            if isinstance(quad.object, ox.BlankNode):
                parents.setdefault(quad.object, (quad.subject, quad.predicate))  # type: ignore[arg-type]
        return parents

    @cached_property
    def _blank_nodes(self) -> dict[ox.BlankNode, tuple[SourceFile, ox.BlankNode]]:
        """The source of each blank node of the quads, and the name that the parser gives it there.

        The quads name blank nodes in the order in which a parser meets them, and it meets them again in the same order.
        """
        left = map(ox.BlankNode, dict.fromkeys(chain.from_iterable(map(blank_nodes, self.quads))))
        names = ((source, name) for source in map(self._source, self.files) for name in source.blank_nodes)
        return dict(zip(left, names, strict=False))

    def _found(self, node: ox.BlankNode) -> tuple[SourceFile, ox.BlankNode] | None:
        """Return the source of a blank node and its name in the index of that source; None if it was not found."""
        source, name = self._blank_nodes.get(node, (None, node))
        known = source.matched.get(name) if source else None
        return (source, known) if source and known else None

    def _source(self, file: Path) -> SourceFile:
        if file not in self.sources:
            self.sources[file] = SourceFile(file, self.base.of(file), self.contents.get(file), self.contexts)
        return self.sources[file]


def _best_place(
    sources: Sequence[SourceFile], subject: Term, predicate: Term | None, value: Term | None, *, last: bool
) -> Place | None:
    forward = [(source, one) for source in sources if source.describes(subject) for one in source.index.triples_of(subject)]
    backward = [
        (source, one) for source in sources if value and source.describes(value) for one in source.index.triples_of(value)
    ]
    wanted = _comparable(value)
    same = [(source, one) for source, one in forward if _comparable(one.object) == wanted]
    offsets = chain(
        ((source, one.at[2]) for source, one in same if one.predicate == predicate),
        ((source, one.at[2]) for source, one in same),
        ((source, one.at[2]) for source, one in backward if (one.predicate, one.object) == (predicate, subject)),
        ((source, one.at[1]) for source, one in forward[:: -1 if last else 1] if one.predicate == predicate),
        ((source, one.at[0]) for source, one in forward),
        ((source, at) for source in sources if source.describes(subject) for at in source.index.block_offsets(subject)),
        _mentions(sources, subject),
    )
    return next((source.place(offset) for source, offset in offsets), None)


def _comparable(term: Term | None) -> object:
    """Return what is equal for equal terms: languages are compared without regard to case."""
    return (term.value, term.language.lower()) if isinstance(term, ox.Literal) and term.language else term


def _mentions(sources: Sequence[SourceFile], term: Term) -> Iterator[tuple[SourceFile, int]]:
    """Return the sources and offsets at which a term is an object, then those at which it is a predicate."""
    near = [source for source in sources if source.mentions(term)]
    for position, part in ((2, "object"), (1, "predicate")):
        for source in near or sources:
            yield from ((source, one.at[position]) for one in source.index.triples if getattr(one, part) == term)
    yield from ((source, -1) for source in near)
