"""Credentials removed from text, in each form in which a server may repeat them."""

import base64
import re
from collections.abc import Iterable

_SHORTEST = 3  # characters of what is removed; shorter secrets would match everywhere
_SHORTEST_BASE64 = 6


def redact(text: str, secrets: Iterable[str]) -> str:
    """Return a text with `***` for each secret: as it is, percent-encoded, escaped as in JSON, or in base64.

    >>> redact("Bearer s3cret, s%33cret, czNjcmV0", ["s3cret"])
    'Bearer ***, ***, ***'
    """
    found = sorted({secret for secret in secrets if len(secret) >= _SHORTEST}, key=len, reverse=True)
    patterns = [pattern for form in (_literal, _base64) for secret in found for pattern in form(secret)]
    return re.sub("|".join(patterns), "***", text) if patterns else text


def _literal(secret: str) -> list[str]:
    return ["".join(map(_forms, secret))]


def _forms(char: str) -> str:
    encoded = char.encode()
    percent = "".join(f"%{byte:02x}" for byte in encoded)
    forms = [rf"\\?{re.escape(char)}", f"(?i:{percent})", rf"\\u(?i:{ord(char):04x})"]
    if not char.isascii():
        forms.append(re.escape(encoded.decode("latin-1")))  # as http.client decodes headers
    if char == " ":
        forms.append(r"\+")
    return f"(?:{'|'.join(forms)})"


def _base64(secret: str) -> list[str]:
    """Return patterns for a secret in base64, alone or with something before and after it."""
    data = secret.encode()
    whole = base64.b64encode(data).decode().rstrip("=")
    patterns = [f"{_in_any_alphabet(whole)}(?:=|%3[Dd])*"]
    for offset, skipped in enumerate((0, 2, 3)):  # characters that also depend on the bytes before
        text = base64.b64encode(b"\0" * offset + data).decode()
        core = text[skipped : (offset + len(data)) * 8 // 6]
        patterns += [_in_any_alphabet(core)] if len(core) >= _SHORTEST_BASE64 else []
    return patterns


def _in_any_alphabet(text: str) -> str:
    """Return a pattern for base64, base64url and percent-encoded base64."""
    return text.replace("+", r"(?:\+|-|%2[Bb])").replace("/", "(?:/|_|%2[Ff])")
