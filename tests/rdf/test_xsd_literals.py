"""Good and bad lexical forms of XSD datatypes, and that bad ones are reported without a shape that asks for it.

https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sco_ld.rdf import xsd_literals
from sco_ld.rdf.namespaces import XSD
from sco_ld.rdf.xsd_literals import is_well_formed
from sco_ld.validation import engines
from tests.conftest import Ran

FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # datatype: (good, bad)
    "string": (("", " a\n\tb "), ()),
    "boolean": (("true", "false", "1", "0"), ("TRUE", "True", "yes", "", " true")),
    "integer": (("0", "+1", "-0", "007", "9" * 5000), ("1_000", "١", "1.0", "1e5", "", "--1", "+", " 1", "1 ", "1\n")),
    "decimal": (("1", "1.", ".5", "-0.0", "+12.50"), ("1e5", "NaN", "INF", ".", "1,5", "1_0.0", "")),
    "double": (
        ("1", "1.", "-.5", "1E5", "1.5e-10", "INF", "-INF", "+INF", "NaN"),
        ("inf", "Infinity", "nan", "1_0", "1e", "e5", "1e5.0", "0x1p3", ""),
    ),
    "float": (("3.4E38", "NaN"), ("Infinity", "1f", "-NaN")),
    "date": (
        ("2001-06-15", "2000-02-29", "2001-06-15Z", "2001-06-15+14:00", "0000-02-29", "-0004-02-29", "12024-01-01",
         "2" * 4997 + "000-02-29"),
        ("2001-13-45", "2001-02-29", "1900-02-29", "2001-04-31", "2001-6-15", "01-06-15", "15.06.2001",
         "2001-06-15T00:00:00", "2001-06-15+14:01", "2001-00-10", "02001-01-01", "2001-06-15z", "-0001-02-29",
         "2001-06", ""),
    ),
    "time": (("00:00:00", "23:59:59.999", "24:00:00", "24:00:00.0Z", "12:00:00-05:00"),
             ("12:00", "24:00:01", "23:60:00", "23:59:60", "1:00:00", "12:00:00.", "12:00:00+25:00")),
    "dateTime": (("2001-06-15T12:00:00", "2001-06-15T24:00:00Z", "2001-06-15T12:00:00.123456789+08:00"),
                 ("2001-06-15", "2001-06-15 00:00:00", "2001-06-15T12:00", "2001-02-30T12:00:00", "2001-06-15T25:00:00",
                  "2001-06-15t12:00:00")),
    "dateTimeStamp": (("2001-06-15T12:00:00Z", "2001-06-15T12:00:00-00:00"), ("2001-06-15T12:00:00",)),
    "gYear": (("2001", "-0044", "0000", "12024", "2001Z"), ("01", "200", "02001", "+2001", "2001-06", "MMI")),
    "gYearMonth": (("2001-06", "2001-06+08:00"), ("2001-13", "2001-6", "2001", "06-2001")),
    "gMonth": (("--06", "--12Z"), ("06", "--13", "--6", "--06--")),
    "gMonthDay": (("--02-29", "--04-30", "--12-31Z"), ("--02-30", "--04-31", "--06-00", "06-15", "--6-15")),
    "gDay": (("---01", "---31"), ("---32", "---00", "--01", "31")),
    "duration": (("P1Y", "-P1Y2M3DT4H5M6.7S", "PT0S", "P1M", "PT36H", "P0Y"),
                 ("P", "PT", "P1YT", "1Y", "P-1Y", "P1S", "PT1Y", "P1.5Y", "P1M1Y", "p1y")),
    "yearMonthDuration": (("P1Y2M", "-P14M"), ("P1D", "P1YT0S", "P")),
    "dayTimeDuration": (("P3DT4H", "PT1.5S", "-P1D"), ("P1Y", "P1M", "P1DT", "PT")),
    "long": (("9223372036854775807", "-9223372036854775808"), ("9223372036854775808", "-9223372036854775809", "1L")),
    "int": (("2147483647", "-2147483648"), ("2147483648", "-2147483649")),
    "short": (("32767", "-32768"), ("32768", "-32769")),
    "byte": (("127", "-128", "0" * 5000 + "7", "-" + "0" * 5000), ("128", "-129", "7F", "1.0")),
    "nonNegativeInteger": (("0", "-0", "+5"), ("-1", "1.5")),
    "positiveInteger": (("1", "+1"), ("0", "-1", "+0")),
    "nonPositiveInteger": (("0", "+0", "-1"), ("1",)),
    "negativeInteger": (("-1", "-" + "9" * 30), ("0", "-0", "1")),
    "unsignedLong": (("18446744073709551615",), ("18446744073709551616", "-1", "9" * 30)),
    "unsignedInt": (("4294967295",), ("4294967296", "-1")),
    "unsignedShort": (("65535",), ("65536",)),
    "unsignedByte": (("255", "-0"), ("256", "-1")),
    "hexBinary": (("", "0FB7", "0fb7"), ("0FB", "0x0F", "GG")),
    "base64Binary": (("", "TGlua2Vk", "TGlu a2Vk", "TA==", "TGk=", "T A = ="),
                     ("TGl", "TGlua2Vk=", "T===", "TB==", "TGl=", "TGlu ", "TG-u", "TGlu  a2Vk")),
    "language": (("en", "zh-Hans-CN", "x-private"), ("en_GB", "", "englishlanguage", "zh-", "中")),
    "anyURI": (("http://e/a b", "", "中"), ()),
    "normalizedString": (("", " two  words "), ("a\tb", "a\nb", "a\rb")),
    "token": (("", "two words"), (" a", "a ", "two  words", "a\tb")),
    "NMTOKEN": (("1a", "-a:b", "名·"), ("", "a b", "a/b")),
    "Name": ((":a", "_a.b-c", "名", "é:é"), ("1a", "-a", "", "a b", "·a")),
    "NCName": (("a.b-c", "_", "名"), ("a:b", "1a", ".a", "×", "")),
}  # fmt: skip
CASES = [
    (datatype, text, good)
    for datatype, both in FORMS.items()
    for good, texts in zip((True, False), both, strict=True)
    for text in texts
]


@pytest.mark.parametrize(("datatype", "text", "good"), CASES, ids=lambda value: repr(value)[:24])
def test_lexical_form_is_valid_as_in_xsd(datatype: str, text: str, good: bool) -> None:
    assert is_well_formed(text, XSD + datatype) == good


def test_example_of_a_datatype_is_well_formed() -> None:
    checked = [datatype for datatype in FORMS if not is_well_formed("\t\n \u0000", XSD + datatype)]
    assert len(checked) == len(FORMS) - 2  # of string and anyURI everything is well-formed
    assert [
        datatype for datatype in checked if not is_well_formed(xsd_literals.example(XSD + datatype), XSD + datatype)
    ] == []


def test_other_datatypes_are_not_checked() -> None:
    assert is_well_formed("anything", "http://e/date")
    assert is_well_formed("anything", f"{XSD}anyAtomicType")


DATA = """\
@prefix e: <http://e/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:asked a e:C ; e:date "2001-13-45"^^xsd:date .
e:not-asked e:date "2001-13-45"^^xsd:date ; e:number "1_000"^^xsd:integer , 1000 ; e:own "x"^^e:date .
[] e:number "١"^^xsd:integer .
"""
SHAPES = """\
@prefix e: <http://e/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
e:Shape a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:date ; sh:minCount 1 ] .
"""


@pytest.mark.parametrize("engine", engines.NAMES)
def test_ill_typed_literal_is_a_violation_without_a_shape(
    engine: str, run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.ttl").write_text(DATA)
    Path("shapes.ttl").write_text(SHAPES)
    ran = run("validate", "data.ttl", "-s", "shapes.ttl", "-f", "json", "--engine", engine)
    assert ran.code == 1
    found = [one for one in json.loads(ran.out)["findings"] if "LexicalForm" in one["shape"]]
    assert [(one["location"]["line"], one["location"]["column"], one["severity"]) for one in found] == [
        (3, 24, "violation"), (4, 20, "violation"), (4, 54, "violation"), (5, 13, "violation"),
    ]  # fmt: skip
    assert found[2]["message"] == "A literal is in the form of its datatype: xsd:integer is written like 42."


def test_thousand_ill_typed_literals_are_reported_quickly(run: Callable[..., Ran], tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text("".join(f'<http://e/{n}> <http://e/p> "{n}x"^^<{XSD}date> .\n' for n in range(1000)))
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    ran = run("validate", data, "-s", tmp_path / "shapes.ttl", "--timeout", "30", "--max-findings", 1)
    assert ran.out.splitlines()[-1].startswith("Does not conform: 1000 violations")
