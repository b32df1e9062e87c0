"""The lexical forms of XSD datatypes, which SHACL engines check incompletely. https://www.w3.org/TR/xmlschema11-2/

Years are those of XSD 1.1: four digits or more, and there is a year 0.
"""

import calendar
import re
from collections.abc import Iterable

import pyoxigraph as ox

from sco_ld.rdf.characters import NAME_CHARS, NAME_START
from sco_ld.rdf.namespaces import XSD

_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_REAL = r"(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|[+-]?INF|NaN)"
_64 = "[A-Za-z0-9+/] ?"  # with the space that may follow
_DURATION_TIME = r"T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?"
_FORMS = {  # datatype: (lexical form, an example)
    "boolean": (r"true|false|1|0", "true"),
    "integer": (r"[+-]?\d+", "42"),
    "decimal": (r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", "4.2"),
    "float": (_REAL, "4.2E1"),
    "double": (_REAL, "4.2E1"),
    "date": (f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}", "2001-12-31"),
    "time": (_TIME + _ZONE, "23:59:59"),
    "dateTime": (f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}", "2001-12-31T23:59:59Z"),
    "dateTimeStamp": (f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE[:-1]}", "2001-12-31T23:59:59Z"),
    "gYear": (_YEAR + _ZONE, "2001"),
    "gYearMonth": (f"{_YEAR}-{_MONTH}{_ZONE}", "2001-12"),
    "gMonth": (f"--{_MONTH}{_ZONE}", "--12"),
    "gMonthDay": (f"--(?:{_MONTH}-(?:0[1-9]|1\\d|2[0-9])|(?!02){_MONTH}-30|(?:0[13578]|1[02])-31){_ZONE}", "--12-31"),
    "gDay": (f"---{_DAY}{_ZONE}", "---31"),
    "duration": (rf"-?P(?=\d|T)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:{_DURATION_TIME})?", "P1Y2M3D"),
    "yearMonthDuration": (r"-?P(?=\d)(?:\d+Y)?(?:\d+M)?", "P1Y2M"),
    "dayTimeDuration": (rf"-?P(?=\d|T)(?:\d+D)?(?:{_DURATION_TIME})?", "P3DT4H"),
    "language": (r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", "en"),
    "hexBinary": (r"(?:[0-9A-Fa-f]{2})*", "0FB7"),
    "base64Binary": (
        rf"(?:(?:{_64}){{4}})*(?:(?:{_64}){{3}}[A-Za-z0-9+/]|(?:{_64}){{2}}[AEIMQUYcgkosw048] ?=|{_64}[AQgw] ?= ?=)|",
        "TGlua2Vk",
    ),
    "NCName": (f"[{NAME_START}_][{NAME_CHARS}.]*", "name"),
    "Name": (f"[{NAME_START}_:][{NAME_CHARS}.:]*", "name"),
    "NMTOKEN": (f"[{NAME_CHARS}.:]+", "name"),
    "token": (r"(?:[^\t\n\r ]+(?: [^\t\n\r ]+)*)?", "two words"),
    "normalizedString": (r"[^\t\n\r]*", "two words"),
}
_RANGES = {  # integer types: (least, greatest)
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_PATTERNS = {XSD + name: re.compile(form, re.ASCII) for name, (form, _) in _FORMS.items()}
_DATED = (f"{XSD}date", f"{XSD}dateTime", f"{XSD}dateTimeStamp")
_FEBRUARY = 2
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def ill_typed(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the quads whose literal is not in the lexical form of its XSD datatype, in order."""
    known: dict[ox.Literal, bool] = {}
    found = []
    for quad in quads:
        literal = quad.object
        if isinstance(literal, ox.Literal) and literal.language is None:
            good = known.get(literal)
            if good is None:
                good = known[literal] = is_well_formed(literal.value, literal.datatype.value)
            if not good:
                found.append(quad)
    return found


def is_well_formed(text: str, datatype: str) -> bool:
    """Return whether a text is a lexical form of a datatype; of datatypes that are not XSD's, everything is.

    >>> is_well_formed("2001-02-29", "http://www.w3.org/2001/XMLSchema#date")
    False
    """
    name = datatype.removeprefix(XSD)
    if name in _RANGES:
        least, greatest = _RANGES[name]
        if not _PATTERNS[f"{XSD}integer"].fullmatch(text):
            return False
        digits = text.lstrip("+-").lstrip("0")
        if len(digits) > len(str(2**64)):
            return (least if text.startswith("-") else greatest) is None
        number = int(f"{text[0].strip('+0123456789')}{digits or 0}")
        return (least is None or number >= least) and (greatest is None or number <= greatest)
    pattern = _PATTERNS.get(datatype)
    return pattern is None or (bool(pattern.fullmatch(text)) and (datatype not in _DATED or _day_exists(text)))


def example(datatype: str) -> str:
    """Return a well-formed literal of a datatype, for messages."""
    name = datatype.removeprefix(XSD)
    if name in _RANGES:
        return "-1" if name == "negativeInteger" else "1" if name != "nonPositiveInteger" else "0"
    return _FORMS[name][1]


def _day_exists(text: str) -> bool:
    year, month, day = re.split("[T+Z-]", text.removeprefix("-"))[:3]
    leap = calendar.isleap(int(year[-4:]))  # leap years come again every 400
    return int(day) <= _DAYS[int(month)] + (leap and int(month) == _FEBRUARY)
