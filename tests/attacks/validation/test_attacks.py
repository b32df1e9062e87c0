"""Each hostile input ends in its time, with a report or with ScoError; nothing is written to standard error."""

import os
import re
from pathlib import Path

import pytest

from sco_ld.errors import ScoError
from sco_ld.validation.job import Job
from sco_ld.validation.runner import run
from tests.attacks.validation.cases import ATTACKS, CONFORMS, FINDINGS, PREFIXES, Attack
from tests.conftest import EACH_ENGINE


def outcome(job: Job, timeout: float | None) -> str:
    try:
        report = run(job, timeout)
        for name in ("text", "json", "turtle", "junit", "sarif", "github"):
            report.render(name)
    except ScoError as error:
        return str(error)
    return FINDINGS if report.at_least("violation") else CONFORMS


def processor_time() -> float:
    """Return the seconds of this process and of the workers it has waited for, on however busy a machine."""
    return sum(os.times()[:4])


@pytest.mark.parametrize("engine", EACH_ENGINE)
@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.slow] * (one.seconds > 10 or one.timeout is not None))
        for one in ATTACKS
    ],
)
def test_attack_ends_within_its_limits(
    attack: Attack, engine: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
    data.write_text(PREFIXES + attack.data())
    shapes.write_text(PREFIXES + attack.shapes())
    started = processor_time()
    found = outcome(Job((data,), (shapes,), engine=engine), attack.timeout)
    assert processor_time() - started < attack.seconds
    assert re.search(attack.outcome, found), found[:300]
    assert capfd.readouterr() == ("", "")
