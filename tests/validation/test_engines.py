"""The engines against each other: compiled finds what pySHACL finds, and rdf-validate-shacl what is SHACL Core."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import SH

import sco_ld
from sco_ld.export.writer import to_bytes
from sco_ld.rdf.quad_stream import read_all
from sco_ld.validation import engines
from sco_ld.validation.job import Job
from sco_ld.validation.linters.lexical_forms import LEXICAL_FORM
from sco_ld.validation.report import Report
from sco_ld.validation.results import NAME_COMPONENT
from sco_ld.validation.runner import run
from sco_ld.validation.validator import validate
from tests.conftest import ID, PREFIXES, ROOT, SYNTAX
from tests.wounds import WOUNDS, Wound

JS = ROOT / "tests" / "js"
# rdf-validate-shacl has no SPARQL (the runner takes sh:sparql out of the shapes), and names are our own check.
NOT_CORE = {SH.SPARQLConstraintComponent, rdflib.URIRef(NAME_COMPONENT)}
OVERLOOKED = {(f"{ID}india-accession-started", "", str(SH.MinInclusiveConstraintComponent))}  # a year beside a date
BLANK = """
    PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX e: <http://e/>
    e:Shape sh:targetClass e:Class ;
        sh:property
            [ sh:path e:p ; sh:minCount 2 ] ,
            [ sh:path [ sh:zeroOrMorePath ( e:p [ sh:inversePath e:q ] ) ] ; sh:minCount 2 ; sh:property
                [ sh:path e:q ; sh:nodeKind sh:IRI ] ] ;
        sh:sparql
            [ sh:message "Has {?value}."@en ; sh:select "SELECT $this ?value { $this <http://e/p> ?value }" ] ,
            [ sh:message "Is."@en ; sh:select "SELECT $this { $this a <http://e/Class> }" ] .
    [] a e:Class ; e:p "01"^^<http://www.w3.org/2001/XMLSchema#integer> ; e:q [ e:q 1 ] .
