"""How many there were on each day, as steps: filled for certain, open and dashed for possible."""

from collections.abc import Sequence
from datetime import date, timedelta

from markupsafe import Markup

from sco_ld.model.as_of import Span
from sco_ld.site.pictures.bars import day_line
from sco_ld.site.pictures.scale import Scale
from sco_ld.site.pictures.styles import Style

_HEIGHT, _BASE = 60, 58
_STEP = Markup('<rect class="st st-{}{}" x="{}%" width="{}%" y="{}" height="{}"{}/>')


def steps(spans: Sequence[Span], style: Style, scale: Scale, day: str, most: int) -> Markup:
    """Return the picture of the spans that hold on each day; `most` is the number that fills its height."""
    days = sorted({scale.first, *(one for span in spans for one in _changes(span) if scale.first <= one <= scale.last)})
    body = Markup("")
    for start, end in zip(days, [*days[1:], scale.last], strict=True):
        left, right = scale.percent(start), scale.percent(end)
        certain, possible = (sum(span.holds(start, possible=kind) for span in spans) for kind in (False, True))
        for count, kind, fill in ((possible, " pos", Markup("")), (certain, "", style.fill)):
            if count and right > left and not (kind and count == certain):
                height = _height(count, most)
                body += _STEP.format(style.key, kind, left, round(right - left, 2), _BASE - height, height, fill)
    now = sum(span.holds(day, possible=False) for span in spans)
    body += day_line(day, scale, _HEIGHT)
    at = scale.percent(day)
    side = Markup(' text-anchor="end" dx="-5"') if at > 90 else Markup(' dx="5"')  # noqa: PLR2004  percent
    body += Markup('<text class="sv" x="{}%"{} y="{}">{}</text>').format(
        at, side, max(14, _BASE - _height(now, most) - 4), now
    )
    body += Markup('<line class="base" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(_BASE + 0.5)
    title = f"{style.name}: {now}"
    return Markup('<svg class="step" width="100%" height="{}" role="img" aria-label="{}">{}</svg>').format(
        _HEIGHT, title, body
    )


def _height(count: int, most: int) -> int:
    return round(44 * count / max(1, most))


def _changes(span: Span) -> list[str]:
    """Return the days from which a span holds, or no longer holds, certainly or possibly."""
    ends = [end for end in (span.earliest_end, span.latest_end) if end not in ("", "~")]
    after = [str(date.fromisoformat(end) + timedelta(days=1)) for end in ends if end < "9999-12-31"]
    return [day for day in (span.earliest_start, span.latest_start, *after) if day not in ("", "~")]
