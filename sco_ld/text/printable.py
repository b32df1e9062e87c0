"""Text that is safe to print: on a terminal, in a log, in a report."""

import re

_JOINERS = "\u200c\u200d"  # invisible, but Persian and Hindi names need them
_BLANK_LETTERS = "\u3164\uffa0"  # letters to Unicode, and invisible: Hangul fillers
# https://docs.github.com/actions/reference/workflow-commands-for-github-actions, ##vso[ of Azure, ##teamcity[
_CI_COMMAND = re.compile(r"^(\s*:)(?=:)|(#)(?=#\w*\[)")
_EXCERPT = 300


def printable(text: str) -> str:
    r"""Return a text as one line that is safe on a terminal and in the log of a CI service.

    Like `visible`, and a text that would be a command to a CI service is broken up by a space.

    >>> printable("a\tb\x1b[31m"), printable("::error::x")
    ('a b [31m', ': :error::x')
    """
    return _CI_COMMAND.sub(r"\1\2 ", visible(text))


def visible(text: str) -> str:
    """Return a text as one line without control, bidirectional or invisible characters.

    White space and control characters become spaces, any other character that is not printable becomes U+FFFD. The
    zero-width joiners stay. https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def excerpt(text: str, length: int = _EXCERPT) -> str:
    """Return the beginning of a text, at most `length` printable characters, runs of white space as one space."""
    line = " ".join(printable(" ".join(text[: 100 * length].split())).split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def _visible(char: str) -> str:
    if (char.isprintable() and char not in _BLANK_LETTERS) or char in _JOINERS:
        return char
    return " " if char.isspace() or char < " " or "\x7f" <= char < "\xa0" else "\ufffd"
