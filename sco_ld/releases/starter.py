"""The files of a new publication: two members, one source, rules, three questions, checks of a code host."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.text.markdown import escape
from sco_ld.text.printable import printable

_TEMPLATES = Path(__file__).parent / "starter"
_FIELD = re.compile(r"@@(\w+)@@")


def files(title: str, lang: str, namespace: str, day: str, version: str) -> dict[str, bytes]:
    """Return the files of a publication on an organization of that title, by path.

    `lang` is the language of the title, `namespace` the beginning of the IRIs, `day` that of the first version, `version`
    that of this package. Raise ScoError if the namespace is not an absolute IRI that ends with a slash, or if the language
    is not a language tag.
    """
    if not re.fullmatch(r'https?://[^\s<>"{}|\\^`#?]+/', namespace) or not _is_iri(namespace):
        raise ScoError(f'"{namespace}" is not the beginning of IRIs, such as https://example.org/club/.')
    if not title.strip() or printable(title) != title:
        raise ScoError("The title is empty, or has characters that cannot be printed.")
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", lang):
        raise ScoError(f'"{lang}" is not a language, such as en.')
    values = {
        "title": json.dumps(title, ensure_ascii=False)[1:-1],
        "lang": lang,
        "heading": escape(title),
        "namespace": namespace,
        "day": day,
        "version": version,
    }
    return {
        _name(path): _FIELD.sub(lambda match: values[match[1]], path.read_text(encoding="utf-8")).encode()
        for path in sorted(_TEMPLATES.rglob("*"))
        if path.is_file()
    }


def _is_iri(text: str) -> bool:
    """Return whether a text is an absolute IRI with a host."""
    try:
        return bool(urlsplit(ox.NamedNode(text).value).hostname) and printable(text) == text
    except ValueError:
        return False


def _name(path: Path) -> str:
    """Return the path of a file in the publication; templates have no hidden names."""
    return re.sub(r"(^|/)dot-", r"\1.", path.relative_to(_TEMPLATES).as_posix())
