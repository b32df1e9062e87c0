"""One publication, asked from eight threads at once, gives the answers that it gives alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import rdflib

import sco_ld
from sco_ld.sparql.rows import Rows

THREADS = 8
ROLES = "SELECT ?state ?start { ?m org:role ?role ; org:member ?state ; schema:startDate ?start } ORDER BY ?state ?start"


def rows(publication: sco_ld.Publication, role: str) -> object:
    answer = publication.query(ROLES, role=role)
    assert isinstance(answer, Rows)
    return list(answer)


def named(publication: sco_ld.Publication, day: str) -> object:
    answer = publication.ask_named("members-on", {"day": day})
    assert isinstance(answer, Rows)
    return answer.serialize("json")


ASKED: list[Callable[[sco_ld.Publication], object]] = [
    lambda one: rows(one, "sco:MemberState"),
    lambda one: rows(one, "sco:ObserverState"),
    lambda one: named(one, "2017-06-09"),
    lambda one: named(one, "2001-06-15"),
    lambda one: one.export("ntriples"),
    lambda one: str(one.describe("China")),
    lambda one: str(one.info()),
    lambda one: rows(one.as_of("2017-06-09"), "sco:DialoguePartner"),
]


@pytest.mark.slow
def test_answers_from_eight_threads_are_those_of_one() -> None:
    normalize = rdflib.NORMALIZE_LITERALS
    alone = [ask(sco_ld.load()) for ask in ASKED]
    shared = sco_ld.load()
    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(lambda ask: ask(shared), ASKED)) == alone
        assert list(pool.map(lambda ask: ask(shared), reversed(ASKED))) == alone[::-1]
    assert rdflib.NORMALIZE_LITERALS is normalize
