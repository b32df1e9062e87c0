"""The data as they stood on a day: by days, by bounds, and what comes and goes with them."""

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

import sco_ld
from sco_ld.errors import ScoError
from sco_ld.model import as_of
from sco_ld.rdf.quad_stream import Quads
from tests.conftest import PREFIXES
from tests.test_data import TOTALS

PREFIX = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SPANS = {  # what a node says, and whether it certainly and possibly holds on 2000-06-15
    'schema:startDate "2000-06-15"': (True, True),
    'schema:startDate "2000-06-16"': (False, False),
    'schema:startDate "2000-01-01" ; schema:endDate "2000-06-14"': (False, False),
    'schema:startDate "2000-01-01" ; schema:endDate "2000-06-15"': (True, True),
    'sco:startsNotBefore "2000-06-01" ; sco:startsNotAfter "2000-06-30"': (False, True),
    'sco:startsNotBefore "2000-06-01" ; sco:startsNotAfter "2000-06-15"': (True, True),
    'sco:startsNotAfter "2000-06-15"': (True, True),
    'sco:startsNotAfter "2000-06-16"': (False, True),
    'sco:startsNotBefore "2000-06-15"': (False, True),
    'sco:startsNotBefore "2000-06-16"': (False, False),
    'schema:startDate "1999-01-01" ; sco:endsNotBefore "2000-06-01" ; sco:endsNotAfter "2000-06-30"': (False, True),
    'schema:startDate "1999-01-01" ; sco:endsNotBefore "2000-06-15"': (True, True),
    'schema:startDate "1999-01-01" ; sco:endsNotAfter "2000-06-14"': (False, False),
    'schema:startDate "1999-01-01" ; sco:endsNotAfter "2000-06-15"': (False, True),
    'schema:endDate "2000-06-15"': (False, True),
    'schema:startDate "2000-06-15" ; schema:endDate "2000-06-15"': (True, True),
    'schema:startDate "1999-01-01" ; schema:endDate "1999-01-02" ; a schema:Event': (True, True),
    'schema:startDate "2001-01-01" ; a org:ChangeEvent': (False, False),
    'skos:prefLabel "without a date"': (True, True),
    'schema:startDate "2000"^^xsd:gYear': (False, True),
    'schema:startDate "1999"^^xsd:gYear': (True, True),
    'schema:startDate "2001"^^xsd:gYear': (False, False),
    'schema:startDate "2000-06"^^xsd:gYearMonth': (False, True),
    'schema:startDate "1999" ; schema:endDate "2000-06"': (False, True),
    'schema:startDate "1999" ; schema:endDate "2000-05"': (False, False),
    'schema:startDate "1999" ; schema:endDate "2000-07"': (True, True),
    'schema:startDate "1996-02-29" ; schema:endDate "2000-06-15T12:00:00Z"^^xsd:dateTime': (True, True),
    'sco:startsNotBefore "2000"^^xsd:gYear ; sco:startsNotAfter "2000"^^xsd:gYear': (False, True),
    'schema:startDate "1999-01-01" ; sco:endsNotBefore "2000"^^xsd:gYear': (False, True),
    'schema:startDate "1999-01-01" ; sco:endsNotAfter "2000"^^xsd:gYear': (False, True),
}


def quads(text: str) -> Quads:
    return Quads(list(ox.parse(PREFIX + text, ox.RdfFormat.TURTLE)), PREFIXES)


@pytest.mark.parametrize("says", SPANS)
def test_node_holds_on_a_day_by_its_dates_or_bounds(says: str) -> None:
    data = quads(f"id:x {says} .")
    held = tuple(bool(as_of.view(data, [], "2000-06-15", possible=possible)) for possible in (False, True))
    assert held == SPANS[says]


@pytest.mark.parametrize("second", ['"2001-01-01"', '"2001"^^xsd:gYear', '"1999-01-01"^^xsd:date'])
def test_node_with_two_start_dates_is_an_error(second: str) -> None:
    for starts in (f'"2000-01-01"^^xsd:date , {second}', f'{second} , "2000-01-01"^^xsd:date'):
        with pytest.raises(ScoError, match=r"id:x has two values of schema:startDate: .+ and .+"):
            as_of.view(quads(f"id:x schema:startDate {starts} ."), [], "2000-06-15")


