"""The ways in which a server asks for credentials. https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.request import parse_http_list

_NAME = r"[!#$%&'*+.^_`|~\w-]+"
_PARAMETER = re.compile(
    rf'(?:(?P<scheme>{_NAME})\s+)?(?P<name>{_NAME})\s*=\s*(?:"(?P<quoted>.*)"|(?P<value>{_NAME}))', re.DOTALL
)
_SCHEME = re.compile(rf"(?P<scheme>{_NAME})(?:\s+[\w.~+/-]+=*)?")  # alone, or with a token68
_DIGEST_ALGORITHMS = ("", "MD5", "SHA")  # those that urllib knows


@dataclass(frozen=True)
class Challenge:
    """An authentication scheme and its parameters, both by their names in lower case."""

    scheme: str
    parameters: dict[str, str] = field(default_factory=dict)


def parse(headers: Iterable[str]) -> Iterator[Challenge]:
    """Return the challenges of WWW-Authenticate headers; one header may hold several. What is malformed is left out.

    >>> [challenge.scheme for challenge in parse(['Basic realm="a, b", Digest realm="c", nonce="d"'])]
    ['basic', 'digest']
    """
    for header in headers:
        challenge = None
        for item in parse_http_list(header):
            parameter = _PARAMETER.fullmatch(item)
            scheme = parameter["scheme"] if parameter else (match := _SCHEME.fullmatch(item)) and match["scheme"]
            if scheme:
                if challenge:
                    yield challenge
                challenge = Challenge(scheme.lower())
            if parameter and challenge:
                challenge.parameters[parameter["name"].lower()] = parameter["quoted"] or parameter["value"] or ""
        if challenge:
            yield challenge


def digest_challenge(challenges: Iterable[Challenge]) -> Mapping[str, str] | None:
    """Return the parameters of the first digest challenge that can be answered; None if there is none."""
    for challenge in challenges:
        known = challenge.parameters
        if challenge.scheme == "digest" and {"realm", "nonce"} <= known.keys():
            algorithm = known.get("algorithm", "").upper()
            if algorithm in _DIGEST_ALGORITHMS:
                qop = {"qop": known["qop"].replace(" ", "").lower()} if "qop" in known else {}
                return known | qop | ({"algorithm": algorithm} if algorithm else {})
    return None
