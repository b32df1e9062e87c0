"""The timeline of all members as a table: a row a member, a bar a status."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup

from sco_ld.model.memberships import Membership
from sco_ld.model.vocabulary import SUPPORTED_BY
from sco_ld.site.pictures.bars import bar, day_line, grid, stripe
from sco_ld.site.pictures.chart import Row, chart
from sco_ld.site.pictures.scale import Scale, scale_of
from sco_ld.site.pictures.styles import Style, styles
from sco_ld.site.texts import Reference, Texts, dates_of

_ROW, _BAR, _AXIS = 22, 14, 20
_WHOLE = Markup('<svg class="tl" width="100%" height="{}" role="img" aria-label="{}">{}</svg>')
_HIDDEN = Markup('<svg class="{}" width="100%" height="{}" aria-hidden="true">{}</svg>')


@dataclass(frozen=True)
class ChartRow:
    """A member: its name, its bars, since when it has its present status, and on how many passages its row rests."""

    ref: Reference
    picture: Markup
    since: Markup
    passages: int


@dataclass(frozen=True)
class ChartGroup:
    """The members that have one status on the day."""

    name: str
    rows: tuple[ChartRow, ...]


class StatusChart:
    """The chart, for the day of the site or another one."""

    def __init__(self, texts: Texts, day: str) -> None:
        self.texts, self.content, self.day = texts, texts.content, day
        self.memberships = self.content.memberships
        beside = {one.node for one in self.memberships.others if self._is_beside(one)}
        self.bars = [*self.memberships.held, *(one for one in self.memberships.others if one.node not in beside)]
        self.stripes = [one for one in self.memberships.others if one.node in beside]
        roles = list(dict.fromkeys([*self.memberships.statuses, *(one.role for one in self.bars)]))
        self.styles = styles(roles, {role: texts.label(role) for role in roles})
        days = [end for one in self.bars for end in (one.span.earliest_start, one.span.latest_start)]
        self.scale: Scale = scale_of([*days, *(one.span.latest_end for one in self.bars)], self.content.day)
        self.first, self.last = self.scale.first[:4], self.scale.last[:4]

    @property
    def key(self) -> Markup:
        """The list that explains patterns and letters."""
        look = Markup("<li>{} {}</li>")
        items = [look.format(style.swatch, style.name) for style in self.styles.values()]
        possible = Markup(
            '<svg width="22" height="14" aria-hidden="true"><rect class="b b-g pos" x=".5" y=".5" width="21" height="13" '
            'fill="url(#p-g)"/></svg>'
        )
        line = Markup('<svg width="22" height="14" aria-hidden="true"><path class="dayline" d="M11 0V14"/></svg>')
        words = self.texts.words
        striped = Markup(
            '<svg width="22" height="14" aria-hidden="true"><rect class="b b-m" x=".5" y=".5" width="21" height="13"/>'
            '<path class="ch" d="M5 10.5H17"/></svg>'
        )
        items += [look.format(striped, self.texts.label(role)) for role in dict.fromkeys(one.role for one in self.stripes)]
        items += [look.format(possible, words["possible-not-certain"]), look.format(line, words["the-day-of-the-page"])]
        return Markup('<ul class="key wide">{}</ul>').format(Markup("").join(items))

    @property
    def axis(self) -> Markup:
        """The years over the bars."""
        marks = Markup("")
        for number, (year, at) in enumerate(self.scale.years()):
            side = Markup(' text-anchor="end" dx="-1"') if at > 92 else Markup(' dx="2"')  # noqa: PLR2004  percent
            odd = " odd" if number % 2 else ""
            marks += Markup('<text class="yr{}" x="{}%"{} y="14">{}</text>').format(odd, at, side, year)
        return _HIDDEN.format("ax", _AXIS, marks)

    @property
    def gap(self) -> Markup:
        """The lines of the years, between two groups."""
        return _HIDDEN.format("tl", _ROW + 12, self._lines(_ROW + 12))

    @property
    def groups(self) -> list[ChartGroup]:
        """The members by what they are on the day, in the order of the statuses, then those that are nothing."""
        return [
            ChartGroup(name, tuple(self._row(member, held, now) for member, held, now in members))
            for name, members in self._grouped().items()
        ]

    def picture(self) -> Markup:
        """Return the chart as one picture, for a file of its own."""
        rows = []
        for name, members in self._grouped().items():
            rows.append(Row(name))
            for member, held, _ in members:
                rows.append(Row(self.texts.label(member), tuple((one.span, self.styles[one.role]) for one in held)))
        title = self.texts.words.fill("every-status", first=self.first, last=self.last)
        said = "; ".join(f"{self.texts.label(one.member)}: {self.said(one)}" for one in self.memberships.held)
        return chart(rows, self.scale, self.day, title, said)

    def _grouped(self) -> dict[str, list[tuple[str, list[Membership], Membership | None]]]:
        """Return members, what they have held and what they hold, by the name of what they hold on the day."""
        by_member: dict[str, list[Membership]] = {}
        for one in sorted(self.bars, key=lambda one: one.node not in {held.node for held in self.memberships.held}):
            by_member.setdefault(one.member, []).append(one)
        found: dict[str, list[tuple[str, list[Membership], Membership | None]]] = {
            role: [] for role in (*self.memberships.statuses, "")
        }
        for member, held in by_member.items():
            now = next((one for one in held if self._is_held(one) and one.span.holds(self.day, possible=False)), None)
            found[now.role if now else ""].append((member, held, now))
        names = {**{role: self.texts.label(role) for role in self.styles}, "": self.texts.words["no-status-today"]}
        return {names[role]: members for role, members in found.items() if members}

    def _row(self, member: str, held: Sequence[Membership], now: Membership | None) -> ChartRow:
        bars = Markup("").join(bar(one.span, self._style(one), self.scale, (4, _BAR)) for one in held)
        stripes = [one for one in self.stripes if one.member == member]
        bars += Markup("").join(stripe(one.span, self.scale, _BAR) for one in stripes)
        said = "; ".join(self.said(one) for one in (*held, *stripes))
        nodes = [ox.NamedNode(one.node) for one in held]
        passages = {passage for node in nodes for passage in self.content.index.values(node, SUPPORTED_BY)}
        since = self.texts.start(dates_of(self.content, ox.NamedNode((now or held[-1]).node)))
        picture = _WHOLE.format(_ROW, said, self._lines(_ROW) + bars)
        return ChartRow(self.texts.reference(ox.NamedNode(member)), picture, since, len(passages))

    def said(self, one: Membership) -> str:
        """Return a membership in words: its role and its time."""
        dates = dates_of(self.content, ox.NamedNode(one.node))
        start, end = self.texts.start(dates).striptags(), self.texts.end(dates).striptags()
        when = self.texts.words.fill("from-to", start=start, end=end) if end else self.texts.since(dates).striptags()
        return f"{self.texts.label(one.role)}, {when}".rstrip(", ")

    def _is_held(self, one: Membership) -> bool:
        return one.organization == self.memberships.organization and one.role in self.memberships.statuses

    def _is_beside(self, one: Membership) -> bool:
        """Return whether another role is held while its member has a status, as the chair is."""
        own = [held.span for held in self.memberships.held if held.member == one.member]
        return any(
            span.earliest_start <= one.span.earliest_start and one.span.earliest_end <= span.latest_end for span in own
        )

    def _style(self, one: Membership) -> Style:
        return self.styles[one.role]

    def _lines(self, height: int) -> Markup:
        return grid(self.scale, height, letters=False) + day_line(self.day, self.scale, height)
