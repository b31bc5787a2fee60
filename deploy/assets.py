"""Streamlit's own files, compressed once: their names hold their digest, so that what is sent is never out of date.

Streamlit leaves them as they are, for a proxy to compress (9.3 MB to the first visitor where there is none).
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from streamlit import file_util

PREFIX = "/static"
FOLDER = Path(file_util.get_static_dir()) / "static"
COMPRESSED = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
"""What is worth it: fonts and images are compressed already."""
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000"}
LEVEL = 6
FILES = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}
"""Every file there is, by the end of its address: nothing else of the disk can be asked for."""
FIRST = ("index.", "PlotlyChart.", "DataFrame.", "StreamlitMarkdown.", "react-dom.")
"""How the names of the heaviest files that any page asks for begin."""


def route() -> Route:
    """The route of Streamlit's files, before its own."""
    return Route(f"{PREFIX}/{{name:path}}", _file, methods=["GET", "HEAD"])


def warm() -> None:
    """Compress what the first visitor would wait for."""
    for path in FILES.values():
        if path.suffix in COMPRESSED and path.name.startswith(FIRST):
            _compressed(path)


async def _file(request: Request) -> Response:
    path = FILES.get(request.path_params["name"])
    if path is None:
        return Response(status_code=404)
    if path.suffix not in COMPRESSED or "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(path, headers=FOR_EVER)
    content = await run_in_threadpool(_compressed, path)
    headers = {**FOR_EVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(content, media_type=COMPRESSED[path.suffix], headers=headers)


@lru_cache(maxsize=len(FILES))
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), LEVEL, mtime=0)
