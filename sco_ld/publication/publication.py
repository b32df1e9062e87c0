"""What can be done with a publication: query, validate, export, push, describe."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from sco_ld.export import writer
from sco_ld.model import named_queries, statistics
from sco_ld.model.interface import words
from sco_ld.model.named_queries import NamedQuery, Value
from sco_ld.publication.answers import answer, reasons
from sco_ld.publication.contents import Contents
from sco_ld.rdf.folders import rdf_files
from sco_ld.rdf.namespaces import STANDARD
from sco_ld.sparql.query import Query, parse
from sco_ld.validation import engines

if TYPE_CHECKING:
    import rdflib

    from sco_ld.model.description import Description
    from sco_ld.model.interface import Words
    from sco_ld.model.statistics import Statistics
    from sco_ld.rdf.difference import Difference
    from sco_ld.sparql.rows import Rows
    from sco_ld.validation.job import Job
    from sco_ld.validation.report import Report
    from sco_ld.validation.revalidation import Revalidation

NONE: Mapping[str, str] = {}


class Publication(Contents):
    """A folder of ontology, data and shapes that can be queried, validated, exported and described.

    `.data`, `.ontology` and `.shapes` are lists of quads, each read when first asked for. With a day, the data are those of
    that day. Relative IRIs are resolved against the base, or else against the path of their file below the folder. Raise
    ScoError if the folder has no `data/`, and if the base is not an absolute IRI.
    """

    def as_of(self, day: str | date, *, possible: bool = False) -> "Publication":
        """Return the publication as it stood on a day (`2017-06-09`): what certainly held, or what possibly did.

        >>> import sco_ld
        >>> sco_ld.load().as_of("2017-06-09").query("ASK { id:india org:memberOf id:sco }")
        True
        """
        return Publication(self.root, str(day), possible=possible, base=self.base)

    def query(self, text: str, *, timeout: float | None = None, **values: str) -> "Rows | bool | rdflib.Graph":
        """Answer a SPARQL query: Rows for SELECT, a bool for ASK, an rdflib.Graph for CONSTRUCT and DESCRIBE.

        Each value is bound to the variable of its name: an IRI or prefixed name as such, anything else as a string. With a
        timeout, in seconds, the query is answered in a worker, and ScoError is raised when it is not done by then.

        >>> import sco_ld
        >>> rows = sco_ld.load().query("SELECT ?state { ?who org:member ?state }", who="id:china-member")
        >>> [str(state) for state, in rows]
        ['https://w3id.org/sco-ld/id/china']
        """
        return answer(self, self.parse(text), self.terms(values), timeout)

    def ask_named(
        self, name: str, parameters: Mapping[str, str] = NONE, *, timeout: float | None = None
    ) -> "Rows | bool | rdflib.Graph":
        """Answer one of the named queries as `query` does; its parameters are given as text."""
        found = self.named_query(name)
        return answer(self, self.parse(found.text), found.values(parameters, self.names), timeout)

    def ask(self, name: str, /, **parameters: str) -> "Rows | bool | rdflib.Graph":
        """Answer one of the named queries, its parameters by keyword, as `query --named` does.

        >>> import sco_ld
        >>> [str(name) for _, name, *_ in sco_ld.load().ask("secretary-general-on", day="2005-07-05")]
        ['Zhang Deguang']
        """
        return self.ask_named(name, parameters)

    def named_query(self, name: str) -> NamedQuery:
        """Return the named query of that name, or raise ScoError with the names that are spelled like it."""
        return named_queries.find(name, self.named_queries)

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
        return reasons(self, self.parse(text), self.terms(values))

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
        from sco_ld.validation.runner import run

        return run(replace(self.job(paths, shapes, ontology, engine), **options), timeout)

    def job(
        self,
        paths: Sequence[Path] = (),
        shapes: Sequence[Path] = (),
        ontology: Sequence[Path] = (),
        engine: str = engines.DEFAULT,
    ) -> "Job":
        """Return what `validate` is to do, as a value."""
        from sco_ld.validation import file_choice

        chosen = file_choice.job(self.folder, paths, shapes, ontology, engine)
        return replace(chosen, day=self.day, possible=self.possible)

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
        files = rdf_files(paths) if paths else [*self.files("data"), *self.files("ontology")]
        context = self.context if self.folder.is_meant_for(paths) else None
        syntax = writer.Syntax(writer.prefixes_of(context).and_also(STANDARD), context)
        base = self.folder.bases_of((paths, files))
        writer.convert(files, format_, stream, syntax, base, self.folder.catalogue_for(paths).contexts)

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

    def words(self, language: str = "en") -> "Words":
        """Return the words of the interface in a language, the publication's own before the bundled ones."""
        return words(language, self.ontology)

    def info(self) -> "Statistics":
        """Return what is in the publication: version, licence, counts, sources, languages."""
        if self.index:
            return statistics.of_streams(*self.streams(), self.index.store, self.names)
        own = self.understood[len(self.quads) :]
        return statistics.count([*self.data, *own], self.understood, self.names, len({*self.quads}))

    def _repr_html_(self) -> str:
        return self.info()._repr_html_()
