"""A plan as text that a person can read."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.plan import Plan, Query

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>"{}|^`\\\x00-\x20]*>|[{}]|[^{}"<]+|<')


def explanation(plan: Plan, handed: Iterable[Term], prefixes: Prefixes) -> str:
    """Return the queries of a plan, each with the constraints that it tests."""
    parts = [_explained(query, prefixes) for query in plan.queries]
    parts += [f"# <{name}>\n{_laid_out(one.text, prefixes)}" for name, one in plan.functions.queries.items()]
    parts += [f"# <{name}>: the Python pattern {one.pattern}" for name, one in plan.functions.patterns.items()]
    parts += [f"# {_short(node, prefixes)}: validated by pySHACL" for node in handed]
    return "\n\n".join(parts) + "\n"


def _explained(query: Query, prefixes: Prefixes) -> str:
    lines = []
    for check in query.checks:
        column = f" where {check.flag}" if check.flag else ""
        lines.append(f"# {_short(check.shape.node, prefixes)}: {_short(check.constraint.iri, prefixes)}{column}\n")
    return "".join(lines) + _laid_out(query.text, prefixes)


def _laid_out(query: str, prefixes: Prefixes) -> str:
    """Return a query with a line for each pattern, and prefixed names."""
    depth, out = 0, ""
    for token in _TOKEN.findall(query):
        depth += (token == "{") - (token == "}")
        line = f"\n{'  ' * depth}"
        if token == "{":
            out += f"{token}{line}"
        elif token == "}":
            out = f"{out.rstrip()}{line}{token}"
        elif token.startswith("<") and token.endswith(">"):
            out += prefixes.shorten(token[1:-1])
        else:
            words = token.lstrip() if out.endswith(("  ", "\n")) else token
            out += re.sub(r" (?=FILTER|BIND|LATERAL|UNION)|(?<= \.) ", line, words)
    return re.sub(r"\s*\n\s*\n", "\n", out).rstrip()


def _short(term: Term, prefixes: Prefixes) -> str:
    return prefixes.shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)
