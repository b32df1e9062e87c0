"""Bars of time: filled where something holds for certain, open and dashed where it may hold."""

from markupsafe import Markup

from sco_ld.model.as_of import Span
from sco_ld.site.pictures.scale import Scale
from sco_ld.site.pictures.styles import Style

_RECT = Markup('<rect class="b b-{}{}" x="{}%" y="{}" width="{}%" height="{}"{}/>')
_LETTER = Markup('<text class="l l-{}" x="{}%" dx="5" y="{}">{}{}</text>')
_NAME = Markup('<tspan class="lw" dx="7">{}</tspan>')
_OPEN = Markup(' fill="url(#p-g)"')


def bar(span: Span, style: Style, scale: Scale, row: tuple[float, int], *, named: bool = False) -> Markup:
    """Return the bar of a span: an open part before, the filled part, an open part after, and the letter.

    `row` is the upper edge of the bar and its height.
    """
    top, height = row
    begin, surely = scale.percent(span.earliest_start), scale.percent(span.latest_start)
    still, end = scale.percent(span.earliest_end, after=True), scale.percent(span.latest_end, after=True)
    certain = span.latest_start <= span.earliest_end
    parts = [(begin, surely, False), (surely, still, True), (still, end, False)] if certain else [(begin, end, False)]
    body = Markup("")
    for left, right, filled in parts:
        if right > left or (filled and left == right):
            kind, fill = ("", style.fill) if filled else (" pos", _OPEN)
            body += _RECT.format(style.key, kind, left, top, max(0.25, round(right - left, 2)), height, fill)
    letter_at, wide = (surely, still - surely) if certain and still > surely else (begin, end - begin)
    key = style.key if certain and still > surely else "g"
    name = _NAME.format(style.name) if named and wide > 20 else ""  # noqa: PLR2004  percent: the name has room
    if wide > 2:  # noqa: PLR2004
        body += _LETTER.format(key, letter_at, top + height * 0.75, style.letter, name)
    return body


def stripe(span: Span, scale: Scale, y: int) -> Markup:
    """Return the line of a role that is held beside a status, within the bar of the status."""
    left, right = scale.percent(span.latest_start), scale.percent(span.earliest_end, after=True)
    if right <= left:
        return Markup("")
    return Markup('<line class="ch" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(left, right, y, y)


def day_line(day: str, scale: Scale, height: int | str) -> Markup:
    """Return the line of the day that the page holds on."""
    at = scale.percent(day)
    return Markup('<line class="dayline" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>').format(at, height)


def grid(scale: Scale, height: int, *, letters: bool = True) -> Markup:
    """Return a line for some years, with their numbers below."""
    body = Markup("")
    for number, (year, at) in enumerate(scale.years()):
        body += Markup('<line class="gr" x1="{0}%" x2="{0}%" y1="0" y2="{1}"/>').format(at, height)
        if letters:
            side = Markup(' text-anchor="end" dx="-3"') if at > 92 else Markup(' dx="3"')  # noqa: PLR2004
            odd = " odd" if number % 2 else ""
            body += Markup('<text class="yr{}" x="{}%"{} y="{}">{}</text>').format(odd, at, side, height + 16, year)
    return body
