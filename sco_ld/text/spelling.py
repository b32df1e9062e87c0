"""Sentences on words that are not known, with those that are spelled like them."""

from collections.abc import Sequence


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return `Did you mean …?` with the words that are spelled like one; empty if there is none.

    >>> suggestion("jsonld", ["turtle", "json-ld"])
    ' Did you mean json-ld?'
    """
    import difflib

    found = difflib.get_close_matches(word.lower(), known, n=2, cutoff=0.6)
    return f" Did you mean {' or '.join(found)}?" if found else ""


def unknown(what: str, word: str, known: Sequence[str]) -> str:
    """Return a sentence on a word that is not known, with those that are."""
    return f'There is no {what} "{word}"; there are {", ".join(known)}.{suggestion(word, known)}'
