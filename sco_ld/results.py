"""The answer to a query as bytes: a table, the W3C result formats, an RDF format, or a word."""

from typing import Any

from sco_ld import formats, questions, tables
from sco_ld.errors import ScoError
from sco_ld.publication import Folders
from sco_ld.query import RESULT_FORMATS, Answer


def render(answer: Answer, name: str | None, *, terminal: bool, context: dict[str, Any] | None = None) -> bytes:
    """Give an answer in the format of that name, or in the one that suits: a table on a terminal, CSV in a pipe, Turtle.

    A format that does not fit the answer raises ScoError.
    """
    if isinstance(answer, list):
        from sco_ld.export import to_bytes

        return to_bytes(answer, _fitting(name, "turtle", formats.NAMES, "triples"), context)
    if isinstance(answer, bool):
        name = _fitting(name, "table", ("table", "markdown", "csv", "json", "xml"), "a yes or no")
        if name in ("json", "xml"):
            return _boolean(answer, name)
        return f"{str(answer).lower()}\n".encode()
    name = _fitting(name, "table" if terminal else "csv", ("table", "markdown", *RESULT_FORMATS), "rows")
    if name in RESULT_FORMATS:
        return answer.serialize(name)
    rows = [[tables.cell(term) for term in row] for row in answer.solutions]
    draw = tables.markdown if name == "markdown" else tables.table
    return "".join(f"{line}\n" for line in draw(answer.variables, rows)).encode()


def question_list(publication: Folders) -> str:
    """Give the questions of a publication, one a line, with the parameters they need."""
    rows = [
        (question.name, question.titles.get("en", ""), " ".join(f"-p {one.name}=" for one in question.parameters))
        for question in questions.of(publication).values()
    ]
    return "".join(f"{line}\n" for line in tables.table(("name", "question", "parameters"), rows))


def _fitting(name: str | None, default: str, fitting: tuple[str, ...], what: str) -> str:
    if name is not None and name not in fitting:
        raise ScoError(f"The query gives {what}; {name} cannot hold that. Formats that can: {', '.join(fitting)}.")
    return name or default


def _boolean(answer: bool, name: str) -> bytes:
    if name == "json":
        return f'{{"head":{{}},"boolean":{str(answer).lower()}}}\n'.encode()
    return (
        '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head>'
        f"<boolean>{str(answer).lower()}</boolean></sparql>\n"
    ).encode()
