"""JSON for reports."""

import json
import re
from typing import Any


def json_text(content: Any) -> str:
    r"""Return JSON without `##`, since `##vso[` is a command to a CI service that reads it in a log.

    >>> json_text("##vso[task.complete]")
    '"\\u0023#vso[task.complete]"\n'
    """
    return f"{without_commands(json.dumps(content, ensure_ascii=False, indent=2))}\n"


def without_commands(text: str) -> str:
    r"""Return JSON or Turtle with every `#` before another `#` written as `\u0023`.

    >>> without_commands("###vso[x]")
    '\\u0023\\u0023#vso[x]'
    """
    return re.sub("#(?=#)", r"\\u0023", text)
