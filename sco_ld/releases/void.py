"""Statistics of some quads in VoID. https://www.w3.org/TR/void/#statistics"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from sco_ld.rdf.namespaces import RDF, VOID, XSD

_LINKS = ("sameAs", "exactMatch", "closeMatch", "location")


def statistics(dataset: ox.NamedNode, quads: Iterable[ox.Quad], space: str) -> Iterator[ox.Quad]:
    """Return what VoID says of a data set: counts, partitions by class and property, and links to other hosts.

    `space` is the beginning of the data set's own IRIs. Partitions and link sets are blank nodes.
    """
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    subjects, objects = {one[0] for one in triples}, {one[2] for one in triples}
    classes, properties = _partitions(triples)
    own = [subject for subject in subjects if isinstance(subject, ox.NamedNode) and subject.value.startswith(space)]
    counts = {
        "triples": len(triples),
        "entities": len(own),
        "distinctSubjects": len(subjects),
        "distinctObjects": len(objects),
        "classes": len(classes),
        "properties": len(properties),
    }
    yield from (_count(dataset, name, number) for name, number in counts.items())
    for kind, term, inside, partitions in (
        ("classPartition", "class", "entities", classes),
        ("propertyPartition", "property", "triples", properties),
    ):
        for number, (iri, size) in enumerate(sorted(partitions.items(), key=lambda item: item[0].value)):
            node = ox.BlankNode(f"{kind}{number}")
            yield ox.Quad(dataset, ox.NamedNode(f"{VOID}{kind}"), node)
            yield ox.Quad(node, ox.NamedNode(f"{VOID}{term}"), iri)
            yield _count(node, inside, size)
    yield from _link_sets(dataset, triples, space)


def _partitions(triples: Iterable[tuple[object, ...]]) -> tuple[Mapping[ox.NamedNode, int], Mapping[ox.NamedNode, int]]:
    """Return how many entities each class has, and how many triples each property."""
    classes: dict[ox.NamedNode, set[object]] = defaultdict(set)
    properties: Counter[ox.NamedNode] = Counter()
    for subject, predicate, value in triples:
        assert isinstance(predicate, ox.NamedNode)  # noqa: S101
        properties[predicate] += 1
        if predicate.value == f"{RDF}type" and isinstance(value, ox.NamedNode):
            classes[value].add(subject)
    return {class_: len(entities) for class_, entities in classes.items()}, properties


def _link_sets(dataset: ox.NamedNode, triples: Iterable[tuple[object, ...]], space: str) -> Iterator[ox.Quad]:
    """Return a link set for each property that links to each other host."""
    links: Counter[tuple[str, str]] = Counter()
    for _, predicate, value in triples:
        assert isinstance(predicate, ox.NamedNode)  # noqa: S101
        local_name = predicate.value.replace("#", "/").rpartition("/")[2]
        if local_name in _LINKS and isinstance(value, ox.NamedNode) and not value.value.startswith(space):
            links["/".join(value.value.split("/")[:3]) + "/", predicate.value] += 1
    for number, ((host, predicate_iri), size) in enumerate(sorted(links.items())):
        node = ox.BlankNode(f"linkset{number}")
        yield ox.Quad(dataset, ox.NamedNode(f"{VOID}subset"), node)
        yield ox.Quad(node, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{VOID}Linkset"))
        yield ox.Quad(node, ox.NamedNode(f"{VOID}subjectsTarget"), dataset)
        yield ox.Quad(node, ox.NamedNode(f"{VOID}objectsTarget"), ox.NamedNode(host))
        yield ox.Quad(node, ox.NamedNode(f"{VOID}linkPredicate"), ox.NamedNode(predicate_iri))
        yield _count(node, "triples", size)


def _count(node: ox.NamedNode | ox.BlankNode, name: str, number: int) -> ox.Quad:
    return ox.Quad(node, ox.NamedNode(f"{VOID}{name}"), ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}integer")))
