"""Requests: options that clash or mean nothing together are refused."""

from collections.abc import Callable

import pytest

from tests.conftest import Ran

CLASHES = [
    ("query ASK{} --possible", "--as-of DAY"),
    ("query ASK{} --lang en", "--lang is for --named and --list"),
    ("query ASK{} --named members", "Give one of"),
    ("query --list --named members", "leave out the query"),
    ("query ASK{} --graph http://e/g", "--endpoint URL"),
    ("query ASK{} --endpoint http://localhost:1 --as-of 2017-06-09", "an endpoint answers from what it holds"),
    ("query ASK{} --endpoint http://localhost:1 --explain", "cannot look into an endpoint"),
    ("query --named members-on -p day=2017-06-09 -p day=2018-06-09", "given twice"),
    ("query --named members-on -p day", '"day" is not a parameter'),
    ("query ASK{} --limit 3 -f table", "yes or no"),
    ("query ASK{} --max-memory much", "is not a size"),
    ("validate --watch -f json", "leave out formats"),
    ("validate --watch --fail-on info", "leave out formats"),
    ("validate --watch -o out.txt", "leave out formats"),
    ("validate -f text -f json", "cannot share one output"),
    ("validate -f json -f sarif -o out.txt", "cannot share one output"),
    ("validate -f json=a.txt -f sarif=a.txt", "cannot share one output"),
    ("validate -f xml", 'no report format "xml"'),
    ("validate -f json --max-findings 3", "--max-findings is for the format text"),
    ("validate --baseline a.json --write-baseline b.json", "not both"),
    ("validate --write-baseline b.json -f json", "writes no report"),
    ("export --frame a.json -f turtle", "A frame is for json-ld"),
    ("export --lang ru", "labels in csv"),
    ("export -f csv", "-o DIR/"),
    ("export -o a.csv", "-f csv -o DIR/"),
    ("show id:china -f turtle --lang ru", "has every language"),
    ("info --possible", "--as-of DAY"),
]


@pytest.mark.parametrize(("command", "sentence"), CLASHES)
def test_clashing_options_are_refused(command: str, sentence: str, run: Callable[..., Ran]) -> None:
    words = command.replace("ASK{}", "ASK_{}").split()
    ran = run(*(word.replace("ASK_{}", "ASK { ?s ?p ?o }") for word in words))
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
