"""All files of a site, written into a folder."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sco_ld.export.writer import Syntax, to_bytes
from sco_ld.runtime.kept_folder import KeptFolder
from sco_ld.runtime.parallel import map_in_order
from sco_ld.site import rdf_files, schema_org
from sco_ld.site.content import Content
from sco_ld.site.home_page import DayPage
from sco_ld.site.rendering import Renderer, conflict_notes
from sco_ld.site.resource_page import ResourcePage
from sco_ld.site.status_chart import StatusChart

MARK = ".sco-ld-site"
_CHUNK = 40  # documents that are written together
_EVERYTHING = "everything"

Document = tuple[str, list[str]]  # its path, and the resources that it describes


def build(content: Content, folder: KeptFolder, on_progress: Callable[[str], None]) -> None:
    """Write the site. `on_progress` is called with sentences."""
    renderer = Renderer(content)
    on_progress("writing the pages of the site")
    for name, page in _own_pages(renderer):
        folder.write(name, page)
    documents = _documents(content)
    chunks = [documents[start : start + _CHUNK] for start in range(0, len(documents), _CHUNK)]
    done = 0
    for report in map_in_order(partial(_write_documents, renderer, folder), chunks):
        names, written = json.loads(report)
        folder.add(names, written)
        done += _CHUNK
        on_progress(f"writing the pages of resources, {min(done, len(documents))} of {len(documents)}")


def _documents(content: Content) -> list[Document]:
    found: dict[str, list[str]] = defaultdict(list)
    for iri in content.iris:
        found[content.paths.document(iri)].append(iri)
    return sorted(found.items())


def _write_documents(renderer: Renderer, folder: KeptFolder, documents: Sequence[Document]) -> bytes:
    """Write the pages and the RDF of some documents; return the names of the files, and of those that changed, as JSON."""
    part = KeptFolder(folder.target, folder.staging)
    for name, content in rdf_files.documents(renderer.content, documents):
        part.write(name, content)
    for path, iris in documents:
        for name, page in _document_pages(renderer, path, iris):
            part.write(name, page)
    return json.dumps([sorted(part.names), part.written]).encode()


def _document_pages(renderer: Renderer, path: str, iris: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    content = renderer.content
    files = rdf_files.files_of(path, content.formats)
    for iri in iris:
        own = f"{content.paths[iri]}/"
        yield f"{own}index.html", renderer.neutral(own, content.prefixes.shorten(iri), files=files, terms=[], forward=True)
        for lang in content.languages:
            yield f"{lang}/{own}index.html", _resource_page(renderer, lang, iri, files)


def _resource_page(renderer: Renderer, lang: str, iri: str, files: Sequence[rdf_files.RdfFile]) -> bytes:
    texts = renderer.texts[lang]
    page = ResourcePage(texts, iri)
    title = page.title()
    return renderer.page(
        "resource.html",
        lang,
        f"{renderer.content.paths[iri]}/",
        title.text,
        page=page,
        title=title,
        iri=iri,
        name=renderer.content.prefixes.shorten(iri),
        names=page.names(),
        files=files,
        schema_org=schema_org.of_resource(texts, iri, title.text),
        conflict_notes=conflict_notes,
    )


def _own_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Return the pages and files that are not of a resource."""
    content = renderer.content
    yield "static/site.css", renderer.static("site.css")
    yield ".nojekyll", b""
    downloads = rdf_files.files_of(_EVERYTHING, content.formats)
    syntax = Syntax(content.prefixes, content.publication.context)
    for one, format_ in zip(downloads, content.formats, strict=True):
        yield one.href, to_bytes(content.publication.quads, format_.name, syntax)
    yield "index.html", renderer.neutral("", content.title("en").value, files=downloads, terms=[], forward=True)
    for lang in content.languages:
        yield f"{lang}/index.html", _home(renderer, lang, downloads)


def _home(renderer: Renderer, lang: str, downloads: list[rdf_files.RdfFile]) -> bytes:
    content, texts = renderer.content, renderer.texts[lang]
    home = DayPage(texts, content.day)
    chart = StatusChart(texts, content.day) if content.memberships.held else None
    title = content.title(lang).value
    return renderer.page("home.html", lang, "", title, home=home, groups=home.groups(), chart=chart, downloads=downloads)
