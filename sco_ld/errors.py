"""The one error that is raised on purpose."""


class ScoError(Exception):
    """Something could not be done; the message is a sentence that says what, where, and what would help."""


class ParseError(ScoError):
    """A file could not be parsed: its name, what is wrong, and line and column, which are 0 where they are not known."""

    def __init__(self, file: str, words: str, line: int = 0, column: int = 0) -> None:
        super().__init__(file, words, line, column)
        self.file, self.words, self.line, self.column = file, words, line, column

    def __str__(self) -> str:
        place = f", line {self.line}" if self.line else ""
        place += f", column {self.column}" if self.column else ""
        return f"{self.file}{place}: {self.words}"
