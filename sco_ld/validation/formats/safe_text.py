"""Text from data, file names and shapes, made safe for a terminal and for the log of a CI service.

A CI service runs commands that it reads in a log: GitHub those that begin a line with `::`, GitHub, Azure and TeamCity those
with `##[…`, `##vso[…` and `##teamcity[…` anywhere in it.
"""

import json
import re
from typing import Any

from sco_ld.text.printable import printable

_COMMAND = re.compile(r"##(?=[\w.-]*\[)")


def safe(text: str) -> str:
    r"""Return a text on one line, without control characters and CI commands.

    >>> safe("a\n##vso[task.complete]")
    'a # #vso[task.complete]'
    """
    return _COMMAND.sub("# #", printable(text))


def safe_at_start(text: str) -> str:
    """Return a file name as `safe` does, and fit to begin a line: `./::error` for `::error`."""
    shown = safe(text)
    return f"./{shown}" if shown.lstrip().startswith(("::", "##")) else shown


def json_text(content: Any) -> str:
    """Return JSON whose strings cannot be read as CI commands."""
    return json.dumps(content, ensure_ascii=False, indent=2).replace("##", "\\u0023#") + "\n"
