"""The architecture: which wing may import which, what each may know, and a quick start."""

import ast
import doctest
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import sco_ld
from sco_ld.rdf.namespaces import OWL
from tests.conftest import PREFIXES, ROOT

WINGS = (  # a wing imports only wings below it
    "cli", "commands", "releases", "site", "publication", "remote", "validation", "model", "sparql", "export", "source_map",
    "rdf", "runtime", "text", "errors",
)  # fmt: skip
SOURCES = sorted((ROOT / "sco_ld").rglob("*.py"))
MODULES = [path for path in SOURCES if path.parent != ROOT / "sco_ld" or path.stem in WINGS]
LIBRARIES: dict[str, str | tuple[str, ...]] = {
    "click": "cli",
    "pyshacl": "validation/engines/pyshacl_engine.py",
    "jinja2": "site/rendering.py",
    "pyld": ("export/jsonld.py", "rdf/jsonld_expansion.py"),
    "urllib.request": "remote",
}


def wing_of(path: Path) -> str:
    return path.relative_to(ROOT / "sco_ld").parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path) -> set[str]:
    """Return the modules that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "sco_ld")))
def test_wing_imports_only_from_below(path: Path) -> None:
    below = WINGS[WINGS.index(wing_of(path)) :]
    used = {name.split(".")[1] for name in imports(path) if name.startswith("sco_ld.")} & {*WINGS}
    assert used <= {*below}


def test_architecture_page_is_true() -> None:
    """The page for contributors draws the wings in their order, and names files and folders that exist."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The architecture")[2].partition("\n## ")[0]
    drawing, table = page.split("```")[1], page.split("\n| ")[2:]
    assert tuple(line.split()[0] for line in drawing.strip().splitlines()) == WINGS
    named = {path for row in table for path in re.findall(r"`([\w/.-]+(?:/|\.\w+))`", row) if "NAME" not in path}
    assert len(named) > 20
    assert {path for path in named if not ((ROOT / "sco_ld" / path).exists() or (ROOT / path).exists())} == set()


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_is_known_in_one_place(library: str) -> None:
    users = {path.relative_to(ROOT / "sco_ld").as_posix() for path in MODULES if library in imports(path)}
    assert users
    assert all(user.startswith(LIBRARIES[library]) for user in users)


def test_runtime_and_text_know_no_rdf() -> None:
    for path in MODULES:
        if wing_of(path) in ("runtime", "text"):
            assert not {"pyoxigraph", "rdflib"} & {name.split(".")[0] for name in imports(path)}, path


def test_only_the_model_knows_terms_of_our_vocabulary() -> None:
    for path in MODULES:
        body = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        body = re.sub(r"sco-ld \w+ .*", "", body)
        assert not re.search(r"id:(china|sco|india)|sectsco|MemberState", body), path
        if wing_of(path) != "model":
            assert "sco-ld/ontology#" not in body, path


def test_help_loads_no_heavy_library() -> None:
    code = "import sys; from sco_ld.cli import main; main(['--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"rdflib", "pyshacl", "pyoxigraph", "pyld", "difflib", "tempfile"} & set(loaded) == set()


def test_public_names_can_be_imported() -> None:
    assert {name for name in sco_ld.__all__ if not hasattr(sco_ld, name)} == set()


def test_every_own_term_is_used_by_a_question_or_a_shape(sco: sco_ld.Publication) -> None:
    folders = [*(ROOT / "ontology" / "questions").glob("*.rq"), *(ROOT / "shapes").glob("*.ttl")]
    used = "\n".join(path.read_text(encoding="utf-8") for path in folders)
    kinds = {f"{OWL}{kind}" for kind in ("Class", "ObjectProperty", "DatatypeProperty", "SymmetricProperty")}
    terms = {PREFIXES.shorten(quad.subject.value) for quad in sco.ontology if getattr(quad.object, "value", "") in kinds}
    assert len(terms) == 17
    assert {term for term in terms if not re.search(rf"{term}\b", used)} == set()


@pytest.mark.parametrize("path", [path for path in SOURCES if ">>>" in path.read_text(encoding="utf-8")], ids=name_of)
def test_examples_in_docstrings_run(path: Path) -> None:
    found = doctest.testmod(import_module(name_of(path)))
    assert (found.failed, found.attempted > 0) == (0, True)
