"""Tables on a terminal: columns in line, and each row one line, whatever the cells hold."""

from sco_ld.text.tables import aligned, markdown_table, width

HOSTILE = ["a\nb", "\x1b[2J\x1b[31mred", "\u202egnp.exe", "::error::x", "##vso[task.x]", "x\r\n::error::"]


def test_columns_are_aligned_by_their_width_on_a_terminal() -> None:
    lines = list(aligned(["name", "x"], [["中国", "1"], ["Китай", "2"], ["می\u200cخو", "3"]]))
    assert lines == ["name   x", "─────  ─", "中国   1", "Китай  2", "می\u200cخو   3"]
    assert {width(line) for line in lines} == {8}


def test_table_without_rows_is_its_header() -> None:
    assert list(aligned(["a", "bb"], [])) == ["a  bb", "─  ──"]
    assert list(markdown_table(["a", "bb"], [])) == ["| a | bb |", "| --- | --- |"]


def test_hostile_cell_is_printable() -> None:
    for line in [*aligned(HOSTILE, [HOSTILE]), *markdown_table(HOSTILE, [HOSTILE])]:
        assert line.isprintable()
        assert not line.lstrip().startswith("::")
        assert "##vso[" not in line


def test_hostile_cells_stay_in_their_column() -> None:
    lines = list(aligned(["x", "y"], [[text, "|"] for text in HOSTILE]))
    assert len({width(line) for line in lines[1:]}) == 1
