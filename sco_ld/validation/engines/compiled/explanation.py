"""A plan as text that a person can read."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from sco_ld.rdf.namespaces import Prefixes
from sco_ld.validation.engines.compiled.index import Term
from sco_ld.validation.engines.compiled.plan import Plan, Query
from sco_ld.validation.engines.compiled.scope import Functions

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>"{}|^`\\\x00-\x20]*>|[{}]|[^{}"<]+|<')


def explanation(plan: Plan, handed: Iterable[Term], prefixes: Prefixes, about: str | None = None) -> str:
    """Return the queries of a plan, with the constraints that they test: all, or those about a shape or constraint."""
    queries = [query for query in plan.queries if about is None or about in _nodes(query)]
    functions = _used("".join(query.text for query in queries), plan.functions)
    parts = [_explained(query, prefixes) for query in queries]
    parts += [
        f"# {_short(ox.NamedNode(name), prefixes)}(0): asks whether there is a solution for the node\n"
        + _laid_out(plan.functions.queries[name].text, prefixes)
        for name in functions
        if name in plan.functions.queries
    ]
    parts += [
        f"# {_short(ox.NamedNode(name), prefixes)}: the Python pattern {plan.functions.patterns[name].pattern}"
        for name in functions
        if name in plan.functions.patterns
    ]
    parts += [f"# {_short(node, prefixes)}: validated by pySHACL" for node in handed if about in (None, node.value)]
    return "\n\n".join(parts) + "\n" if parts else ""


def _nodes(query: Query) -> set[str]:
    """Return the names of the shapes and constraints that a query tests."""
    nodes = [query.root, *(node for check in query.checks for node in (check.shape.node, check.constraint.source))]
    return {node.value for node in nodes if isinstance(node, ox.NamedNode)}


def _used(text: str, functions: Functions) -> list[str]:
    """Return the names of the functions that queries call, and those that these call."""
    found: list[str] = []
    texts = [text]
    for one in texts:
        for name in (*functions.queries, *functions.patterns):
            if f"<{name}>" in one and name not in found:
                found.append(name)
                texts += [functions.queries[name].text] if name in functions.queries else []
    return found


def _explained(query: Query, prefixes: Prefixes) -> str:
    lines = []
    for check in query.checks:
        column = f" where {check.flag}" if check.flag else ""
        source = check.constraint.source or check.shape.node
        lines.append(f"# {_short(source, prefixes)}: {_short(check.constraint.iri, prefixes)}{column}\n")
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
            words = line + words.lstrip() if out.endswith("}") and words.startswith(" ?") else words
            out += re.sub(r" (?=FILTER|BIND|LATERAL|UNION)|(?<= \.) ", line, words)
    return re.sub(r"\s*\n\s*\n", "\n", out).rstrip()


def _short(term: Term, prefixes: Prefixes) -> str:
    return prefixes.shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)
