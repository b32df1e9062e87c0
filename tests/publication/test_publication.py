"""The Python API: deadlines, threads, and what it leaves as it was."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import rdflib

import sco_ld
from sco_ld import ScoError

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
STATES = "SELECT ?state { ?m org:member ?state ; org:role ?role } ORDER BY ?state"


def table(answer: object) -> list[tuple[object, ...]]:
    """Return the rows or the triples of an answer."""
    assert isinstance(answer, sco_ld.Rows | rdflib.Graph)
    return sorted(answer) if isinstance(answer, rdflib.Graph) else list(answer)


@pytest.mark.parametrize("worker", ["fork", "spawn"])
def test_query_with_a_timeout_gives_the_same_answer(
    worker: str, sco: sco_ld.Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCO_LD_WORKER", worker)
    rows = [table(sco.query(STATES, role="sco:MemberState", timeout=timeout)) for timeout in (None, 30)]
    assert rows[0] == rows[1] != []
    assert sco.query("ASK { id:china a sco:State }", timeout=30) is True
    graphs = [table(sco.query("DESCRIBE id:china", timeout=timeout)) for timeout in (None, 30)]
    assert graphs[0] == graphs[1]


@pytest.mark.parametrize("worker", ["fork", "spawn"])
def test_query_is_ended_at_its_timeout(worker: str, sco: sco_ld.Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCO_LD_WORKER", worker)
    with pytest.raises(ScoError, match="Not done within 1 seconds"):
        sco.query(ENDLESS, timeout=1)


@pytest.mark.slow
def test_eight_threads_get_the_right_answers() -> None:
    publication = sco_ld.load()
    expected = {
        "2001-06-15": 6, "2017-06-09": 8, "2023-07-04": 9, "2024-07-04": 10,
    }  # fmt: skip

    def ask(day: str) -> int:
        return len(table(publication.as_of(day).query("SELECT ?state { ?state org:memberOf id:sco }")))

    with ThreadPoolExecutor(8) as pool:
        days = [*expected] * 4
        assert list(pool.map(ask, days)) == [expected[day] for day in days]


@pytest.mark.slow
def test_eight_threads_validate_alike() -> None:
    before = rdflib.NORMALIZE_LITERALS
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(lambda _: sco_ld.load().validate(), range(8)))
    assert len({report.render("json") for report in reports}) == 1
    assert before == rdflib.NORMALIZE_LITERALS


def test_whole_publication_keeps_its_base() -> None:
    of_a_day = sco_ld.load(base="https://example.org/").as_of("2017-06-09")
    assert (of_a_day.whole().day, of_a_day.whole().base) == (None, "https://example.org/")
