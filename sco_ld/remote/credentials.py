"""Who we are to a server: from the environment or netrc, never from the command line, and told to no other server."""

import base64
import netrc
import os
from collections.abc import Sequence
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

from sco_ld.errors import ScoError

HINT = "SCO_LD_USER and SCO_LD_PASSWORD, SCO_LD_TOKEN, or ~/.netrc say who asks."


class Credentials:
    """A token, sent at once; or a user and password, sent only when their server asks, and in the way it asks."""

    def __init__(self, url: str) -> None:
        self.home = origin(url)
        self.token = os.environ.get("SCO_LD_TOKEN", "")
        self.user = self.password = ""
        self.challenge: dict[str, str] = {}
        self.passwords = HTTPPasswordMgrWithDefaultRealm()
        self.digest = HTTPDigestAuthHandler(self.passwords)
        if not (self.token.isascii() and self.token.isprintable()) or " " in self.token:
            raise ScoError("SCO_LD_TOKEN has a character that no token has.")

    def learn(self, url: str, challenges: Sequence[str]) -> bool:
        """Take note of how a server asks for a password; say whether it can now be told what it was not told before."""
        ways = {way.lower(): rest for way, _, rest in (one.strip().partition(" ") for one in challenges)}
        challenge = _digest_challenge(ways.get("digest", ""))
        known = self.user and challenge.get("stale", "").lower() != "true"
        if self.token or known or origin(url) != self.home or not (challenge or "basic" in ways):
            return False
        self.user, self.password = _password(urlsplit(url).hostname or "")
        self.challenge = challenge
        self.passwords.add_password(challenge.get("realm", ""), urljoin(url, "/"), self.user, self.password)
        return bool(self.user)

    def sign(self, request: Request) -> None:
        """Put the credentials into a request, if it goes to their server and there are any to give."""
        if origin(request.full_url) != self.home:
            return
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        elif self.user and self.challenge:
            try:
                request.add_header("Authorization", f"Digest {self.digest.get_authorization(request, self.challenge)}")
            except (ValueError, URLError) as error:
                raise ScoError(f"The password cannot be told in the way the server asks: {error}.") from error
        elif self.user:
            pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            request.add_header("Authorization", f"Basic {pair}")


def origin(url: str) -> tuple[str, str | None, int | None]:
    """Return scheme, host and port, all of which must be the same for credentials to go there."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _digest_challenge(text: str) -> dict[str, str]:
    """Return the names and values of a digest challenge; nothing where it is none."""
    try:
        challenge = parse_keqv_list(list(filter(None, parse_http_list(text))))
    except (ValueError, IndexError):
        return {}
    return challenge if {"realm", "nonce"} <= challenge.keys() else {}


def _password(host: str) -> tuple[str, str]:
    if user := os.environ.get("SCO_LD_USER"):
        return user, os.environ.get("SCO_LD_PASSWORD", "")
    try:
        user, _, password = netrc.netrc().hosts[host]
    except (KeyError, FileNotFoundError):
        return "", ""
    except (netrc.NetrcParseError, OSError, UnicodeError) as error:
        raise ScoError(f"~/.netrc cannot be read: {error}.") from error
    return user, password or ""
