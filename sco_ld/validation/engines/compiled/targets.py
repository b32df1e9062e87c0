"""The focus nodes of a shape as a group pattern. https://www.w3.org/TR/shacl/#targets"""

import pyoxigraph as ox

from sco_ld.validation.engines.compiled import booleans, hierarchy, paths
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.scope import Scope
from sco_ld.validation.engines.compiled.shapes import Targets


def focus_pattern(targets: Targets, focus: str, scope: Scope) -> str:
    """Return a pattern that binds `focus` to each focus node once."""
    listed = [scope.hierarchy.below(cls) for cls in targets.classes]
    classes = dict.fromkeys(one for names in listed if names is not None for one in names)
    parts = [_instances(list(map(str, classes)), focus, scope)] if classes else []
    for cls, names in zip(targets.classes, listed, strict=True):
        if names is None:
            kind = scope.variable("class")
            pattern = paths.pattern(hierarchy.INSTANCE, focus, kind)
            parts.append(f"{pattern} FILTER (SAMETERM({kind}, {scope.constant(cls)}))")
    parts += _named(targets.nodes, focus, scope)
    parts += [f"{focus} {one} {scope.variable('object')} ." for one in targets.subjects_of]
    parts += [f"{scope.variable('subject')} {one} {focus} ." for one in targets.objects_of]
    if parts == [f"{focus} {hierarchy.TYPE} {one} ." for one in classes]:
        return parts[0]
    body = parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in parts)
    return f"{{ SELECT DISTINCT {focus} {{ {body} }} }}"


def _named(nodes: tuple[Term, ...], focus: str, scope: Scope) -> list[str]:
    """Return the patterns of nodes that are named as targets."""
    if scope.narrowed:  # the focus node is bound, so nothing may bind it again
        tests = booleans.either(f"SAMETERM({focus}, {scope.constant(one)})" for one in nodes)
        return [f"FILTER ({tests})"] if nodes else []
    terms = [scope.constant(one) for one in nodes if not isinstance(one, ox.BlankNode)]
    blank = [f"BIND ({scope.constant(one)} AS {focus})" for one in nodes if isinstance(one, ox.BlankNode)]
    return [*([f"VALUES {focus} {{ {' '.join(terms)} }}"] if terms else []), *blank]


def _instances(classes: list[str], focus: str, scope: Scope) -> str:
    if len(classes) == 1:
        return f"{focus} {hierarchy.TYPE} {classes[0]} ."
    kind = scope.variable("class")
    return f"VALUES {kind} {{ {' '.join(classes)} }} {focus} {hierarchy.TYPE} {kind} ."
