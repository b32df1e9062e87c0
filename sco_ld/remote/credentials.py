"""Credentials for a server: from the environment or netrc, never from the command line, and sent to no other server."""

import base64
import ipaddress
import netrc
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, Request

from sco_ld.errors import ScoError
from sco_ld.remote import challenges, redaction
from sco_ld.text.printable import excerpt, printable

HINT = "Credentials come from SCO_LD_USER and SCO_LD_PASSWORD, SCO_LD_TOKEN, or ~/.netrc."


class Credentials:
    """A token, sent with each request; or a user and password, sent once their server asks for them, as it asks."""

    def __init__(self, url: str) -> None:
        self.origin = origin(url)
        self.token = os.environ.get("SCO_LD_TOKEN", "")
        self.user = self.password = ""
        self.digest_challenge: Mapping[str, str] | None = None
        self.digest_passwords = HTTPPasswordMgrWithDefaultRealm()
        self.digest_handler = HTTPDigestAuthHandler(self.digest_passwords)
        if not (self.token.isascii() and self.token.isprintable()) or " " in self.token:
            raise ScoError("SCO_LD_TOKEN has a character that no token has.")

    def answer(self, url: str, headers: Sequence[str]) -> bool:
        """Take note of the WWW-Authenticate headers of a response; return whether another request may now succeed."""
        offered = list(challenges.parse(headers))
        digest = challenges.digest_challenge(offered)
        already_sent = self.user and (digest or {}).get("stale", "").lower() != "true"
        if self.token or already_sent or origin(url) != self.origin:
            return False
        if digest is None and not any(challenge.scheme == "basic" for challenge in offered):
            return False
        self.user, self.password = _user_and_password(urlsplit(url).hostname or "")
        self.digest_challenge = digest
        self.digest_passwords.add_password((digest or {}).get("realm", ""), urljoin(url, "/"), self.user, self.password)
        return bool(self.user)

    def authorize(self, request: Request) -> None:
        """Add the credentials to a request if it goes to their server and there are any.

        Raise ScoError if the connection is not encrypted and leaves this machine.
        """
        if origin(request.full_url) != self.origin or not (self.token or self.user):
            return
        if self.origin[0] != "https" and not is_loopback(self.origin[1]):
            kind = "SCO_LD_TOKEN is" if self.token else "A password is"
            raise ScoError(f"{kind} not sent to {self.origin[1]} over http, where it can be read. Use https.")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        elif self.digest_challenge:
            request.add_header("Authorization", f"Digest {self._digest(request, self.digest_challenge)}")
        else:
            request.add_header("Authorization", f"Basic {_base64(f'{self.user}:{self.password}')}")

    def redact(self, text: str) -> str:
        """Return a text without the token and the password, however they are encoded."""
        return redaction.redact(text, [self.token, self.password, f"{self.user}:{self.password}" if self.user else ""])

    def _digest(self, request: Request, challenge: Mapping[str, str]) -> str:
        try:
            return str(self.digest_handler.get_authorization(request, challenge))
        except (ValueError, URLError) as error:
            reason = excerpt(self.redact(str(error)))
            raise ScoError(f"The password cannot be sent in the way that the server asks for: {reason}.") from error


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port, all of which must be the same for credentials to be sent."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def is_loopback(host: str | None) -> bool:
    """Return whether a host name is this machine: `localhost`, 127.0.0.0/8 or ::1."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _user_and_password(host: str) -> tuple[str, str]:
    """Return those of the environment, else those of netrc for the host or its `default`; empty if there are none.

    https://everything.curl.dev/usingcurl/netrc.html
    """
    if user := os.environ.get("SCO_LD_USER"):
        return user, os.environ.get("SCO_LD_PASSWORD", "")
    path = os.environ.get("NETRC", "")
    if not path and not (Path.home() / ".netrc").exists():
        return "", ""
    try:
        found = netrc.netrc(path or None).authenticators(host)
    except netrc.NetrcParseError as error:  # its message quotes the file, passwords too
        reason = f"line {error.lineno} cannot be parsed" if error.lineno else error.msg
        raise ScoError(f"{printable(path or '~/.netrc')}: {reason}.") from None
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "is not text"
        raise ScoError(f"{printable(path or '~/.netrc')}: cannot be read: {reason}.") from error
    return (found[0], found[2] or "") if found else ("", "")
