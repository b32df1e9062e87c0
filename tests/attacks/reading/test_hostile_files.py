"""No file ends the process, fills the memory or takes long: it is read, or refused in a sentence."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.reading.hostile_files import HOSTILE, Hostile

MEMORY = 2 * 2**30
SECONDS = 20


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.slow
@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_hostile_file_is_read_or_refused_in_a_sentence(hostile: Hostile, tmp_path: Path) -> None:
    path = tmp_path / hostile.name
    content = hostile.content()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    words = [sys.executable, "-m", "sco_ld", "export", str(path), "-f", "nquads", "-o", str(tmp_path / "out.nq")]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, preexec_fn=limit_memory, check=False)
    assert ran.returncode == (2 if hostile.sentence else 0), ran.stderr
    assert hostile.sentence in ran.stderr
    assert ran.stderr.count("\n") == (1 if hostile.sentence else 0)
    assert (tmp_path / "out.nq").exists() == (not hostile.sentence)
