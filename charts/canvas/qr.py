"""The QR code of an address, for what is printed or projected: the same address, the same bytes."""

from __future__ import annotations

import io

import segno

from charts.theme import WHITE

BORDER = 2
"""Modules of white around: what the drawings leave beside it makes the rest of the four that readers want."""
_PIXELS = 8
"""Of a module, as an image: sharp at the size of a slide."""


def _code(address: str) -> segno.QRCode:
    """Level M: a seventh of it can be stained and it is still read."""
    return segno.make(address, error="m", boost_error=False, micro=False)


def svg(address: str) -> str:
    """As a drawing, black on white whatever the theme."""
    stream = io.BytesIO()
    _code(address).save(stream, kind="svg", border=BORDER, xmldecl=False, light=WHITE, omitsize=True)
    return stream.getvalue().decode()


def png(address: str) -> bytes:
    stream = io.BytesIO()
    _code(address).save(stream, kind="png", border=BORDER, scale=_PIXELS)
    return stream.getvalue()
