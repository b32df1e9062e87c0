"""Markdown: rendered by markdown-it, a text comes back as it was, and holds no element and no link but to the web."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sco_ld.text.markdown import autolink, code, escape, inline
from sco_ld.text.printable import printable
from sco_ld.text.tables import markdown_table

RENDERERS = [MarkdownIt("commonmark", {"html": True}), MarkdownIt("gfm-like", {"html": True, "linkify": False})]
LABELS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- -->", "<javascript:alert(1)>",
    "<data:text/html,x>", "[x](javascript:alert(1))", "![x](data:image/svg+xml,x)", "[x]: javascript:alert(1)",
    "[^1]: note", "[x][y]", "[^1]", "JaVaScRiPt:alert(1)", "data:text/html;base64,AAAA",
    "&lt;b&gt; &amp; &#106;avascript:", "&", "\\", "\\<b>", "\\\\[x](y)", "`x`", "``", "```", "~~~", "~~x~~", "*x*",
    "**x**", "_x_", "__x__", "a_b_c", "x*", "a|b", "| --- |", "|", "# x", "###", "- x", "+ x", "* x", "-", "---",
    "- - -", "===", "=", "1. x", "1) x", "23.", "> x", ": x", ":---", "    code", "\tcode", "a  \nb", "a\\\nb",
    "\n\n# x", "x\n---", "a\r\n::error::", "-5", "-1.5", "1.5", "a - b", "x #", "!", "![", "]( ", "(x)", "\u202eevil",
    "me@example.org", "$x$", "{{ x }}", "<http://e/x>", "http://e/a_b*c", "</td>", "'\"", "ссылка [да]", "上海|*合作*",
]  # fmt: skip


class Page(HTMLParser):
    """The elements and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements, self.text = list[str](), ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element with its address."""
        self.elements.append(" ".join([tag, *(value or "" for name, value in attrs if name in ("href", "src"))]))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def check(label: str) -> None:
    shown = " ".join(printable(label).split())
    for renderer in RENDERERS:
        for before, elements in (("", ["p"]), ("# ", ["h1"]), ("- ", ["ul", "li"]), ("text ", ["p"]), ("text\n", ["p"])):
            page = Page(renderer.render(f"{before}{escape(label)}\n"))
            if shown:
                assert [one for one in page.elements if not one.startswith("a http")] == elements
            assert " ".join(page.text.split()).removeprefix("text").strip() == shown


@pytest.mark.parametrize("label", LABELS)
def test_escaped_text_is_shown_as_it_is(label: str) -> None:
    check(label)


@given(st.text(st.sampled_from("<>&\\`*_[]()#+-=|~!:.1)a \n\t\"'x;/")))
def test_any_escaped_text_is_shown_as_it_is(label: str) -> None:
    check(label)


@pytest.mark.parametrize("label", LABELS)
def test_table_has_one_cell_for_each_text(label: str) -> None:
    table = "\n".join(markdown_table([label, "b"], [[label, label], [label, "x"]]))
    page = Page(RENDERERS[1].render(table))
    elements = [element for element in page.elements if not element.startswith("a http")]
    assert elements == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "tr", "td", "td"]


@pytest.mark.parametrize("label", [label for label in LABELS if label.strip()])
def test_code_is_shown_as_it_is(label: str) -> None:
    page = Page(RENDERERS[0].render(f"x {code(label)} y"))
    assert page.elements == ["p", "code"]
    assert page.text.strip() == f"x {printable(label)} y"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a_b?c=d&e=*f*", True),
        ("http://e/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://e/><script>", False),
        ("https://e/ x", False),
        ("https://e/\u202ex", False),
        ("HTTPS://e/", True),
    ],
)
def test_only_web_addresses_are_links(url: str, linked: bool) -> None:
    rendered = RENDERERS[0].render(autolink(url))
    assert [element.split()[0] for element in Page(rendered).elements] == (["p", "a"] if linked else ["p"])
    assert "<script" not in rendered
    assert Page(rendered).text.strip() == unescape(printable(url))


def test_unknown_iri_is_a_link_if_it_is_on_the_web() -> None:
    assert inline("<http://e/a_b>") == "<http://e/a_b>"
    assert inline("<urn:x>") == "&lt;urn:x&gt;"
    assert inline("<http://e/> <b>") == "&lt;http://e/&gt; &lt;b&gt;"
    assert inline("") == ""


def test_dangerous_scheme_is_not_linked_by_a_renderer_that_links_text() -> None:
    for scheme in ("javascript", "data", "vbscript", "file", "JAVASCRIPT"):
        assert f"{scheme}:" not in escape(f"see {scheme}:x")
