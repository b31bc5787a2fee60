"""Whether this process serves numbers and can keep ballots: ``GET /health``, for monitoring.

Streamlit's own ``/_stcore/health`` answers 200 as soon as it runs, whatever the data.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from deploy.page import ROOT
from deploy.ready import PATH
from deploy.storage import unwritable
from territory.operator import left_out

HELD = 5.0
"""Seconds that an answer is kept: what is refused is read again to know whether it is mended, a disk tried again."""
NEEDED = (".streamlit/config.toml", "static/regions.geojson", "static/topojson/world_110m.json")
"""What Streamlit serves or reads without us, and would do without in silence."""


def missing_files(root: Path = ROOT) -> tuple[str, ...]:
    """Those that are not there."""
    return tuple(name for name in NEEDED if not (root / name).is_file())


def status() -> dict[str, Any]:
    """What is in service, refused or left to fill in, by the names of files, and what cannot be written.

    A full disk is « degraded »: readers read on, and another process would have the same disk.
    """
    from pages.shared import service  # not at the top: caches want Streamlit's runtime, started by now

    edition, refused = service.state()
    refused += missing_files()
    unwritten = unwritable()
    word = "unavailable" if edition is None else "degraded" if refused or unwritten else "ready"
    return {
        "status": word,
        "edition": edition,
        "refused": list(refused),
        "unwritable": list(unwritten),
        "operator_left_out": list(left_out(service.operator())),
    }


class Health:
    """The answer, kept a moment: 200 while numbers are shown, 503 while they are refused."""

    def __init__(self) -> None:
        self._told: dict[str, Any] = {}
        self._until = 0.0
        self._asking = asyncio.Lock()

    async def told(self) -> dict[str, Any]:
        """One look-up at a time: whoever asks meanwhile gets the same answer."""
        async with self._asking:
            if time.monotonic() >= self._until:
                self._told = await run_in_threadpool(status)
                self._until = time.monotonic() + HELD
            return self._told

    async def answer(self, _: Request) -> Response:
        told = await self.told()
        return JSONResponse(
            told, status_code=503 if told["edition"] is None else 200, headers={"Cache-Control": "no-store"}
        )


def health_route() -> Route:
    return Route(PATH, Health().answer)
