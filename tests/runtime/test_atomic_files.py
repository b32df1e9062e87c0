"""Files and folders that are written whole or not at all."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from sco_ld.errors import ScoError
from sco_ld.runtime.atomic_files import whole_file, whole_folder

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def fail_after(write: Callable[[bytes], object], content: bytes) -> NoReturn:
    write(content)
    raise KeyError


def dead_process() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@LINUX
def test_leftovers_of_a_process_that_nobody_waited_for_are_removed(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    leftover = tmp_path / f".a.ttl.{process.pid}.sco-ld"
    leftover.write_text("x")
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and stays a zombie
    with whole_file(tmp_path / "a.ttl"):
        pass
    assert not leftover.exists()
    process.wait()


def test_file_is_replaced_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("old")
    path.chmod(0o640)
    with whole_file(path) as stream:
        stream.write(b"new")
        assert path.read_text() == "old"
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)
    assert [*tmp_path.iterdir()] == [path]


def test_old_file_stands_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("old")
    with pytest.raises(KeyError), whole_file(path) as stream:
        fail_after(stream.write, b"new")
    assert (path.read_text(), [*tmp_path.iterdir()]) == ("old", [path])


def test_new_file_obeys_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with whole_file(tmp_path / "a.ttl") as stream:
            stream.write(b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.ttl").stat().st_mode) == 0o640


def test_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.ttl", tmp_path / "link.ttl"
    target.write_text("old")
    link.symlink_to(target)
    with whole_file(link) as stream:
        stream.write(b"new")
    assert (target.read_text(), link.is_symlink()) == ("new", True)


def test_same_bytes_give_the_same_gzip(tmp_path: Path) -> None:
    for name in ("a.nt.gz", "b.nt.gz"):
        with whole_file(tmp_path / name) as stream:
            stream.write(b"x" * 100)
    assert (tmp_path / "a.nt.gz").read_bytes() == (tmp_path / "b.nt.gz").read_bytes()


@LINUX
def test_file_has_no_name_until_it_is_whole(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.ttl") as stream:
        stream.write(b"new")
        stream.flush()
        assert [*tmp_path.iterdir()] == []


def test_named_file_is_used_where_there_are_no_nameless_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    with whole_file(tmp_path / "a.ttl") as stream:
        stream.write(b"new")
        assert [path.name for path in tmp_path.iterdir()] == [f".a.ttl.{os.getpid()}.sco-ld"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.ttl"]


def test_leftovers_of_dead_processes_are_removed(tmp_path: Path) -> None:
    dead, alive, other = (f".a.ttl.{number}.sco-ld" for number in (dead_process(), os.getpid(), "x"))
    for name in (dead, alive, other, f".b.ttl.{dead_process()}.sco-ld"):
        (tmp_path / name).write_text("")
    with whole_file(tmp_path / "a.ttl") as stream:
        stream.write(b"new")
    assert dead not in {path.name for path in tmp_path.iterdir()}
    assert len([*tmp_path.iterdir()]) in (3, 4)  # the name of this process is taken where files have names


@LINUX
@pytest.mark.parametrize("redirection", ["> log", ">> log"])
def test_redirected_output_is_written_to_and_not_replaced(redirection: str, tmp_path: Path) -> None:
    (tmp_path / "log").write_text("before\n")
    code = "from pathlib import Path; from sco_ld.runtime.atomic_files import whole_file\n"
    code += (
        "print('one', flush=True)\nwith whole_file(Path('/dev/stdout')) as stream: stream.write(b'two\\n')\nprint('three')"
    )
    subprocess.run(
        ["bash", "-c", f"{sys.executable} -c '{code.replace(chr(39), chr(34))}' {redirection}"], cwd=tmp_path, check=True
    )
    kept = "before\n" if redirection.startswith(">>") else ""
    assert (tmp_path / "log").read_text() == f"{kept}one\ntwo\nthree\n"


def test_pipe_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE) as reader:
        with whole_file(path) as stream:
            stream.write(b"new")
        assert reader.communicate()[0] == b"new"
    assert path.is_fifo()


@pytest.mark.parametrize("path", ["none/a.ttl", "folder", "file/a.ttl"])
def test_file_that_cannot_be_written_is_an_error(path: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(ScoError, match=path), whole_file(tmp_path / path) as stream:
        stream.write(b"")


def test_folder_is_replaced_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "tables"
    for content in ("old", "new"):
        with whole_folder(path, ["a.csv"]) as folder:
            (folder / "a.csv").write_text(content)
        assert [one.name for one in tmp_path.iterdir()] == ["tables"]
        assert {one.name: one.read_text() for one in path.iterdir()} == {"a.csv": content}


def test_old_folder_stands_after_an_error(tmp_path: Path) -> None:
    path = tmp_path / "tables"
    path.mkdir()
    (path / "a.csv").write_text("old")
    with pytest.raises(KeyError), whole_folder(path, ["a.csv"]) as folder:
        fail_after((folder / "a.csv").write_bytes, b"new")
    assert [(one.name, (one / "a.csv").read_text()) for one in tmp_path.iterdir()] == [("tables", "old")]


def test_folder_with_other_files_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ScoError, match=r"holds notes\.txt"), whole_folder(tmp_path, ["a.csv"]):
        pass
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_current_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScoError, match="is the current folder"), whole_folder(Path(), []):
        pass


def test_folder_is_exchanged_in_two_steps_where_one_is_not_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sco_ld.runtime.atomic_files._exchanged_at_once", lambda *_: False)
    test_folder_is_replaced_when_the_block_ends(tmp_path)
