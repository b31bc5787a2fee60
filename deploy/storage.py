"""Whether the disk can be written: ``/health`` reports a full disk before a ballot meets it."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import make_url

from territory.workshop.address import address
from territory.workshop.engine import MOST_BYTES
from territory.workshop.errors import StoreAway, StoreFull
from territory.workshop.store import open_store

logger = logging.getLogger("observatoire")
PROBE = 64 * 1024
"""Bytes written as a test, then removed: more than a ballot and its journal need."""
ALMOST = 0.95
"""The share of the allowed size of SQLite's file from which it counts as full."""
WORKSHOPS, UPLOADS = "workshops", "uploads"
"""Ballots; a visitor's file beyond a megabyte, on its way. Pages, figures and documents need no disk."""


def unwritable() -> tuple[str, ...]:
    """What cannot be written now, and in the log why."""
    tried = {WORKSHOPS: _workshops, UPLOADS: lambda: _probe(Path(tempfile.gettempdir()))}
    return tuple(what for what, attempt in tried.items() if not _done(what, attempt))


def _done(what: str, attempt: Callable[[], None]) -> bool:
    try:
        attempt()
    except (OSError, StoreAway) as error:
        logger.error("%s cannot be written: %s", what, (isinstance(error, OSError) and error.strerror) or repr(error))
        return False
    return True


def _workshops() -> None:
    """SQLite's folder takes a file. Of PostgreSQL no more is asked than an answer: its disk is its own to watch."""
    held = address(os.environ)
    url = make_url(held)
    if url.get_backend_name() == "sqlite":
        file = Path(str(url.database))
        if file.exists() and file.stat().st_size > ALMOST * MOST_BYTES:
            raise StoreFull
        _probe(file.parent)
    else:
        open_store(held).by_code("")


def _probe(folder: Path) -> None:
    """Raises ``OSError``. A folder that is not made yet is tried where it will be."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(PROBE))
        file.flush()
        os.fsync(file.fileno())
