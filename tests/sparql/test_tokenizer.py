"""Tokens by the terminals of SPARQL 1.1: each kind, their borders, what is refused, and time that grows with the length."""

import contextlib
import time

import pytest

from sco_ld.errors import ScoError
from sco_ld.sparql.tokenizer import Token, tokenize
from tests.sparql.test_equivalence import HARD

TOKENS = {  # text: its tokens, with a space between two
    "SELECT*{?s?p?o}": "SELECT * { ?s ?p ?o }",
    "?x.id:china": "?x . id:china",
    "e:a.b. e:a..b.. e:": "e:a.b . e:a..b . . e:",
    "true-id:a true - id:a": "true-id:a true - id:a",
    "e:a.b.MINUS{}": "e:a.b.MINUS { }",
    "a.b:c.d : :a": "a.b:c.d : :a",
    r"e:a\,b\/c%20d": r"e:a\,b\/c%20d",
    "e:भारत e:ประเทศ e:l·l e:e\u0301 _:é.b ?भारत $x": "e:भारत e:ประเทศ e:l·l e:e\u0301 _:é.b ?भारत $x",
    "e:a-b ?a-?b ?a-1": "e:a-b ?a - ?b ?a -1",
    "1 1. .5 1.5 1e6 1.e6 .5E-3 +1 -.5": "1 1 . .5 1.5 1e6 1.e6 .5E-3 +1 -.5",
    "1+1 1 + 1": "1 +1 1 + 1",
    "1..5": "1 . .5",
    '"x"@be-BY "x"^^e:d \'y\'': '"x" @be-BY "x" ^^ e:d \'y\'',
    "'''a'b''c''' \"\"\"a\"\nb\"\"\" ''": "'''a'b''c''' \"\"\"a\"\nb\"\"\" ''",
    '"""a"': '"" "a"',
    r'"a\"b\\" ': r'"a\"b\\"',
    "# a\rASK # b\n{#c\r\n}#": "ASK { }",
    "'#' <http://e/#x> # y": "'#' <http://e/#x>",
    "FILTER(?o<?v&&?o>0)": "FILTER ( ?o < ?v && ?o > 0 )",
    "FILTER(?o<=?v&&?o>=0||!?a!=?b)": "FILTER ( ?o <= ?v && ?o >= 0 || ! ?a != ?b )",
    "{ ?s <p> ?o . ?o<p>0 }": "{ ?s <p> ?o . ?o <p> 0 }",
    "SELECT (?a<?b&&?c>?d AS ?e)": "SELECT ( ?a < ?b && ?c > ?d AS ?e )",
    "ORDER BY ?a<f>(?b<?c&&?c>?d)": "ORDER BY ?a <f> ( ?b < ?c && ?c > ?d )",
    "FILTER<f>(?b<?c&&?c>?d)": "FILTER <f> ( ?b < ?c && ?c > ?d )",
    "FILTER(?a IN(<x>,<y>)&&?a<?b&&?b>?a)": "FILTER ( ?a IN ( <x> , <y> ) && ?a < ?b && ?b > ?a )",
    "FILTER(EXISTS{?s<p>?o}&&?a<?b&&?b>?a)": "FILTER ( EXISTS { ?s <p> ?o } && ?a < ?b && ?b > ?a )",
    "{?s ?p (?a<b>)}": "{ ?s ?p ( ?a <b> ) }",
    "VALUES(?a ?b){(1<b>)}": "VALUES ( ?a ?b ) { ( 1 <b> ) }",
    "?s e:p*/^e:q? ?o": "?s e:p * / ^ e:q ? ?o",
    r"'\u0041' <http://e/\U0001F600> '\u0022\u005c\u000A'": "'A' <http://e/😀> '\\\"\\\\\\n'",
    r"'\\u0041'": r"'\\u0041'",
    "\ufeffASK{}": "ASK { }",
}


@pytest.mark.parametrize("text", [text for text in (*TOKENS, *HARD) if text.isascii()])
def test_ascii_text_has_the_tokens_that_it_has_among_other_characters(text: str) -> None:
    assert outcome(text) == outcome(f"{text}\n# é")


def outcome(text: str) -> list[Token] | str:
    try:
        return tokenize(text)
    except ScoError as error:
        return str(error)


REFUSED = {
    "ASK {\n  ?s ; ~ }": 'query, line 2, column 8: unexpected character "~".',
    "ASK {\r\r\n ?s § }": 'line 3, column 5: unexpected character "§".',
    "ASK { \x00 }": 'unexpected character "U+0000".',
    "ASK { ?s ?p 'x }": "line 1, column 13: the string does not end, or has an unknown escape.",
    "ASK { ?s ?p 'x\ny' }": "the string does not end",
    r"ASK { ?s ?p 'a\x' }": "unknown escape",
    r"\u0053ERVICE": "an escape can stand in strings, IRIs and local names only.",
    r"ASK { ?s e:\u0041 ?o }": "column 12: an escape",
    r"ASK { ?s ?p '\uD83C\uDCA1' }": r"column 14: \uD83C is not a character.",
    r"ASK { ?s ?p '\U00110000' }": "is not a character.",
    r"ASK { ?s ?p <http://e/\u003E> }": r"\u003E cannot stand in an IRI.",
    "ASK { ?s ?p '\ud800' }": "a surrogate is not a character.",
    "SERVICESILENT<http://e/>{}": '"SERVICESILENT" is not a word of SPARQL.',
    "SELECT * {} LIMIT10": '"LIMIT10" is not a word of SPARQL.',
    "ASK { ?s A ?o }": '"A" is not a word of SPARQL.',
    "frobnicate": "is not a word",
    "भारत": "is not a word",
    "'" + "x" * 65_600 + "'": "longer than 64 kB",
    "'" + "é" * 33_000 + "'": "longer than 64 kB",
}
PATTERNS = (
    "a.", '"', "'", "<", "<a", "<?", "a:a.", "x:.", "'''a", '"""', '"""a', "?a", "#\n", "# ", "_:a.", "@a-", "'\\", "%", "a",
    "-", "[ ] ", "é.", "1", "1.", ".", "1e", "(", "(<", "FILTER(?a<", "\\u0041", "'\\u0041' ", "^", "a|", "a/", "{", "{}",
    "a:b ", "<a>", "?a<?b ", "'x'^^", "_:", "a-", "\u00b7", "1+", "!", "e:%",
)  # fmt: skip


@pytest.mark.parametrize("text", TOKENS)
def test_text_is_split_by_the_terminals_of_the_grammar(text: str) -> None:
    assert " ".join(token.text for token in tokenize(text)) == TOKENS[text]


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:30].encode("unicode_escape").decode())
def test_invalid_token_is_refused_with_its_position(text: str) -> None:
    with pytest.raises(ScoError) as error:
        tokenize(text)
    assert REFUSED[text] in str(error.value)


@pytest.mark.slow
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.encode("unicode_escape").decode())
@pytest.mark.parametrize("start", ["", "ASK { FILTER(1"])
def test_time_grows_with_the_length_only(pattern: str, start: str) -> None:
    text = start + pattern * (30_000 // len(pattern.encode()))
    begin = time.process_time()
    with contextlib.suppress(ScoError):
        tokenize(text)
    assert time.process_time() - begin < 1