@pytest.mark.parametrize("start", ["soon", "2001-13", "2001-02-30", "-0044-03-15", "12001-01-01", "06-15"])
def test_invalid_date_in_the_data_is_an_error(start: str) -> None:
    with pytest.raises(ScoError, match=r"id:x: .+ is neither a day nor a month nor a year"):
        as_of.view(quads(f'id:x schema:startDate "{start}" .'), [], "2000-06-15")


def test_triples_about_removed_nodes_are_removed() -> None:
    data = quads("""id:x schema:startDate "2001-01-01" . id:y schema:isPartOf id:x ; skos:prefLabel "y" .
        id:claim a sco:Claim ; schema:about id:x ; schema:text "of x alone" .
        id:other a sco:Claim ; schema:about id:x , id:y ; schema:text "of both" .""")
    left = as_of.view(data, [], "2000-06-15")
    assert {(quad.subject.value.split("/")[-1], quad.object.value.split("/")[-1]) for quad in left} == {
        ("y", "y"),
        ("other", "ontology#Claim"),
        ("other", "y"),
        ("other", "of both"),
    }


@pytest.mark.parametrize("day", TOTALS)
def test_totals_in_the_view_of_a_day(day: str, sco: sco_ld.Publication) -> None:
    view = sco.as_of(day)
    counts = tuple(
        len(list(view.query(f"SELECT ?s {{ ?m org:role sco:{role} ; org:member ?s ; org:organization id:sco }}")))  # type: ignore[arg-type]
        for role in ("MemberState", "ObserverState", "DialoguePartner", "Partner")
    )
    assert counts == TOTALS[day]
    assert len(list(view.query("SELECT ?s { id:sco org:hasMember ?s }"))) == counts[0]  # type: ignore[arg-type]


def test_possible_view_keeps_nodes_that_may_have_held(sco: sco_ld.Publication) -> None:
    ask = "ASK { id:saudi-arabia-dialogue-partner a org:Membership }"
    assert sco.as_of("2022-09-10").query(ask) is False
    assert sco.as_of(date(2022, 9, 10), possible=True).query(ask) is True


def test_org_holds_is_derived_for_a_day_only(sco: sco_ld.Publication) -> None:
    ask = "ASK { id:zhang-ming org:holds id:secretary-general }"
    assert (sco.query(ask), sco.as_of("2023-01-01").query(ask)) == (False, True)


@pytest.mark.slow
@pytest.mark.parametrize("day", ["1996-04-26", "2001-06-14", "2001-06-15", "2006-06-15", "2017-06-09", "2025-09-01"])
def test_nodes_of_a_view_keep_the_rules_that_concern_one_node(day: str, sco: sco_ld.Publication) -> None:
    """Rules between nodes do not hold: what a node is compared with may be of another day, and org:memberOf is derived."""
    found = sco.as_of(day).validate().at_least("warning")
    between = ("sh:SPARQLConstraintComponent", "sh:ClosedConstraintComponent")
    assert [one for one in found if one.component not in between and "^" not in one.path] == []


@pytest.mark.parametrize("day", ["2017-02-30", "yesterday", "2017-6-9", "٢٠١٧-٠٦-٠٩"])
def test_invalid_day_is_an_error(day: str, sco: sco_ld.Publication) -> None:
    with pytest.raises(ScoError, match="is not a day"):
        sco.as_of(day)


def test_other_publications_have_views_of_days(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.ttl").write_text(
        PREFIX + 'id:m org:member id:a ; org:organization id:club ; schema:startDate "2000-01-01" .'
    )
    club = sco_ld.load(tmp_path)
    ask = "ASK { id:a org:memberOf id:club }"
    assert (club.as_of("1999-12-31").query(ask), club.as_of("2000-01-01").query(ask)) == (False, True)
