"""A publication with its verbs: what the command line does, a notebook does in one call."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from sco_ld import reading, sparql
from sco_ld.errors import ScoError
from sco_ld.publication import Folders, bundled
from sco_ld.query import Answer, Rows, ask
from sco_ld.vocab import expand

if TYPE_CHECKING:
    import rdflib

    from sco_ld.checking import Job
    from sco_ld.inventory import Inventory
    from sco_ld.page import Description
    from sco_ld.rendering import Readable


class Publication(Folders):
    """A folder of ontology, data and shapes that can be asked, validated, exported and described.

    `.graph` is data and ontology as an rdflib.Graph, every lexical form as it was written. With a day, the data are those of
    that day.
    """

    def __init__(self, root: Path, day: str | None = None, *, possible: bool = False) -> None:
        super().__init__(root)
        self.day: str | None = None
        self.possible = possible
        if day:
            from sco_ld import asof

            self.day = str(asof.day(day))

    def as_of(self, day: str | date, *, possible: bool = False) -> "Publication":
        """Give the publication as it stood on a day (`2017-06-09`): what certainly held, or what possibly did.

        >>> import sco_ld
        >>> sco_ld.load().as_of("2017-06-09").query("ASK { id:india org:memberOf id:sco }")
        True
        """
        return Publication(self.root, str(day), possible=possible)

    @cached_property
    def data(self) -> list[ox.Quad]:
        """The quads of `data/`, on the day if there is one."""
        return self._on_the_day(reading.read_all(self.files("data")))

    @cached_property
    def store(self) -> ox.Store:
        """Data and ontology as a SPARQL store, on the day if there is one."""
        if not self.day:
            return super().store
        store = ox.Store()
        store.bulk_extend([*self.data, *self.ontology])
        return store

    def store_for(self, query: str) -> ox.Store:
        """Give a store for one query, of the day if there is one."""
        return self.store if self.day else super().store_for(query)

    def _on_the_day(self, quads: list[ox.Quad]) -> list[ox.Quad]:
        from sco_ld.asof import view

        return view(quads, self.ontology, self.day, possible=self.possible) if self.day else quads

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """Data and ontology as an rdflib graph."""
        from sco_ld.graphs import to_graph

        return to_graph([*self.data, *self.ontology])

    def query(self, text: str, **values: str) -> "Rows | bool | rdflib.Graph":
        """Answer a SPARQL query: Rows for SELECT, a bool for ASK, an rdflib.Graph for CONSTRUCT and DESCRIBE.

        Each value is bound to the variable of its name: an IRI or prefixed name as such, anything else as a string.

        >>> import sco_ld
        >>> rows = sco_ld.load().query("SELECT ?state { ?who org:member ?state }", who="id:china-member")
        >>> [str(state) for state, in rows]
        ['https://w3id.org/sco-ld/id/china']
        """
        return _for_python(self.answer(text, values))

    def question(self, name: str, **values: str) -> "Rows | bool | rdflib.Graph":
        """Answer one of the publication's named questions; its parameters are given as text."""
        return _for_python(self.answer_question(name, values))

    def answer(self, text: str, values: Mapping[str, str]) -> Answer:
        """Answer a SPARQL query as `query` does, but CONSTRUCT and DESCRIBE as quads."""
        return ask(self.store, self.bound(text, values))

    def answer_question(self, name: str, values: Mapping[str, str]) -> Answer:
        """Answer a named question as `question` does, but CONSTRUCT and DESCRIBE as quads."""
        return ask(self.store, self.bound_question(name, values))

    def explain(self, text: str, **values: str) -> list[str]:
        """Say in sentences why a query finds nothing; none where it finds something.

        >>> import sco_ld
        >>> sco_ld.load().explain("SELECT ?state { ?m org:member ?state ; org:role ?role }", role="sco:Observr")[0]
        'The publication has no sco:Observr. Did you mean sco:Observer?'
        """
        from sco_ld.explaining import explain

        return explain(self, self.bound(text, values))

    def bound(self, text: str, values: Mapping[str, str]) -> str:
        """Give a query with the values as terms in the place of its variables."""
        return sparql.bind(text, {name: _as_term(value) for name, value in values.items()})

    def bound_question(self, name: str, values: Mapping[str, str]) -> str:
        """Give the query of a named question with its parameters as terms."""
        from sco_ld import questions

        known = questions.of(self)
        if name not in known:
            raise ScoError(f'There is no question "{name}"; there are {", ".join(known) or "none"}.')
        return sparql.bind(known[name].text, questions.terms(self, known[name], values))

    def validate(
        self,
        paths: Sequence[Path] = (),
        shapes: Sequence[Path] = (),
        *,
        ontology: Sequence[Path] = (),
        engine: str = "pyshacl",
        timeout: float | None = None,
    ) -> "Readable":
        """Validate files or folders, or else the own data and terms, against its shapes or those given.

        Every finding says file, line and column. The ontology, the publication's or the one given, is seen by the shapes
        but not reported on; under its own shapes so are the publication's other data. Shapes that are not well-formed, data
        that do not parse, no data and no shapes raise ScoError, and so does a timeout, in seconds. The engine is pyshacl,
        or shifty where it is installed.
        """
        from sco_ld.checking import check
        from sco_ld.rendering import readable

        return readable(check(self.job(paths, shapes, ontology, engine), timeout))

    def job(
        self,
        paths: Sequence[Path] = (),
        shapes: Sequence[Path] = (),
        ontology: Sequence[Path] = (),
        engine: str = "pyshacl",
    ) -> "Job":
        """Give what `validate` is to do, as a value."""
        from sco_ld.checking import Job

        data = reading.rdf_files(paths) if paths else [*self.files("data"), *self.files("ontology")]
        rules = reading.rdf_files(shapes) if shapes else self.files("shapes")
        terms = reading.rdf_files(ontology) if ontology else self._context(data, shapes) if paths else []
        trusted = not shapes and self.root == bundled()
        return Job(tuple(data), tuple(rules), tuple(terms), engine, trusted, self.day, self.possible)

    def _context(self, data: Sequence[Path], shapes: Sequence[Path]) -> list[Path]:
        """Give what a draft may refer to: the ontology and, under the publication's own shapes, its other data."""
        if shapes and self.root == bundled():
            return []  # another's data under another's shapes have nothing to do with the SCO
        given = {path.resolve() for path in data}
        files = [*self.files("ontology"), *([] if shapes else self.files("data"))]
        return [file for file in files if file.resolve() not in given]

    def export(self, format_: str = "turtle", paths: Sequence[Path] = ()) -> bytes:
        """Give data and ontology, or files, as turtle, trig, ntriples, nquads, json-ld or rdfxml."""
        stream = io.BytesIO()
        self.write(stream, format_, paths)
        return stream.getvalue()

    def write(self, stream: IO[bytes], format_: str = "turtle", paths: Sequence[Path] = ()) -> None:
        """Write what `export` gives, as it is read: memory does not grow with files, but for a view of a day."""
        from sco_ld import export

        if self.day:
            export.write(self._quads(paths), format_, stream, self.context)
            return
        files = reading.rdf_files(paths) if paths else [*self.files("data"), *self.files("ontology")]
        export.convert(files, format_, stream, self.context)

    def framed(self, frame: Mapping[str, Any], paths: Sequence[Path] = ()) -> bytes:
        """Give data and ontology, or files, as JSON-LD in the shape of a frame. https://www.w3.org/TR/json-ld11-framing/"""
        from sco_ld import jsonld

        return jsonld.framed(self._quads(paths), frame, self.context)

    def _quads(self, paths: Sequence[Path]) -> list[ox.Quad]:
        if not paths:
            return [*self.data, *self.ontology]
        return self._on_the_day(reading.read_all(reading.rdf_files(paths)))

    def digest(self) -> str:
        """Give the SHA-256 of the canonical form of data and ontology, in hexadecimal. https://www.w3.org/TR/rdf-canon/"""
        from sco_ld.canonical import digest

        return digest([*self.data, *self.ontology])

    def spreadsheets(self, paths: Sequence[Path] = (), lang: str = "en") -> dict[str, bytes]:
        """Give the memberships, meetings, instruments and posts of the data, or of files, as tables: CSVW files by name.

        Where there are none ScoError is raised.
        """
        from sco_ld import sheets, tabular

        data = self._quads(paths) if paths else self.data
        found = sheets.sheets(data, [*self.data, *self.ontology], self.context, lang)
        if not found:
            raise ScoError(f"There are no {', '.join(sheets.CLASSES)} here to be written as csv.")
        return tabular.files(found, data)

    def push(self, url: str, graph: str | None = None, say: Callable[[str], None] = lambda _: None) -> int:
        """Replace a graph of a server, or its default graph, with data and ontology; give how many triples it then holds.

        `say` is told how far it is, in words.
        """
        from sco_ld import graphstore

        return graphstore.push([*self.data, *self.ontology], url, graph, say)

    def describe(self, name: str, language: str = "en") -> "Description":
        """Give all that is known of a resource, by IRI, prefixed name or label in any language."""
        from sco_ld.describe import describe

        return describe(self, name, language)

    def excerpt(self, name: str, format_: str = "turtle") -> bytes:
        """Give a resource, the nodes that point to it, and their passages and sources, in an RDF format.

        As JSON-LD it is one object, what the resource points to within, and what points to it in reverse.
        """
        from sco_ld import names
        from sco_ld.describe import subgraph
        from sco_ld.export import to_bytes

        iri = names.find(self, name)
        if format_ == "json-ld":
            from sco_ld import jsonld

            return jsonld.nested(subgraph(self, iri), iri, self.context)
        return to_bytes(subgraph(self, iri), format_, self.context)

    def info(self) -> "Inventory":
        """Say what is in the publication: version, licence, counts, sources, languages."""
        from sco_ld.inventory import take

        return take(self)


def load(path: str | Path | None = None) -> Publication:
    """Give the publication in a folder, or the bundled one: the SCO. A folder that is none raises ScoError."""
    return Publication(Path(path) if path else bundled())


def _for_python(answer: Answer) -> "Rows | bool | rdflib.Graph":
    from sco_ld.graphs import to_graph

    return to_graph(answer) if isinstance(answer, list) else answer


def _as_term(value: str) -> str:
    iri = expand(value)
    return str(ox.NamedNode(iri) if iri else ox.Literal(value))
