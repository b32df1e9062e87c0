"""A publication: a folder of ontology, data and shapes, and what can be done with it."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.export import writer
from sco_ld.model import as_of, named_queries
from sco_ld.model.named_queries import NamedQuery, Value
from sco_ld.model.names import Names
from sco_ld.model.stored_names import StoredNames
from sco_ld.rdf import catalogue, reader
from sco_ld.rdf.catalogue import Catalogue
from sco_ld.rdf.folders import files_below
from sco_ld.rdf.json_limits import json_object
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.rdf.reader import Quads, QuadStream
from sco_ld.rdf.sources import errors_as_sentences, text_of
from sco_ld.runtime import deadline
from sco_ld.sparql import disk_index, engine
from sco_ld.sparql.query import Query, parse
from sco_ld.sparql.rows import Rows
from sco_ld.sparql.transfer import Sendable, received, sendable
from sco_ld.text.printable import excerpt, printable
from sco_ld.validation import engines

if TYPE_CHECKING:
    import rdflib

    from sco_ld.model.describer import Describer
    from sco_ld.model.description import Description
    from sco_ld.model.interface import Words
    from sco_ld.model.statistics import Statistics
    from sco_ld.rdf.difference import Difference
    from sco_ld.sparql.disk_index import DiskIndex
    from sco_ld.sparql.engine import Answer
    from sco_ld.validation.job import Job
    from sco_ld.validation.report import Report
    from sco_ld.validation.revalidation import Revalidation

CONTEXT = Path("ontology", "context.jsonld")  # is no data
NONE: Mapping[str, str] = {}
_MARKS = {"data": "b", "ontology": "o", "shapes": "s"}  # of the names of blank nodes, which must not meet


class Publication:
    """A folder of ontology, data and shapes that can be queried, validated, exported and described.

    `.data`, `.ontology` and `.shapes` are lists of quads, each read when first asked for. With a day, the data are those of
    that day. Relative IRIs are resolved against the base, or else against the name of their file. Raise ScoError if the
    folder has no `data/`, and if the base is not an absolute IRI.
    """

    def __init__(self, root: Path, day: str | None = None, *, possible: bool = False, base: str | None = None) -> None:
        with errors_as_sentences(root):
            is_publication = (root / "data").is_dir()
        if not is_publication:
            raise ScoError(f"{root}: no publication here; it would hold the folders ontology, data and shapes.")
        self.root = root
        self.day = str(as_of.parse_day(day)) if day else None
        self.possible = possible
        self.base = base
        self.index: DiskIndex | None = None
        if base is not None:
            reader.check_base(base)

    def as_of(self, day: str | date, *, possible: bool = False) -> "Publication":
        """Return the publication as it stood on a day (`2017-06-09`): what certainly held, or what possibly did.

        >>> import sco_ld
        >>> sco_ld.load().as_of("2017-06-09").query("ASK { id:india org:memberOf id:sco }")
        True
        """
        return Publication(self.root, str(day), possible=possible, base=self.base)

    def whole(self) -> "Publication":
        """Return the publication on no day in particular."""
        return Publication(self.root, base=self.base) if self.day else self

    def files(self, folder: str) -> list[Path]:
        """Return the RDF files of one of the three folders, in order of name. Only `data/` must have some."""
        path = self.root / folder
        found = reader.rdf_files([path]) if folder == "data" else files_below(path) if path.is_dir() else []
        return [file for file in found if file != self.root / CONTEXT]

    @cached_property
    def data(self) -> Quads:
        """The quads of `data/`, on the day if there is one."""
        return self.on_the_day(self._read("data"))

    @cached_property
    def ontology(self) -> Quads:
        """The quads of `ontology/`."""
        return self._read("ontology")

    @cached_property
    def shapes(self) -> Quads:
        """The quads of `shapes/`."""
        return self._read("shapes")

    @cached_property
    def quads(self) -> Quads:
        """The quads of data and ontology."""
        return Quads([*self.data, *self.ontology], self.data.prefixes.and_also(self.ontology.prefixes))

    @cached_property
    def context(self) -> dict[str, Any] | None:
        """The publication's JSON-LD context, `ontology/context.jsonld`; None if it has none."""
        path = self.root / CONTEXT
        with errors_as_sentences(path):
            return json_object(path) if path.exists() else None

    @cached_property
    def prefixes(self) -> Prefixes:
        """The prefixes that the files of data and ontology declare, then those of the context and of RDF itself."""
        declared = self.quads.prefixes if "quads" in self.__dict__ and not self.index else self._loaded[1]
        return declared.and_also(writer.prefixes_of(self.context)).and_also(STANDARD)

    @cached_property
    def names(self) -> Names:
        """The labels of everything that data and ontology describe."""
        if self.index:
            return StoredNames(self.index.store, self.prefixes)
        return Names(self.quads, self.prefixes)

    @cached_property
    def named_queries(self) -> dict[str, NamedQuery]:
        """The queries of `ontology/questions/`, by name."""
        folder = self.root / "ontology" / "questions"
        with errors_as_sentences(folder):
            found = sorted(folder.iterdir()) if folder.is_dir() else []
        paths = [path for path in found if path.suffix == ".rq" and not path.name.startswith(".")]
        return {path.stem: named_queries.parse(path.stem, text_of(path)) for path in paths}

    @cached_property
    def store(self) -> ox.Store:
        """Data and ontology as a SPARQL store. For queries only: a store rewrites literals."""
        return self._loaded[0]

    @property
    def is_merged(self) -> bool:
        """Whether the default graph of the store is the merge of all graphs."""
        return self.index is not None

    def indexed(self, folder: Path, say: Callable[[str], None] = lambda _: None) -> "Publication":
        """Return the publication with its store on disk, in a folder: built now, or again if a file has changed since.

        `say` is called with what is being done. Raise ScoError if the publication is of a day, and if the folder holds
        something else.
        """
        if self.day:
            raise ScoError("An index is of the publication as a whole; it goes without a day.")
        found = Publication(self.root, base=self.base)
        others = [*found.catalogue.contexts.values()]
        source = disk_index.Source(self.root, found.streams(), others, {"base": self.base})
        found.index = disk_index.opened(folder, source, say)
        return found

    @cached_property
    def _loaded(self) -> tuple[ox.Store, Prefixes]:
        """The store and the prefixes of its files, which are read straight into it if they have not been read yet."""
        if self.index:
            return self.index.store, self.index.prefixes
        store = ox.Store()
        if self.day or "quads" in self.__dict__:
            store.bulk_extend(self.quads)
            return store, self.quads.prefixes
        data, ontology = self.streams()
        store.bulk_extend(chain(data, ontology))
        return store, data.prefixes.and_also(ontology.prefixes)

    def streamed(self) -> "StreamedQuads":
        """Return the quads of data and ontology, read from the files each time they are iterated."""
        return StreamedQuads(self)

    def streams(self) -> tuple[QuadStream, QuadStream]:
        """Return the quads of data and of ontology as they are read, each to be iterated once."""
        data, ontology = (
            QuadStream(self.files(folder), _MARKS[folder], self.base, contexts=self.catalogue.contexts)
            for folder in ("data", "ontology")
        )
        return data, ontology

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """Data and ontology as an rdflib graph, every lexical form as it was written."""
        from sco_ld.rdf.rdflib_bridge import to_graph

        return to_graph(self.quads, self.prefixes)

    def query(self, text: str, *, timeout: float | None = None, **values: str) -> "Rows | bool | rdflib.Graph":
        """Answer a SPARQL query: Rows for SELECT, a bool for ASK, an rdflib.Graph for CONSTRUCT and DESCRIBE.

        Each value is bound to the variable of its name: an IRI or prefixed name as such, anything else as a string. With a
        timeout, in seconds, the query is answered in a worker, and ScoError is raised when it is not done by then.

        >>> import sco_ld
        >>> rows = sco_ld.load().query("SELECT ?state { ?who org:member ?state }", who="id:china-member")
        >>> [str(state) for state, in rows]
        ['https://w3id.org/sco-ld/id/china']
        """
        return self._answer(self.parse(text), self.terms(values), timeout)

    def ask_named(
        self, name: str, parameters: Mapping[str, str] = NONE, *, timeout: float | None = None
    ) -> "Rows | bool | rdflib.Graph":
        """Answer one of the named queries as `query` does; its parameters are given as text."""
        found = self.named_query(name)
        return self._answer(self.parse(found.text), found.values(parameters, self.names), timeout)

    def ask(self, name: str, /, **parameters: str) -> "Rows | bool | rdflib.Graph":
        """Answer one of the named queries, its parameters by keyword, as `query --named` does.

        >>> import sco_ld
        >>> [str(name) for _, name, *_ in sco_ld.load().ask("secretary-general-on", day="2005-07-05")]
        ['Zhang Deguang']
        """
        return self.ask_named(name, parameters)

    def named_query(self, name: str) -> NamedQuery:
        """Return the named query of that name, or raise ScoError with the names that are spelled like it."""
        if name in self.named_queries:
            return self.named_queries[name]
        near = ", ".join(map(printable, named_queries.nearest(name, self.named_queries)))
        hint = f"Did you mean {near}?" if near else "--list shows the names." if self.named_queries else "There are none."
        raise ScoError(f'There is no question "{excerpt(name)}". {hint}')

    def parse(self, text: str) -> Query:
        """Return a query as a value, from its text; the prefixes of the publication need not be declared."""
        return parse(text, self.prefixes)

    def terms(self, values: dict[str, str]) -> dict[str, Value]:
        """Return values given as text as terms: an IRI or prefixed name as such, anything else as a string."""
        iris = {name: self.prefixes.expand(value) for name, value in values.items()}
        return {name: ox.NamedNode(iri) if iri else ox.Literal(values[name]) for name, iri in iris.items()}

    def explain(self, text: str, **values: str) -> list[str]:
        """Return sentences on why a query finds nothing; none if it finds something.

        >>> import sco_ld
        >>> sco_ld.load().explain("SELECT ?state { ?m org:member ?state ; org:role ?role }", role="sco:Observr")[0]
        'The publication has no sco:Observr. Did you mean sco:Observer?'
        """
        return self._reasons(self.parse(text), self.terms(values))

    def validate(
        self,
        paths: Sequence[Path] = (),
        shapes: Sequence[Path] = (),
        *,
        ontology: Sequence[Path] = (),
        engine: str = engines.DEFAULT,
        timeout: float | None = None,
        **options: Any,
    ) -> "Report":
        """Validate files or folders, or else the publication itself, against its shapes or those given.

        Every finding says file, line and column. The ontology, the publication's or the one given, is seen by the shapes
        but not reported on; under the publication's own shapes so are its other data. Raise ScoError if shapes are not
        well-formed, data do not parse, there are no data or no shapes, no shape selects a node, or after `timeout` seconds.
        The engine is compiled or pyshacl. `options` are further fields of a job: `lenient`,
        `inference`, `focus`, `only`, `allow_empty`. https://www.w3.org/TR/shacl/#validation
        """
        from sco_ld.validation.job import run

        return run(replace(self.job(paths, shapes, ontology, engine), **options), timeout)

    def revalidate(self, change: "Difference") -> "Report":
        """Return what the shapes find in data and ontology after a change, and after those that were given before.

        The publication stays as it is. Only what the change can alter is worked out anew; nodes have no file and line, and
        names are not looked up. Raise ScoError if the shapes cannot be used.

        >>> import sco_ld
        >>> from sco_ld.rdf.difference import Difference
        >>> sco = sco_ld.load()
        >>> role = [quad for quad in sco.data if "role" in quad.predicate.value and "china-member" in quad.subject.value]
        >>> "shape:Membership-role" in {one.shape for one in sco.revalidate(Difference(removed=tuple(role), added=()))}
        True
        """
        return self._revalidation.change(change)

    @cached_property
    def _revalidation(self) -> "Revalidation":
        from sco_ld.validation.revalidation import Revalidation

        return Revalidation(self.quads, self.shapes, self.shapes.prefixes.and_also(self.prefixes))

    def export(self, format_: str = "turtle", paths: Sequence[Path] = ()) -> bytes:
        """Return data and ontology, or files, as turtle, trig, ntriples, nquads, json-ld or rdfxml."""
        stream = io.BytesIO()
        self.write(stream, format_, paths)
        return stream.getvalue()

    def write(self, stream: IO[bytes], format_: str = "turtle", paths: Sequence[Path] = ()) -> None:
        """Write what `export` returns as it is read: memory does not grow with the files, but for a view of a day."""
        if self.day:
            writer.write(self.quads_of(paths), format_, stream, self.syntax)
            return
        files = reader.rdf_files(paths) if paths else [*self.files("data"), *self.files("ontology")]
        context = None if self._are_foreign(paths) else self.context
        syntax = writer.Syntax(writer.prefixes_of(context).and_also(STANDARD), context)
        writer.convert(files, format_, stream, syntax, self.base, self._catalogue(paths).contexts)

    def push(
        self,
        url: str,
        graph: str | None = None,
        on_progress: Callable[[str], None] = lambda _: None,
        *,
        timeout: float | None = 600.0,
    ) -> int:
        """Replace a graph of a server, or its default graph, with data and ontology; return how many triples it then holds.

        `on_progress` is called with sentences. Raise ScoError if this is not done within `timeout` seconds.
        """
        from sco_ld.remote import graph_store

        return graph_store.push(self.quads, url, graph, on_progress, timeout=timeout)

    def describe(self, name: str, language: str = "en") -> "Description":
        """Return all that is known of a resource, by IRI, prefixed name or label in any language."""
        iri = self.names.find(name)
        return self.describer_of(iri).describe(iri, language)

    def show(self, name: str, language: str = "en") -> "Description":
        """Return what `describe` does, by the name that the command line has for it."""
        return self.describe(name, language)

    def _repr_html_(self) -> str:
        return self.info()._repr_html_()

    def words(self, language: str = "en") -> "Words":
        """Return the words of the interface in a language, the publication's own before the bundled ones."""
        from sco_ld.model.interface import words

        return words(language, self.ontology)

    @cached_property
    def describer(self) -> "Describer":
        """The describer of all resources of data and ontology."""
        from sco_ld.model.describer import Describer

        return Describer(self.quads, self.names)

    def describer_of(self, iri: str) -> "Describer":
        """Return a describer that knows a resource; with an index, it is of those quads alone that a description needs."""
        if not self.index:
            return self.describer
        from sco_ld.model.describer import Describer
        from sco_ld.model.surroundings import surroundings

        return Describer(surroundings(chain(*self.streams()), self.index.store, iri), self.names)

    def info(self) -> "Statistics":
        """Return what is in the publication: version, licence, counts, sources, languages."""
        from sco_ld.model.statistics import count, counted

        if self.index:
            data, ontology = map(counted, self.streams())
            default = self.index.store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
            triples = int(next(default)["n"].value)  # type: ignore[arg-type]
            return count(data, [*data, *ontology], self.names, triples)
        return count(self.data, self.quads, self.names)

    def job(
        self,
        paths: Sequence[Path] = (),
        shapes: Sequence[Path] = (),
        ontology: Sequence[Path] = (),
        engine: str = engines.DEFAULT,
    ) -> "Job":
        """Return what `validate` is to do, as a value.

        Files without shapes are validated against those of the publication if it is not the bundled one, or if they are in
        it or describe its nodes; else against those that they hold or name, or that are in `shapes/` beside them.
        """
        from sco_ld.validation.job import Home, Job

        data = reader.rdf_files(paths) if paths else [*self.files("data"), *self.files("ontology")]
        is_own = not paths or self.root != bundled() or all(enclosing(path) == self.root for path in paths)
        rules = reader.rdf_files(shapes) if shapes else self.files("shapes") if is_own else []
        terms = reader.rdf_files(ontology) if ontology else self._background(data, shapes) if paths and is_own else []
        job = Job(tuple(data), tuple(rules), tuple(terms), engine, day=self.day, possible=self.possible)
        trusted = not shapes and is_own and self.root == bundled()
        job = replace(job, trusted=trusted, base=self.base, catalogue=self._catalogue(paths))
        if shapes or is_own:
            return job
        home = Home(tuple(self.files("shapes")), (*self.files("ontology"), *self.files("data")))
        return replace(job, beside=tuple(_shapes_beside(paths)), home=home)

    @cached_property
    def syntax(self) -> writer.Syntax:
        """The prefixes and the JSON-LD context, for the writers of formats."""
        return writer.Syntax(self.prefixes, self.context)

    def on_the_day(self, quads: Quads) -> Quads:
        """Return quads as they stood on the publication's day, or as they are if it has none."""
        if not self.day:
            return quads
        return Quads(as_of.view(quads, self.ontology, self.day, possible=self.possible), quads.prefixes)

    def quads_of(self, paths: Sequence[Path]) -> Quads:
        """Return the quads of files or folders, or else of data and ontology, on the publication's day if it has one."""
        if not paths:
            return self.quads
        contexts = self._catalogue(paths).contexts
        return self.on_the_day(reader.read_all(reader.rdf_files(paths), base=self.base, contexts=contexts))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The publication's `catalog.toml`: local files for imports and JSON-LD contexts."""
        return catalogue.beside([self.root])

    def _read(self, folder: str) -> Quads:
        return reader.read_all(self.files(folder), _MARKS[folder], self.base, contexts=self.catalogue.contexts)

    def _catalogue(self, paths: Sequence[Path]) -> Catalogue:
        """Return the catalogues beside files, and the publication's."""
        return catalogue.beside(path for path in paths if path.exists()).and_also(self.catalogue)

    def _are_foreign(self, paths: Sequence[Path]) -> bool:
        """Return whether paths have nothing to do with this publication: it is the bundled one, and they are not in it."""
        return bool(paths) and self.root == bundled() and any(enclosing(path) != self.root for path in paths)

    def _background(self, data: Sequence[Path], shapes: Sequence[Path]) -> list[Path]:
        """Return what a draft may refer to: the ontology and, under the publication's own shapes, its other data."""
        if shapes and self.root == bundled():
            return []  # other data under other shapes have nothing to do with the SCO
        given = {path.resolve() for path in data}
        files = [*self.files("ontology"), *([] if shapes else self.files("data"))]
        return [file for file in files if file.resolve() not in given]

    def _answer(self, query: Query, values: Mapping[str, Value], timeout: float | None) -> "Rows | bool | rdflib.Graph":
        answer: Answer
        if timeout is None:
            answer = engine.ask(self.store, query, values, merged=self.is_merged)
        else:
            answer = received(deadline.within(timeout, partial(_ask, self, query, values)), query.prefixes)
        if isinstance(answer, Rows):
            answer.reasons = partial(self._reasons, query, values)
        if not isinstance(answer, list):
            return answer
        from sco_ld.rdf.rdflib_bridge import to_graph

        return to_graph(answer, self.prefixes)

    def _reasons(self, query: Query, values: Mapping[str, Value]) -> list[str]:
        from sco_ld.sparql.diagnosis import explain

        return explain(self.store, query, values, merged=self.is_merged)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how a worker that is started anew gets this publication: it reads the folder again."""
        return partial(Publication, self.root, self.day, possible=self.possible, base=self.base), ()


class StreamedQuads:
    """The quads of a publication that is not kept in memory."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def __iter__(self) -> Iterator[ox.Quad]:
        return chain(*self.publication.streams())


