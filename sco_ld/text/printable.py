"""Text that is safe to print: on a terminal, in a log, in a report."""

_JOINERS = "\u200c\u200d"  # invisible, but Persian and Hindi names need them


def printable(text: str) -> str:
    """Return a text as one line that says only what it shows: no control, bidirectional or invisible characters.

    White space and control characters become spaces, and every other character that is not printable a U+FFFD. The zero-width
    joiners stay. https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters

    >>> printable("a\\tb\\x1b[31m")
    'a b [31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _JOINERS else _substitute(char) for char in text)


def _substitute(char: str) -> str:
    return " " if char.isspace() or char < " " or "\x7f" <= char < "\xa0" else "\ufffd"
