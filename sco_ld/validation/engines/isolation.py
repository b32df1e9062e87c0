"""Run an engine so that its exceptions, warnings and log records do not reach the caller."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from sco_ld.errors import ScoError

_LOGGERS = ("rdflib", "pyshacl")
_lock = RLock()  # the filters of `warnings` and the levels of loggers belong to the process


@contextmanager
def isolated() -> Iterator[None]:
    """Raise whatever stops the engine as a ScoError, and drop its warnings and log records.

    One engine runs at a time: they are not thread-safe.
    """
    with _lock, warnings.catch_warnings(), _silenced(_LOGGERS), raising_sco_error():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def raising_sco_error() -> Iterator[None]:
    """Raise whatever stops the engine as a ScoError."""
    try:
        yield
    except (ScoError, MemoryError):
        raise
    except RecursionError as error:
        raise ScoError("The shapes could not be used: they are nested too deep.") from error
    except Exception as error:
        raise ScoError(f"The shapes could not be used: {' '.join(str(error).split())}") from error


@contextmanager
def _silenced(names: tuple[str, ...]) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