def _ask(publication: Publication, query: Query, values: Mapping[str, Value], _: deadline.Say) -> Sendable:
    return sendable(engine.ask(publication.store, query, values, merged=publication.is_merged))


def load(path: str | Path | None = None, base: str | None = None) -> Publication:
    """Return the publication in a folder, or the bundled one: the SCO. Raise ScoError if the folder is none.

    The relative IRIs of its files are resolved against the base, or else against the name of their file.
    """
    return Publication(Path(path) if path else bundled(), base=base)


def enclosing(path: Path) -> Path | None:
    """Return the nearest folder of a publication that a path is in, or is itself; None if it is in none.

    It is a folder that holds both `data/` and `shapes/`.
    """
    whole = path.resolve()
    folders = (whole, *whole.parents)
    return next((one for one in folders if (one / "data").is_dir() and (one / "shapes").is_dir()), None)


def _shapes_beside(paths: Sequence[Path]) -> list[Path]:
    """Return the files of the folders `shapes/` beside paths."""
    folders = dict.fromkeys(path.parent / "shapes" for path in paths if path.exists())
    return [file for folder in folders if folder.is_dir() for file in files_below(folder)]


def bundled() -> Path:
    """Return the folder of the publication that ships with this package: the SCO."""
    package = Path(__file__).parent
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parent
