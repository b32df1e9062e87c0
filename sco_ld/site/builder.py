"""All files of a site, written into a folder."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import pyoxigraph as ox

from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.runtime.kept_folder import KeptFolder
from sco_ld.runtime.parallel import map_in_order
from sco_ld.site import figures, rdf_files, schema_org
from sco_ld.site.content import Content
from sco_ld.site.files import RdfFile, download, files_of
from sco_ld.site.pages import own_pages
from sco_ld.site.pages.data_page import Findings, read_report
from sco_ld.site.pages.list_pages import pointing_pages
from sco_ld.site.pages.own_pages import File, Work
from sco_ld.site.pages.resource_page import MOST, ResourcePage
from sco_ld.site.rendering import Renderer, conflict_notes
from sco_ld.site.term_parts import TermParts

MARK = ".sco-ld-site"
_CHUNK = 40  # documents or resources that are written together
_EVERYTHING = "everything"

T = TypeVar("T")


@dataclass(frozen=True)
class Term:
    """A resource of a document: its fragment, its prefixed name, the path of its page, its label in each language."""

    anchor: str
    name: str
    path: str
    labels: dict[str, str]


def build(content: Content, folder: KeptFolder, on_progress: Callable[[str], None]) -> None:
    """Write the site. `on_progress` is called with sentences."""
    content.prepare()
    renderer = Renderer(content)
    offered = files_of(_EVERYTHING, content.formats)
    first: list[Work] = [own_pages.validation, own_pages.static, *(partial(_download, one) for one in offered)]
    _write_all(renderer, folder, first, on_progress)
    downloads = [download(one, (folder.staging / one.href).read_bytes()) for one in offered]
    found = read_report(folder.staging, content.prefixes.expand)
    home, data = partial(own_pages.home, downloads), partial(own_pages.data, [*downloads, *content.release_files], found)
    _write_all(renderer, folder, [home, data, *own_pages.works(renderer), *_works(content, found)], on_progress)
    folder.write(f"{_EVERYTHING}.sha256", "".join(f"{one.digest}  {one.href}\n" for one in downloads).encode())


def _write_all(renderer: Renderer, folder: KeptFolder, works: Sequence[Work], on_progress: Callable[[str], None]) -> None:
    for number, report in enumerate(map_in_order(partial(_write, renderer, folder), works)):
        folder.add(*json.loads(report))
        on_progress(f"writing the pages of the site, {number + 1} of {len(works)} parts")


def _works(content: Content, found: Findings | None) -> list[Work]:
    """Return what writes the files of documents and the pages of resources, some at a time."""
    documents = _chunks([*content.documents])
    resources = _chunks([(path, iri) for path, iris in content.documents.items() for iri in iris])
    return [*(partial(_document_files, some) for some in documents), *(partial(_pages, some, found) for some in resources)]


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))


def _download(file: RdfFile, renderer: Renderer) -> Iterator[File]:
    """Return the whole data set in one format."""
    content = renderer.content
    syntax = Syntax(content.prefixes, content.publication.context)
    name = next(one.name for one in content.formats if one.media_type == file.type)
    yield file.href, to_bytes(content.publication.quads, name, syntax)


def _write(renderer: Renderer, folder: KeptFolder, work: Work) -> bytes:
    """Write some files; return their names, and the names of those that changed, as JSON."""
    part = KeptFolder(folder.target, folder.staging)
    for name, content in work(renderer):
        part.write(name, content)
    return json.dumps([sorted(part.names), part.written]).encode()


def _document_files(paths: Sequence[str], renderer: Renderer) -> Iterator[File]:
    """Return the RDF of some documents, and the page of a document that is not the page of one of its resources."""
    content = renderer.content
    yield from rdf_files.documents(content, [(path, content.documents[path]) for path in paths])
    for path in paths:
        iris = content.documents[path]
        if path not in (content.paths[iri] for iri in iris):
            values = {"files": files_of(path, content.formats), "terms": _terms(renderer, iris), "forward": False}
            yield f"{path}/index.html", renderer.neutral(f"{path}/", path, **values, pages=False)


def _pages(resources: Sequence[tuple[str, str]], found: Findings | None, renderer: Renderer) -> Iterator[File]:
    """Return the pages of some resources, each given as the path of its document and its IRI."""
    content = renderer.content
    for path, iri in resources:
        own, files = f"{content.paths[iri]}/", files_of(path, content.formats)
        terms = _terms(renderer, content.documents[path]) if content.paths[iri] == path else []
        name = content.prefixes.shorten(iri)
        yield f"{own}index.html", renderer.neutral(own, name, files=files, terms=terms, forward=not terms)
        for lang in content.languages:
            yield f"{lang}/{own}index.html", _resource_page(renderer, lang, iri, files, found)
            yield from _pointing_pages(renderer, lang, iri)


def _pointing_pages(renderer: Renderer, lang: str, iri: str) -> Iterator[File]:
    if len(renderer.content.index.with_object(ox.NamedNode(iri))) <= MOST:
        return
    page = ResourcePage(renderer.texts[lang], iri)
    for one in pointing_pages(f"{renderer.content.paths[iri]}/", page.title().text, page.pointing()):
        yield f"{lang}/{one.path}index.html", renderer.page("list.html", lang, one.path, one.title, page=one)


def _terms(renderer: Renderer, iris: Sequence[str]) -> list[Term]:
    """Return the resources of a document whose IRIs have fragments, in which they are anchors."""
    content = renderer.content
    return [
        Term(
            iri.partition("#")[2],
            content.prefixes.shorten(iri),
            content.paths[iri],
            {lang: texts.label(iri) for lang, texts in renderer.texts.items()},
        )
        for iri in iris
        if iri.partition("#")[2]
    ]


def _resource_page(renderer: Renderer, lang: str, iri: str, files: Sequence[RdfFile], found: Findings | None) -> bytes:
    texts = renderer.texts[lang]
    page = ResourcePage(texts, iri)
    title = page.title()
    return renderer.page(
        "resource.html",
        lang,
        f"{renderer.content.paths[iri]}/",
        title.text,
        page=page,
        parts=TermParts(texts, iri, found),
        near=figures.near(texts, iri),
        organs=figures.organs(texts, iri),
        title=title,
        iri=iri,
        name=renderer.content.prefixes.shorten(iri),
        names=page.names(),
        files=files,
        schema_org=schema_org.of_resource(texts, iri, title.text),
        conflict_notes=conflict_notes,
    )
