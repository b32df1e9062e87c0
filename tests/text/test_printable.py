"""Printable text: one line, without control, bidirectional or invisible characters and without CI commands."""

import sys
import unicodedata

import pytest

from sco_ld.text.printable import excerpt, printable, visible

PLAIN = [
    "China",
    "Китай",
    "上海合作组织",
    "می\u200cخواهم",
    "क्\u200dष",
    "naïve",
    "a\u0301",
    "👩\u200d🚀",
    "a::b",
    "C#",
    "1 # 2 [3]",
    "",
]


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_text_stays(text: str) -> None:
    assert printable(text) == visible(text) == text


def test_no_control_or_invisible_character_remains() -> None:
    for char in map(chr, range(sys.maxunicode + 1)):
        shown = visible(char)
        assert len(shown) == 1
        assert shown in "\u200c\u200d" or unicodedata.category(shown) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\r\nc\x1b[31m\x9b1m\x07\x00", "a b  c [31m 1m  "),
        ("a\u202eb\u2066c\u200bd\ufeffe\u061c", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"),
        ("a\u2028b\u2029c\x85d\u3000e\xa0", "a b c d e "),
        ("\udce9.ttl", "\ufffd.ttl"),
    ],
    ids=["control", "format", "space", "undecodable file name"],
)
def test_other_characters_are_replaced(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    "text",
    ["::error::x", " \t::add-mask::x", "\r\n::error::", "x ##vso[task.complete]", "##[error]x", "a##teamcity[x", "###[x]",
     "#\u202e#[error]", ":\x1b:error::", "\ufeff::error::", "x\u2028::error::"],
)  # fmt: skip
def test_ci_command_is_broken_up(text: str) -> None:
    import re

    shown = printable(text)
    assert not re.match(r"\s*::", shown)
    assert not re.search(r"##\w*\[", shown)
    assert printable(shown) == shown


def test_excerpt_is_one_short_line() -> None:
    assert excerpt(" a\n\n b\t\x1bc ") == "a b c"
    assert excerpt("x" * 300) == "x" * 300
    assert excerpt("x" * 301) == "x" * 299 + "…"
    assert excerpt("x" * 10, 5) == "xxxx…"
