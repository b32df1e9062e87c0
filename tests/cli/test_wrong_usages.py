"""Wrong usages, and the words of the errors that help: each line of `wrong_usages.txt` is a command and such words."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

pytestmark = pytest.mark.slow

Run = Callable[..., Ran]
PREFIXES = "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
FILES = {
    "good.ttl": f"{PREFIXES}e:x a e:C ; e:p 1 .",
    "other.ttl": f"{PREFIXES}e:x a e:D .",
    "shapes.ttl": f"{PREFIXES}e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] .",
    "slip.ttl": f"{PREFIXES}e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCuont 1 ] .",
    "no-path.ttl": f"{PREFIXES}e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:minCount 1 ] .",
    "broken.ttl": f"{PREFIXES}e:x a c:D .",
    "open.ttl": f"{PREFIXES}e:x e:p [ e:q 1 .\ne:y e:p 2 .",
    "open.trig": "<http://e> {\n<http://e/a> <http://e/b> 1 .\n",
    "open.jsonld": '{"@id": "http://e/x",\n"http://e/p": [1, 2\n}',
    "web.jsonld": '{"@context": "https://schema.org/", "@id": "http://e/x", "name": "x"}',
    "lying.ttl": '<?xml version="1.0"?><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "two-graphs.trig": "<http://e/g> { <http://e/a> <http://e/b> 1 }",
    "notes.txt": "no RDF",
    "frame.json": "{}",
}
LINES = (Path(__file__).parent / "wrong_usages.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files."""
    root = tmp_path_factory.mktemp("usages")
    (root / "empty").mkdir()
    for name, text in FILES.items():
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize("line", LINES)
def test_error_says_what_helps(line: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    command, _, words = line.partition(" | ")
    ran = run(*shlex.split(command))
    assert ran.code == 2
    assert words in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert "This should not happen" not in ran.err
    assert sorted(path.name for path in folder.iterdir()) == sorted([*FILES, "empty"])


def test_sixty_usages_are_tried() -> None:
    assert len(LINES) >= 60
