"""The pages and files of a site that are not of one resource: home, days, questions, lists, data."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlencode

import pyoxigraph as ox

from sco_ld.model.named_queries import NamedQuery
from sco_ld.site import documents, figures, schema_org, scripts
from sco_ld.site.files import Download
from sco_ld.site.pages import question_page
from sco_ld.site.pages.data_page import REPORT, Findings, report, tables
from sco_ld.site.pages.day_page import DayPage
from sco_ld.site.pages.list_pages import Lists
from sco_ld.site.pages.question_page import QuestionPage
from sco_ld.site.rendering import CSP, Renderer
from sco_ld.site.status_chart import StatusChart

File = tuple[str, bytes]  # its path in the site, and its content
Work = Callable[[Renderer], Iterator[File]]
_ANSWERED = 3  # questions on the home page
_EXAMPLE = "SELECT * {\n    ?thing a ?class\n}\nLIMIT 20"


def static(renderer: Renderer) -> Iterator[File]:
    """Return the style sheet, the JSON that scripts read, and what tells a host which headers to send."""
    content = renderer.content
    yield "static/site.css", renderer.static("site.css")
    yield "static/questions.json", documents.questions(content)
    if content.memberships.held:
        yield "static/days.json", documents.days(content, renderer.texts)
    for lang, texts in renderer.texts.items():
        yield f"static/search-{lang}.json", documents.search(texts)
    yield from scripts.files(content)
    if land := figures.land_of(content):
        yield "static/land.json", land
    yield ".nojekyll", b""
    yield "_headers", f"/*\n  Content-Security-Policy: {CSP}\n  X-Content-Type-Options: nosniff\n".encode()
    yield (
        ".htaccess",
        (
            "AddType text/turtle .ttl\nAddType application/ld+json .jsonld\nAddType application/n-triples .nt\n"
            f'AddType application/rdf+xml .rdf\nAddCharset utf-8 .ttl .nt\nHeader set Content-Security-Policy "{CSP}"\n'
            'Header set X-Content-Type-Options "nosniff"\n'
        ).encode(),
    )


def home(downloads: Sequence[Download], renderer: Renderer) -> Iterator[File]:
    """Return the home page in each language, and the page that leads to it."""
    content = renderer.content
    title = content.title(content.languages[0]).value
    yield "index.html", renderer.neutral("", title, files=downloads, terms=[], forward=True)
    for lang, texts in renderer.texts.items():
        page = DayPage(texts, content.day)
        yield (
            f"{lang}/index.html",
            renderer.page(
                "home.html",
                lang,
                "",
                content.title(lang).value,
                home=page,
                groups=page.groups() if content.memberships.held else [],
                chart=StatusChart(texts, content.day) if content.memberships.held else None,
                downloads=downloads,
                map=figures.place_map(texts, content.day),
                questions=[QuestionPage(texts, one) for one in _answered(renderer)],
                schema_org=schema_org.of_data_set(texts, downloads),
            ),
        )


def validation(renderer: Renderer) -> Iterator[File]:
    """Return what the validation finds, as JSON."""
    found = report(renderer.content)
    if found is not None:
        yield REPORT, found


def data(downloads: Sequence[Download], found: Findings | None, renderer: Renderer) -> Iterator[File]:
    """Return the data page in each language, with what the validation found."""
    for lang, texts in renderer.texts.items():
        yield (
            f"{lang}/data/index.html",
            renderer.page(
                "data.html",
                lang,
                "data/",
                texts.words["data"],
                files=downloads,
                tables=tables(texts),
                report=found.on_page(texts) if found else None,
                report_file=REPORT,
                description=renderer.content.description(lang),
            ),
        )


def works(renderer: Renderer) -> list[Work]:
    """Return what makes the other pages, in parts that can be done at once."""
    content = renderer.content
    days = content.memberships.days_of_change if content.memberships.held else []
    found: list[Work] = [_day(day) for day in days]
    found += [_question(name) for name in content.publication.named_queries]
    for lang in content.languages:
        found += [_lists(lang), _texts(lang)]
    return found


def _day(day: str) -> Work:
    def work(renderer: Renderer) -> Iterator[File]:
        for lang in renderer.content.languages:
            yield f"{lang}/days/{day}/index.html", _day_page(renderer, lang, day, f"days/{day}/")

    return work


def _day_page(renderer: Renderer, lang: str, day: str, path: str) -> bytes:
    content, texts = renderer.content, renderer.texts[lang]
    title = texts.words.fill("on-day", date=texts.words.date(day))
    days = content.memberships.days_of_change
    page = DayPage(texts, day)
    values = {"page": page, "day": day, "last_day": content.day, "days_of_change": days}
    return renderer.page("day.html", lang, path, title, map=figures.place_map(texts, day), **values)


def _question(name: str) -> Work:
    def work(renderer: Renderer) -> Iterator[File]:
        query = renderer.content.publication.named_queries[name]
        files = question_page.files(renderer.content, query)
        yield from ((f"ask/{file}", answer) for file, answer in files.items())
        total = len(renderer.content.publication.named_queries)
        for lang, texts in renderer.texts.items():
            page = QuestionPage(texts, query)
            link = f"?{urlencode(given)}" if (given := {one.parameter.name: one.value for one in page.fields()}) else ""
            values = {"page": page, "query": query, "title": page.title, "files": files, "total": total, "link": link}
            yield (
                f"{lang}/ask/{name}/index.html",
                renderer.page("question.html", lang, f"ask/{name}/", page.title.text, **values),
            )

    return work


def _lists(lang: str) -> Work:
    def work(renderer: Renderer) -> Iterator[File]:
        lists = Lists(renderer.texts[lang])
        for page in lists.pages():
            yield f"{lang}/{page.path}index.html", renderer.page("list.html", lang, page.path, page.title, page=page)
        conflicts, notes = lists.disagreements()
        if conflicts:
            title = lists.words["conflicts"]
            found = renderer.page("conflicts.html", lang, "conflicts/", title, conflicts=conflicts, notes=notes)
            yield f"{lang}/conflicts/index.html", found

    return work


def _texts(lang: str) -> Work:
    def work(renderer: Renderer) -> Iterator[File]:
        texts, content = renderer.texts[lang], renderer.content
        for place, word in (("cite", "how-to-cite"), ("accessibility", "accessibility"), ("search", "search")):
            yield f"{lang}/{place}/index.html", renderer.page(f"{place}.html", lang, f"{place}/", texts.words[word])
        questions = [QuestionPage(texts, one) for one in content.publication.named_queries.values()]
        title = texts.words["ask"]
        yield f"{lang}/ask/index.html", renderer.page("ask.html", lang, "ask/", title, questions=questions, example=_EXAMPLE)
        if content.has("days"):
            yield f"{lang}/days/index.html", _day_page(renderer, lang, content.day, "days/")

    return work


def _answered(renderer: Renderer) -> list[NamedQuery]:
    """Return a few questions that have a value for each parameter, and whose rows begin with what has a label."""
    texts = next(iter(renderer.texts.values()))
    queries = renderer.content.publication.named_queries.values()
    ready = (one for one in queries if all(parameter.default is not None for parameter in one.parameters))
    return [*islice((one for one in ready if _names_things(QuestionPage(texts, one))), _ANSWERED)]


def _names_things(page: QuestionPage) -> bool:
    labels = page.content.names.labels
    first = [row[0] for row in page.answer.rows]
    return bool(first) and all(isinstance(one, ox.NamedNode) and one.value in labels for one in first)
