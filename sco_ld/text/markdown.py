"""Text in Markdown: shown as it is, never as markup. https://spec.commonmark.org/, https://github.github.com/gfm/"""

import re

from sco_ld.text.printable import printable

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_INLINE = str.maketrans({**_ENTITIES, **{char: f"\\{char}" for char in "\\`*_[]~"}})
_BLOCK_START = re.compile(r"^(#|[-+=:](?=[-+=:\s]|$)|\d+(?=[.)](\s|$)))")
_HEADING_END = re.compile(r"(?<=\s)(?=#+$)")
_SCHEME = re.compile(r"\b(javascript|vbscript|data|file):", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def escape(text: str) -> str:
    r"""Return a text as one line that Markdown shows as it is: no markup, no HTML, no link but to the web.

    >>> escape("# a_b <i>")
    '\\# a\\_b &lt;i&gt;'
    """
    line = printable(text).strip().translate(_INLINE)
    line = _HEADING_END.sub(r"\\", _BLOCK_START.sub(_escape_start, line))
    return _SCHEME.sub(r"\1&#58;", line)


def code(text: str) -> str:
    """Return a text as a code span. https://spec.commonmark.org/0.31.2/#code-spans"""
    line = printable(text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def autolink(url: str) -> str:
    """Return a link to a web address, or the escaped text of any other."""
    return f"<{url}>" if _WEB_ADDRESS.fullmatch(url) and printable(url) == url else escape(url)


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"
