"""Completion in real shells on a terminal: the words that a command gets after Tab has been pressed."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

SHELLS = {
    "bash": ("--norc --noprofile", 'eval "$(_SCO_LD_COMPLETE=bash_source sco-ld)"'),
    "zsh": ("-f", 'autoload -Uz compinit && compinit -u -D; eval "$(_SCO_LD_COMPLETE=zsh_source sco-ld)"'),
    "fish": ("--no-config", "_SCO_LD_COMPLETE=fish_source sco-ld | source"),
}
COMPLETED = {  # what is typed before Tab: the last word of the command then
    "sco-ld val": "validate",
    "sco-ld query --named chair-at": "chair-at-adoption",
    "sco-ld show id:india-obs": "id:india-observer",
    "sco-ld show id:": "id:",
    "sco-ld show Инди": "Индия",
    "sco-ld show 'Шанхайская п": "Шанхайская пятёрка",
    'sco-ld show "Шанхайская п': "Шанхайская пятёрка",
    r"sco-ld show Шанхайская\ п": "Шанхайская пятёрка",
    "sco-ld show '上海五国机": "上海五国机制",
    "sco-ld show '24th meeting of the Council of Heads of S": "24th meeting of the Council of Heads of State, Astana 2024",
    r"sco-ld show Astana\ Declaration\ \(2017": "Astana Declaration (2017)",
    "sco-ld show People\\'s": "People's Republic of China",
    "sco-ld show \"People's": "People's Republic of China",
    r"sco-ld show Resolution\ 59/48:": "Resolution 59/48: Observer Status for the SCO in the General Assembly",
    "sco-ld show 'Resolution 59/48: O": "Resolution 59/48: Observer Status for the SCO in the General Assembly",
    "sco-ld query --named secretary-general-on -p da": "day=",
    "sco-ld query --named secretary-general-on -p day=": "day=2005-07-05",
    "sco-ld query --named secretary-general-on -p da\t2005": "day=2005-07-05",  # no blank after the key
    "sco-ld query --named members-on -p organization=id:shanghai-fi": "organization=id:shanghai-five",
    "sco-ld query --named members-on -p organization='Шанхайская п": "organization=Шанхайская пятёрка",
    "sco-ld query --file quer": "query here.rq",
}


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes(shell: str, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    arguments, start = SHELLS[shell]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "LC_ALL": "C.UTF-8", "TERM": "dumb", "HOME": str(tmp_path)}
    (tmp_path / "query here.rq").write_text("")
    (tmp_path / "last").write_text('#!/bin/sh\nfor word; do :; done\nprintf "\\nlast word: <%s>\\n" "$word"\n')
    (tmp_path / "last").chmod(0o755)
    terminal = pexpect.spawn(
        shell, arguments.split(), env=environment, cwd=tmp_path, encoding="utf-8", dimensions=(60, 300), timeout=20
    )
    terminal.sendline(f"{start}; echo rea''dy")
    terminal.expect("ready")
    found = {}
    for typed in COMPLETED:
        terminal.send(f"{typed}\t\x01./last \r")  # Ctrl-A: the beginning of the line
        terminal.expect("last word: <([^>]*)>")
        found[typed] = terminal.match[1]
    terminal.sendline("exit")
    assert found == COMPLETED


def test_completion_says_nothing_of_its_own(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"_SCO_LD_COMPLETE": "zsh_complete", "COMP_WORDS": "sco-ld val", "COMP_CWORD": "1"}.items():
        monkeypatch.setenv(name, value)
    ran = run()
    assert (ran.code, ran.out.split()[:2], ran.err) == (0, ["plain", "validate"], "")
