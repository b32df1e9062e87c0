"""SPARQL boolean expressions that never err, put together; constants are folded."""

from collections.abc import Iterable

TRUE, FALSE = "true", "false"


def either(parts: Iterable[str]) -> str:
    """Return an expression that is true if one of the parts is."""
    return _joined(parts, " || ", FALSE, TRUE)


def every(parts: Iterable[str]) -> str:
    """Return an expression that is true if all of the parts are."""
    return _joined(parts, " && ", TRUE, FALSE)


def negated(part: str) -> str:
    """Return an expression that is true if the part is not."""
    if part in (TRUE, FALSE):
        return FALSE if part == TRUE else TRUE
    if part.startswith("!(") and _is_one_group(part[1:]):
        return part[2:-1]
    return f"!({part})"


def fails(test: str) -> str:
    """Return an expression that is true if the test is false or errs."""
    return f"!(COALESCE({test}, false))"


def filtered(condition: str) -> str:
    """Return a FILTER, none if the condition always holds."""
    return "" if condition == TRUE else f" FILTER ({condition})"


def _joined(parts: Iterable[str], word: str, neutral: str, absorbing: str) -> str:
    kept = list(dict.fromkeys(part for part in parts if part != neutral))
    if absorbing in kept:
        return absorbing
    return kept[0] if len(kept) == 1 else word.join(f"({part})" for part in kept) or neutral


def _is_one_group(text: str) -> bool:
    depth, quoted, escaped = 0, False, False
    for number, char in enumerate(text):
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
            continue
        quoted = char == '"'
        depth += (char == "(") - (char == ")")
        if depth == 0 and number < len(text) - 1:
            return False
    return depth == 0
