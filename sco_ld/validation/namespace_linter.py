"""Prefixes that stand for the wrong namespace: `https://www.w3.org/ns/org#` for `http://www.w3.org/ns/org#`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf import formats, reader, vocabularies
from sco_ld.rdf.namespaces import SCHEMA, Prefixes
from sco_ld.source_map.locator import Places
from sco_ld.validation.report import Rule
from sco_ld.validation.results import NAMESPACE, Result

RULE = f"{NAMESPACE}Namespace"
_WORDS = "A prefix stands for the namespace by which the vocabulary, and the other files, know it."


def results(
    files: Sequence[Path], others: Sequence[Path], places: Places, severities: Mapping[str, str]
) -> Iterator[Result]:
    """Return a result for each prefix of the files that stands for the wrong namespace, at its declaration.

    A namespace is wrong if it is that of a known vocabulary but for scheme, `www.`, or `#` and `/` at the end; of
    schema.org both schemes are in use, so that one is wrong only beside the other. It is also wrong if at least two other
    files, and more than agree with this one, have another namespace for the prefix.
    """
    declared = {file: _declared(file) for file in dict.fromkeys([*files, *others])}
    usual = _usual(declared.values())
    used = {namespace for prefixes in declared.values() for namespace in prefixes.values()}
    for file in files:
        for prefix, namespace in declared[file].items():
            right = _vocabulary(namespace, used) or usual.get(prefix)
            if right and right != namespace:
                message = f"The prefix {prefix}: stands for <{right}>, not for <{namespace}>. Correct its declaration."
                place = places.find_text(file, f"<{namespace}>")
                yield Result(RULE, severities.get(RULE, "warning"), message, ox.NamedNode(namespace), place=place)


def rules(prefixes: Prefixes, severities: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rule with its severity."""
    return (Rule(prefixes.shorten(RULE), "namespace", _WORDS, severities.get(RULE, "warning")),)


def _declared(file: Path) -> dict[str, str]:
    """Return the prefixes at the top of a file, if its format has prefixes there."""
    prefixes: dict[str, str] = {}
    format_ = formats.of_path(file)
    if format_ is None or not format_.whole:
        next(reader.read(file, prefixes=prefixes), None)
    return prefixes


def _usual(declared: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the namespace that most files have for each prefix, if two files or more do."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for prefixes in declared:
        for prefix, namespace in prefixes.items():
            counts[prefix][namespace] += 1
    best = {prefix: count.most_common(2) for prefix, count in counts.items() if prefix}
    return {
        prefix: most[0][0] for prefix, most in best.items() if most[0][1] > 1 and (len(most) == 1 or most[0][1] > most[1][1])
    }


def _vocabulary(namespace: str, used: set[str]) -> str | None:
    """Return the namespace of a known vocabulary that another one resembles."""
    known = vocabularies.terms()
    if namespace in known:
        return namespace
    plain = {_plain(one): one for one in known}
    right = plain.get(_plain(namespace))
    return right if right != SCHEMA or SCHEMA in used else None


def _plain(namespace: str) -> str:
    return re.sub(r"^https?://(www\.)?|[#/]+$", "", namespace.lower())
