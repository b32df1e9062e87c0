"""Prefixes that stand for the wrong namespace: `https://www.w3.org/ns/org#` for `http://www.w3.org/ns/org#`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pyoxigraph as ox

from sco_ld.rdf import vocabularies
from sco_ld.rdf.namespaces import SCHEMA, Prefixes
from sco_ld.source_map.locator import Locator
from sco_ld.validation.report import Rule
from sco_ld.validation.results import NAME_COMPONENT, NAMESPACE, Result

RULE = f"{NAMESPACE}Namespace"
Declared = Mapping[Path, Mapping[str, str]]  # the prefixes of each file
_NEAR = 0.85
_ENDS = ("#", "/")
_WORDS = "A prefix stands for the namespace by which the vocabulary, and the other files, know it."


def results(files: Sequence[Path], declared: Declared, places: Locator, severities: Mapping[str, str]) -> Iterator[Result]:
    """Return a result for each prefix of the files that stands for the wrong namespace, at its declaration.

    `declared` has the prefixes of these files and of those that stand beside them.

    A namespace is wrong if it is that of a known vocabulary but for scheme, `www.`, or `#` and `/` at the end; of
    schema.org both schemes are in use, so that one is wrong only beside the other. It is also wrong if at least two other
    files, and more than agree with this one, have another namespace for the prefix, and if another file has the same with a
    `#` or `/` at the end.
    """
    usual = _usual(declared.values())
    used = Counter(namespace for prefixes in declared.values() for namespace in prefixes.values())
    for file in files:
        for prefix, namespace in declared.get(file, {}).items():
            right = _vocabulary(namespace, used) or _with_end(namespace, used) or usual.get(prefix, namespace)
            if right != namespace and _is_near(right, namespace):
                message = f"The prefix {prefix}: stands for <{right}>, not for <{namespace}>. Correct its declaration."
                place = places.find_text(file, f"<{namespace}>")
                severity = severities.get(RULE, "warning").capitalize()
                yield Result(ox.NamedNode(namespace), None, None, severity, message, RULE, NAME_COMPONENT, place)


def rules(prefixes: Prefixes, severities: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rule with its severity."""
    return (Rule(prefixes.shorten(RULE), "namespace", _WORDS, severities.get(RULE, "warning")),)


def _is_near(first: str, second: str) -> bool:
    """Return whether one namespace may be a slip for another: files may well use one prefix for different ones."""
    return SequenceMatcher(None, first, second).ratio() >= _NEAR


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


def _vocabulary(namespace: str, used: Mapping[str, int]) -> str | None:
    """Return the namespace of a known vocabulary that another one resembles."""
    known = vocabularies.terms()
    if namespace in known:
        return namespace
    plain = {_plain(one): one for one in known}
    right = plain.get(_plain(namespace))
    return right if right != SCHEMA or SCHEMA in used else None


def _with_end(namespace: str, used: Mapping[str, int]) -> str | None:
    """Return a namespace with the `#` or `/` that other files have at its end, most of them if they differ."""
    if namespace.endswith(_ENDS):
        return namespace if namespace[:-1] in used else None
    return max((namespace + end for end in _ENDS if namespace + end in used), key=lambda one: used[one], default=None)


def _plain(namespace: str) -> str:
    return re.sub(r"^https?://(www\.)?|[#/]+$", "", namespace.lower())
