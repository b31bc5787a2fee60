"""What a phone sends. It must be small, from our own page and from a known device, or is refused unread."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request

from deploy.guard import is_own_origin
from territory.workshop import keys
from territory.workshop.errors import BallotError
from territory.workshop.rules import from_fields, from_json

LARGEST = 16 * 1024
"""Bytes of a body: a ballot is a tenth of it."""
ARRIVES = 15.0
"""Seconds that a body has to arrive."""
MOST_FIELDS = 200
COOKIE = "appareil"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
LONGEST_WAIT = 7 * 24 * 3600 * 1000
"""Milliseconds that a ballot may have waited on its device."""


class TurnedAway(Exception):
    """A request that is not read any further; ``str()`` is French."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Received:
    """``raw``: what the rules read (``territory.workshop.rules``); ``waited``: milliseconds, ``None`` from a form."""

    raw: dict[str, Any]
    device: str
    ballot_id: str
    round_key: str
    waited: int | None


def wants_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON


async def read(request: Request) -> Received:
    """Raises ``TurnedAway``, or ``BallotError`` for what is no ballot at all."""
    body = await _body(request)
    raw = from_json(body) if wants_json(request) else from_fields(_fields(body))
    given = {name: raw.pop(name, "") for name in ("device", "ballot_id", "round")}
    waited = raw.pop("waited", None)
    if not all(isinstance(text, str) for text in given.values()) or not _is_wait(waited):
        raise BallotError(("Ce bulletin est illisible\u00a0: rechargez la page et votez de nouveau.",))
    held = request.cookies.get(COOKIE, "")
    _require_own_page(request.headers, held, given["device"])
    device = held if keys.is_token(held) else given["device"]
    return Received(raw, device, given["ballot_id"], given["round"], waited)


def _is_wait(waited: object) -> bool:
    return waited is None or (type(waited) is int and 0 <= waited <= LONGEST_WAIT)


async def _body(request: Request) -> bytes:
    """The body, if it is one of ours and small; its announced length may be false."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (JSON, FORM):
        raise TurnedAway(415, "Ce bulletin n’est pas dans une forme connue.")
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length[:12]) > LARGEST:
        raise TurnedAway(413, "Ce bulletin est trop grand.")
    body = bytearray()
    try:
        async with asyncio.timeout(ARRIVES):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST:
                    raise TurnedAway(413, "Ce bulletin est trop grand.")
    except (TimeoutError, ClientDisconnect) as error:
        raise TurnedAway(408, "Ce bulletin n’est pas arrivé en entier\u00a0: envoyez-le de nouveau.") from error
    return bytes(body)


def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise BallotError(("Ce bulletin est illisible\u00a0: rechargez la page et votez de nouveau.",)) from error


def _require_own_page(headers: Headers, held: str, given: str) -> None:
    """The page that sends is ours: no session says it, so the browser does, or the device's own mark.

    A browser of these years says ``Sec-Fetch-Site``. An older one says ``Origin``, « null » from a form under our
    ``no-referrer``: then what its page holds must be what its cookie holds, which another site cannot read.
    """
    site, origins = headers.get("sec-fetch-site", ""), headers.getlist("origin")
    if site:
        own = site in ("same-origin", "none")
    elif origins and origins != ["null"]:
        own = is_own_origin(headers)
    else:
        own = keys.is_token(held) and held == given
    if not own:
        raise TurnedAway(403, "Ce bulletin ne vient pas de la page de l’atelier\u00a0: ouvrez-la et votez de nouveau.")
