"""Hostile commands end in a sentence, in time and in little memory, with few descriptors, and reach no server."""

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import sco_ld
from tests.attacks.command_line.cases import COMMANDS, DATA, Command
from tests.rdf.test_sources import as_nobody, open_folder  # noqa: F401
from tests.sparql.test_attacks import Listener, listener  # noqa: F401

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="needs the limits of Linux")]
SECONDS = 40
LIMITS: dict[str, tuple[int, int]] = {
    "3 GB of memory": (resource.RLIMIT_AS, 3 * 2**30),
    "20 files": (resource.RLIMIT_NOFILE, 20),
}


def prepare(folder: Path, command: Command, url: str) -> list[str]:
    """Write the files of a command, and return its words."""
    for name, content in {"data/d.ttl": DATA, **command.files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content.replace("URL", url))
    return [sys.executable, "-m", "sco_ld", "-C", ".", *(word.replace("URL", url) for word in command.words)]


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_hostile_command_ends_in_a_sentence(
    command: Command,
    limit: str,
    listener: Listener,  # noqa: F811
    tmp_path: Path,
) -> None:
    words, (which, most) = prepare(tmp_path, command, listener.url), LIMITS[limit]
    ran = subprocess.run(
        words, capture_output=True, text=True, timeout=SECONDS, cwd=tmp_path, check=False,
        preexec_fn=lambda: resource.setrlimit(which, (most, most)),
    )  # fmt: skip
    assert ran.returncode in ((1, 2) if command.code < 0 else (command.code,)), ran.stderr
    assert re.search(command.says, ran.stdout + ran.stderr), ran.stderr
    assert ran.stderr.startswith("Error: ") or ran.returncode != 2
    assert not re.search("Traceback|panicked|Warning:", ran.stderr)
    assert listener.connections == 0


def read_everything(folder: Path) -> None:
    publication = sco_ld.load(folder)
    publication.export()
    assert (publication.context, publication.named_queries, publication.shapes) == ({}, {}, [])


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("place", ["", "data", "data/sub", "data/d.ttl", "ontology", "ontology/questions", "shapes"])
def test_what_nobody_may_read_is_an_error(place: str, open_folder: Path) -> None:  # noqa: F811
    for name in ("data/sub", "ontology/questions", "shapes"):
        (open_folder / name).mkdir(parents=True)
    (open_folder / "data" / "d.ttl").write_text(DATA)
    (open_folder / "ontology" / "context.jsonld").write_text("{}")
    read_everything(open_folder)  # so that all is imported that root alone may read
    (open_folder / place).chmod(0)
    assert re.fullmatch(r".*: Permission denied\.", as_nobody(lambda: read_everything(open_folder)))
