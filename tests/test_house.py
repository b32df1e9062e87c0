"""The house: layers, light start, who may know whom."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sco_ld
from sco_ld.rdf.namespaces import shorten
from tests.conftest import ROOT

LAYERS = (
    "errors", "terms", "vocab", "formats", "guard", "sparql", "writing", "children", "deadline", "processes", "positions",
    "reading", "lines", "said", "locating", "patterns", "narrowing", "publication", "asof", "graphs", "names", "literals",
    "canonical", "windows", "turtle", "rdfxml", "jsonld", "export", "tables", "solutions", "frames", "html", "findings",
    "baseline", "engines", "validation", "wellformed", "checking", "query", "missing", "explaining", "labels", "credentials",
    "wire", "web", "endpoint", "graphstore", "questions", "report", "sarif", "junit", "github", "rendering", "results",
    "page", "describe", "inventory", "sheets", "tabular", "api", "watching", "watched", "options", "progress", "output",
    "cli_validate", "cli_query", "cli_export", "cli_show", "cli",
)  # fmt: skip
MODULES = sorted(path for path in (ROOT / "sco_ld").glob("*.py") if not path.stem.startswith("__"))


def imports(path: Path) -> set[str]:
    """Give what a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_from_below(path: Path) -> None:
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("sco_ld.")} & set(LAYERS)
    assert {name for name in ours if LAYERS.index(name) >= LAYERS.index(path.stem)} == set()


def test_only_the_command_line_knows_click_and_only_one_module_knows_pyshacl() -> None:
    knows = {name: {path.stem for path in MODULES if any(one.split(".")[0] == name for one in imports(path))}
             for name in ("click", "pyshacl", "pyld")}  # fmt: skip
    assert knows.pop("click") == {"options", "output", *(name for name in LAYERS if name.startswith("cli"))}
    assert knows == {"pyshacl": {"engines"}, "pyld": {"jsonld"}}


def test_nothing_in_the_tool_knows_a_member_or_a_date() -> None:
    for path in MODULES:
        body = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"id:(china|sco|india)|sectsco|MemberState", re.sub(r"sco-ld \w+ .*", "", body)), path.name


def test_help_loads_no_heavy_library() -> None:
    words = "import sys; from sco_ld.cli import main; main(['--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout.split()
    assert {"rdflib", "pyshacl", "pyoxigraph", "pyld"} & set(loaded) == set()


def test_every_own_term_is_used_by_a_question_or_a_shape(sco: sco_ld.Publication) -> None:
    folders = [*(ROOT / "ontology" / "questions").glob("*.rq"), *(ROOT / "shapes").glob("*.ttl")]
    used = "\n".join(path.read_text(encoding="utf-8") for path in folders)
    terms = {
        shorten(quad.subject.value)
        for quad in sco.ontology
        if quad.object.value.startswith("http://www.w3.org/2002/07/owl#")
        and quad.object.value.endswith(("Class", "Property"))
    }
    assert len(terms) == 17
    assert {term for term in terms if not re.search(rf"{term}\b", used)} == set()


def test_docstrings_that_show_a_call_show_its_answer() -> None:
    found = subprocess.run([sys.executable, "-m", "pytest", "--doctest-modules", "-q", "sco_ld"], cwd=ROOT, check=False)
    assert found.returncode == 0
