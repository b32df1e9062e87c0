"""The engine of a watch finds after each edit what a whole validation finds, at the same places."""

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.runtime import deadline
from sco_ld.validation.engines.kept_engine import KeptEngine
from sco_ld.validation.job import Job
from sco_ld.validation.runner import run_here
from tests.conftest import ROOT

SHAPES = """
    @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .
    e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ."""
EDITS = [
    "e:x a e:C .",
    "e:x a e:C ; e:p 01 .",
    "\n\ne:x a e:C ; e:p 1 .",
    "e:x a e:C ; e:p [ ] , e:x .",
    "e:x a",
    "e:y e:q 1 .",
]


def report(job: Job, kept: KeptEngine | None = None) -> object:
    """Return the findings of a job, or why it could not be done."""
    try:
        return run_here(job, lambda _: None, kept.validate if kept else None).findings
    except ScoError as error:
        return str(error)


def test_findings_after_an_edit_are_those_of_the_whole(tmp_path: Path) -> None:
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES)
    kept, job = KeptEngine(), Job((data,), (shapes,))
    for edit in (*EDITS, *reversed(EDITS)):
        data.write_text(f"@prefix e: <http://e/> . {edit}")
        assert report(job, kept) == report(job)
    shapes.write_text(SHAPES.replace("sh:minCount 1", "sh:minCount 2"))
    assert report(job, kept) == report(job)


def edited(text: str, chosen: random.Random) -> str:
    """Return a text with another date, without a line, with a line twice, with another name, or with a blank line."""
    lines = text.split("\n")
    at = chosen.randrange(len(lines))
    match chosen.randrange(5):
        case 0:
            return re.sub(r'"\d{4}-', f'"{chosen.randint(1990, 2030)}-', text, count=chosen.randint(1, 3))
        case 1:
            return "\n".join(lines[:at] + lines[at + 1 :])
        case 2:
            return "\n".join([*lines[:at], lines[at], *lines[at:]])
        case 3:
            return "\n".join([*lines[:at], re.sub(r"\bid:[a-z]+", "id:india", lines[at]), *lines[at + 1 :]])
    return "\n".join([*lines[:at], "", *lines[at:]])


@pytest.mark.slow
def test_findings_after_random_edits_of_the_bundled_data_are_those_of_the_whole(tmp_path: Path) -> None:
    for folder in ("ontology", "data", "shapes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    kept, chosen = KeptEngine(), random.Random(1)
    files = sorted((tmp_path / "data").glob("*.ttl"))
    for _ in range(50):
        file = chosen.choice(files)
        text = file.read_text(encoding="utf-8")
        file.write_text(edited(text, chosen), encoding="utf-8")
        job = replace(sco_ld.load(tmp_path).job((), (), (), "compiled"), infos=False)
        assert report(job, kept) == report(job)
        if chosen.random() < 0.7:
            file.write_text(text, encoding="utf-8")


def test_work_in_this_process_is_held_to_a_deadline() -> None:
    def work(say: deadline.Say) -> None:
        say("counting")
        while True:
            pass

    with pytest.raises(ScoError, match=r"Not done within 0\.05 seconds; it was counting\."):
        deadline.here(0.05, work)
