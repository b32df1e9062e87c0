"""The files of npm: fetched once, checked, and in every wheel."""

import base64
import functools
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

NOBODY = "http://127.0.0.1:9"  # a port that nothing listens on


@pytest.fixture
def fetching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the module `npm/fetch.py` with a lock of one small package."""
    specification = importlib.util.spec_from_file_location("fetch", ROOT / "npm" / "fetch.py")
    assert specification
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    here = tmp_path / "npm"
    here.mkdir()
    for name in module._LICENCES:
        (here / name).write_text("a licence", encoding="utf-8")
    archive = tmp_path / "registry" / "small" / "-" / "small-1.0.0.tgz"
    archive.parent.mkdir(parents=True)
    (tmp_path / "main.js").write_text("export const one = 1;", encoding="utf-8")
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "main.js", "package/main.js")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    package = {"name": "small", "version": "1.0.0", "integrity": f"sha512-{digest}", "files": {"main.js": "small.js"}}
    (here / "lock.json").write_text(json.dumps([package]), encoding="utf-8")
    monkeypatch.setattr(module, "HERE", here)
    return module


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    """Return the address of a registry with the small package."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=tmp_path / "registry")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_files_are_fetched_once(fetching: Any, registry: str, tmp_path: Path) -> None:
    target = tmp_path / "target"
    assert fetching.fetch(target, registry) == fetching.fetch(target, NOBODY)
    assert (target / "small.js").read_text(encoding="utf-8") == "export const one = 1;"


def test_package_with_another_checksum_is_refused(fetching: Any, registry: str, tmp_path: Path) -> None:
    lock = fetching.HERE / "lock.json"
    lock.write_text(lock.read_text(encoding="utf-8").replace("sha512-", "sha512-x"), encoding="utf-8")
    with pytest.raises(fetching.FetchError, match="not that of the lock"):
        fetching.fetch(tmp_path / "target", registry)
    assert not (tmp_path / "target").exists()


def test_registry_that_is_not_there_leaves_the_folder_as_it_is(fetching: Any, tmp_path: Path) -> None:
    with pytest.raises(fetching.UnreachableError, match=r"small-1\.0\.0\.tgz cannot be fetched"):
        fetching.fetch(tmp_path / "target", NOBODY)
    assert not (tmp_path / "target").exists()


def wheel(checkout: Path, target: Path, **environment: str) -> list[str]:
    """Return the names in the wheel of a checkout, built with this environment."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(target), str(checkout)]
    subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True)
    with zipfile.ZipFile(next(target.glob("*.whl"))) as archive:
        return archive.namelist()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the files that git knows, so without those of npm."""
    target = tmp_path / "checkout"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split(
        "\0"
    )
    for name in filter(None, names):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes((ROOT / name).read_bytes())
    return target


@pytest.mark.slow
def test_wheel_without_a_registry_has_everything_else(checkout: Path, tmp_path: Path) -> None:
    names = wheel(checkout, tmp_path / "wheel", NPM_CONFIG_REGISTRY=NOBODY)
    assert "sco_ld/site/static/worker.js" in names
    assert not [name for name in names if "/npm/" in name]
    with pytest.raises(subprocess.CalledProcessError):
        wheel(checkout, tmp_path / "required", NPM_CONFIG_REGISTRY=NOBODY, SCO_LD_NPM="required")


@pytest.mark.slow
def test_wheel_has_the_files_of_npm_and_their_licences(checkout: Path, tmp_path: Path) -> None:
    names = {name.rpartition("/")[2] for name in wheel(checkout, tmp_path / "wheel") if "/npm/" in name}
    if not names:
        pytest.skip("the registry of npm is not reached")
    assert {"oxigraph.wasm.gz", "minisearch.js", "land-110m.json", "oxigraph-LICENSE-MIT.txt"} <= names
