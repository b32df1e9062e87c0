"""The time of a node: in figures, and in words of each language."""

import pyoxigraph as ox
import pytest

from sco_ld.model.interface import words
from sco_ld.model.periods import calendar_span, period, period_of
from tests.conftest import PREFIXES

MEMBERSHIP = "a org:Membership ; "
CASES = {  # Turtle about a node: figures, English, Russian, Chinese
    "": ("", "", "", ""),
    MEMBERSHIP: ("", "", "", ""),
    'schema:startDate "2017-06-09"': ("2017-06-09", "9 June 2017", "9 июня 2017 г.", "2017年6月9日"),
    MEMBERSHIP + 'schema:startDate "2017-06-09"': (
        "2017-06-09 –",
        "since 9 June 2017",
        "с 9 июня 2017 г.",
        "自2017年6月9日起",
    ),
    MEMBERSHIP + 'schema:startDate "2005-07-05" ; schema:endDate "2017-06-08"': (
        "2005-07-05 – 2017-06-08",
        "5 July 2005 – 8 June 2017",
        "с 5 июля 2005 г. по 8 июня 2017 г.",
        "2005年7月5日至2017年6月8日",
    ),
    'sco:startsNotBefore "2022-09-01" ; sco:startsNotAfter "2022-09-30"': (
        "2022-09-01/2022-09-30",
        "September 2022",
        "сентябрь 2022 г.",
        "2022年9月",
    ),
    MEMBERSHIP + 'sco:startsNotBefore "2022-09-01" ; sco:startsNotAfter "2022-09-30" ; schema:endDate "2025-08-31"': (
        "2022-09-01/2022-09-30 – 2025-08-31",
        "September 2022 – 31 August 2025",
        "с сентября 2022 г. по 31 августа 2025 г.",
        "2022年9月至2025年8月31日",
    ),
    MEMBERSHIP + 'sco:startsNotBefore "2001-06-15" ; sco:startsNotAfter "2011-12-31" ; sco:endsNotAfter "2012-06-06"': (
        "2001-06-15/2011-12-31 – ≤ 2012-06-06",
        "begun between 15 June 2001 and 31 December 2011, until 6 June 2012 or earlier",
        "начало не ранее 15 июня 2001 г. и не позднее 31 декабря 2011 г., по 6 июня 2012 г. или раньше",
        "始于2001年6月15日至2011年12月31日之间，至2012年6月6日或之前",
    ),
    'sco:startsNotBefore "2001-06-14" ; sco:startsNotAfter "2001-06-15"': (
        "2001-06-14/2001-06-15",
        "between 14 June 2001 and 15 June 2001",
        "не ранее 14 июня 2001 г. и не позднее 15 июня 2001 г.",
        "2001年6月14日至2001年6月15日之间",
    ),
    'sco:startsNotAfter "2011-06-15"': (
        "≤ 2011-06-15",
        "15 June 2011 or earlier",
        "15 июня 2011 г. или раньше",
        "2011年6月15日或之前",
    ),
    MEMBERSHIP + 'sco:endsNotBefore "2025-08-30"': (
        "– ≥ 2025-08-30",
        "until 30 August 2025 or later",
        "по 30 августа 2025 г. или позже",
        "至2025年8月30日或之后",
    ),
    'sco:startsNotAfter "2010" ; schema:endDate "soon"': (
        "≤ 2010 – soon",
        "2010 or earlier – soon",
        "с 2010 г. или раньше по soon",
        "2010年或之前至soon",
    ),
}


@pytest.mark.parametrize("turtle", CASES)
def test_a_period_in_figures_and_in_words(turtle: str) -> None:
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    quads = list(ox.parse(f"{header} id:x {turtle} ." if turtle else "", ox.RdfFormat.TURTLE))
    spoken = [period_of(quads).in_words(words(lang)) for lang in ("en", "ru", "zh")]
    assert (period(quads), *spoken) == CASES[turtle]


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-29", ""),
        ("2001-01-01", "2001-12-31", "2001"),
        ("2001-01-01", "2002-12-31", ""),
        ("0000-01-01", "0000-01-31", ""),
        ("2001-13-01", "2001-13-31", ""),
        ("x", "", ""),
        ("", "", ""),
    ],
)
def test_the_month_or_year_of_two_bounds(first: str, last: str, span: str) -> None:
    assert calendar_span(first, last) == span
