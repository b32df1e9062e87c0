"""What all pages of a site share: the publication, its resources and their paths, the day, the languages, who it is by."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from sco_ld.export.writer import Syntax
from sco_ld.model.as_of import parse_day, subclasses
from sco_ld.model.dataset_description import creators, dataset_text, dataset_values
from sco_ld.model.entity_index import EntityIndex
from sco_ld.model.memberships import Memberships
from sco_ld.model.names import Names, preferred
from sco_ld.model.vocabulary import CONFLICTS_WITH, HAS_SOURCE
from sco_ld.publication import Publication
from sco_ld.rdf.formats import Format
from sco_ld.rdf.namespaces import DCTERMS, OWL, RDF, SCHEMA, SH, VOID
from sco_ld.rdf.quad_stream import Quads
from sco_ld.rdf.terms import language, text
from sco_ld.site.files import Download, usable_formats
from sco_ld.site.paths import ResourcePaths, base_of
from sco_ld.source_map.locator import Locator
from sco_ld.source_map.source_file import Place

LANGUAGES = {"en": "English", "ru": "Русский", "zh": "中文"}  # those of the interface, by their own names
PLACES = (
    "accessibility", "ask", "cite", "conflicts", "data", "days", "rules", "search", "sources", "things", "vocabulary",
)  # fmt: skip
STATIC = "static"
_CONDITIONS = {"conflicts": CONFLICTS_WITH, "rules": f"{SH}message", "sources": HAS_SOURCE}


@dataclass(frozen=True)
class Options:
    """What a site is asked to be: its address, that of the files it is made from, and its day; each may be empty.

    `files` are those of a release, which the data page lists beside the site's own.
    """

    base_url: str = ""
    edit_url: str = ""
    day: str = ""
    files: tuple[Download, ...] = ()


class Content:
    """A publication, ready to be written as pages."""

    def __init__(self, publication: Publication, options: Options) -> None:
        self.publication, self.release_files = publication, options.files
        self.base_url = f"{options.base_url.rstrip('/')}/" if options.base_url else ""
        self.source_url = f"{options.edit_url.rstrip('/')}/" if options.edit_url else ""
        self.quads = Quads([*publication.quads, *publication.shapes], publication.prefixes)
        self.index = EntityIndex(self.quads)
        self.prefixes = publication.prefixes.and_also(publication.shapes.prefixes)
        self.names = Names(self.quads, self.prefixes)
        self.iris = sorted({quad.subject.value for quad in self.quads if isinstance(quad.subject, ox.NamedNode)})
        base = dataset_text(self.publication.data, f"{VOID}uriSpace") or base_of(self.iris)
        self.paths = ResourcePaths(self.iris, base, {*LANGUAGES, *PLACES, STATIC, "_headers"})
        self.languages = self._languages()
        self._root, self._file_names = publication.root.resolve(), dict[str, str]()
        self._subclasses: dict[str, set[str]] = {}
        self.day = str(parse_day(options.day)) if options.day else self._day()

    def prepare(self) -> None:
        """Work out what most pages need, before processes are forked that write them."""
        _ = self.formats, self.documents, self.usage, self.memberships.held, self._blocks

    @cached_property
    def memberships(self) -> Memberships:
        """The memberships of the publication."""
        return Memberships(self.publication.data, self.publication.ontology, self.index)

    @cached_property
    def formats(self) -> list[Format]:
        """The formats of the files: RDF/XML only if it can carry every triple."""
        return usable_formats(self.quads, Syntax(self.prefixes))

    def has(self, place: str) -> bool:
        """Return whether the site has a place, such as the days of change."""
        if place == "days":
            return bool(self.day and self.memberships.held)
        if place == "ask":
            return bool(self.publication.named_queries)
        return place not in _CONDITIONS or any(quad.predicate.value == _CONDITIONS[place] for quad in self.quads)

    @cached_property
    def instances(self) -> dict[str, list[object]]:
        """The nodes of each class."""
        found: dict[str, list[object]] = defaultdict(list)
        for quad in self.publication.quads:
            if quad.predicate.value == f"{RDF}type":
                found[text(quad.object)].append(quad.subject)
        return found

    @cached_property
    def by_property(self) -> dict[str, list[ox.Quad]]:
        """The quads of data and ontology by property."""
        found: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in self.publication.quads:
            found[quad.predicate.value].append(quad)
        return found

    def subclasses(self, class_: str) -> set[str]:
        """Return a class and all that the ontology places below it."""
        if class_ not in self._subclasses:
            self._subclasses[class_] = subclasses([class_], self.publication.ontology)
        return self._subclasses[class_]

    def is_shape(self, iri: str) -> bool:
        """Return whether a resource is a shape of SHACL."""
        types = {text(one) for one in self.values(iri, f"{RDF}type")}
        return bool(types & {f"{SH}NodeShape", f"{SH}PropertyShape"})

    @cached_property
    def usage(self) -> dict[str, Counter[str]]:
        """How often each property is used, by the class of the subject."""
        class_of = {node: class_ for class_, nodes in reversed(self.instances.items()) for node in nodes}
        return {name: Counter(class_of.get(one.subject, "") for one in quads) for name, quads in self.by_property.items()}

    @cached_property
    def points(self) -> dict[str, tuple[float, float]]:
        """Longitude and latitude of the resources that have them."""
        found: dict[str, dict[str, float]] = {}
        for quad in self.publication.data:
            name = quad.predicate.value
            if name in (f"{SCHEMA}latitude", f"{SCHEMA}longitude") and isinstance(quad.subject, ox.NamedNode):
                try:
                    found.setdefault(quad.subject.value, {})[name] = float(text(quad.object))
                except ValueError:
                    continue
        pairs = ((iri, one.get(f"{SCHEMA}longitude"), one.get(f"{SCHEMA}latitude")) for iri, one in sorted(found.items()))
        return {iri: (x, y) for iri, x, y in pairs if x is not None and y is not None and abs(x) <= 180 and abs(y) <= 90}  # noqa: PLR2004

    @cached_property
    def documents(self) -> dict[str, list[str]]:
        """The resources of each document, by its path."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri in self.iris:
            found[self.paths.document(iri)].append(iri)
        return dict(sorted(found.items()))

    @cached_property
    def version(self) -> str:
        """The version that the data set says it has; empty if it says none."""
        return dataset_text(self.publication.data, f"{OWL}versionInfo")

    @cached_property
    def licence(self) -> str:
        """The IRI of the licence; empty if there is none."""
        return dataset_text(self.publication.data, f"{DCTERMS}license")

    def title(self, lang: str) -> ox.Literal:
        """Return the title of the data set in a language, else the name of the folder."""
        return self._text(f"{DCTERMS}title", lang) or ox.Literal(self.publication.root.resolve().name)

    def description(self, lang: str) -> ox.Literal | None:
        """Return the description of the data set in a language."""
        return self._text(f"{DCTERMS}description", lang)

    def creators(self, lang: str) -> str:
        """Return the names of those who made the data set."""
        return ", ".join(creators(self.publication.data, self.names, lang))

    @cached_property
    def locator(self) -> Locator:
        """Where statements stand in the files of the publication."""
        files = [file for folder in ("data", "ontology", "shapes") for file in self.publication.files(folder)]
        return Locator(files, base=self.publication.folder.bases, contexts=self.publication.catalogue.contexts)

    def place(self, iri: str) -> tuple[str, int] | None:
        """Return the file, relative to the publication, and the line at which a resource is described."""
        return self._blocks.get(iri) or self._relative(self.locator.find(ox.NamedNode(iri)))

    @cached_property
    def _blocks(self) -> dict[str, tuple[str, int]]:
        """File and line of the first block of each resource."""
        found: dict[str, tuple[str, int]] = {}
        for subject, place in self.locator.blocks():
            if isinstance(subject, ox.NamedNode) and subject.value not in found and (relative := self._relative(place)):
                found[subject.value] = relative
        return found

    def _relative(self, place: Place | None) -> tuple[str, int] | None:
        if place is None or not place.line:
            return None
        name = self._file_names.get(place.file)
        if name is None:
            file = Path(place.file).resolve()
            name = file.relative_to(self._root).as_posix() if file.is_relative_to(self._root) else ""
            self._file_names[place.file] = name
        return (name, place.line) if name else None

    def values(self, iri: str, predicate: str) -> Iterable[object]:
        """Return the values of a property of a resource."""
        return self.index.values(ox.NamedNode(iri), predicate)

    def _text(self, predicate: str, lang: str) -> ox.Literal | None:
        values = dataset_values(self.publication.data, predicate)
        return preferred({language(value): value for value in values if isinstance(value, ox.Literal)}, (lang,))

    def _languages(self) -> list[str]:
        """Return the languages of the pages: those of the interface in which something has a label, or else English."""
        used = {tag for labels in self.names.labels.values() for tag in labels}
        return [lang for lang in LANGUAGES if lang in used] or ["en"]

    def _day(self) -> str:
        """Return the day of the version, else the last day on which something begins; no clock is asked."""
        modified = dataset_text(self.publication.data, f"{DCTERMS}modified")[:10]
        if modified:
            return str(parse_day(modified))
        starts = (span.latest_start for span in self.memberships.spans.values())
        return max((start for start in starts if start not in ("", "~")), default="")
