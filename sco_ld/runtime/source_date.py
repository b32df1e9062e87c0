"""The day that SOURCE_DATE_EPOCH asks for. https://reproducible-builds.org/specs/source-date-epoch/"""

import os
from datetime import UTC, date, datetime

from sco_ld.errors import ScoError


def source_date() -> date | None:
    """Return the day of SOURCE_DATE_EPOCH; None if it is not set. Raise ScoError if it is no number of seconds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ScoError(f'SOURCE_DATE_EPOCH is "{epoch}", not a number of seconds.') from error
