"""Each wound of the bundled data makes exactly its rule fire, with the node named."""

from collections.abc import Callable

import pytest

from sco_ld.findings import Report

from .wounds import WOUNDS, Wound


@pytest.mark.parametrize("wound", WOUNDS, ids=lambda wound: wound.name)
def test_a_wound_makes_exactly_its_rule_fire(wound: Wound, examined: Callable[[Wound, str], Report]) -> None:
    found = examined(wound, "pyshacl").at_least("warning")
    assert {(finding.shape, finding.focus) for finding in found} == {
        (f"shape:{wound.rule}", node) for node in wound.node.split()
    }
