"""The neighbours of a resource: what points to it on the left, what it points to on the right."""

from collections.abc import Sequence

from markupsafe import Markup

_ROW, MOST = 24, 8
_TEXT = Markup('<text class="nt" x="{}%" dx="{}" y="{}"{}>{}</text>')
_LINE = Markup('<line class="nl" x1="{}%" y1="{}" x2="{}%" y2="{}"/>')
_END = Markup(' text-anchor="end"')
_MIDDLE = Markup(' text-anchor="middle"')
_LETTERS = 30  # of a name


def neighbours(name: str, pointing: Sequence[str], pointed: Sequence[str], title: str) -> Markup:
    """Return the picture of the first neighbours; empty if there are none."""
    left, right = pointing[:MOST], pointed[:MOST]
    rows = max(len(left), len(right))
    if not rows:
        return Markup("")
    height = rows * _ROW + 8
    middle = height / 2
    body = Markup("")
    for side, edge, near, anchor, dx in ((left, 33, 42, _END, -4), (right, 67, 58, Markup(""), 4)):
        for number, one in enumerate(side):
            y = _ROW * (number + 0.5) + 4 + (rows - len(side)) * _ROW / 2
            body += _LINE.format(edge, y, near, middle) + _TEXT.format(edge, dx, y + 4, anchor, _short(one))
    body += Markup('<rect class="nb" x="42%" y="{}" width="16%" height="24"/>').format(middle - 12)
    body += Markup('<text class="nc" x="50%" y="{}"{}>{}</text>').format(middle + 4, _MIDDLE, _short(name, 18))
    said = f"← {'; '.join(left)}. → {'; '.join(right)}."
    return Markup('<svg class="near" width="100%" height="{}" role="img"><title>{}</title><desc>{}</desc>{}</svg>').format(
        height, title, said, body
    )


def _short(name: str, letters: int = _LETTERS) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1]}…"
