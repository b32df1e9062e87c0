"""Baselines: findings that were there already are left out, and no new one passes for a known one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import sco_ld
from sco_ld.validation import baseline, engines
from sco_ld.validation.report import Report
from tests.conftest import Ran

Run = Callable[..., Ran]
PREFIXES = "@prefix e: <http://e/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
TWO_CONSTRAINTS = """e:S a sh:NodeShape ; sh:targetClass e:C ; sh:sparql
    [ sh:message "One." ; sh:select "SELECT $this { $this <http://e/one> ?o }" ] ,
    [ sh:message "Two." ; sh:select "SELECT $this { $this <http://e/two> ?o }" ] ."""


def validated(folder: Path, data: str, shapes: str = SHAPES, engine: str = engines.DEFAULT) -> Report:
    (folder / "data.ttl").write_text(PREFIXES + data)
    (folder / "shapes.ttl").write_text(PREFIXES + shapes)
    return sco_ld.load().validate([folder / "data.ttl"], [folder / "shapes.ttl"], engine=engine)


def new(before: Report, after: Report) -> list[str]:
    """Return the focus nodes of the violations that are not in a baseline of the first report."""
    known = {finding.fingerprint for finding in before}
    return [finding.focus for finding in after.without(known).at_least("violation")]


@pytest.mark.parametrize("engine", engines.NAMES)
def test_constraints_of_one_shape_have_different_fingerprints(engine: str, tmp_path: Path) -> None:
    before = validated(tmp_path, "e:x a e:C ; e:one 1 .", TWO_CONSTRAINTS, engine)
    after = validated(tmp_path, "e:x a e:C ; e:two 1 .", TWO_CONSTRAINTS, engine)
    assert new(before, before) == []
    assert new(before, after) == ["e:x"]


BLANK = {  # before, after, number of new violations
    "equal, in another order, with another name": ("[] a e:C ; e:q 1 . [] e:q 2 .", "[] e:q 2 . _:z a e:C ; e:q 1 .", 0),
    "moved below another": ("[] a e:C ; e:q 1 .", "[] a e:C ; e:q 0 ; e:p 1 . [] a e:C ; e:q 1 .", 0),
    "another value": ("[] a e:C ; e:q 1 . [] e:q 2 .", "[] e:q 1 . [] a e:C ; e:q 2 .", 1),
    "another value, deeper": ("[] a e:C ; e:q [ e:q 1 ] .", "[] a e:C ; e:q [ e:q 2 ] .", 1),
    "another holder": ("e:a e:q [ a e:C ] . e:b e:q [] .", "e:a e:q [] . e:b e:q [ a e:C ] .", 1),
    "another holder, deeper": ("e:a e:q [ e:r [ a e:C ] ] .", "e:b e:q [ e:r [ a e:C ] ] .", 1),
    "one more of the same": ("[] a e:C . [] a e:C .", "[] a e:C . [] a e:C . [] a e:C .", 1),
    "one fewer of the same": ("[] a e:C . [] a e:C .", "[] a e:C .", 0),
    "a circle": ("_:a a e:C ; e:q _:b . _:b e:q _:a .", "_:y e:q _:x . _:x a e:C ; e:q _:y .", 0),
}  # fmt: skip


@pytest.mark.parametrize("case", BLANK)
def test_blank_nodes_are_identified_by_their_description(case: str, tmp_path: Path) -> None:
    before, after, expected = BLANK[case]
    assert len(new(validated(tmp_path, before), validated(tmp_path, after))) == expected


def test_fingerprints_do_not_depend_on_prefixes_and_wording(tmp_path: Path) -> None:
    data = "e:x a e:C ."
    before = validated(tmp_path, data)
    renamed = validated(
        tmp_path, "@prefix n: <http://e/> . n:x a n:C .", SHAPES.replace("sh:path", 'sh:message "P." ; sh:path')
    )
    assert new(before, renamed) == []
    assert new(before, validated(tmp_path, data, SHAPES.replace("e:p", "e:q"))) == ["e:x"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with data and shapes, the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("shapes.ttl").write_text(PREFIXES + SHAPES)
    Path("bad.ttl").write_text(f"{PREFIXES}e:x a e:C . e:y e:p 1 .")
    return tmp_path


S = ["-s", "shapes.ttl"]


def test_findings_of_a_baseline_are_left_out(run: Run, folder: Path) -> None:
    written = run("validate", "bad.ttl", *S, "--write-baseline", "known.json")
    assert (written.code, written.out) == (0, "")
    known = json.loads(Path("known.json").read_text())["findings"]
    assert [(one["shape"], one["focus"]) for one in known] == [("e:S", "e:x")]

    (folder / "bad.ttl").write_text(f"# moved\n{PREFIXES}e:x a e:C . e:y e:p 1 .")
    same = run("validate", "bad.ttl", *S, "--baseline", "known.json")
    assert (same.code, same.out) == (0, "Conforms: no findings. 1 known from the baseline.\n")

    (folder / "new.ttl").write_text(f"{PREFIXES}e:new a e:C .")
    ran = run("validate", "bad.ttl", "new.ttl", *S, "--baseline", "known.json", "-f", "json")
    assert ran.code == 1
    assert [one["focus"] for one in json.loads(ran.out)["findings"]] == ["e:new"]


def test_json_report_is_a_baseline(run: Run, folder: Path) -> None:
    run("validate", "bad.ttl", *S, "-f", "json=report.json")
    assert (folder / "report.json").exists()
    assert run("validate", "bad.ttl", *S, "--baseline", "report.json").code == 0


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"findings": [1]}', "\udcff", "[" * 100_000, None])
def test_malformed_baseline_is_an_error(content: str | None, run: Run, folder: Path) -> None:
    if content is not None:
        (folder / "known.json").write_bytes(content.encode(errors="surrogateescape"))
    ran = run("validate", "bad.ttl", *S, "--baseline", "known.json")
    assert (ran.code, ran.out) == (2, "")
    assert "known.json: " in ran.err


def test_baseline_names_what_is_fixed_and_is_tightened(tmp_path: Path, run: Callable[..., Ran]) -> None:
    data, known = tmp_path / "data.ttl", tmp_path / "known.json"
    (tmp_path / "s.ttl").write_text(PREFIXES + SHAPES)
    words = ("validate", data, "-s", tmp_path / "s.ttl", "--baseline", known)
    data.write_text(f"{PREFIXES}e:x a e:C . e:y a e:C .")
    assert run("validate", data, "-s", tmp_path / "s.ttl", "--write-baseline", known).code == 0
    data.write_text(f"{PREFIXES}e:x a e:C . e:z a e:C .")
    ran = run(*words)
    assert ran.code == 1
    assert "fixed: e:y" in ran.err
    assert "--update takes them out." in ran.err
    before = set(baseline.known_findings(known))
    assert run(*words, "--update").code == 1  # what is new is not taken into it
    after = baseline.known_findings(known)
    assert set(after) < before
    assert {finding["focus"] for finding in after.values()} == {"e:x"}
    assert "fixed" not in run(*words).err
    assert run("validate", data, "--update").code == 2
