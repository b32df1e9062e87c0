"""JSON-LD expanded by PyLD, with the offset at which each node and value stands in the text.

https://www.w3.org/TR/json-ld11-api/#expansion-algorithm
"""

import warnings
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pyld import jsonld

from sco_ld.errors import ScoError
from sco_ld.rdf.contexts import NO_CONTEXTS, Contexts, local_context
from sco_ld.rdf.json_tree import offset_of, tree


@dataclass
class Expansion:
    """The expanded document, and the offsets of its parts by the identity of the object that stands for them.

    `values` are the offsets of a node or value and of the key before it; `keys` are, for a node and an expanded key of it,
    the offset of the key and its value as it was written. Where the document is in error, `stopped` is the offset of the
    part that is wrong.
    """

    document: list[Any] = field(default_factory=list)
    values: dict[int, tuple[int, int]] = field(default_factory=dict)
    keys: dict[int, dict[str, tuple[int, Any]]] = field(default_factory=dict)
    stopped: int = -1


def expanded(text: str, base: str, contexts: Contexts = NO_CONTEXTS) -> Expansion:
    """Return the expansion of a text that is well-formed JSON, with local files for remote contexts."""
    found = Expansion()
    try:
        document = tree(text)
        with warnings.catch_warnings(action="ignore"):
            found.document = _Processor(found).expand(document, {"base": base, "documentLoader": partial(_local, contexts)})
    except (jsonld.JsonLdError, ScoError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        found.document = []
    return found


class _Processor(jsonld.JsonLdProcessor):  # type: ignore[misc]
    """PyLD's processor, which notes where the parts of its result come from."""

    def __init__(self, found: Expansion) -> None:
        super().__init__()
        self.found = found
        self.kept: list[Any] = []  # so that no identity is used again

    def _expand(self, active_ctx: Any, active_property: Any, element: Any, *rest: Any, **options: Any) -> Any:
        try:
            result = super()._expand(active_ctx, active_property, element, *rest, **options)
        except Exception:
            if self.found.stopped < 0:
                self.found.stopped = offset_of(element)
            raise
        if isinstance(result, dict):
            offset = offset_of(element)
            self.kept.append(result)
            self.found.values[id(result)] = (
                getattr(active_property, "value_at", -1) if offset < 0 else offset,
                offset_of(active_property),
            )
        return result

    def _expand_object(
        self, active_ctx: Any, key: Any, iri: Any, element: Any, result: Any, *rest: Any, **options: Any
    ) -> None:
        super()._expand_object(active_ctx, key, iri, element, result, *rest, **options)
        keys = self.found.keys.setdefault(id(result), {})
        for name, value in element.items():
            keys[self._expand_iri(active_ctx, name, vocab=True) or ""] = (offset_of(name), value)


def _local(contexts: Contexts, url: str, _options: object) -> dict[str, Any]:
    """Return a context from a file, as PyLD wants a document to be loaded; nothing is fetched."""
    document = {"@context": local_context(url, url, contexts)}
    return {"document": document, "documentUrl": url, "contextUrl": None, "contentType": "application/ld+json"}
