"""Addresses as they are printed: short enough to be typed again from paper."""

from __future__ import annotations

from urllib.parse import urlsplit

PRINTED = 44
"""The longest address, in characters, that people still type."""


def short_address(link: str) -> str:
    """The host and the path, without scheme and « www. »; a long one is that of its site."""
    parts = urlsplit(link)
    host = parts.netloc.removeprefix("www.")
    whole = f"{host}{parts.path}".rstrip("/")
    return host if parts.query or len(whole) > PRINTED else whole


def typed_address(link: str) -> str:
    """The whole of it without scheme: what one types from a wall."""
    parts = urlsplit(link)
    return f"{parts.netloc}{parts.path}"
