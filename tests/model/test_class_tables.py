"""Class tables: equal to the data, described by CSVW, written as a whole folder or not at all."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import uritemplate
from csvw import CSVW

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.export import csvw
from sco_ld.model.class_tables import CLASSES, class_tables
from sco_ld.model.dataset_description import dataset_values
from sco_ld.model.vocabulary import SCO
from sco_ld.rdf.namespaces import DCTERMS, ORG, RDF, XSD
from sco_ld.runtime.atomic_files import whole_folder
from tests.conftest import PREFIXES, Ran

Run = Callable[..., Ran]
ID = PREFIXES["id"]

OTHERS = """
@prefix ex: <http://e/> . @prefix org: <http://www.w3.org/ns/org#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Seat rdfs:subClassOf org:Membership .
ex:late a org:Membership ; org:member ex:anna ; <http://schema.org/startDate> "2002-01-01"^^xsd:date ;
    ex:note "a|b" , "c" ; ex:code "01"^^ex:Code ; ex:in-line "=1+1" .
ex:early a ex:Seat ; org:member ex:anna , ex:bert ; <http://schema.org/startDate> "2001-01-01"^^xsd:date ;
    ex:size 1 , ex:small ; <http://other/note> "Ы"@ru , "上"@zh-Hans .
ex:bert rdfs:label "Bert" .
"""


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def columns(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    tables = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    (schema,) = (table["tableSchema"] for table in tables if table["url"] == f"{name}.csv")
    return {column["name"]: column for column in schema["columns"]}


def as_rdf(folder: Path) -> Iterator[ox.Triple]:
    """Return the triples of cells as the conversion of CSVW does. https://www.w3.org/TR/csv2rdf/"""
    for table in json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]:
        schema = table["tableSchema"]
        for row in rows(folder, table["url"].removesuffix(".csv")):
            about = ox.NamedNode(uritemplate.expand(schema["aboutUrl"], row))
            for column in schema["columns"]:
                cell = row.get(column["name"], "")
                if column.get("suppressOutput") or not (cell or column.get("virtual")):
                    continue
                for value in cell.split(column["separator"]) if "separator" in column else [cell]:
                    yield ox.Triple(about, ox.NamedNode(column["propertyUrl"]), term(column, row, value))


def term(column: dict[str, Any], row: dict[str, Any], value: str) -> ox.NamedNode | ox.Literal:
    if "valueUrl" in column:
        return ox.NamedNode(uritemplate.expand(column["valueUrl"], row))
    if "lang" in column:
        return ox.Literal(value, language=column["lang"])
    datatype = column.get("datatype", "string")
    iri = datatype["@id"] if isinstance(datatype, dict) else f"{XSD}{datatype}"
    return ox.Literal(value, datatype=ox.NamedNode(iri))


