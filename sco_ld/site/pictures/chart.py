"""The statuses of all members as one picture, with their names, for a file of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sco_ld.model.as_of import Span
from sco_ld.site.pictures.bars import bar, day_line, grid
from sco_ld.site.pictures.scale import Scale
from sco_ld.site.pictures.styles import Style

_ROW, _BAR, _NAMES = 22, 14, 22  # pixels, pixels, percent


@dataclass(frozen=True)
class Row:
    """A member, or with no spans the title of those below it."""

    name: str
    spans: tuple[tuple[Span, Style], ...] = ()


def chart(rows: Sequence[Row], scale: Scale, day: str, title: str, description: str) -> Markup:
    """Return the picture; below it the years, and the names of the statuses with their letters."""
    height = len(rows) * _ROW
    names, bars = Markup(""), grid(scale, height)
    for number, row in enumerate(rows):
        top = number * _ROW
        weight = Markup("") if row.spans else Markup(' font-weight="700"')
        names += Markup('<text class="nt" x="4" y="{}"{}>{}</text>').format(top + 15, weight, row.name)
        for span, style in row.spans:
            bars += bar(span, style, scale, (top + 4, _BAR))
    bars += day_line(day, scale, height)
    styles = dict.fromkeys(style for row in rows for _, style in row.spans)
    key = "   ".join(f"{style.letter} {style.name}" for style in styles)
    inner = Markup('<svg x="{}%" width="{}%" height="{}">{}</svg>').format(_NAMES, 99 - _NAMES, height + 22, bars)
    legend = Markup('<text class="nt" x="{}%" y="{}">{}</text>').format(_NAMES, height + 40, key)
    return Markup('<svg width="100%" height="{}" role="img"><title>{}</title><desc>{}</desc>{}{}{}</svg>').format(
        height + 52, title, description, names, inner, legend
    )
