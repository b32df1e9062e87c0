"""Templates filled with values. A publication overrides a template with one of the same name in its folder `templates`."""

from collections.abc import Iterable
from functools import cached_property, lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from sco_ld.errors import ScoError
from sco_ld.site import scripts
from sco_ld.site.content import LANGUAGES, STATIC, Content
from sco_ld.site.texts import Texts

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
_TEMPLATES = Path(__file__).with_name("templates")
_LINKS = 50_000  # that are remembered
_NAV = {  # the word of each place
    "things": "things", "days": "days", "ask": "ask", "conflicts": "conflicts", "vocabulary": "terms", "rules": "rules",
    "sources": "sources", "data": "data",
}  # fmt: skip
_FOOT = {"cite": "how-to-cite", "accessibility": "accessibility", "data": "data"}


class Renderer:
    """Fills the templates of a site."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.texts = {lang: Texts(content, lang) for lang in content.languages}
        folders = [content.publication.root / "templates", _TEMPLATES]
        self.environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._parts: dict[tuple[str, ...], Markup] = {}
        self.environment.filters["capital"] = _capital
        self.environment.globals |= {"m": self._macros(), "csp": CSP, "static": STATIC, "has_scripts": scripts.available()}

    def page(self, template: str, lang: str, path: str, page_title: str, **values: Any) -> bytes:
        """Return a page in a language; its path is below the folder of the language, and ends in a slash or is empty."""
        shared = self._shared[lang]
        root = "../" * (path.count("/") + 1)
        place = path.partition("/")[0]
        own = {"root": root, "place": place, "day": values.get("day", self.content.day)}
        part = partial(self._part, lang, own)
        return self._filled(
            template, {**shared, **own, "path": path, "page_title": page_title, "part": part, **values}
        ).encode()

    def neutral(self, path: str, page_title: str, **values: Any) -> bytes:
        """Return the page at an IRI itself, which leads to the pages in the languages."""
        lang = self.content.languages[0]
        own = {"root": "../" * path.count("/"), "path": path, "page_title": page_title, "pages": True}
        return self._filled("redirect.html", {**self._shared[lang], **own, **values}).encode()

    def static(self, name: str) -> bytes:
        """Return a file that is shipped with the templates as it is, such as the style sheet."""
        assert self.environment.loader is not None  # noqa: S101
        return self.environment.loader.get_source(self.environment, name)[0].encode()

    @cached_property
    def _shared(self) -> dict[str, dict[str, Any]]:
        """The values of every page, by language."""
        return {lang: self._shared_in(lang) for lang in self.content.languages}

    def _shared_in(self, lang: str) -> dict[str, Any]:
        content, texts = self.content, self.texts[lang]
        organization = content.memberships.organization
        return {
            "lang": lang,
            "t": texts,
            "w": texts.words,
            "nav": [{"place": place, "word": word} for place, word in _NAV.items() if content.has(place)],
            "languages": [Language(tag, LANGUAGES[tag]) for tag in content.languages],
            "site_title": content.title(lang),
            "brand": texts.label(organization) if organization else content.title(lang).value,
            "base_url": content.base_url,
            "day": content.day,
            "foot": [{"place": place, "word": word} for place, word in _FOOT.items() if content.has(place)],
            "has_days": content.has("days"),
            "has_search": content.has("search"),
            "version": content.version,
            "year": content.day[:4],
            "triples": len(content.publication.quads),
            "licence": texts.licence(),
            "creators": content.creators(lang),
            "source_url": content.source_url,
        }

    def _part(self, lang: str, own: dict[str, str], template: str) -> Markup:
        """Return a part that is the same on many pages: it knows language, root, place and day."""
        place = own["place"] if own["place"] in _NAV else ""
        key = (template, lang, own["root"], place, own["day"])
        if key not in self._parts:
            values = {**self._shared[lang], **own, "place": place}
            self._parts[key] = Markup(self._filled(template, values))  # noqa: S704  a template escapes what is filled in
        return self._parts[key]

    def _macros(self) -> Any:
        """Return the macros; links are remembered, since the same ones stand on many pages."""
        module = self._attempt("macros.html", lambda: self.environment.get_template("macros.html").module)
        return SimpleNamespace(**{**vars(module), "link": lru_cache(maxsize=_LINKS)(module.link)})

    def _filled(self, name: str, values: dict[str, Any]) -> str:
        return self._attempt(name, lambda: self.environment.get_template(name).render(values))  # type: ignore[no-any-return]

    def _attempt(self, name: str, work: Any) -> Any:
        try:
            return work()
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            where = f"{getattr(error, 'name', None) or name}{f', line {line}' if line else ''}"
            raise ScoError(f"The template {where}: {error.message}.") from error


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Language:
    """A language of the site: its tag, and its own name."""

    def __init__(self, tag: str, name: str) -> None:
        self.tag, self.name = tag, name


def conflict_notes(conflicts: Iterable[Any]) -> list[tuple[int, ...]]:
    """Return the numbers of the passages that both sides of disagreements rest on."""
    return [side.notes for one in conflicts for side in one.sides]
