"""Codes and secrets, and the digests that are kept of them."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from territory.workshop.records import Keys

LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Without what is mistaken for another on a wall or aloud: B/8, I/1/L, O/0, S/5, Z/2."""
CODE_LENGTH, REFERENCE_LENGTH = 6, 8
SECRET_BYTES = 32
_BALLOT_ID = re.compile(r"[A-Za-z0-9_-]{16,64}", re.A)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}", re.A)


def new_keys() -> Keys:
    return Keys(_letters(CODE_LENGTH), new_secret(), new_secret())


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def new_token() -> str:
    """A device's, a ballot's or a round's: 128 bits."""
    return secrets.token_urlsafe(16)


def read_code(typed: str) -> str:
    """A code as people type it, « k7 q4-nr »; empty when it cannot be one."""
    code = re.sub(r"[\s-]", "", typed[:40]).upper()
    return code if len(code) == CODE_LENGTH and set(code) <= set(LETTERS) else ""


def read_reference(typed: str) -> str:
    """A ballot's reference as people type it."""
    return re.sub(r"[\s-]", "", typed[:40]).upper()


def is_ballot_id(text: str) -> bool:
    return _BALLOT_ID.fullmatch(text) is not None


def is_token(text: str) -> bool:
    """Whether a device could have been given it."""
    return _TOKEN.fullmatch(text) is not None


def digest(secret: str) -> str:
    """What is kept of a secret: 256 bits of chance need no slow digest."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def public_name(salt: str) -> str:
    """What a workshop is called where anybody may read it: its salt cannot be found again from it."""
    return digest(f"nom {salt}")[:12]


def is_same(secret: str, kept: str) -> bool:
    """Whether two secrets are equal, compared in constant time."""
    return hmac.compare_digest(digest(secret), kept)


def of_device(token: str, salt: str) -> str:
    """A device's identifier in one workshop: it cannot be linked to the same device in another."""
    return hmac.new(bytes.fromhex(salt), token.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def reference(ballot_id: str) -> str:
    """What a voter can read out of their ballot: it says nothing of what is in it."""
    number = int.from_bytes(hashlib.sha256(ballot_id.encode()).digest()[:8])
    letters = ""
    for _ in range(REFERENCE_LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