"""
SHAPE = "e:S a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
Finding = tuple[str, str, str, str, str, str]
Triple = tuple[str, str, str]

pytestmark = pytest.mark.slow


def clash(first: Wound, second: Wound) -> bool:
    nodes, others = ({wound.block, *wound.node.split()} for wound in (first, second))
    return bool(nodes & others) or ("/" in first.file) != ("/" in second.file)


def batches(wounds: Iterable[Wound]) -> list[tuple[Wound, ...]]:
    """Return wounds in groups that can be inflicted together: of different nodes, and those of the ontology apart."""
    found: list[list[Wound]] = []
    for wound in wounds:
        batch = next((one for one in found if not any(clash(wound, other) for other in one)), None)
        if batch is None:
            found.append([wound])
        else:
            batch.append(wound)
    return list(map(tuple, found))


BATCHES = batches([one for one in WOUNDS if not one.in_shapes])  # pySHACL takes most of a minute for the bundled data
each = pytest.mark.parametrize("batch", BATCHES, ids=range(len(BATCHES)))


def keys(report: Report) -> set[Finding]:
    return {(one.focus, one.path, one.component, one.shape, one.severity, one.value) for one in report}


def core(graph: rdflib.Graph) -> set[Triple]:
    """Return focus, path if it is a property, and component of the results of SHACL Core, without their details."""
    found = set()
    details = set(graph.objects(predicate=SH.detail))
    for result, component in graph.subject_objects(SH.sourceConstraintComponent):
        if result in details:
            continue
        path = graph.value(result, SH.resultPath)
        if component not in NOT_CORE and (result, SH.sourceShape, rdflib.URIRef(LEXICAL_FORM)) not in graph:
            shown = str(path) if isinstance(path, rdflib.URIRef) else ""
            found.add((str(graph.value(result, SH.focusNode)), shown, str(component)))
    return found


def test_compiled_equals_pyshacl_on_the_bundled_data(sco: sco_ld.Publication) -> None:
    first, second = (validate([*sco.data, *sco.ontology], sco.shapes, engine=engine) for engine in engines.NAMES)
    assert keys(first) == keys(second)
    assert keys(first) != set()


@pytest.fixture(scope="module")
def examined(patient: Path) -> Callable[[tuple[Wound, ...], str], Report]:
    """Return a function that validates the publication with wounds by an engine, once for each batch."""

    @cache
    def report(batch: tuple[Wound, ...], engine: str) -> Report:
        with inflicted(batch, patient):
            publication = sco_ld.load(patient)
            data = (*publication.files("data"), *publication.files("ontology"))
            return run(Job(data, tuple(publication.files("shapes")), engine=engine, trusted=True))

    return report


@contextmanager
def inflicted(batch: Iterable[Wound], root: Path) -> Iterator[None]:
    with ExitStack() as stack:
        for wound in batch:
            stack.enter_context(wound.inflicted(root))
        yield


@each
def test_compiled_equals_pyshacl_on_wounds(
    batch: tuple[Wound, ...], examined: Callable[[tuple[Wound, ...], str], Report]
) -> None:
    first, second = (examined(batch, engine) for engine in engines.NAMES)
    assert keys(first) == keys(second)
    expected = {(f"shape:{wound.rule}", node) for wound in batch for node in wound.node.split()}
    assert expected <= {(finding.shape, finding.focus) for finding in first}


def test_engines_distinguish_blank_shapes_paths_and_constraints(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text(BLANK)
    quads = read_all([path])
    first, second = (validate(quads, quads, engine=engine) for engine in engines.NAMES)
    assert keys(first) == keys(second)
    assert len(first) == len(second) == 5


@pytest.mark.parametrize("engine", engines.NAMES)
def test_triples_of_the_shapes_graph_are_not_validated(engine: str, tmp_path: Path) -> None:
    """A node there is no focus node, and a subclass that only the shapes declare is none."""
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("sh", "rdfs")) + "PREFIX e: <http://e/>\n"
    for name, body in {"data": "e:x a e:D .", "shapes": f"{SHAPE} e:sample a e:C . e:D rdfs:subClassOf e:C ."}.items():
        (tmp_path / f"{name}.ttl").write_text(prefixes + body)
    data, shapes = (read_all([tmp_path / f"{name}.ttl"]) for name in ("data", "shapes"))
    assert not keys(validate(data, shapes, engine=engine))


@pytest.fixture(scope="module")
def others(sco: sco_ld.Publication, patient: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[Triple]]:
    """Return what rdf-validate-shacl finds in the publication with each batch of wounds, by its number, and with none."""
    if not (JS / "node_modules").is_dir() or not shutil.which("node"):
        pytest.skip("rdf-validate-shacl is not here: npm install --prefix tests/js")
    folder = tmp_path_factory.mktemp("js")
    shapes = folder / "shapes.nt"
    shapes.write_bytes(to_bytes(sco.shapes, "ntriples", SYNTAX))
    files = {"none": folder / "none.nt"}
    files["none"].write_bytes(sco.export("ntriples"))
    for number, batch in enumerate(BATCHES):
        files[str(number)] = folder / f"{number}.nt"
        with inflicted(batch, patient):
            files[str(number)].write_bytes(sco_ld.load(patient).export("ntriples"))
    command = ["node", *map(str, (JS / "validate.mjs", shapes, *files.values()))]
    lines = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
    return {name: {tuple(one) for one in json.loads(line)} for name, line in zip(files, lines, strict=True)}


def test_rdf_validate_shacl_equals_pyshacl_on_the_bundled_data(
    others: dict[str, set[Triple]], sco: sco_ld.Publication
) -> None:
    assert others["none"] == core(validate([*sco.data, *sco.ontology], sco.shapes).graph)


@each
def test_rdf_validate_shacl_equals_pyshacl_on_wounds(
    batch: tuple[Wound, ...],
    others: dict[str, set[Triple]],
    examined: Callable[[tuple[Wound, ...], str], Report],
) -> None:
    assert others[str(BATCHES.index(batch))] == core(examined(batch, "pyshacl").graph) - OVERLOOKED


def test_validation_imports_neither_pyshacl_nor_pyld(tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text("<http://e/x> a <http://e/C> .")
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <http://e/S> sh:targetClass <http://e/C> ."
    )
    code = """
import sys
from pathlib import Path
from sco_ld.validation.job import Job
from sco_ld.validation.runner import run_here
run_here(Job((Path("data.ttl"),), (Path("shapes.ttl"),), allow_empty=True), lambda _: None)
print(sorted({"pyshacl", "rdflib", "pyld"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
