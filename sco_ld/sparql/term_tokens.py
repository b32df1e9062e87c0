"""RDF terms as tokens of a query."""

import pyoxigraph as ox

from sco_ld.sparql.tokenizer import Token

Value = ox.NamedNode | ox.BlankNode | ox.Literal


def spelled(value: Value, like: Token) -> list[Token]:
    """Return the tokens of a term that stands where a token stood."""
    if not isinstance(value, ox.Literal):
        return [like._replace(kind="iri", text=str(value))]
    text = like._replace(kind="string", text=str(ox.Literal(value.value)))
    rest = like._replace(spaced=False)
    suffix = str(value).removeprefix(text.text)
    if suffix.startswith("@"):
        return [text, rest._replace(kind="language", text=suffix)]
    if suffix.startswith("^^"):
        return [text, rest._replace(kind="operator", text="^^"), rest._replace(kind="iri", text=suffix[2:])]
    return [text]
