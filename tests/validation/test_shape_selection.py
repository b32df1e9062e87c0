"""Shapes that give nothing but infos lose their targets; a shape that gives more, itself or by a property, keeps them."""

import pyoxigraph as ox
import pytest

from sco_ld.validation.shapes.shape_selection import without_infos
from sco_ld.validation.shapes.targets import TARGETS

PREFIXES = "PREFIX e: <http://e/> PREFIX sh: <http://www.w3.org/ns/shacl#> "
INFO = "sh:severity sh:Info"


@pytest.mark.parametrize(
    ("shape", "keeps"),
    [
        (f"sh:property [ sh:path e:p ; sh:minCount 1 ; {INFO} ]", False),
        (f"{INFO} ; sh:nodeKind sh:IRI", False),
        ("sh:property [ sh:path e:p ; sh:minCount 1 ]", True),
        (f"sh:property [ sh:path e:p ; sh:minCount 1 ; {INFO} ] , [ sh:path e:q ; sh:minCount 1 ]", True),
        (f"sh:nodeKind sh:IRI ; sh:property [ sh:path e:p ; sh:minCount 1 ; {INFO} ]", True),
        (f"{INFO} ; sh:property [ sh:path e:p ; sh:minCount 1 ]", True),
    ],
)
def test_only_shapes_that_give_more_than_infos_keep_their_targets(shape: str, keeps: bool) -> None:
    shapes = list(ox.parse(f"{PREFIXES} e:S sh:targetClass e:C ; {shape} .", ox.RdfFormat.TURTLE))
    others = [quad for quad in shapes if quad.predicate.value not in TARGETS]
    assert without_infos(shapes) == (shapes if keeps else others)
