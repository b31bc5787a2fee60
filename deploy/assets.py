"""Streamlit's own files, compressed once: their names hold their digest, so that what is sent is never out of date.

Streamlit leaves them as they are, for a proxy to compress (9.3 MB to the first visitor where there is none).
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

PREFIX = "/static/"
FOLDER = Path(file_util.get_static_dir()) / "static"
COMPRESSED = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
"""Kinds of files worth compressing: fonts and images are compressed already."""
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
"""Finds gzip in a browser's ``Accept-Encoding``; « gzip;q=0 » is a refusal."""
HEADERS = {
    "Cache-Control": "public, immutable, max-age=31536000",
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
}
LEVEL = 6
FILES = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.suffix in COMPRESSED}
"""By the end of their address; no other file of the disk can be requested."""
FIRST = ("index.", "PlotlyChart.", "DataFrame.", "StreamlitMarkdown.", "react-dom.")
"""First letters of the names of the heaviest files of every page."""


class Assets:
    """ASGI middleware before Streamlit, which keeps these addresses for itself; the rest goes on to it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = _wanted(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        content = await run_in_threadpool(_compressed, path)
        await Response(content, media_type=COMPRESSED[path.suffix], headers=HEADERS)(scope, receive, send)


def warm() -> None:
    """Compress what the first visitor would wait for."""
    for path in FILES.values():
        if path.name.startswith(FIRST):
            _compressed(path)


def _wanted(scope: Scope) -> Path | None:
    """The file that is asked for, where it is worth compressing and the browser reads it so."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(PREFIX):
        return None
    path = FILES.get(scope["path"].removeprefix(PREFIX))
    return path if path and reads_gzip(scope) else None


def reads_gzip(scope: Scope) -> bool:
    return _GZIP.search(Headers(scope=scope).get("accept-encoding", "")) is not None


@lru_cache(maxsize=len(FILES))
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), LEVEL, mtime=0)
