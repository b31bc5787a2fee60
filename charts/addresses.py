"""Addresses of the site's views: the page, then codes only, as ``pages.shared.selection`` reads them."""

from __future__ import annotations

from urllib.parse import urlencode

from territory.analysis import Reading
from territory.editions import FIRST
from territory.loader import Edition


def address_code(edition: Edition) -> str:
    """What an address says of an edition: nothing of the one that ships, as the first ones that were printed."""
    code = edition.registry.code
    return "" if code == FIRST else code


def address(page: str, reading: Reading, **codes: str | None) -> str:
    """« /domaine?domaine=emploi&region=32 »: from the site's root, with the choices of reading in force."""
    return f"/{page}{query(reading, **codes)}".removesuffix("?")


def query(reading: Reading, **codes: str | None) -> str:
    """« ?domaine=emploi&region=32 »: for a link that stays on its page; at least « ? », which leads there too."""
    criteria = "noyau" if reading.core_only else "sans-contestables" if reading.without_contestable else ""
    given = {**codes, "criteres": criteria, "lecture": "source" if reading.source_reading else ""}
    found = urlencode({name: code for name, code in given.items() if code}, safe=",")
    return f"?{found}"
