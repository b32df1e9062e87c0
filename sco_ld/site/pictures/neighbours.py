"""The neighbours of a resource: what points to it on the left, what it points to on the right."""

from collections.abc import Sequence

from markupsafe import Markup, escape

_ROW, MOST = 24, 8
_LETTERS, _LETTERS_AMID = 24, 14  # of a name; Chinese ones are twice as wide


def neighbours(name: str, pointing: Sequence[str], pointed: Sequence[str], title: str) -> Markup:
    """Return the picture of the first neighbours; empty if there are none."""
    left, right = pointing[:MOST], pointed[:MOST]
    rows = max(len(left), len(right))
    if not rows:
        return Markup("")
    height = rows * _ROW + 8
    middle = height / 2
    parts = []
    for side, edge, near, anchor, dx in ((left, 30, 36, ' text-anchor="end"', -4), (right, 70, 64, "", 4)):
        for number, one in enumerate(side):
            y = _ROW * (number + 0.5) + 4 + (rows - len(side)) * _ROW / 2
            parts.append(f'<line class="nl" x1="{edge}%" y1="{y}" x2="{near}%" y2="{middle}"/>')
            parts.append(f'<text class="nt" x="{edge}%" dx="{dx}" y="{y + 4}"{anchor}>{escape(_short(one))}</text>')
    parts.append(f'<rect class="nb" x="36%" y="{middle - 12}" width="28%" height="24"/>')
    parts.append(
        f'<text class="nc" x="50%" y="{middle + 4}" text-anchor="middle">{escape(_short(name, _LETTERS_AMID))}</text>'
    )
    said = escape(f"← {'; '.join(left)}. → {'; '.join(right)}.")
    head = f'<svg class="near" width="100%" height="{height}" role="img"><title>{escape(title)}</title><desc>{said}</desc>'
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704  numbers, and texts that are escaped above


def _short(name: str, letters: int = _LETTERS) -> str:
    letters = letters // 2 if any(letter >= "\u2e80" for letter in name[:letters]) else letters
    return name if len(name) <= letters else f"{name[: letters - 1]}…"