@pytest.fixture(scope="session")
def tables(sco: sco_ld.Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the bundled publication's tables."""
    return written(csv_files(sco), tmp_path_factory.mktemp("tables"))


def csv_files(publication: sco_ld.Publication, *paths: Path) -> dict[str, bytes]:
    """Return the CSV files and metadata of a publication, or of files, by name."""
    data = publication.quads_of(paths) if paths else publication.data
    tables = class_tables(data, publication.names, publication.context)
    titles, licences = (dataset_values(data, f"{DCTERMS}{name}") for name in ("title", "license"))
    return csvw.files(tables, titles, licences)


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """Return the folder of tables of a file that is not about the SCO."""
    (tmp_path / "others.ttl").write_text(OTHERS, encoding="utf-8")
    (tmp_path / "tables").mkdir()
    return written(csv_files(sco_ld.load(), tmp_path / "others.ttl"), tmp_path / "tables")


@pytest.mark.parametrize("name", CLASSES)
def test_table_has_one_row_for_each_node_of_its_class(name: str, tables: Path, sco: sco_ld.Publication) -> None:
    nodes = {quad.subject.value for quad in sco.data if quad.object == ox.NamedNode(CLASSES[name])}
    iris = [row["iri"] for row in rows(tables, name)]
    assert nodes
    assert sorted(iris) == sorted(nodes)


def test_rows_are_in_the_order_of_their_start(tables: Path) -> None:
    begun = [(row["startDate"] or row["startsNotBefore"] or row["startsNotAfter"] or "~", row["iri"])
             for row in rows(tables, "instruments")]  # fmt: skip
    assert begun == sorted(begun)


def test_tables_convert_to_the_triples_of_the_columns_that_are_not_suppressed(tables: Path, sco: sco_ld.Publication) -> None:
    expected = set()
    for name in CLASSES:
        iris = {row["iri"] for row in rows(tables, name)}
        left_out = {one.get("propertyUrl") for one in columns(tables, name).values() if one.get("suppressOutput")}
        expected |= {q.triple for q in sco.data if q.subject.value in iris and q.predicate.value not in left_out}
    assert set(as_rdf(tables)) == expected


def test_cell_with_several_values_has_a_label_for_each(tables: Path, sco: sco_ld.Publication) -> None:
    (row,) = (row for row in rows(tables, "instruments") if row["iri"] == f"{ID}sco-charter")
    separator = columns(tables, "instruments")["signatory"]["separator"]
    signatories = {quad.object.value for quad in sco.data if quad.subject.value == row["iri"]
                   and quad.predicate.value == f"{SCO}signatory"}  # fmt: skip
    assert row["signatory"].split(separator) == sorted(signatories)
    assert row["signatory_label"].split(separator) == [
        "China", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan",
    ]  # fmt: skip


def test_tables_are_valid_csvw_to_another_implementation(tables: Path) -> None:
    read = CSVW(str(tables / "csv-metadata.json"), validate=True)
    assert read.is_valid, read.warnings
    assert [table.check_primary_key() for table in read.tablegroup.tables] == [True] * len(CLASSES)
    first = next(iter(read.tablegroup.tabledict["memberships.csv"]))
    assert first["startDate"].year == 1996
    assert first["supportedBy_label"] == ["SCO chronology, whole page", "About SCO, whole page"]


def test_metadata_have_title_and_licence(tables: Path) -> None:
    metadata = json.loads((tables / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {"@value": "上海合作组织关联数据", "@language": "zh"} in metadata["dc:title"]
    assert metadata["dc:license"] == [{"@id": "https://creativecommons.org/licenses/by/4.0/"}]


def test_lines_end_with_crlf(tables: Path) -> None:
    for name in CLASSES:
        content = (tables / f"{name}.csv").read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") == 1 + len(rows(tables, name))


@pytest.mark.parametrize(("day", "members"), [("2001-06-14", 0), ("2001-06-15", 6), ("2017-06-09", 8), ("2025-09-01", 10)])
def test_tables_of_a_day_have_the_members_of_that_day(day: str, members: int, tmp_path: Path, run: Run) -> None:
    assert run("export", "-f", "csv", "-o", tmp_path / "t", "--as-of", day).code == 0
    held = [row for row in rows(tmp_path / "t", "memberships") if row["organization"] == f"{ID}sco"]
    assert sum(row["role_label"] == "member state" for row in held) == members


@pytest.mark.parametrize(("lang", "label"), [("en", "China"), ("ru", "Китай"), ("zh", "中国"), ("de", "China")])
def test_labels_are_in_the_language_asked_for_or_in_english(lang: str, label: str, tmp_path: Path, run: Run) -> None:
    assert run("export", "-f", "csv", "-o", tmp_path / "t", "--lang", lang).code == 0
    assert {r["member_label"] for r in rows(tmp_path / "t", "memberships") if r["member"] == f"{ID}china"} == {label}
    assert rows(tmp_path / "t", "posts")[0]["prefLabel_zh"] == "上合组织执行秘书"


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / seed for seed in "12"]
    for folder in folders:
        command = [sys.executable, "-m", "sco_ld", "export", "-f", "csv", "-o", str(folder)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": folder.name})
    assert len({tuple((folder / name).read_bytes() for name in csvw.file_names(CLASSES)) for folder in folders}) == 1


def test_tables_of_other_data_include_subclasses(others: Path) -> None:
    early, late = rows(others, "memberships")
    assert early == {
        "iri": "http://e/early", "type": "http://e/Seat", "code": "", "in_line": "", "member": "http://e/anna}http://e/bert",
        "member_label": "}Bert", "note": "", "note_ru": "Ы", "note_zh_hans": "上", "size": "http://e/small",
        "size_integer": "1", "startDate": "2001-01-01",
    }  # fmt: skip
    assert (late["type"], late["note"], late["code"], late["in_line"]) == (f"{ORG}Membership", "a|b}c", "01", "=1+1")
    assert not (others / "meetings.csv").exists()
    assert CSVW(str(others / "csv-metadata.json"), validate=True).is_valid


def test_tables_of_other_data_convert_to_their_triples_but_for_cells_with_several_iris(others: Path, tmp_path: Path) -> None:
    given = {quad.triple for quad in ox.parse(path=tmp_path / "others.ttl")}
    about = {one for one in given if one.subject.value in ("http://e/early", "http://e/late")}
    assert set(as_rdf(others)) == {one for one in about if one.predicate.value != f"{ORG}member"}


def test_columns_with_the_same_local_name_are_numbered(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text(
        f'<http://e/a> <{RDF}type> <{ORG}Post> .\n<http://e/a> <http://e/x> "1" .\n<http://e/a> <http://f/x> "2" .\n'
    )
    assert csv_files(sco_ld.load(), tmp_path / "a.nt")["posts.csv"] == b"iri,x,x_2\r\nhttp://e/a,1,2\r\n"


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("[] a <http://www.w3.org/ns/org#Post> .", "a node without an IRI"),
        ("<http://e/a> a <http://www.w3.org/ns/org#Post> ; <http://e/in> [] .", "a node without an IRI"),
        ("<http://e/a> a <http://e/B> .", "There are no memberships, meetings, instruments, posts here"),
    ],
)
def test_data_without_rows_are_an_error(turtle: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(turtle)
    with pytest.raises(ScoError, match=message):
        csv_files(sco_ld.load(), tmp_path / "a.ttl")


@pytest.mark.parametrize("options", [[], ["-o", "-"]])
def test_csv_requires_an_output_folder(options: list[str], run: Run) -> None:
    assert run("export", "-f", "csv", *options) == Ran(2, "", "Error: csv is several files, and wants a folder: -o DIR/.\n")


def test_output_file_named_csv_is_an_error(run: Run, tmp_path: Path) -> None:
    assert (
        run("export", "-o", tmp_path / "a.csv").err == "Error: csv is several files, and wants a folder: -f csv -o DIR/.\n"
    )
    assert not (tmp_path / "a.csv").exists()


def test_working_directory_is_not_replaced(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "the current folder" in run("export", "-f", "csv", "-o", ".").err
    assert run("export", "-f", "csv", "-o", "tables").code == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


@pytest.mark.parametrize(
    ("before", "target", "message"),
    [
        ({"out/thesis.txt": "years", "out/posts.csv": "old"}, "out", "out: holds thesis.txt, which is not of an earlier"),
        ({"out/posts.csv/mine.txt": "x"}, "out", "out: holds posts.csv, which is not"),
        ({"out": "a file"}, "out", "out: is a file, not a folder."),
        ({}, "none/out", "out: cannot be written: No such file or directory."),
        ({"file": "x"}, "file/out", "out: cannot be written: Not a directory."),
    ],
)
def test_other_files_in_the_output_folder_are_kept(
    before: dict[str, str], target: str, message: str, tmp_path: Path, run: Run
) -> None:
    for name, text in before.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    there = contents(tmp_path)
    ran = run("export", "-f", "csv", "-o", tmp_path / target)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err
    assert contents(tmp_path) == there


@pytest.mark.parametrize("before", [[], ["posts.csv", "csv-metadata.json"]], ids=["empty", "an earlier export"])
def test_empty_folder_or_an_earlier_export_is_replaced(before: list[str], tmp_path: Path, run: Run) -> None:
    (tmp_path / "real").mkdir(mode=0o750)
    (tmp_path / "out").symlink_to("real")
    for name in before:
        (tmp_path / "real" / name).write_text("old")
    assert run("export", "-f", "csv", "-o", tmp_path / "out", "--as-of", "1999-01-01").code == 0
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o750
    assert b"old" not in contents(tmp_path / "real").values()
    assert {one.name for one in tmp_path.iterdir()} == {"out", "real"}


def test_full_disk_keeps_the_earlier_export(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "posts.csv").write_text("old")
    script = f"ulimit -f 8; exec {sys.executable} -m sco_ld export -f csv -o out"
    ran = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, "Error: out: cannot be written: File too large.\n")
    assert contents(tmp_path) == {"out/posts.csv": b"old"}
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_interrupt_keeps_the_earlier_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_text("old")
    with suppress(KeyboardInterrupt), whole_folder(tmp_path / "out", ["a"]) as folder:
        (folder / "a").write_text("new")
        raise KeyboardInterrupt
    assert contents(tmp_path) == {"out/a": b"old"}
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
