"""`validate --watch`: new and fixed findings after each save."""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sco_ld.runtime.file_watcher import changes
from sco_ld.validation import engines
from sco_ld.validation.job import Job
from sco_ld.validation.runner import run
from tests.conftest import ROOT
from tests.wounds import WOUNDS

pytestmark = pytest.mark.slow

Watch = subprocess.Popen[str]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the publication."""
    for folder in ("ontology", "data", "shapes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture
def watch(copy: Path) -> Iterator[Watch]:
    """Start a watch of the copy, which ends after two minutes at the latest."""
    command = [sys.executable, "-m", "sco_ld", "-C", str(copy), "validate", "--watch"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=ROOT) as process:
        end = threading.Timer(120, process.kill)
        end.start()
        yield process
        end.cancel()
        process.kill()


def until(watch: Watch, words: str) -> list[str]:
    """Return the lines that the watch prints, up to the one that begins with the words."""
    lines = []
    for line in watch.stdout:
        lines.append(line.rstrip())
        if line.startswith(words):
            return lines
    raise AssertionError(f"{words}: not printed, but {lines} and {watch.stderr.read()}")


def test_watch_reports_new_and_fixed_findings(watch: Watch, copy: Path) -> None:
    wound, other = (next(one for one in WOUNDS if one.name == name) for name in ("a role that is none", "a swapped date"))
    assert until(watch, "Conforms") == ["Conforms: no findings."]
    with wound.inflicted(copy):
        file, line = wound.line(copy)
        first = until(watch, "Does not conform")
        with other.inflicted(copy):
            second = until(watch, "Does not conform")
        fixed = until(watch, "Does not conform")[1:]
    assert f"fixed: {other.node} shape:{other.rule}" in fixed  # the edit breaks other rules too
    assert fixed[-1] == first[-1]
    new = [one.split()[1] for one in second if "    shape " in one]
    assert sorted(new) == sorted(one.split()[2] for one in fixed[:-1])
    assert first[0] == f"{file} changed."
    assert first[1].startswith(f"{copy / 'data' / file}:{line}:14: violation: ")
    assert ["shape", f"shape:{wound.rule}"] in [one.split() for one in first if "    shape " in one]
    last = until(watch, "Conforms")
    assert last[0] == f"{file} changed."
    assert f"fixed: {wound.node} shape:{wound.rule}" in last


def test_watch_continues_after_a_syntax_error(watch: Watch, copy: Path) -> None:
    until(watch, "Conforms")
    path = copy / "data" / "states.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nid:x a nope:Y .\n", encoding="utf-8")
    told = until(watch, "Not validated: 1 error.")
    assert any("states.ttl:" in line and ": error: The prefix nope: has not been declared." in line for line in told)
    path.write_text(text, encoding="utf-8")
    assert until(watch, "Conforms")[0] == "states.ttl changed."
    watch.send_signal(signal.SIGINT)
    assert watch.wait(timeout=30) == 130
    assert (watch.stdout.read() + watch.stderr.read()).strip() == ""


def test_shapes_with_infos_only_are_skipped_unless_another_shape_refers_to_them(tmp_path: Path) -> None:
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text("<http://e/x> a <http://e/C> .")
    shapes.write_text("""@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
        e:Asks a sh:NodeShape ; sh:targetClass e:C ; sh:node e:Tells .
        e:Tells a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:severity sh:Info ] .
        e:Both a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:q ; sh:minCount 1 ; sh:severity sh:Warning ] ,
            [ sh:path e:r ; sh:minCount 1 ; sh:severity sh:Info ] .""")
    for engine in engines.NAMES:
        job = Job((data,), (shapes,), engine=engine)
        whole, quick = run(job), run(replace(job, infos=False))
        assert whole.at_least("warning") == quick.at_least("warning")
        found = [{(one.shape, one.path) for one in report if one.component != ""} for report in (whole, quick)]
        assert found[0] - found[1] == {("e:Tells", "e:p")}


def test_file_watcher_reports_changed_new_and_removed_files(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("one")
    changed = changes(tmp_path.iterdir)
    path.write_text("another")
    assert next(changed) == [path]
    path.with_name("b.ttl").write_text("new")
    assert next(changed) == [path.with_name("b.ttl")]
    path.unlink()
    assert next(changed) == [path]
