"""A tree, such as the organs of an organization: a row a node, indented below the one it belongs to."""

from collections.abc import Sequence

from markupsafe import Markup

_ROW, _STEP = 22, 22


def tree(rows: Sequence[tuple[int, str]], title: str) -> Markup:
    """Return the picture of rows of depth and name, in order; empty if there is one or none."""
    if len(rows) <= 1:
        return Markup("")
    body = Markup("")
    last: dict[int, int] = {}
    for number, (depth, name) in enumerate(rows):
        x, y = depth * _STEP + 6, number * _ROW + 14
        if depth:
            above = last[depth - 1]
            body += Markup('<path class="nl" d="M{} {}V{}H{}" fill="none"/>').format(x - _STEP, above + 6, y, x - 4)
        body += Markup('<circle class="ev" cx="{}" cy="{}" r="3.5"/>').format(x, y)
        body += Markup('<text class="nt" x="{}" y="{}">{}</text>').format(x + 10, y + 4, name)
        last[depth] = y
    said = "; ".join(name for _, name in rows)
    return Markup('<svg class="near" width="100%" height="{}" role="img"><title>{}</title><desc>{}</desc>{}</svg>').format(
        len(rows) * _ROW + 8, title, said, body
    )
