"""JSON for reports."""

import json
from typing import Any


def json_text(content: Any) -> str:
    r"""Return JSON, with `##` written as `\u0023#`, since `##vso[` is a command to a CI service that reads it in a log.

    >>> json_text("##vso[task.complete]")
    '"\\u0023#vso[task.complete]"\n'
    """
    return json.dumps(content, ensure_ascii=False, indent=2).replace("##", "\\u0023#") + "\n"
