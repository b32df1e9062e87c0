"""Which triples a query can touch, read off its tokens: a store need not hold the others.

Whatever the tokens leave in doubt is answered with None, so that all triples are kept: a variable where a property may
stand, paths of no length, negated paths, named graphs, DESCRIBE.
"""

from collections.abc import Iterator, Sequence

from sco_ld.patterns import Token, tokens
from sco_ld.vocab import PREFIXES, RDF

_DOUBTFUL = {"BASE", "DESCRIBE", "FROM", "GRAPH", "LATERAL", "SERVICE"}
_DOUBTFUL_SIGNS = ("\\", "<<", "{|", "~")
_LISTS = {"SELECT": "{", "VALUES": "{", "BY": "{}"}  # where variables stand side by side, until one of these
_NO_WORDS = {"LIMIT", "OFFSET", "HAVING", "VALUES", "ORDER", "GROUP"}
_TERMS = ("iri", "name", "string", "variable")


def properties(text: str) -> frozenset[str] | None:
    """Give the IRIs of all properties whose triples the query can touch, among others; None where it may touch any.

    >>> sorted(properties("ASK { ?who <http://e/p>/<http://e/q> ?what }"))[:2]
    ['http://e/p', 'http://e/q']
    """
    read = tokens(text)
    if any(one in text for one in _DOUBTFUL_SIGNS) or any(_is_doubtful(read, at) for at in range(len(read))):
        return None
    if any(_may_be_property(before, here, after) for before, here, after in _patterns(read)):
        return None
    return _iris(read)


def _is_doubtful(read: Sequence[Token], at: int) -> bool:
    """Say whether a token is a word or an operator that touches more than the properties it names."""
    one, before, after = read[at], _at(read, at - 1), _at(read, at + 1)
    if one.kind == "word":
        return one.text.upper() in _DOUBTFUL
    if one.text == "*":
        return before.text != "(" and before.text.upper() not in ("SELECT", "DISTINCT", "REDUCED")
    if one.text == "!":
        return after.text != "=" and after.kind != "variable" and not (after.kind == "word" and after.text != "a")
    return one.text == "?"


def _patterns(read: Sequence[Token]) -> Iterator[tuple[Token, Token, Token]]:
    """Give each token outside lists of variables, with its neighbours; the end of an expression is none."""
    end = Token("other", "")
    before, until = end, ""
    openers: list[Token] = []
    for at, one in enumerate(read):
        word = one.text.upper() if one.kind == "word" else ""
        if until and (one.text in until or word in _NO_WORDS):
            until = ""
        if one.kind == "open":
            openers.append(before)
        if not until:
            after = _at(read, at + 1)
            yield before, one, _at(read, at + 2) if after.text == "." and _is_number(_at(read, at + 2)) else after
        until = _LISTS.get(word, until)
        before = one
        if one.kind == "close":
            opener = openers.pop() if openers else end
            if opener.kind == "word" and opener.text != "a":
                before = end


def _may_be_property(before: Token, here: Token, after: Token) -> bool:
    if here.kind != "variable":
        return False
    if before.text in (";", "["):
        return True
    subject = before.kind in ("iri", "name", "variable") or before.text in ("]", ")")
    value = after.kind in _TERMS or after.text in ("[", "(", "+", "-") or _is_number(after)
    return subject and (value or after.text in ("true", "false"))


def _is_number(one: Token) -> bool:
    return one.text[:1].isdigit()


def _iris(read: Sequence[Token]) -> frozenset[str] | None:
    """Give all IRIs of a query in full; None where a prefix has two meanings."""
    prefixes = dict(PREFIXES)
    declared = [at for at, one in enumerate(read) if one.kind == "word" and one.text.upper() == "PREFIX"]
    own = {_at(read, at + 1).text.partition(":")[0]: _at(read, at + 2).text[1:-1] for at in declared}
    if len(own) < len(declared):
        return None
    prefixes |= own
    found = {f"{RDF}{name}" for name in ("type", "first", "rest")}  # for which there are other words: a, ( )
    for one in read:
        prefix, _, local = one.text.partition(":")
        if one.kind == "iri":
            found.add(one.text[1:-1])
        elif one.kind == "name":
            found.add(prefixes.get(prefix, "") + local)
    return frozenset(found)


def _at(read: Sequence[Token], at: int) -> Token:
    return read[at] if 0 <= at < len(read) else Token("other", "")
