"""What several test files use: the bundled publication, and the command line in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import sco_ld
from sco_ld.cli import main

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def sco() -> sco_ld.Publication:
    """Give the bundled publication."""
    return sco_ld.load()


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run the command line with the words given."""

    def ran(*words: str | Path) -> Ran:
        code = main([str(word) for word in words])
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return ran
