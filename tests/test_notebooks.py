"""Notebooks: what shows itself in one, and the tutorial, which runs from top to bottom."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sco_ld
from sco_ld.sparql.rows import Rows
from tests.conftest import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.ipynb"


def shown(page: str) -> str:
    return " ".join(ElementTree.fromstring(f"<div>{page}</div>").itertext())


def rows_of(answer: object) -> Rows:
    assert isinstance(answer, Rows)
    return answer


def test_publication_shows_what_is_in_it(sco: sco_ld.Publication) -> None:
    page = shown(sco._repr_html_())
    info = sco.info()
    assert all(word in page for word in (info.title, info.licence, f"{info.triples} triples", "Nodes by class", "sco:Claim"))


@pytest.mark.parametrize("timeout", [None, 30.0])
def test_empty_answer_says_why(timeout: float | None, sco: sco_ld.Publication) -> None:
    query = "SELECT ?state { ?m org:member ?state ; org:role ?role }"
    rows = rows_of(sco.query(query, role="sco:Observr", timeout=timeout))
    page = shown(rows._repr_html_())
    assert "No rows. The publication has no sco:Observr. Did you mean sco:Observer?" in " ".join(page.split())
    assert "No rows" not in shown(rows_of(sco.query(query, role="sco:ObserverState"))._repr_html_())


def test_data_frame_of_rows_has_their_columns(sco: sco_ld.Publication) -> None:
    pandas = pytest.importorskip("pandas")
    rows = rows_of(sco.query('SELECT ?class ?b { VALUES (?class ?b) { (1 "x") (2 UNDEF) } }'))
    frame = pandas.DataFrame(rows)
    assert list(frame.columns) == ["class", "b"]
    assert [int(one) for one in frame["class"]] == [1, 2]


def test_names_of_the_command_line_work(sco: sco_ld.Publication) -> None:
    by_keyword, by_mapping = sco.ask("members-on", day="2017-06-09"), sco.ask_named("members-on", {"day": "2017-06-09"})
    assert [*rows_of(by_keyword)] == [*rows_of(by_mapping)] != []
    assert sco.show("India", "ru") == sco.describe("India", "ru")


def test_tutorial_stores_no_outputs() -> None:
    cells = [cell for cell in json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert cells
    assert [cell for cell in cells if cell["outputs"] or cell["execution_count"]] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # of the libraries of Jupyter
def test_tutorial_runs(tmp_path: Path) -> None:
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    pages = [
        output["data"].get("text/html", "")
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output["output_type"] == "execute_result"
    ]
    for word in ("triples", "2017-06-09", "Zhang Deguang", "No rows.", "Индия", "Does not conform: 1 finding."):
        assert any(word in page for page in pages), word
    assert (tmp_path / "sco-2017.jsonld").stat().st_size > 100_000
