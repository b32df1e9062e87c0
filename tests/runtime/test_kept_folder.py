"""A folder written whole, in which what stays the same is not touched."""

from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.runtime.kept_folder import kept_folder

MARK = ".mark"


def write(target: Path, **files: str) -> list[str]:
    with kept_folder(target, MARK) as folder:
        for name, content in files.items():
            folder.write(name.replace("__", "/"), content.encode())
    return folder.written


def write_twice(target: Path) -> None:
    with kept_folder(target, MARK) as folder:
        folder.write("a", b"2")
        folder.write("a", b"3")


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_only_what_changes_is_touched(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(target, a="1", b__c="2", gone="3")
    before = (target / "b/c").stat()
    assert write(target, a="9", b__c="2") == ["a", MARK]
    assert (target / "b/c").stat().st_mtime_ns == before.st_mtime_ns
    assert names(target) == [MARK, "a", "b/c"]
    assert write(target, a="9", b__c="2") == []
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_error_leaves_the_old_folder(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(target, a="1")
    with pytest.raises(ScoError, match="would be written twice"):
        write_twice(target)
    assert (target / "a").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_a_strangers_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "site"
    write(target, a="1")
    (target / "b").mkdir()
    (target / "b" / "notes.txt").write_text("mine")
    with pytest.raises(ScoError, match=r"holds b/notes\.txt, which is not of an earlier run"):
        write(target, a="2")
    assert (target / "a").read_text() == "1"


@pytest.mark.parametrize("target", ["file", "no/such", "."])
def test_what_cannot_be_a_folder_is_refused(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScoError, match=r"is a file|there is no folder|is the current folder"):
        write(Path(target), a="1")
    assert (tmp_path / "file").read_text() == "mine"
