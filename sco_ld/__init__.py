"""The Shanghai Cooperation Organization as linked data you can check, and the toolkit that checks it.

>>> import sco_ld
>>> sco = sco_ld.load()
>>> bool(sco.query("ASK { id:china-member org:role sco:MemberState }"))
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sco_ld.errors import ScoError

if TYPE_CHECKING:
    from sco_ld.publication import Publication, load
    from sco_ld.sparql.rows import Rows
    from sco_ld.validation.report import Finding, Report

__version__ = "0.2.0"
__all__ = ["Finding", "Publication", "Report", "Rows", "ScoError", "__version__", "load"]

_HOMES = {
    "Finding": "sco_ld.validation.report",
    "Publication": "sco_ld.publication",
    "Report": "sco_ld.validation.report",
    "Rows": "sco_ld.sparql.rows",
    "load": "sco_ld.publication",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that `sco-ld --help` is quick (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
