"""The command line: one module a command, and the only wing that imports click."""

from sco_ld.cli.main import main

__all__ = ["main"]
