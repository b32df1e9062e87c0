"""The answer to a query as bytes: a table, the W3C result formats, an RDF format, or a word."""

from typing import IO

from sco_ld import formats, tables
from sco_ld.errors import ScoError
from sco_ld.publication import Folders
from sco_ld.query import RESULT_FORMATS, Answer


def write(answer: Answer, name: str | None, stream: IO[bytes], publication: Folders, *, terminal: bool) -> None:
    """Write an answer in the format of that name, or in the one that suits: a table on a terminal, CSV in a pipe, Turtle.

    Rows are written as they are found, but for a table. A format that does not fit the answer raises ScoError.
    """
    if isinstance(answer, list):
        from sco_ld import export
        from sco_ld.canonical import canonical

        export.write(canonical(answer), _fitting(name, "turtle", formats.NAMES, "triples"), stream, publication.context)
    elif isinstance(answer, bool):
        name = _fitting(name, "table", ("table", "markdown", "csv", "json", "xml"), "a yes or no")
        stream.write(_boolean(answer, name) if name in ("json", "xml") else f"{str(answer).lower()}\n".encode())
    else:
        name = _fitting(name, "table" if terminal else "csv", ("table", "markdown", *RESULT_FORMATS), "rows")
        if name in RESULT_FORMATS:
            answer.write(stream, name)
            return
        rows = ([tables.cell(term) for term in row] for row in answer.solutions)
        draw = tables.markdown if name == "markdown" else tables.table
        for line in draw(answer.variables, rows):
            stream.write(f"{line}\n".encode())


def question_list(publication: Folders, language: str) -> str:
    """Give the questions of a publication in a language, one a line, with the parameters they need."""
    from sco_ld import questions

    rows = [
        (
            question.name,
            question.titles.get(language) or question.titles.get("en", ""),
            " ".join(f"-p {one.name}=" for one in question.parameters),
        )
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
