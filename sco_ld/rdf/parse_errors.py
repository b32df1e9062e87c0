"""Errors of the parser as sentences."""

from pathlib import Path

from sco_ld.errors import ParseError


def syntax_error(error: SyntaxError, path: Path, lines_before: int = 0, hint: str = "") -> ParseError:
    """Return the error that says where the parser stopped and what it expected: `members.ttl, line 12, column 5: …`."""
    words = str(error.msg)
    if words.startswith("Parser error"):
        words = words.partition(": ")[2]
    if "utf-8" in words.lower() and "Only" not in words:
        words = "a byte that is not UTF-8. Save the file as UTF-8"
    line = error.lineno + lines_before if error.lineno else 0
    return ParseError(str(path), f"{words}.{hint}", line, error.offset or 0)


def too_long(path: Path) -> ParseError:
    """Return the error for a term that the parser refuses to keep in memory."""
    return ParseError(str(path), "a term or comment of more than 16 MB, which is refused.")
