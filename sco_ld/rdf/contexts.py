"""Remote contexts of JSON-LD, replaced by local copies; nothing is fetched. https://www.w3.org/TR/json-ld11/#the-context

PyLD has copies of some contexts of W3C, such as that of ActivityStreams. schema.org's, which is under CC BY-SA 3.0, is not
bundled.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sco_ld.errors import ScoError
from sco_ld.rdf.json_limits import CONTEXT_KEY, check_jsonld
from sco_ld.rdf.sources import opened

Contexts = Mapping[str, Path]  # files by the IRIs of remote contexts
NO_CONTEXTS: Contexts = {}
_DECODER = json.JSONDecoder(strict=False)
_DEPTH = 10  # of contexts that name contexts


def with_local_contexts(content: bytes, name: str, files: Contexts) -> bytes:
    """Return JSON-LD with the content of files in the place of the IRIs of contexts; lines stay where they are.

    Raise ScoError, with the IRI and the remedy, if a context is named for which there is no file.
    """
    text, parts, here = content.decode(errors="surrogateescape"), [], 0
    while match := CONTEXT_KEY.search(text, here):
        try:
            context, end = _DECODER.raw_decode(text, match.end())
        except ValueError:  # the parser says it better
            break
        if any(_remote(context)):
            written = text[match.end() : end]
            parts += [text[here : match.end()], json.dumps(_local(context, name, files)), "\n" * written.count("\n")]
        else:
            parts.append(text[here:end])
        here = end
    return "".join([*parts, text[here:]]).encode(errors="surrogateescape") if parts else content


def _remote(context: Any) -> Iterator[str]:
    if isinstance(context, str):
        yield context
    elif isinstance(context, list):
        for one in context:
            yield from _remote(one)
    elif isinstance(context, dict):
        yield from _remote(context.get("@import"))
        for definition in context.values():
            if isinstance(definition, dict) and "@context" in definition:
                yield from _remote(definition["@context"])


def _local(context: Any, name: str, files: Contexts, depth: int = 0) -> Any:
    if isinstance(context, str):
        if depth == _DEPTH:
            raise ScoError(
                f"{name}: the context <{context}> names itself, or contexts name each other more than {_DEPTH} deep."
            )
        return _local(local_context(context, name, files), name, files, depth + 1)
    if isinstance(context, list):
        members = (_local(one, name, files, depth) for one in context)
        return [part for member in members for part in (member if isinstance(member, list) else [member])]
    if not isinstance(context, dict):
        return context
    local = {
        key: {**one, "@context": _local(one["@context"], name, files, depth)} if _is_scoped(one) else one
        for key, one in context.items()
    }
    if isinstance(context.get("@import"), str):
        imported = _local(context["@import"], name, files, depth)
        if not isinstance(imported, dict):
            raise ScoError(f"{name}: the context <{context['@import']}> is not an object, as @import needs.")
        local = {**imported, **{key: one for key, one in local.items() if key != "@import"}}
    return local


def _is_scoped(definition: Any) -> bool:
    return isinstance(definition, dict) and "@context" in definition


def local_context(iri: str, name: str, files: Contexts) -> Any:
    """Return the context that stands for an IRI. Raise ScoError if there is no file for it, or if the file has none."""
    names = (iri, iri.rstrip("/"), f"{iri}/")
    file = next((known[one] for known in (files, _bundled()) for one in names if one in known), None)
    if file is None:
        raise ScoError(
            f"{name}: the @context <{iri}> is on the web, and nothing is fetched. "
            f'Save it to a file, and name the file in catalog.toml: [contexts] "{iri}" = "FILE".'
        )
    with opened(file) as stream:
        content = stream.read()
    check_jsonld(content, str(file))
    try:
        document = json.loads(content)
    except ValueError as error:
        raise ScoError(f"{file}: is not JSON: {error}.") from error
    if not isinstance(document, dict) or "@context" not in document:
        raise ScoError(f"{file}: has no @context.")
    return document["@context"]


def _bundled() -> Contexts:
    from pyld.documentloader.frozen import BUNDLED_CONTEXTS  # only now, since few files need it

    known: Contexts = BUNDLED_CONTEXTS
    return known
