"""A log that nobody can flood: one line per minute and kind of event, with their number, and no visitor's address.

An aborted upload, a text frame or a foreign page is a traceback of up to fifty lines each time, of Streamlit's or
uvicorn's. Here it is a line, with the place of the error; what comes again within the minute is counted.
"""

from __future__ import annotations

import logging
import re
import time
import traceback
from collections.abc import Callable

WINDOW = 60.0
"""Seconds in which events of a kind make one line."""
KINDS = 500
"""Kinds that are remembered."""
LONGEST = 500
"""Characters of a line."""
SECRET = re.compile(r"(?<=\bcle=)[^&\s\"']+|(?<![\w/-])[\w-]{43}(?![\w-])", re.A)
"""A key in an address (« cle=… »), or what has the shape of one: 256 bits in base 64."""
OF_ADDRESSES = ("WebSocket", "connection open", "connection closed", "connection rejected")
"""Words of uvicorn's lines about a connection, which begin with the client's address."""


class Quiet(logging.Filter):
    """For a handler: lets the first event of a kind pass in each minute, as one line."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._kinds: dict[tuple[str, int, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno <= logging.INFO and any(word in str(record.msg) for word in OF_ADDRESSES):
            return False
        kind, now = (record.name, record.levelno, _kind(record)), self._clock()
        since, more = self._kinds.get(kind, (-WINDOW, 0))
        if now - since < WINDOW:
            self._kinds[kind] = since, more + 1
            return False
        if len(self._kinds) >= KINDS:
            self._kinds.clear()
        self._kinds[kind] = now, 0
        record.msg, record.args = _line(record) + (f" (and {more} more since the last such line)" if more else ""), None
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _kind(record: logging.LogRecord) -> str:
    """The message before its arguments are filled in, and the type of the error."""
    error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
    return f"{str(record.msg)[:LONGEST]} {error}"


def _line(record: logging.LogRecord) -> str:
    said = record.getMessage()
    if record.exc_info and record.exc_info[1]:
        error = record.exc_info[1]
        frame = traceback.extract_tb(error.__traceback__)[-1:]
        where = f" ({frame[0].filename}:{frame[0].lineno})" if frame else ""
        said = f"{said}: {type(error).__name__}: {error}{where}"
    said = SECRET.sub("…", said)
    shown = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def quieten() -> None:
    """Every handler that writes to a stream: uvicorn's, Streamlit's and ours."""
    named = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for handler in {handler for logger in (logging.root, *named) for handler in logger.handlers}:
        if type(handler) is logging.StreamHandler and not any(isinstance(held, Quiet) for held in handler.filters):
            handler.addFilter(Quiet())
