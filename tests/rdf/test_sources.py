"""Sources of RDF: regular files that do not change, pipes of a shell, the files of folders."""

import gzip
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.rdf import file_parts, reader
from sco_ld.rdf.folders import files_below, rdf_files

LINE = b"<http://e/s> <http://e/p> <http://e/o> .\n"


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


SPECIAL: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "is a named pipe"),
    "socket": (make_socket, "is a socket"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is a device"),
    "loop": (link_to_itself, "Too many levels of symbolic links"),
    "gone": (lambda path: path.symlink_to("/nowhere"), "No such file"),
}


@pytest.mark.parametrize("kind", SPECIAL)
def test_special_file_is_refused_by_itself_and_in_a_folder(kind: str, tmp_path: Path) -> None:
    make, sentence = SPECIAL[kind]
    path = tmp_path / "x.ttl"
    make(path)
    with pytest.raises(ScoError, match=sentence) as error:
        list(reader.read(path))
    assert str(path) in str(error.value)
    with pytest.raises(ScoError, match=sentence):
        rdf_files([tmp_path])


def test_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ScoError, match="is a folder"):
        list(reader.read(tmp_path))


def test_device_by_its_name_is_refused() -> None:
    with pytest.raises(ScoError, match="unknown format"):
        rdf_files([Path("/dev/zero")])


def test_missing_paths_and_folders_without_rdf_are_errors(tmp_path: Path) -> None:
    with pytest.raises(ScoError, match="no such file or folder"):
        rdf_files([tmp_path / "none"])
    with pytest.raises(ScoError, match="has no RDF file"):
        rdf_files([tmp_path])


def test_linked_folders_are_read_once_and_hidden_files_not_at_all(tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other"
    (data / "below").mkdir(parents=True)
    other.mkdir()
    for path in (data / "b.ttl", data / "below" / "a.ttl", other / "c.ttl", data / ".hidden.ttl", data / "notes.txt"):
        path.write_bytes(LINE)
    (data / "link").symlink_to(other)
    (data / "same").symlink_to(other)
    (data / ".#lock.ttl").symlink_to("nobody@nowhere")
    assert [str(path.relative_to(data)) for path in files_below(data)] == ["b.ttl", "below/a.ttl", "link/c.ttl"]


def test_link_to_a_folder_above_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "up").symlink_to(tmp_path)
    with pytest.raises(ScoError, match="leads back to a folder it is in"):
        files_below(tmp_path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that every user may enter."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


def as_nobody(work: Callable[[], object]) -> str:
    """Return the ScoError that the work raises for a user without rights."""
    ours, theirs = os.pipe()
    if not (process := os.fork()):
        os.setgid(65534)
        os.setuid(65534)
        try:
            work()
        except ScoError as error:
            os.write(theirs, str(error).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    os.waitpid(process, 0)
    with os.fdopen(ours) as answer:
        return answer.read()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become another user")
def test_unreadable_file_or_folder_is_an_error(open_folder: Path) -> None:
    below = open_folder / "data" / "below"
    below.mkdir(parents=True)
    (open_folder / "data" / "a.ttl").write_bytes(LINE)
    (open_folder / "data").chmod(0o755)
    below.chmod(0)
    assert as_nobody(lambda: rdf_files([open_folder])) == f"{below}: Permission denied."
    assert as_nobody(lambda: sco_ld.load(open_folder).data) == f"{below}: Permission denied."
    (open_folder / "data" / "a.ttl").chmod(0)
    assert as_nobody(lambda: list(reader.read(open_folder / "data" / "a.ttl"))).endswith("a.ttl: Permission denied.")


def test_json_ld_is_read_in_data_and_shapes_but_the_context_is_no_data(tmp_path: Path) -> None:
    for folder in ("data", "ontology/questions", "shapes"):
        (tmp_path / folder).mkdir(parents=True)
    for path in ("data/a.jsonld", "data/context.jsonld", "shapes/a.jsonld", "ontology/context.jsonld"):
        (tmp_path / path).write_text('{"@id": "http://e/a", "http://e/p": 1}')
    (tmp_path / "ontology" / "questions" / "q.rq").write_text("ASK {}")
    publication = sco_ld.load(tmp_path)
    assert (len(publication.data), len(publication.ontology), len(publication.shapes)) == (2, 0, 1)


def test_data_without_a_file_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(ScoError, match="has no RDF file"):
        _ = sco_ld.load(tmp_path).data


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(LINE)


CHANGES: dict[str, Callable[[Path], object]] = {
    "truncated": lambda path: os.truncate(path, 1_000_000),
    "emptied": lambda path: path.write_bytes(b""),
    "longer": append,
    "rewritten": lambda path: path.write_bytes(LINE.replace(b"/o>", b"/n>") * 100_000),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["a.nt", "a.ttl", "a.nt.gz"])
def test_file_that_changes_while_it_is_read_is_an_error(name: str, change: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(LINE * 100_000, 0) if name.endswith(".gz") else LINE * 100_000)
    os.utime(path, (0, 0))
    quads = reader.read(path)
    next(quads)
    CHANGES[change](path)
    with pytest.raises(ScoError, match=f"{name}: has changed while it was read"):
        list(quads)


@pytest.mark.parametrize("change", CHANGES)
def test_parts_of_a_file_that_changes_are_an_error(change: str, tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_bytes(LINE * 300_000)
    os.utime(path, (0, 0))

    def read_parts() -> None:
        with file_parts.parts(path) as parts:
            file_parts.quads_of(parts[0])
            CHANGES[change](path)
            file_parts.quads_of(parts[-1])

    with pytest.raises(ScoError, match=r"a\.nt: has changed while it was read"):
        read_parts()


def test_file_that_is_replaced_is_read_as_it_was_opened(tmp_path: Path) -> None:
    path, other = tmp_path / "a.nt", tmp_path / "b.nt"
    path.write_bytes(LINE * 300_000)
    other.write_bytes(LINE)
    with file_parts.parts(path) as parts:
        other.rename(path)
        assert sum(len(file_parts.quads_of(part)) for part in parts) == 300_000


def test_file_of_one_endless_line_has_no_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "_LONGEST_LINE", 1000)
    monkeypatch.setattr(file_parts, "_SIZE", 1000)
    (tmp_path / "a.nt").write_bytes(LINE.replace(b"\n", b"\r") * 1000)
    with file_parts.parts(tmp_path / "a.nt") as parts:
        assert parts == []
    assert sco_ld.load().export("nquads", [tmp_path / "a.nt"]) == LINE
