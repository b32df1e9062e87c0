"""Where results go: standard output, or a file that is written whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click


def emit(content: bytes, output: Path | None) -> None:
    """Write a result to standard output or to a file."""
    with sink(output) as stream:
        stream.write(content)


@contextmanager
def sink(output: Path | None) -> Iterator[IO[bytes]]:
    """Give standard output, or a file that is written whole or not at all."""
    if output is None or output == Path("-"):
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # the reader has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        return
    from sco_ld.writing import whole_file

    with whole_file(output) as stream:
        yield stream


@contextmanager
def telling(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Give the stream; where people watch a terminal and nothing else is shown there, one that tells how far it is."""
    if not sys.stderr.isatty() or (sys.stdout.isatty() and stream is sys.stdout.buffer):
        yield stream
        return
    from sco_ld.progress import Told

    told = Told(stream, lambda words: click.echo(f"\r{words}", nl=False, err=True))
    try:
        yield told  # type: ignore[misc]
    finally:
        click.echo("\r\033[K" if told.told else "", nl=False, err=True)
