"""A picture of a page as a file of its own: with its sheet, its patterns and a width."""

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup

_TOKENS = re.compile(r":root \{.*?\n\}", re.DOTALL)
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\n  :root \{.*?\n  \}\n\}", re.DOTALL)
_CLASSES = "gr|yr|dayline|b|b-\\w|pos|pg|ph|pd|l|ch|ev|evo|gap|ax0|near|nt|nl|nb|nc|sea|land|cap|life"
_RULES = re.compile(rf"^(?:svg text|text\.l-\w|\.(?:{_CLASSES})\b)[^\n]*", re.MULTILINE)
_WIDTH = 960


def standalone(picture: Markup) -> bytes:
    """Return a picture as an SVG document."""
    body = re.sub(r' width="100%"', f' width="{_WIDTH}"', str(picture), count=1)
    start = body.index(">") + 1
    opening = body[: start - 1].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    if " width=" not in opening:
        opening += f' width="{_WIDTH}"'
    return f"{opening}><style>{_sheet()}</style>{_patterns()}{body[start:]}\n".encode()


@cache
def _sheet() -> str:
    sheet = _template("site.css")
    found = [*_TOKENS.findall(sheet)[:1], *_DARK.findall(sheet)[:1], *_RULES.findall(sheet), "svg{background:var(--paper)}"]
    return re.sub(r"/\*.*?\*/", "", "\n".join(found), flags=re.DOTALL).replace("<", "").replace("&", "")


@cache
def _patterns() -> str:
    found = re.search(r"<defs>.*?</defs>", _template("patterns.html"), re.DOTALL)
    return found[0] if found else ""


def _template(name: str) -> str:
    return (files("sco_ld.site") / "templates" / name).read_text(encoding="utf-8")
