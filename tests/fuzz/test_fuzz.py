"""Mutated inputs for each target: a short run of what `tests/fuzz/run.py` does for hours."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS
from tests.fuzz.words import WORDS

pytestmark = pytest.mark.slow
SETTINGS = settings(
    derandomize=True, deadline=None, max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 9, 99])))
        middle = draw(st.sampled_from(WORDS) | st.binary(max_size=3) | st.just(text[start:end] * 3))
        text = text[:start] + middle + text[end:]
    return text


@pytest.fixture(autouse=True)
def no_collection_in_other_threads() -> Iterator[None]:
    """Let no thread of a server collect the solutions of a query, which belong to the thread that asked it."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.data())
@SETTINGS
def test_target(name: str, data: st.DataObject, tmp_path: Path) -> None:
    TARGETS[name].check(data.draw(mutated(TARGETS[name].seeds)), tmp_path)
