"""What every engine runs in: literals keep their forms, and whatever stops an engine is a ScoError."""

from collections.abc import Iterator
from contextlib import contextmanager

import rdflib

from sco_ld.errors import ScoError


@contextmanager
def guarded() -> Iterator[None]:
    """Let rdflib keep the forms of literals, and raise ScoError with what stopped the engine: it may be any exception."""
    normalize, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    except ScoError:
        raise
    except Exception as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error).split())}") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
