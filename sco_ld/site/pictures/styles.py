"""How a status looks: a pattern and a letter beside its colour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

KEYS = ("m", "o", "d", "p", "s", "g")  # solid, hatched, dotted, ruled, upright, open; the sheet has their colours
_PLAIN = "m"


@dataclass(frozen=True)
class Style:
    """The look of a role: the key of its pattern and colour, its letter, and its name."""

    key: str
    letter: str
    name: str

    @property
    def fill(self) -> Markup:
        """The attribute that fills a shape with the pattern; a solid one is filled by the sheet."""
        return Markup("") if self.key == _PLAIN else Markup(' fill="url(#p-{})"').format(self.key)

    @property
    def swatch(self) -> Markup:
        """A small sample, for tables and keys."""
        return Markup(
            '<svg class="sw" width="22" height="14" aria-hidden="true"><rect class="b b-{0}" x=".5" y=".5" width="21" '
            'height="13"{1}/><text class="l l-{0}" x="6" y="11">{2}</text></svg>'
        ).format(self.key, self.fill, self.letter)


def styles(roles: Sequence[str], labels: Mapping[str, str]) -> dict[str, Style]:
    """Return a style for each role, in order: the first is solid. Letters differ as far as the names have letters."""
    taken: set[str] = set()
    found = {}
    for number, role in enumerate(roles):
        others = {word.casefold() for other in roles if other != role for word in _words(labels[other])}
        letter = next((one for one in _letters(labels[role], others) if one not in taken), "•")
        taken.add(letter)
        found[role] = Style(KEYS[min(number, len(KEYS) - 1)], letter, labels[role])
    return found


def _letters(label: str, others: set[str]) -> Iterable[str]:
    """Return the letters that may stand for a name.

    They are the first of its words, those of its own before those that other names have too, then all letters. Words in
    capitals and the shortest ones say little.
    """
    telling = [word for word in _words(label) if len(word) > 2 and not word.isupper()]  # noqa: PLR2004  at, of, ПО
    own = [word for word in telling if word.casefold() not in others]
    yield from (word[0].upper() for word in (*own, *telling, *_words(label)))
    yield from (letter.upper() for letter in label if letter.isalnum())


def _words(label: str) -> list[str]:
    return label.replace("-", " ").split()
