"""The request of each command, validated once: options that clash or have no effect raise ScoError."""

from sco_ld.commands.requests.diff import DiffRequest
from sco_ld.commands.requests.export import ExportRequest
from sco_ld.commands.requests.info import InfoRequest
from sco_ld.commands.requests.init import InitRequest
from sco_ld.commands.requests.push import PushRequest
from sco_ld.commands.requests.query import QueryRequest
from sco_ld.commands.requests.release import ReleaseRequest
from sco_ld.commands.requests.request import STDOUT, Request, Source
from sco_ld.commands.requests.show import ShowRequest
from sco_ld.commands.requests.site import SiteRequest
from sco_ld.commands.requests.validate import ValidateRequest
from sco_ld.commands.requests.verify import VerifyRequest

__all__ = [
    "BY_COMMAND",
    "STDOUT",
    "DiffRequest",
    "ExportRequest",
    "InfoRequest",
    "InitRequest",
    "PushRequest",
    "QueryRequest",
    "ReleaseRequest",
    "Request",
    "ShowRequest",
    "SiteRequest",
    "Source",
    "ValidateRequest",
    "VerifyRequest",
]

BY_COMMAND: dict[str, type[Request]] = {
    "query": QueryRequest,
    "validate": ValidateRequest,
    "export": ExportRequest,
    "push": PushRequest,
    "show": ShowRequest,
    "info": InfoRequest,
    "diff": DiffRequest,
    "release": ReleaseRequest,
    "verify": VerifyRequest,
    "init": InitRequest,
    "site": SiteRequest,
}
