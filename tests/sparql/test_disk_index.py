"""An index on disk: in step with the files, built by one process, read by many, and of nobody else."""

import fcntl
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.publication import Publication

PREFIX = "@prefix e: <http://e/> .\n"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def apart(test: Callable[..., None]) -> Callable[..., None]:
    """Return a test that runs in a process of its own: RocksDB leaves threads behind, and this one goes on to fork."""

    @wraps(test)
    def run_apart(**fixtures: Any) -> None:
        process = multiprocessing.get_context("fork").Process(target=test, kwargs=fixtures)
        process.start()
        process.join(60)
        assert process.exitcode == 0, "its traceback is above"

    return run_apart


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the folder of a publication of two files with blank nodes of one name, and a triple in two graphs."""
    root = tmp_path / "small"
    for folder in ("data", "shapes"):
        (root / folder).mkdir(parents=True)
    (root / "data" / "a.ttl").write_text(f"{PREFIX}_:x e:p 1 . e:a e:p e:b .")
    (root / "data" / "b.ttl").write_text(f"{PREFIX}_:x e:p 2 .")
    (root / "data" / "c.trig").write_text(f"{PREFIX}e:g {{ e:a e:p e:b . e:c e:p e:d }}")
    return root


def built(root: Path, said: list[str] | None = None) -> Publication:
    return sco_ld.load(root).indexed(root.parent / "index", (list[str]() if said is None else said).append)


def number(publication: Publication, text: str = COUNT) -> int:
    ((value,),) = publication.query(text)  # type: ignore[misc]
    return int(value)  # type: ignore[arg-type]


@apart
def test_queries_see_the_merge_without_duplicates_and_the_named_graphs(small: Path) -> None:
    texts = [COUNT, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", f"{COUNT[:24]} FROM <http://e/g> {COUNT[24:]}",
             "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o FILTER (ISBLANK(?s)) }"]  # fmt: skip
    assert [number(built(small), text) for text in texts] == [number(sco_ld.load(small), text) for text in texts]
    assert number(built(small)) == 4


@apart
def test_second_use_builds_nothing_and_a_change_is_seen(small: Path) -> None:
    said: list[str] = []
    built(small, said)
    assert any("building" in one for one in said)
    said.clear()
    built(small, said)
    assert not any("building" in one for one in said)
    file = small / "data" / "b.ttl"
    changes: list[Callable[[], object]] = [
        lambda: file.write_text(f"{PREFIX}_:x e:p 3 ."),  # of the same size
        lambda: (small / "data" / "d.ttl").write_text(f"{PREFIX}e:z e:p e:z ."),
        file.unlink,
    ]
    for change in changes:
        change()
        assert set(map(str, built(small).query("SELECT ?o { ?s ?p ?o }"))) == set(  # type: ignore[arg-type]
            map(str, sco_ld.load(small).query("SELECT ?o { ?s ?p ?o }"))  # type: ignore[arg-type]
        )


@apart
def test_same_size_and_time_do_not_hide_a_change_and_a_touch_builds_nothing(small: Path) -> None:
    built(small)
    file = small / "data" / "b.ttl"
    before = file.stat()
    file.write_text(f"{PREFIX}_:x e:p 9 .")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert number(built(small), "SELECT (MAX(?o) AS ?n) { ?s ?p ?o FILTER (ISLITERAL(?o)) }") == 9
    os.utime(file)
    said: list[str] = []
    built(small, said)
    assert not any("building" in one for one in said)


@apart
def test_folder_of_something_else_is_refused_and_left_alone(small: Path) -> None:
    index = small.parent / "index"
    index.mkdir()
    (index / "letter.txt").write_text("dear")
    with pytest.raises(ScoError, match=r"index: holds letter.txt, and is no sco-ld-index. Name a new folder."):
        built(small)
    assert [path.name for path in index.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(("content", "sentence"), [
    (lambda mark: json.dumps({**json.loads(mark), "version": "index 0"}), "was built by index 0, this is index"),
    (lambda mark: mark[:40], "is damaged. Remove the folder"),
])  # fmt: skip
@apart
def test_index_of_another_version_is_refused(content: Callable[[str], str], sentence: str, small: Path) -> None:
    built(small)
    mark = small.parent / "index" / "sco-ld-index.json"
    mark.write_text(content(mark.read_text()))
    with pytest.raises(ScoError, match=sentence):
        built(small)


@apart
def test_reader_keeps_its_generation_while_another_is_built(small: Path) -> None:
    old = built(small)
    (small / "data" / "d.ttl").write_text(f"{PREFIX}e:z e:p e:z .")
    new = built(small)
    assert (number(old), number(new)) == (4, 5)
    assert old.index
    assert old.index.generation.folder.exists()


@pytest.mark.slow
@apart
def test_second_builder_waits_and_then_has_nothing_to_do(small: Path) -> None:
    index = small.parent / "index"
    code = "import sys, sco_ld; sco_ld.load(sys.argv[1]).indexed(__import__('pathlib').Path(sys.argv[2]), print)"
    command = [sys.executable, "-c", code, str(small), str(index)]
    built(small)
    (small / "data" / "d.ttl").write_text(f"{PREFIX}e:z e:p e:z .")
    with (index / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(1)
            fcntl.flock(lock, fcntl.LOCK_UN)
            output, _ = process.communicate(timeout=30)
    assert "waiting for another process that builds the index" in output
    assert number(built(small)) == 5


@apart
def test_file_that_does_not_parse_leaves_the_old_index(small: Path) -> None:
    built(small)
    index = small.parent / "index"
    before = sorted(path.name for path in index.iterdir())
    (small / "data" / "b.ttl").write_text("e:a")
    with pytest.raises(ScoError, match=r"b.ttl, line 1"):
        built(small)
    assert sorted(path.name for path in index.iterdir()) == before
