"""Each file of a publication is read once per command."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT

HOOK = """
import os, sys
log = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".ttl", ".rq", ".jsonld")):
        os.write(log, os.fsencode(f"{arguments[0]}\\n"))
sys.addaudithook(hook)
from sco_ld.cli import main
sys.exit(main(sys.argv[2:]))
"""
BROKEN = """@prefix org: <http://www.w3.org/ns/org#> .
<http://e/x> a org:Post , org:Membership ; org:postIn <http://e/y> , <http://e/z> .
"""


@pytest.mark.parametrize(
    "command",
    [
        ["query", "SELECT ?s { ?s a sco:State }", "--labels", "ru", "-f", "table"],
        ["query", "--named", "members-on", "-p", "day=2017-06-09", "--explain"],
        ["query", "--as-of", "2017-06-09", "ASK { id:india a sco:State }"],
        ["validate", "-f", "json"],
        ["validate", "broken.ttl", "-f", "json"],
        ["export", "-f", "turtle"],
        ["export", "--as-of", "2017-06-09", "-f", "json-ld"],
        ["show", "id:china"],
        ["info"],
    ],
    ids=" ".join,
)
def test_each_file_is_opened_once(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN)
    log = tmp_path / "log"
    subprocess.run(
        [sys.executable, "-c", HOOK, str(log), *command], cwd=tmp_path, stdout=subprocess.DEVNULL, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SCO_LD_WORKER": "fork"},
    )  # fmt: skip
    opened = Counter(line for line in log.read_text().splitlines() if "site-packages" not in line)
    assert opened
    assert {path: count for path, count in opened.items() if count > 1} == {}
