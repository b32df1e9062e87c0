"""Where a statement stands: file, line and column, worked out only when there is something to report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sco_ld import formats, reading
from sco_ld.positions import Term, triples

_POSITIONED = ("turtle", "trig", "ntriples", "nquads")
Key = tuple[Term | None, ...]


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file, with the text of its line; line and column count from 1, 0 where only the file is known."""

    file: str
    line: int = 0
    column: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Places:
    """Where the triples of some files stand. A file is looked into only when it mentions what is sought."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = files
        self.texts: dict[Path, str] = {}
        self.tables: dict[Path, dict[Key, int]] = {}

    def find(self, subject: Term, predicate: Term | None = None, value: Term | None = None) -> Place | None:
        """Give the place of a triple, else of the subject's triple with that predicate, else of the subject's block.

        Where nothing says the subject, the place at which it is mentioned; None where no file mentions it.
        """
        files = list(self._mentioning(subject))
        triple, reverse = (subject, predicate, value), (value, predicate, subject)
        for key in (triple, (subject, None, value), reverse, triple[:2], triple[:1], (None, None, subject)):
            if (key[0] is None and key[2:] != (subject,)) or key == (subject, None, None):
                continue
            for file in files:
                offset = self._table(file).get(key)
                if offset is not None:
                    return self._place(file, offset)
        return self._place(files[0], None) if files else None

    def _mentioning(self, term: Term) -> Iterator[Path]:
        word = re.split(r"[/#:]", term.value)[-1] or term.value
        yield from (file for file in self.files if word in self._text(file))

    def _text(self, file: Path) -> str:
        if file not in self.texts:
            self.texts[file] = reading.text(file)
        return self.texts[file]

    def _table(self, file: Path) -> dict[Key, int]:
        """Give the first offset of every triple, pair and subject; none where the format keeps no positions."""
        if file not in self.tables:
            table: dict[Key, int] = {}
            self.tables[file] = table
            format_ = formats.of_path(file)
            if format_ is None or format_.name in _POSITIONED:
                try:
                    for one in triples(self._text(file), reading.base(file)):
                        table.setdefault((one.subject, one.predicate, one.object), one.at[2])
                        table.setdefault((one.subject, None, one.object), one.at[2])
                        table.setdefault((one.subject, one.predicate), one.at[1])
                        table.setdefault((one.subject,), one.at[0])
                        table.setdefault((None, None, one.object), one.at[2])
                except (IndexError, RecursionError, ValueError):
                    table.clear()
        return self.tables[file]

    def _place(self, file: Path, offset: int | None) -> Place:
        here, whole = Path.cwd(), file.resolve()
        shown = str(whole.relative_to(here)) if whole.is_relative_to(here) else str(file)
        if offset is None:
            return Place(shown)
        text = self._text(file)
        start = text.rfind("\n", 0, offset) + 1
        line = text[start:].partition("\n")[0].rstrip("\r")
        return Place(shown, text.count("\n", 0, offset) + 1, offset - start + 1, line)
