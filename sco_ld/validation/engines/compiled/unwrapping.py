"""The queries of shapes for a store in which some literals have surrogates.

Patterns match literals as they are written, and STR, sameTerm and COUNT see them so. Elsewhere in an expression a variable
stands for a value, so it is unwrapped there.
"""

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from sco_ld.rdf.namespaces import XSD
from sco_ld.sparql.groups import after_group
from sco_ld.sparql.tokenizer import Token, tokenize
from sco_ld.validation.engines.compiled import literals
from sco_ld.validation.engines.compiled.shapes import UserQuery

_AS_WRITTEN = frozenset("STR SAMETERM BOUND LANG ISIRI ISURI ISBLANK ISLITERAL COUNT SAMPLE GROUP_CONCAT".split())
_BY_VALUE = frozenset({"MIN", "MAX"})  # they return a term that was chosen by its value, but as it is written
_STARTS, _ENDS = ("(", ",", "DISTINCT"), (")", ",", ";")
_STRING = f"<{XSD}string>"


@lru_cache(maxsize=1000)
def unwrapped(query: UserQuery) -> str | None:
    """Return the text of a query for a store with surrogates; None if it cannot be asked of one."""
    tokens = tokenize(query.text)
    words = {token.word for token in tokens}
    if words & _BY_VALUE or ("ORDER" in words and words & {"LIMIT", "OFFSET"}):
        return None
    text = "".join(_Unwrapping(tokens).parts())
    try:
        ox.Store().query(f"ASK {text}" if query.is_ask else text)
    except SyntaxError:
        return None
    return text


@dataclass
class _Call:
    """A function, which of its arguments is read, and whether its value is used as it is written."""

    name: str
    as_written: bool = False
    argument: int = 0


class _Unwrapping:
    """The tokens of a query, the text for each, and the functions whose brackets are open."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = [Token("", ""), Token("", ""), *tokens, Token("", ""), Token("", "")]
        self.texts = [" " * token.spaced + token.text for token in self.tokens]
        self.open = [_Call("")]

    def parts(self) -> list[str]:
        """Return the text for each token."""
        for number in range(2, len(self.tokens) - 2):
            token, before = self.tokens[number], self.tokens[number - 1]
            if token.kind == "open":
                self.open.append(self._call(number))
            elif token.kind == "close" and len(self.open) > 1:
                self.open.pop()
            elif token.text == ",":
                self.open[-1].argument += 1
            elif token.kind == "variable" and token.expression and before.word != "AS":
                self._variable(number)
            elif token.kind in ("number", "string"):
                self._literal(number)
        return self.texts

    def _variable(self, number: int) -> None:
        name, variable = self.open[-1].name, self.tokens[number].text
        if self._is_as_written(number, number):
            return
        if self._is_whole_argument(number, number):
            if name == "DATATYPE":
                self.texts[number - 2] = f" IRI(REPLACE(STR({self.texts[number - 2]}"
                self.texts[number + 1] = f')), "^{literals.PREFIXES}", ""))'
                return
            if name == _STRING:
                self.texts[number] = f"STR({variable})"
                return
        self.texts[number] = f" {literals.unwrapped(variable)}"

    def _literal(self, number: int) -> None:
        """Write a literal as it is stored, where it is a term and no value."""
        last = number + 2 if self.tokens[number + 1].text == "^^" else number
        is_term = self.open[-1].name in ("SAMETERM", "STR", _STRING) and self._is_whole_argument(number, last)
        is_count = self.tokens[number - 1].word in ("LIMIT", "OFFSET")
        if is_count or (self.tokens[number].expression and not is_term):
            return
        term = _literal("".join(token.text for token in self.tokens[number : last + 1]))
        if (stored := literals.stored(term)) != term:
            self.texts[number : last + 1] = [f" {stored} ", *[""] * (last - number)]

    def _call(self, number: int) -> "_Call":
        """Return the call whose bracket is at a number; a bracket without a name before it is one, too."""
        before, last = self.tokens[number - 1], after_group(self.tokens, number) - 1
        if self.tokens[number].text != "(":
            return _Call("")
        name = before.word if before.kind == "word" else before.text if before.kind == "iri" else ""
        return _Call(name, self._is_as_written(number - bool(name), last))

    def _is_as_written(self, first: int, last: int) -> bool:
        """Return whether an expression is passed on, or its form is read, and its value is not."""
        call = self.open[-1]
        if not self._is_whole_argument(first, last):
            return False
        is_passed_on = call.name in ("", "COALESCE") or (call.name == "IF" and call.argument > 0)
        return self.tokens[last + 1].word == "AS" or call.name in _AS_WRITTEN or (is_passed_on and call.as_written)

    def _is_whole_argument(self, first: int, last: int) -> bool:
        before, after = self.tokens[first - 1], self.tokens[last + 1]
        return (before.word or before.text) in _STARTS and (after.text in _ENDS or after.word == "AS")


def _literal(text: str) -> ox.Literal:
    (quad,) = ox.parse(f"<urn:s> <urn:p> {text} .", ox.RdfFormat.TURTLE)
    assert isinstance(quad.object, ox.Literal)  # noqa: S101
    return quad.object
