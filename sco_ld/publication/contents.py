"""What a publication holds: quads on a day, their store, prefixes and names, each read or made when first asked for."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.export import writer
from sco_ld.model import as_of, named_queries, standard_terms
from sco_ld.model.named_queries import NamedQuery
from sco_ld.model.names import Names
from sco_ld.model.stored_names import StoredNames
from sco_ld.rdf.catalogue import Catalogue
from sco_ld.rdf.namespaces import STANDARD, Prefixes
from sco_ld.rdf.publication_folder import PublicationFolder
from sco_ld.rdf.quad_stream import Quads, QuadStream
from sco_ld.sparql import disk_index

if TYPE_CHECKING:
    import rdflib

    from sco_ld.model.describer import Describer
    from sco_ld.sparql.disk_index import DiskIndex


class Contents:
    """The contents of the folder of a publication, on a day if one is given.

    `.data`, `.ontology` and `.shapes` are lists of quads, `.store` and `.graph` are data and ontology for queries.
    """

    def __init__(self, root: Path, day: str | None = None, *, possible: bool = False, base: str | None = None) -> None:
        self.folder = PublicationFolder(root, base)
        self.root, self.base, self.possible = root, base, possible
        self.day = str(as_of.parse_day(day)) if day else None
        self.index: DiskIndex | None = None

    def whole(self) -> Self:
        """Return the publication on no day in particular."""
        return type(self)(self.root, base=self.base) if self.day else self

    def files(self, folder: str) -> list[Path]:
        """Return the RDF files of one of the three folders, in order of name. Only `data/` must have some."""
        return self.folder.files(folder)

    @cached_property
    def data(self) -> Quads:
        """The quads of `data/`, on the day if there is one."""
        return self.on_the_day(Quads(self.folder.stream("data")))

    @cached_property
    def ontology(self) -> Quads:
        """The quads of `ontology/`."""
        return Quads(self.folder.stream("ontology"))

    @cached_property
    def shapes(self) -> Quads:
        """The quads of `shapes/`."""
        return Quads(self.folder.stream("shapes"))

    @cached_property
    def quads(self) -> Quads:
        """The quads of data and ontology."""
        return Quads([*self.data, *self.ontology], self.data.prefixes.and_also(self.ontology.prefixes))

    @cached_property
    def understood(self) -> Quads:
        """The quads of data and ontology, with what the data say by own properties said by those of the model too."""
        own = standard_terms.added(self.data, standard_terms.replaced(self.ontology))
        return Quads([*self.quads, *own], self.quads.prefixes) if own else self.quads

    def quads_of(self, paths: Sequence[Path]) -> Quads:
        """Return the quads of files or folders, or else of data and ontology, on the publication's day if it has one."""
        return self.on_the_day(self.folder.read(paths)) if paths else self.quads

    def on_the_day(self, quads: Quads) -> Quads:
        """Return quads as they stood on the publication's day, or as they are if it has none."""
        if not self.day:
            return quads
        return Quads(as_of.view(quads, self.ontology, self.day, possible=self.possible), quads.prefixes)

    def streams(self) -> tuple[QuadStream, QuadStream]:
        """Return the quads of data and of ontology as they are read, each to be iterated once."""
        return self.folder.stream("data"), self.folder.stream("ontology")

    def streamed(self) -> "StreamedQuads":
        """Return the quads of data and ontology, read from the files each time they are iterated."""
        return StreamedQuads(self)

    @property
    def context(self) -> dict[str, Any] | None:
        """The publication's JSON-LD context, `ontology/context.jsonld`; None if it has none."""
        return self.folder.context

    @property
    def catalogue(self) -> Catalogue:
        """The publication's `catalog.toml`: local files for imports and JSON-LD contexts."""
        return self.folder.catalogue

    @cached_property
    def prefixes(self) -> Prefixes:
        """The prefixes that the files of data and ontology declare, then those of the context and of RDF itself."""
        declared = self.quads.prefixes if "quads" in self.__dict__ and not self.index else self._loaded[1]
        return declared.and_also(writer.prefixes_of(self.context)).and_also(STANDARD)

    @cached_property
    def syntax(self) -> writer.Syntax:
        """The prefixes and the JSON-LD context, for the writers of formats."""
        return writer.Syntax(self.prefixes, self.context)

    @cached_property
    def names(self) -> Names:
        """The labels of everything that data and ontology describe."""
        return StoredNames(self.index.store, self.prefixes) if self.index else Names(self.understood, self.prefixes)

    @cached_property
    def named_queries(self) -> dict[str, NamedQuery]:
        """The queries of `ontology/questions/`, by name."""
        return {name: named_queries.parse(name, text) for name, text in self.folder.questions().items()}

    @cached_property
    def graph(self) -> "rdflib.Graph":
        """Data and ontology as an rdflib graph, every lexical form as it was written."""
        from sco_ld.rdf.rdflib_bridge import to_graph

        return to_graph(self.quads, self.prefixes)

    @cached_property
    def store(self) -> ox.Store:
        """Data and ontology as a SPARQL store. For queries only: a store rewrites literals."""
        return self._loaded[0]

    @property
    def is_merged(self) -> bool:
        """Whether the default graph of the store is the merge of all graphs."""
        return self.index is not None

    def indexed(self, folder: Path, say: Callable[[str], None] = lambda _: None) -> Self:
        """Return the publication with its store on disk, in a folder: built now, or again if a file has changed since.

        `say` is called with what is being done. Raise ScoError if the publication is of a day, and if the folder holds
        something else.
        """
        if self.day:
            raise ScoError("An index is of the whole publication; leave out the day.")
        found = type(self)(self.root, base=self.base)
        others = [*found.catalogue.contexts.values()]
        source = disk_index.IndexedFiles(self.root, found.streams(), others, {"base": self.base})
        found.index = disk_index.open_index(folder, source, say)
        return found

    @cached_property
    def _loaded(self) -> tuple[ox.Store, Prefixes]:
        """The store and the prefixes of its files, which are read straight into it if they have not been read yet."""
        if self.index:
            return self.index.store, self.index.prefixes
        store = ox.Store()
        if self.day or "quads" in self.__dict__:
            store.bulk_extend(self.understood)
            return store, self.quads.prefixes
        data, ontology = self.streams()
        store.bulk_extend(chain(data, ontology))
        standard_terms.extend(store)
        return store, data.prefixes.and_also(ontology.prefixes)

    @cached_property
    def describer(self) -> "Describer":
        """The describer of all resources of data and ontology."""
        from sco_ld.model.describer import Describer

        return Describer(self.understood, self.names)

    def describer_of(self, iri: str) -> "Describer":
        """Return a describer that knows a resource; with an index, it is of those quads alone that a description needs."""
        if not self.index:
            return self.describer
        from sco_ld.model.describer import Describer
        from sco_ld.model.surroundings import surroundings

        return Describer(surroundings(self.streamed(), self.index.store, iri), self.names)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how a worker that is started anew gets this publication: it reads the folder again."""
        return partial(type(self), self.root, self.day, possible=self.possible, base=self.base), ()


class StreamedQuads:
    """The quads of a publication that is not kept in memory."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents

    def __iter__(self) -> Iterator[ox.Quad]:
        return chain(*self.contents.streams())
