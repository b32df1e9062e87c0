"""Files that crash parsers, fill the memory or never end, and what the command line says of each."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

RDF = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
NODE = '<r:Description r:about="http://e/a"><e:p>{}</e:p></r:Description>'
DOCTYPE = '<!DOCTYPE r [<!ENTITY a "bomb">]>'
LEVELS = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True))
BOMB = f'<!doctype r [<!ENTITY a "bomb">{LEVELS}]>'
DEEP = "nested deeper than"
NO_DOCTYPE = "has a <!DOCTYPE>, which is refused"
SUFFIXES = (".ttl", ".trig", ".nt", ".nq")
READ = ""  # no error


@dataclass(frozen=True)
class Hostile:
    """A file by its name, how to make its content, and a part of the sentence in which it is refused."""

    name: str
    content: Callable[[], str | bytes]
    sentence: str = READ


def document(inside: str, before: str = "") -> str:
    """Return a document in RDF/XML."""
    return f"{before}<r:RDF {RDF}>{inside}</r:RDF>"


def with_doctype(word: str) -> str:
    """Return a document with that spelling of its document type."""
    return document(NODE.format("&a;"), DOCTYPE.replace("DOCTYPE", word))


def encoded(code: str) -> bytes:
    """Return a document in another encoding, which it declares."""
    return document(NODE.format("\u00e9"), f'<?xml version="1.0" encoding="{code}"?>').encode(code)


def triple_terms(depth: int) -> str:
    """Return a triple whose object nests that many triple terms."""
    return f"<a:s> <a:p> {'<<( <a:s> <a:p> ' * depth}<a:o>{' )>>' * depth} .\n"


def objects(key: str, depth: int) -> str:
    """Return JSON objects nested by a key."""
    return f"{{{json.dumps(key)}:" * depth + "1" + "}" * depth


def chained_terms(length: int) -> str:
    """Return JSON-LD whose context defines each term by the next."""
    terms = {f"t{number}": f"t{number - 1}:a" for number in range(length, 0, -1)}
    return json.dumps({"@context": {**terms, "t0": "http://e/"}, "@id": "a:b", f"t{length}": "x"})


HOSTILE = [
    *(Hostile(f"terms{suffix}", partial(triple_terms, 20_000), f"triple terms {DEEP}") for suffix in SUFFIXES),
    Hostile("terms.nq.gz", lambda: gzip.compress(triple_terms(20_000).encode()), f"triple terms {DEEP}"),
    Hostile("late.ttl", lambda: "<a:s> <a:p> 1 .\n" * 400_000 + triple_terms(20_000), f"triple terms {DEEP}"),
    Hostile("late.nt", lambda: "<a:s> <a:p> <a:o> .\n" * 400_000 + triple_terms(20_000), f"triple terms {DEEP}"),
    Hostile("text.ttl", lambda: f"<a:s> <a:p> '{'<<(' * 999}' . # {'<<(' * 999}\n{triple_terms(90)}"),
    Hostile(
        "escape.ttl",
        lambda: f"@prefix a: <a:> . a:\\'x a:p {triple_terms(20_000)[12:]} a:\\'y a:p 1 .",
        f"triple terms {DEEP}",
    ),
    Hostile("blank.ttl", lambda: f"<a:s> <a:p> {'[ <a:p> ' * 50_000}1{' ]' * 50_000} ."),
    Hostile("lists.ttl", lambda: f"<a:s> <a:p> {'(' * 50_000}1{')' * 50_000} ."),
    Hostile("annotations.ttl", lambda: f"<a:s> <a:p> 1 {'{| <a:p> 1 ' * 50_000}{'|}' * 50_000} ."),
    Hostile("reified.ttl", lambda: f"{'<< ' * 50_000}<a:s> <a:p> 1{' >> <a:p> 1' * 50_000} ."),
    Hostile("graphs.trig", lambda: "{" * 50_000, "not a valid RDF subject"),
    Hostile("long.ttl", lambda: f"<a:s> <a:p> '{'x' * 20_000_000}' .", "a term or comment of more than 16 MB"),
    Hostile("comment.ttl", lambda: "#" * 20_000_000, "a term or comment of more than 16 MB"),
    Hostile("iri.ttl", lambda: f"<a:{'x' * 20_000_000}", "a term or comment of more than 16 MB"),
    Hostile("zeros.ttl", lambda: bytes(20_000_000), "line 1, column 1"),
    *(
        Hostile(f"{key[-4:]}.jsonld", partial(objects, key, 20_000), f"JSON {DEEP}")
        for key in ("@graph", "a:b", "@included")
    ),
    Hostile("arrays.jsonld", lambda: "[" * 20_000 + "]" * 20_000, f"JSON {DEEP}"),
    Hostile(
        "scopes.jsonld",
        lambda: '{"@context":' + '{"t":{"@id":"a:b","@context":' * 9_000 + "{}" + "}}" * 9_000 + "}",
        f"JSON {DEEP}",
    ),
    Hostile("string.jsonld", lambda: json.dumps({"@id": "a:b", "a:p": "[{" * 20_000 + '"'})),
    Hostile("quotes.jsonld", lambda: '{"a:b": "' + '\\"' * 2_000_000, "quotes.jsonld"),
    Hostile("chain.jsonld", lambda: chained_terms(20_000), f"terms of a context defined by terms {DEEP}"),
    Hostile(
        "hidden.jsonld",
        lambda: chained_terms(20_000).replace("@con", "\\u0040\\u0063on"),
        f"terms of a context defined by terms {DEEP}",
    ),
    Hostile("short.jsonld", lambda: chained_terms(90)),
    Hostile("remote.jsonld", lambda: '{"@context": "http://localhost:1/c", "a": 1}', "remote.jsonld"),
    *(Hostile(f"{word}.rdf", partial(with_doctype, word), NO_DOCTYPE) for word in ("DOCTYPE", "doctype", "DocType")),
    Hostile("bomb.rdf", lambda: document(NODE.format("&j;"), BOMB), NO_DOCTYPE),
    Hostile("inside.rdf", lambda: document(DOCTYPE + NODE.format("&a;")), NO_DOCTYPE),
    Hostile("after.rdf", lambda: document("") + DOCTYPE + document(NODE.format("&a;")), NO_DOCTYPE),
    Hostile("comment.rdf", lambda: document(NODE.format("&a;"), f"<!-- x --->{DOCTYPE}"), NO_DOCTYPE),
    Hostile("pi.rdf", lambda: document(NODE.format("&a;"), f"<?x ?>{DOCTYPE}<?y ?>"), NO_DOCTYPE),
    Hostile("utf16.rdf", lambda: document(NODE.format("&a;"), DOCTYPE).encode("utf-16"), "is UTF-16 or UTF-32"),
    Hostile("utf16be.rdf", lambda: document(NODE.format("&a;"), DOCTYPE).encode("utf-16-be"), "utf16be.rdf"),
    Hostile("utf32.rdf", lambda: document(NODE.format("&a;"), DOCTYPE).encode("utf-32"), "is UTF-16 or UTF-32"),
    Hostile(
        "ebcdic.rdf", lambda: document("", '<?xml version="1.0" encoding="cp037"?>' + DOCTYPE).encode("cp037"), "not UTF-8"
    ),
    *(Hostile(f"{code}.rdf", partial(encoded, code), "Only UTF-8") for code in ("latin-1", "utf-7", "gbk")),
    Hostile(
        "cdata.rdf", lambda: document(NODE.format("<![CDATA[<!DOCTYPE html>]]>"), "<!-- <!DOCTYPE x> --><?x <!DOCTYPE x> ?>")
    ),
    Hostile("attribute.rdf", lambda: document("<r:Description r:about='http://e/a' e:p='>&lt;!DOCTYPE html>'/>")),
    Hostile(
        "triples.rdf",
        lambda: document(
            '<r:Description r:about="http://e/a"><e:p r:parseType="Triple">' * 20_000 + "</e:p></r:Description>" * 20_000
        ),
        f"elements {DEEP}",
    ),
    Hostile("elements.rdf", lambda: document("<e:C><e:p>" * 200_000 + "</e:p></e:C>" * 200_000), f"elements {DEEP}"),
    Hostile(
        "collections.rdf", lambda: document("<e:C>" + '<e:p r:parseType="Collection"><e:C>' * 200_000), f"elements {DEEP}"
    ),
    Hostile("open.rdf", lambda: '<a "' + "<" * 2_000_000, "open.rdf"),
    Hostile("bomb.ttl.gz", lambda: gzip.compress(b"\n" * 500_000_000, 9), "decompresses to more than 200 times its size"),
    Hostile("bomb.jsonld.gz", lambda: gzip.compress(b" " * 500_000_000, 9), "decompresses to more than 200 times its size"),
    Hostile(
        "bombs.nt.gz",
        lambda: gzip.compress((b"#" * 999 + b"\n") * 50_000, 9) * 20,
        "decompresses to more than 200 times its size",
    ),
    Hostile("cut.ttl.gz", lambda: gzip.compress(b"<a:s> <a:p> 1 .\n" * 1000)[:-9], "not a whole gzip file"),
    Hostile("plain.ttl.gz", lambda: "<a:s> <a:p> 1 .", "not a whole gzip file"),
    Hostile("latin.ttl", lambda: '<a:s> <a:p> "é" .'.encode("latin-1"), "not UTF-8"),
]
