"""The pages of a site as trees, and their links."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib

ROOT = "https://site.example/sub/"


def tree(path: Path) -> ElementTree.Element:
    """Return a page as a tree; raise html5lib's error if it is not well-formed HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def text(path: Path) -> str:
    """Return the text of the main part of a page."""
    main = tree(path).find(".//main")
    return re.sub(r"\s+", " ", "".join(main.itertext()).replace("\u2060", "")).strip()


def broken_links(site: Path) -> Iterator[str]:
    """Return the links of all pages that lead to no file of the site, or to no anchor of it."""
    anchors = {page: set(re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8"))) for page in site.rglob("*.html")}
    for page in anchors:
        here = urljoin(ROOT, page.relative_to(site).as_posix().removesuffix("index.html"))
        for link in re.findall(r'\s(?:href|src|action)="([^"]*)"', page.read_text(encoding="utf-8")):
            whole = urlsplit(urljoin(here, link.replace("&amp;", "&")))
            if not whole.geturl().startswith(ROOT):
                continue
            name = unquote(whole.path)[len(urlsplit(ROOT).path) :]
            target = site / (f"{name}index.html" if name.endswith("/") or not name else name)
            if not target.is_file() or (whole.fragment and whole.fragment not in anchors[target]):
                yield f"{page.relative_to(site)}: {link}"
