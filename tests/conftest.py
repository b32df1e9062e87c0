"""Fixtures that several test files use: the bundled publication, and the command line in this process."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import sco_ld
from sco_ld.cli.main import main
from sco_ld.export.writer import Syntax, prefixes_of
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.validation import engines
from sco_ld.validation.job import Job
from sco_ld.validation.report import Report
from sco_ld.validation.runner import run as run_job
from tests.wounds import Wound

ROOT = Path(__file__).parent.parent
PREFIXES = prefixes_of(sco_ld.load().context).and_also(STANDARD)  # without reading the data
SYNTAX = Syntax(PREFIXES)
ID = "https://w3id.org/sco-ld/id/"
EACH_ENGINE = [pytest.param(name, marks=[pytest.mark.slow] * (name != engines.DEFAULT)) for name in engines.NAMES]


@dataclass(frozen=True)
class Ran:
    """The exit code and the output of a command."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def sco() -> sco_ld.Publication:
    """Return the bundled publication."""
    return sco_ld.load()


@pytest.fixture(scope="session")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a copy of the bundled publication, to edit and restore."""
    root = tmp_path_factory.mktemp("patient")
    for folder in ("ontology", "data", "shapes"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.fixture(scope="session")
def examined(patient: Path) -> Callable[[Wound], Report]:
    """Return a function that validates the copy with a wound, once for each."""

    @cache
    def report(wound: Wound) -> Report:
        with wound.inflicted(patient):
            publication = sco_ld.load(patient)
            data = (*publication.files("data"), *publication.files("ontology"))
            shapes = tuple(publication.files("shapes"))
            return run_job(Job(data, shapes, trusted=not wound.in_shapes, lenient=wound.in_shapes))

    return report


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run the command line with the words given."""

    def ran(*words: str | Path) -> Ran:
        code = main([str(word) for word in words])
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return ran
