"""The formats of a difference: each is a module with a function `render`, from the words of changes to a text."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sco_ld.releases.wording import Wording

_MODULES = {
    "text": "text",
    "markdown": "markdown",
    "json": "json",
    "rdf-patch": "rdf_patch",
    "sparql-update": "sparql_update",
}
NAMES = tuple(_MODULES)


def render(wording: "Wording", name: str) -> str:
    """Return the changes as a text in the format of that name."""
    return str(import_module(f"sco_ld.releases.formats.{name.replace('-', '_')}").render(wording))
