"""The benchmarks run, and tables and plots show the recorded measurements."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sco_ld
from tests.conftest import ROOT

KEPT = ROOT / "benchmarks" / "growth.csv"
ENDED = """\
job,triples,tool,seconds,megabytes,ended
query,10000,sco-ld,0.1,30.0,
query,10000,sparqlquery,0.6,50.0,
query,1000000,sco-ld,4.0,400.0,
query,1000000,sparqlquery,45.0,900.0,ended
"""


def growth(plot: Path, *options: str) -> str:
    """Return the output of benchmarks/growth.py."""
    command: list[str | Path] = [sys.executable, ROOT / "benchmarks" / "growth.py", "--plot", plot, *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
def test_every_job_is_measured(tmp_path: Path) -> None:
    printed = growth(tmp_path / "growth.svg", "--sizes", "300", "--runs", "1")
    jobs = {line.split(" | ")[0] for line in printed.splitlines() if " | 300 | " in line}
    assert jobs == {"| query", "| export to N-Triples", "| export to Turtle", "| as of a day", "| first row"}


def test_readme_and_plot_show_the_recorded_measurements(tmp_path: Path) -> None:
    shutil.copy(KEPT, tmp_path)
    assert growth(tmp_path / "growth.svg", "--redraw") in (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    for name in ("growth.csv", "growth.svg"):
        assert (tmp_path / name).read_bytes() == KEPT.with_name(name).read_bytes()


def test_run_ended_by_the_limit_is_a_bound(tmp_path: Path) -> None:
    (tmp_path / "growth.csv").write_text(ENDED, encoding="utf-8")
    last = growth(tmp_path / "growth.svg", "--redraw").splitlines()[-1]
    assert last == "| query | 1000000 | sparqlquery | 4.00 | > 45 | 400 |  | < 1/11.2 | ≤ 1/5 | ✓ |"
    assert (tmp_path / "growth.svg").read_text(encoding="utf-8").count("<circle") == 2 * 3


def test_generated_publication_conforms(tmp_path: Path) -> None:
    command: list[str | Path] = [sys.executable, ROOT / "benchmarks" / "generate.py", "1000", tmp_path / "generated"]
    subprocess.run(command, check=True)
    report = sco_ld.load(tmp_path / "generated").validate()
    assert report.findings == ()


@pytest.mark.parametrize("first", [1900, 20_050])
def test_numbers_of_organizations_are_not_taken_for_years(
    first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    importlib.import_module("generate").generate(1000, tmp_path / "generated", first)
    found = {one.shape for one in sco_ld.load(tmp_path / "generated").validate()}
    assert found <= {"shape:Passage-used", "shape:Advice-two-sources", "shape:Node-passage"}  # the one before is left out


@pytest.mark.slow
def test_engines_are_measured_with_what_they_find(tmp_path: Path) -> None:
    command: list[str | Path] = [
        sys.executable,
        ROOT / "benchmarks" / "validation.py",
        "--sizes",
        "300",
        "--plot",
        tmp_path / "plot.svg",
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = {cells[1]: cells for line in printed.splitlines() if len(cells := line.strip("| ").split(" | ")) == 5}
    assert rows["sco-ld"][4] == rows["pyshacl"][4] != "0"
    assert printed.splitlines()[-1].startswith("| 300 | ")
    assert (tmp_path / "plot.csv").read_text(encoding="utf-8").startswith("job,triples,tool,")
    assert "<circle" in (tmp_path / "plot.svg").read_text(encoding="utf-8")
