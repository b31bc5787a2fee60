"""The outlines of a map of thousands (``pages/shared/big_map.py``): kept by browsers, compressed off the event loop.

Streamlit sends a file of its own as it is, or compresses ten megabytes at its best while every visitor waits.
"""

from __future__ import annotations

import zlib

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from deploy.assets import reads_gzip

PREFIX, PUBLIC, OWN = "/media/", ".geojson", ".json"
"""An edition for all has the first extension, an imported one the other: it is not to be kept."""
LEVEL = 1
"""Of compression: 60 ms for 10 MB, 2.4 MB left; the best of it takes a second for 0.4 MB less."""


class Outlines:
    """ASGI middleware before Streamlit, whose answer is sent on compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _wanted(scope["path"]):
            await self.app(scope, receive, send)
            return
        compressed = scope["method"] == "GET" and reads_gzip(scope)
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)
            if not message.get("more_body") and message["type"] == "http.response.body":
                await _send(held, send, compressed=compressed, kept=scope["path"].endswith(PUBLIC))

        await self.app(_plain(scope), receive, hold)


def _wanted(path: str) -> bool:
    return path.startswith(PREFIX) and path.endswith((PUBLIC, OWN))


def _plain(scope: Scope) -> Scope:
    """The same request for all of the file as it is."""
    asked = MutableHeaders(raw=list(scope["headers"]))
    for name in ("accept-encoding", "range"):
        del asked[name]
    return {**scope, "headers": asked.raw}


async def _send(held: list[Message], send: Send, *, compressed: bool, kept: bool) -> None:
    start, *parts = held
    body = b"".join(part.get("body", b"") for part in parts)
    headers = MutableHeaders(raw=list(start["headers"]))
    if start["status"] == 200:
        headers["Cache-Control"] = "private, immutable, max-age=31536000" if kept else "no-store"
        headers["Vary"] = "Accept-Encoding"
        if compressed:
            body = await run_in_threadpool(_gzipped, body)
            headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


def _gzipped(content: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(content) + packer.flush()
