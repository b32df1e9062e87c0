"""A new folder of files: all of them or none."""

import os
import stat
from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.runtime.atomic_files import temporary_path
from sco_ld.runtime.new_folder import write_new_folder
from tests.runtime.test_atomic_files import dead_process

FILES = {"a": b"1", "b/c": b"2", "b/d/e": b"3"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fail(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("place", ["new", "new/below/it", "there"])
def test_files_are_written(tmp_path: Path, place: str) -> None:
    (tmp_path / "there").mkdir(mode=0o750)
    write_new_folder(tmp_path / place, FILES)
    assert contents(tmp_path / place) == FILES
    assert {path.name for path in tmp_path.iterdir()} == {"there", place.partition("/")[0]}
    assert stat.S_IMODE((tmp_path / "there").stat().st_mode) == 0o750


def test_current_folder_stays_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_new_folder(Path(), FILES)
    assert contents(Path.cwd()) == FILES


def test_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "there")
    write_new_folder(tmp_path / "link", FILES)
    assert contents(tmp_path / "there") == FILES
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("place", ["new/below", "there"])
@pytest.mark.parametrize("step", ["write_bytes", "rename", "mkdir"])
def test_nothing_is_left_after_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, step: str
) -> None:  # fmt: skip
    (tmp_path / "there").mkdir()
    monkeypatch.setattr(Path, step, fail)
    with pytest.raises(KeyboardInterrupt):
        write_new_folder(tmp_path / place, FILES)
    assert [*tmp_path.rglob("*")] == [tmp_path / "there"]


def test_files_that_have_their_names_are_removed_after_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda path, new: fail() if path.name == "a" else rename(path, new))
    (tmp_path / ".git").mkdir()
    with pytest.raises(KeyboardInterrupt):
        write_new_folder(tmp_path, {"0": b"", **FILES, "z": b""}, [".git"])
    assert [*tmp_path.iterdir()] == [tmp_path / ".git"]


@pytest.mark.parametrize("place", ["new", "there"])
def test_leftovers_of_dead_processes_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    (tmp_path / "there").mkdir()
    with monkeypatch.context() as patched:
        number = dead_process()
        patched.setattr(os, "getpid", lambda: number)
        for name in ("new", "there/new"):
            (temporary_path(tmp_path / name) / "b").mkdir(parents=True)
    write_new_folder(tmp_path / place, FILES)
    assert sorted(path.name for path in (tmp_path / place).iterdir()) == ["a", "b"]


REFUSED = {"a file": "file", "below a file": "file/x", "a full folder": "full"}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("x")
    with pytest.raises(ScoError):
        write_new_folder(tmp_path / REFUSED[name], FILES)
    assert contents(tmp_path) == {"file": b"x", "full/mine": b"x"}
