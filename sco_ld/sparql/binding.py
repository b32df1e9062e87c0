"""Values put in the place of variables: the query that has each given variable replaced by its term, wherever it stands.

The engine's own `substitutions` take projected variables only, and leave BOUND() of them false; so one rewriting serves the
engine and the endpoints. A variable stands for its value in the whole query, in subqueries too.
"""

from collections.abc import Iterator, Mapping
from itertools import count

import pyoxigraph as ox

from sco_ld.errors import ScoError
from sco_ld.sparql import inline_data, syntax_errors
from sco_ld.sparql.groups import after_group, after_projection, in_scope
from sco_ld.sparql.query import Query
from sco_ld.sparql.term_tokens import Value, spelled
from sco_ld.sparql.tokenizer import Token, position

_CLAUSES = ("SELECT", "DESCRIBE", "GROUP", "ORDER", "HAVING", "WHERE", "FROM", "LIMIT", "OFFSET", "VALUES", "CONSTRUCT")
_OPEN, _CLOSE, _BEGIN, _END = Token("open", "("), Token("close", ")"), Token("open", "{"), Token("close", "}")


def bind(query: Query, values: Mapping[str, Value]) -> Query:
    """Return the query with terms in the place of variables; a projected variable keeps its column.

    Raise ScoError if the query has no variable of a name, if it computes one itself (AS ?name), and for blank nodes, which
    have no name outside their file.
    """
    if not values:
        return query
    for name, value in values.items():
        if name not in query.variables:
            known = ", ".join(f"?{one}" for one in sorted(query.variables)) or "none"
            raise ScoError(f"The query has no variable ?{name}; it has {known}.")
        if isinstance(value, ox.BlankNode):
            raise ScoError(f"?{name} cannot be a blank node, which has no name outside its file.")
    return query.with_tokens(_Binding(query, values).tokens())


def variables(query: Query) -> list[str]:
    """Return the variables that `SELECT *` or `DESCRIBE *` stand for, as the engine has them."""
    tokens = [one._replace(text="SELECT") if one.word == "DESCRIBE" else one for one in query.tokens]
    selecting = query.with_tokens(tokens)
    try:
        answer = ox.Store().query(selecting.text)
    except SyntaxError as error:
        raise ScoError(syntax_errors.sentence(selecting, error)) from error
    return [one.value for one in answer.variables] if isinstance(answer, ox.QuerySolutions) else []


class _Binding:
    """The walk through the tokens of one query."""

    def __init__(self, query: Query, values: Mapping[str, Value]) -> None:
        self.query, self.values = query, values
        self.source = query.tokens
        self.clauses = [""]  # for each open bracket: the clause that its tokens stand in
        self.groups = [0]  # for each open bracket: the index after it
        self.ends: dict[int, list[Token]] = {}  # what follows the tokens that stand before an index
        self.fresh = (f"v{number}" for number in count() if f"v{number}" not in query.variables)

    def tokens(self) -> Iterator[Token]:
        at = 0
        while at < len(self.source):
            yield from self.ends.get(at, ())
            token = self.source[at]
            self._follow(token, at)
            if token.word == "BOUND" and self._name(at + 2) in self.values:
                yield from (_OPEN, token._replace(text="true"), _CLOSE)
                at += 4
            elif token.word == "VALUES":
                block, at = inline_data.joined(self.source, at, self.values)
                yield from block
            else:
                yield from self._minus(token, at) if token.word == "MINUS" else self._bound(token, at)
                at += 1
        yield from self.ends.get(at, ())

    def _follow(self, token: Token, at: int) -> None:
        if token.kind == "open":
            self.clauses.append("")
            self.groups.append(at + 1)
        elif token.kind == "close" and len(self.clauses) > 1:
            self.clauses.pop()
            self.groups.pop()
        elif token.word in _CLAUSES:
            self.clauses[-1] = token.word

    def _name(self, at: int) -> str:
        """Return the name of the variable at an index; empty if there is none."""
        return self.source[at].text[1:] if at < len(self.source) and self.source[at].kind == "variable" else ""

    def _bound(self, token: Token, at: int) -> list[Token]:
        """Return what stands for the token at an index."""
        clause, top = self.clauses[-1], len(self.clauses) == 1
        if token.text == "*" and top and clause in ("SELECT", "DESCRIBE"):
            names = variables(self.query)
            given = self.values.keys() & set(names)
            columns = [token._replace(kind="variable", text=f"?{name}") for name in names]
            return [part for one in columns for part in self._bound(one, at)] if given else [token]
        name = token.text[1:] if token.kind == "variable" else ""
        if name not in self.values:
            return [token]
        if at and self.source[at - 1].word == "AS":
            where = position(self.query.source, token.at)
            raise ScoError(f"{where}: the query computes ?{name} itself (AS ?{name}), so that it cannot be given a value.")
        term = spelled(self.values[name], token)
        if clause == "SELECT":
            return self._projected(token, term, at, top=top)
        return [_OPEN, *term, _CLOSE] if clause in ("GROUP", "ORDER") else term

    def _projected(self, token: Token, term: list[Token], at: int, *, top: bool) -> list[Token]:
        """Return the column of a given variable; a subquery needs none, but that it must have one at least."""
        column = [_OPEN, *term, Token("word", "AS"), token, _CLOSE]
        if top:
            return column
        start = max(number for number in range(at) if self.source[number].word == "SELECT")
        items = self.source[start + 1 : after_projection(self.source, start)]
        others = [one for one in items if one.word not in ("DISTINCT", "REDUCED") and one.text[1:] not in self.values]
        first = next(one for one in items if one.kind == "variable")
        return [] if others or token is not first else [*column[:-2], token._replace(text=f"?{next(self.fresh)}"), _CLOSE]

    def _minus(self, token: Token, at: int) -> list[Token]:
        """Return MINUS, with one more variable inside and before it for each given variable that both sides share.

        MINUS takes away only what shares a variable, so a shared variable may not just become a term.
        https://www.w3.org/TR/sparql11-query/#neg-notexists-minus
        """
        end = after_group(self.source, at + 1)
        before = in_scope(self.source[self.groups[-1] : at])
        shared = sorted(before & in_scope(self.source[at + 2 : end - 1]) & self.values.keys())
        if not shared:
            return [token]
        data = []
        for name in shared:
            variable = Token("variable", f"?{next(self.fresh)}")
            data += [Token("word", "VALUES"), variable, _BEGIN, *spelled(self.values[name], token), _END]
        self.ends.setdefault(end, []).append(_END)
        return [*data, token, _BEGIN, *data]
