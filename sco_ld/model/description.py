"""The description of a resource, as values."""

from dataclasses import dataclass, field

from sco_ld.model import entity_page
from sco_ld.model.interface import Words


@dataclass(frozen=True)
class Statement:
    """A property, a value, and the numbers of the footnotes that support it."""

    name: str
    value: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two statements that cannot both hold, and why not."""

    first: Statement
    second: Statement
    reason: str


@dataclass(frozen=True)
class Footnote:
    """A passage of a source, and the address of the source, or an empty one."""

    text: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.text} <{self.url}>" if self.url else self.text


@dataclass(frozen=True)
class Description:
    """The description of a resource.

    In `timeline` the name of a statement is its time; `statements` are its own properties, `incoming` what points to it
    without a date. `footnotes` are numbered from 1. `name` is the IRI as a prefixed name. `words` are those of the headings.
    """

    iri: str
    name: str
    title: str
    notes: tuple[int, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]
    timeline: tuple[Statement, ...]
    statements: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    footnotes: tuple[Footnote, ...]
    words: Words = field(repr=False)

    def __str__(self) -> str:
        return self.render("text")

    def render(self, name: str = "text") -> str:
        """Return the description as `text` for a terminal, as `markdown` or as `html`."""
        return entity_page.RENDERERS[name](self)

    def _repr_html_(self) -> str:
        return self.render("html")
