"""Pictures: what is certain is filled, what is possible is open; alone they are whole documents."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sco_ld
from sco_ld.model.as_of import Span
from sco_ld.site.content import Content, Options
from sco_ld.site.pictures.bars import bar
from sco_ld.site.pictures.map import Disc, map_of
from sco_ld.site.pictures.projection import Projection, centre_of
from sco_ld.site.pictures.scale import Scale, scale_of
from sco_ld.site.pictures.styles import Style, styles
from sco_ld.site.pictures.topojson import rings
from sco_ld.site.status_chart import StatusChart
from sco_ld.site.texts import Texts
from tests.conftest import Ran
from tests.site import conftest as small

SCALE = Scale("2000-01-01", "2009-12-31")
STYLE = Style("o", "O", "observer")


def rects(span: Span) -> list[tuple[str, float, float]]:
    found = re.findall(r'<rect class="b b-o( pos)?" x="([\d.]+)%" y="4" width="([\d.]+)%"', bar(span, STYLE, SCALE, (4, 14)))
    return [(kind, float(x), float(width)) for kind, x, width in found]


def test_a_known_span_is_one_filled_bar() -> None:
    ((kind, x, width),) = rects(Span("2005-01-01", "2005-01-01", "2005-12-31", "2005-12-31"))
    assert kind == ""
    assert (x, width) == pytest.approx((50, 10), abs=0.1)


def test_bounds_are_open_on_both_sides() -> None:
    assert [kind for kind, _, _ in rects(Span("2001-01-01", "2002-01-01", "2003-01-01", "2004-01-01"))] == [
        " pos",
        "",
        " pos",
    ]


def test_what_is_never_certain_is_open() -> None:
    assert [kind for kind, _, _ in rects(Span("2001-01-01", "2003-01-01", "2002-01-01", "2004-01-01"))] == [" pos"]


def test_an_open_end_reaches_the_edge() -> None:
    ((_, x, width),) = rects(Span("2005-01-01", "2005-01-01", "~", "~"))
    assert x + width == 100


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ([], "2000-01-01", "2000-12-31"),
        (["1990-05-05", "~"], "1990-01-01", "2020-01-01"),
        ([""], "2020-01-01", "2020-12-31"),
    ],
)
def test_a_scale_holds_all_days(days: list[str], first: str, last: str) -> None:
    assert scale_of(days, "2020-01-01" if days else "") == Scale(first, last)


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["member state", "observer state", "dialogue partner", "SCO partner"], "MODP"),
        (["государство-член", "государство-наблюдатель", "партнёр по диалогу", "партнёр ШОС"], "ЧНДП"),
        (["成员国", "观察员国", "对话伙伴", "上合组织伙伴"], "成观对上"),
        (["member", "monitor", "M"], "MO•"),
    ],
)
def test_letters_of_styles_differ(names: list[str], letters: str) -> None:
    labels = dict(zip("abcd", names, strict=False))
    assert "".join(style.letter for style in styles([*labels], labels).values()) == letters


def test_a_projection_keeps_its_centre_and_areas() -> None:
    projection = Projection(72, 32)
    assert projection.project((72, 32)) == pytest.approx((0, 0))
    assert projection.project((-108, -32)) is None
    x, y = projection.project((73, 32)) or (0, 0)
    assert x == pytest.approx(0.0148, abs=1e-4)
    assert abs(y) < 1e-4
    assert centre_of([(10, 0), (30, 0)]) == Projection(20, 0)


def test_arcs_are_joined_into_rings() -> None:
    content = (
        b'{"type":"Topology","transform":{"scale":[2,2],"translate":[10,20]},"arcs":[[[0,0],[1,0],[0,1]],[[0,0],[0,1],[1,0]]],'
        b'"objects":{"land":{"type":"GeometryCollection","geometries":[{"type":"MultiPolygon","arcs":[[[0,-2]]]}]}}}'
    )
    assert rings(content, "land") == [[(10, 20), (12, 20), (12, 22), (10, 22), (10, 20)]]


def test_names_on_a_map_do_not_overlap() -> None:
    discs = [Disc((60 + number / 1000, 40), f"Town {number}", "ring") for number in range(9)] + [
        Disc((80, 20), "Far", "full")
    ]
    picture = str(map_of(discs, (), "Map", "Towns"))
    assert picture.count("<circle") == 10
    assert picture.count("<text") < 6
    ElementTree.fromstring(picture)


@pytest.mark.parametrize("words", [["show", "ex:ann"], ["show", "ex:roll"], ["export"]])
def test_a_picture_alone_is_a_document(
    words: list[str], guild: sco_ld.Publication, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    target = tmp_path / "x.svg"
    assert run("-C", guild.root, *words, "-o", target).code == 0
    root = ElementTree.parse(target).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [one.tag.rpartition("}")[2] for one in root][:2] == ["style", "defs"]
    assert {"title", "desc"} <= {one.tag.rpartition("}")[2] for one in root}
    assert (root.get("width"), root.get("role")) == ("960", "img")


def test_what_cannot_be_drawn_is_an_error(tmp_path: Path, run: Callable[..., Ran]) -> None:
    lonely = small.write(tmp_path / "p", 'ex:a skos:prefLabel "A"@en .', "")
    assert "has neither dates nor neighbours" in run("-C", lonely.root, "show", "A", "-f", "svg").err
    assert "There are no memberships" in run("-C", lonely.root, "export", "-f", "svg").err
    assert "leave out the paths" in run("export", "-f", "svg", "data").err


def test_a_role_beside_a_status_is_a_stripe(tmp_path: Path) -> None:
    chair = "ex:ann-chair a org:Membership ; org:member ex:ann ; org:organization ex:guild ; org:role term:Chair ;\n"
    chair += '    schema:startDate "2010-01-01"^^xsd:date ; schema:endDate "2010-12-31"^^xsd:date .\n'
    status = "term:Master skos:broader sco:Status . term:Apprentice skos:broader sco:Status .\n"
    publication = small.write(tmp_path / "p", small.GUILD + chair, small.TERMS + status)
    picture = StatusChart(Texts(Content(publication, Options()), "en"), "2020-06-30").groups[0].rows[0].picture
    assert picture.count('class="ch"') == 1
    assert "Chair" in picture
