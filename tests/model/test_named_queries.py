"""Named queries: parameters with and without a default, in the front comment, and names in a language."""

import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.model import named_queries
from sco_ld.model.named_queries import Parameter
from sco_ld.sparql.rows import Rows

QUESTION = """# en: Who?
# ?day day, such as 2017-06-09: the day.
# ?lang language, by default en: the language of names.
# ?day is only a word here.

SELECT ?x {}
"""


def rows(sco: sco_ld.Publication, name: str, **given: str) -> list[tuple[str, ...]]:
    answer = sco.ask_named(name, given)
    assert isinstance(answer, Rows)
    return [tuple("" if term is None else str(term).rpartition("/")[2] for term in row) for row in answer]


def test_the_front_comment_has_parameters_and_defaults() -> None:
    assert named_queries.parse("who", QUESTION).parameters == (
        Parameter("day", "day", "2017-06-09", "the day."),
        Parameter("lang", "language", "en", "the language of names.", "en"),
    )


def test_a_default_is_taken_if_no_value_is_given(sco: sco_ld.Publication) -> None:
    question = named_queries.parse("who", QUESTION)
    assert {name: value.value for name, value in question.values({"day": "2001-01-01"}, sco.names).items()} == {
        "day": "2001-01-01",
        "lang": "en",
    }
    assert question.values({"day": "2001-01-01", "lang": "RU"}, sco.names)["lang"].value == "ru"
    with pytest.raises(ScoError, match='needs the day "day"'):
        question.values({"lang": "ru"}, sco.names)
    with pytest.raises(ScoError, match='has no parameter "land"; it has day, lang'):
        question.values({"land": "ru"}, sco.names)


def test_each_question_has_names_in_the_readers_language(sco: sco_ld.Publication) -> None:
    for question in sco.named_queries.values():
        assert [one.default for one in question.parameters if one.name == "lang"] == ["en"], question.name


def test_a_name_without_the_language_is_in_english(sco: sco_ld.Publication) -> None:
    for question in sco.named_queries.values():
        given = {one.name: one.example for one in question.parameters}
        if question.name != "names-of-states":
            assert rows(sco, question.name, **{**given, "lang": "de"}) == rows(sco, question.name, **given)


def test_a_name_in_the_language_does_not_change_the_rows(sco: sco_ld.Publication) -> None:
    for question in sco.named_queries.values():
        given = {one.name: one.example for one in question.parameters}
        english = rows(sco, question.name, **given)
        for language in ("ru", "zh"):
            assert len(rows(sco, question.name, **{**given, "lang": language})) == len(english), question.name


def test_questions_are_about_any_organization(sco: sco_ld.Publication) -> None:
    given = {"one": "id:china", "other": "id:russia", "role": "sco:Participant", "organization": "id:shanghai-five"}
    assert rows(sco, "overlap-of-members", **given) == [
        ("China", "Russia", "1996-04-26", "1996-04-26", "2001-06-14", "2001-06-14")
    ]
    assert rows(sco, "overlap-of-members", **given | {"organization": "id:sco"}) == []
    for question in sco.named_queries.values():
        if "id:sco" in question.text.split():
            assert [one.default for one in question.parameters if one.name == "organization"] == ["id:sco"], question.name


SIGNATORIES = {  # document: the number of parties, and whether all are known
    "id:shanghai-convention": (6, "true"),
    "id:convention-on-countering-extremism": (0, "false"),
    "id:un-resolution-59-48": (0, "true"),
}


@pytest.mark.parametrize("document", SIGNATORIES)
def test_signatories_are_known_or_not(document: str, sco: sco_ld.Publication) -> None:
    found = rows(sco, "signatories-of", document=document)
    count, known = SIGNATORIES[document]
    assert len([party for party, _, _ in found if party]) == count
    assert {all_known for _, _, all_known in found} == {known}


CHAIRS = {"id:sco-charter": ["russia"], "id:qingdao-declaration": ["china"], "id:establishment-declaration": []}


@pytest.mark.parametrize("document", CHAIRS)
def test_the_chair_when_a_document_was_adopted(document: str, sco: sco_ld.Publication) -> None:
    assert sorted({state for state, *_ in rows(sco, "chair-at-adoption", document=document)}) == CHAIRS[document]


OVERLAPS = {  # two states, role: first and last days together
    ("id:russia", "id:iran", "sco:MemberState"): [("2023-07-04", "2023-07-04", "", "")],
    ("id:belarus", "id:iran", "sco:ObserverState"): [("2015-07-10", "2015-07-10", "2023-07-03", "2023-07-03")],
    ("id:belarus", "id:saudi-arabia", "sco:DialoguePartner"): [],
    ("id:egypt", "id:saudi-arabia", "sco:DialoguePartner"): [("2022-09-14", "2022-09-30", "2025-08-31", "2025-08-31")],
    ("id:turkmenistan", "id:afghanistan", "sco:Guest"): [("2007-01-01", "2011-12-31", "", "2012-06-06")],
}


@pytest.mark.parametrize("case", OVERLAPS, ids=" ".join)
def test_the_time_that_two_states_had_together(case: tuple[str, str, str], sco: sco_ld.Publication) -> None:
    one, other, role = case
    for pair in ((one, other), (other, one)):
        found = rows(sco, "overlap-of-members", one=pair[0], other=pair[1], role=role)
        assert [row[2:] for row in found] == OVERLAPS[case]
