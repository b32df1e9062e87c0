"""Python values of XSD literals, of every form that XSD 1.1 allows, that can be compared without raising TypeError.

rdflib has no value for years before 1 and after 9999, for 24:00:00, and for integers of more than 4,300 digits. Literals
without a value end an engine as soon as it compares two of them.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any, cast

from rdflib.term import XSDToPython

from sco_ld.rdf.namespaces import XSD
from sco_ld.rdf.xsd_literals import is_well_formed

_INTEGERS = {
    f"{XSD}{name}"
    for name in (
        "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
    )
}  # fmt: skip
_STRINGS = {f"{XSD}{name}" for name in ("string", "normalizedString", "token", "language", "anyURI")}
_MOMENT = re.compile(r"(-?\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d(?:\.\d+)?))?(?:(Z)|([+-])(\d\d):(\d\d))?")
_LONG = 1000  # digits; int() refuses more than 4,300
_DAY = 24 * 60 * 60
_DAYS_IN_400_YEARS = 146097


class NoValue(str):
    """The value of a literal that has none: it is ill-typed, or of a datatype without values.

    It equals itself only, and is neither less nor greater than any text. Comparing it to anything else raises
    NotImplementedError, which pySHACL takes for "cannot be compared", as it does two literals of different datatypes.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __hash__(self) -> int:
        return str.__hash__(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NoValue) and str.__eq__(self, other):
            return True
        raise NotImplementedError(f"{self!r} has no value")

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: object) -> bool:
        if isinstance(other, str):
            return False
        raise NotImplementedError(f"{self!r} has no value")

    __le__ = __gt__ = __ge__ = __lt__


class BigInteger(int):
    """An integer whose text may have more digits than Python converts."""

    def __str__(self) -> str:
        return f"{Decimal(self):f}"

    __repr__ = __str__


class FarDate(datetime):
    """A date or time whose year Python cannot hold, ordered among the others."""

    moment: Decimal

    @classmethod
    def of(cls, moment: Decimal, zone: tzinfo | None) -> "FarDate":
        """Return the date of so many seconds since the year 0."""
        found = cls(1, 1, 1, tzinfo=zone)
        found.moment = moment
        return found

    def __hash__(self) -> int:
        return hash(self.moment)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self.moment == _moment(other)

    def __lt__(self, other: date) -> bool:
        return self.moment < _moment(other)

    def __le__(self, other: date) -> bool:
        return self.moment <= _moment(other)

    def __gt__(self, other: date) -> bool:
        return self.moment > _moment(other)

    def __ge__(self, other: date) -> bool:
        return self.moment >= _moment(other)


def value_of(text: str, datatype: str) -> Any:
    """Return the value of a lexical form; NoValue if the form is ill-typed or the datatype has no values that compare."""
    convert = _converter(datatype)
    if convert is None or not is_well_formed(text, datatype):
        return NoValue(text)
    try:
        return convert(text)
    except (ValueError, OverflowError, ArithmeticError):
        return NoValue(text)


def _converter(datatype: str) -> Callable[[str], Any] | None:
    if datatype in _INTEGERS:
        return _integer
    if datatype in _STRINGS:
        return str
    others: dict[str, Callable[[str], Any]] = {
        f"{XSD}boolean": lambda text: text in ("true", "1"),
        f"{XSD}decimal": Decimal,
        f"{XSD}float": float,
        f"{XSD}double": float,
        f"{XSD}date": _date,
        f"{XSD}dateTime": _date,
        f"{XSD}time": _time,
        **{f"{XSD}{name}": _by_rdflib(f"{XSD}{name}") for name in ("duration", "dayTimeDuration", "yearMonthDuration")},
    }
    return others.get(datatype)


def _integer(text: str) -> int:
    return int(text) if len(text) < _LONG else BigInteger(Decimal(text))


def _by_rdflib(datatype: str) -> Callable[[str], Any]:
    found = next(function for name, function in XSDToPython.items() if str(name) == datatype)
    return cast("Callable[[str], Any]", found)


def _time(text: str) -> time:
    value: time = _by_rdflib(f"{XSD}time")(re.sub(r"^24", "00", text))
    return value


def _date(text: str) -> date:
    midnight = "T24:" in text
    try:
        value: date = _by_rdflib(f"{XSD}{'dateTime' if 'T' in text else 'date'}")(text.replace("T24:", "T00:"))
        return value + timedelta(days=1) if midnight else value
    except (ValueError, OverflowError):
        zoned = "T" in text and re.search(r"(?:Z|[+-]\d\d:\d\d)$", text)
        return FarDate.of(_moment_of(text), UTC if zoned else None)


def _moment_of(text: str) -> Decimal:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, _, sign, zone_hour, zone_minute = match.groups(default="0")
    shift = 60 * (60 * int(zone_hour) + int(zone_minute)) * (-1 if sign == "-" else 1)
    return _seconds(int(Decimal(year)), int(month), int(day)) + 3600 * int(hour) + 60 * int(minute) + Decimal(second) - shift


def _moment(value: date) -> Decimal:
    if isinstance(value, FarDate):
        return value.moment
    seconds = _seconds(value.year, value.month, value.day)
    if isinstance(value, datetime):
        offset = value.utcoffset() or timedelta()
        clock = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        seconds += Decimal((clock - offset) // timedelta(microseconds=1)) / 1_000_000
    return seconds


def _seconds(year: int, month: int, day: int) -> Decimal:
    """Return the seconds from the start of the year 0 to that of a day: the calendar repeats after 400 years."""
    cycles, year_of_cycle = divmod(year, 400)
    days = date(year_of_cycle + 400, month, day).toordinal() - date(400, 1, 1).toordinal()
    return Decimal((cycles * _DAYS_IN_400_YEARS + days) * _DAY)
