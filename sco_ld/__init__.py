"""The Shanghai Cooperation Organization as linked data you can check, and the toolkit that checks it.

>>> import sco_ld
>>> sco = sco_ld.load()
>>> bool(sco.query("ASK { id:china-member org:role sco:MemberState }"))
True
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sco_ld.api import Publication, load
    from sco_ld.errors import ScoError

__version__ = "0.1.0"
__all__ = ["Publication", "ScoError", "__version__", "load"]


def __getattr__(name: str) -> Any:
    """Load what is asked for, when it is asked for, so that `sco-ld --help` stays quick (PEP 562)."""
    if name == "ScoError":
        from sco_ld.errors import ScoError

        return ScoError
    if name in ("Publication", "load"):
        from sco_ld import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
