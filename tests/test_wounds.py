"""Each wound of the bundled data makes exactly its rule fire, with the node named."""

import shutil
from pathlib import Path

import pytest

import sco_ld

from .conftest import ROOT
from .wounds import WOUNDS, Wound


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the bundled publication."""
    root = tmp_path_factory.mktemp("patient")
    for folder in ("ontology", "data", "shapes"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


@pytest.mark.parametrize("wound", WOUNDS, ids=lambda wound: wound.name)
def test_a_wound_makes_exactly_its_rule_fire(wound: Wound, patient: Path) -> None:
    path = patient / "data" / wound.file
    healthy = path.read_bytes()
    try:
        wound.inflict(patient)
        found = sco_ld.load(patient).validate().at_least("warning")
    finally:
        path.write_bytes(healthy)
    assert {(finding.shape, finding.focus) for finding in found} == {
        (f"shape:{wound.rule}", node) for node in wound.node.split()
    }
