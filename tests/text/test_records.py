"""Tables that fit a terminal: records where the columns are too wide, folded by their width on the terminal."""

import pytest

from sco_ld.text.records import fitted, wrapped
from sco_ld.text.tables import aligned, width

HEADER = ["state", "name"]
ROWS = [
    ["id:china", "中华人民共和国，是上海合作组织的创始成员国。"],
    ["id:russia", "Российская Федерация — государство-основатель"],
]


def test_a_table_that_fits_stays_a_table() -> None:
    table = [*aligned(HEADER, ROWS)]
    widest = max(map(width, table))
    assert [*fitted(HEADER, ROWS, widest)] == table
    assert next(fitted(HEADER, ROWS, widest - 1)).startswith("─[ 1 ]──")
    assert [*fitted(HEADER, [], 3)] == [*aligned(HEADER, [])]


def test_a_wide_table_is_a_record_for_each_row() -> None:
    assert [*fitted(HEADER, ROWS, 31)] == [
        "─[ 1 ]─────────────────────────",
        "state  id:china",
        "name   中华人民共和国，是上海合",
        "       作组织的创始成员国。",
        "─[ 2 ]─────────────────────────",
        "state  id:russia",
        "name   Российская Федерация —",
        "       государство-основатель",
    ]


@pytest.mark.parametrize("columns", [20, 21, 22, 23, 40])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "中华人民共和国，是上海合作组织的创始成员国。" * 3,
        "Шанхайская организация сотрудничества, с 15 июня 2001 года",
        "https://w3id.org/sco-ld/source/a-very-long-name-of-a-source-page and words",
        "अफ़ग़ानिस्तान" * 6,
        "e\u0301" * 50,
        "…" * 50,
        "中" * 40 + "a" * 41 + "，",
    ],
)
def test_no_line_is_wider_than_the_columns_and_no_letter_is_lost(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert max(map(width, lines)) <= columns
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not [line for line in lines if line[:1] in ("，", "。", "\u0301")]


@pytest.mark.parametrize("columns", [1, 10, 25])
def test_a_very_narrow_terminal_gets_every_value(columns: int) -> None:
    text = "".join(fitted(HEADER, ROWS, columns)).replace(" ", "")
    assert "id:russia" in text
    assert "основатель" in text


def test_a_hostile_cell_is_printable_in_a_record() -> None:
    for line in fitted(HEADER, [["a\nb", "\x1b[2J" + "x" * 40], ["::error::x", "##vso[task.x]"]], 30):
        assert line.isprintable()
        assert not line.lstrip().startswith("::")
        assert "##vso[" not in line
