"""The press of the slow dashboard: decks are slow, and a meeting's PDF cannot be made; see `slow.py`."""

from __future__ import annotations

import time
from typing import Any

from charts.documents import pdf, pptx
from charts.documents.blocks import Document
from pages.shared import press

SECONDS_A_SLIDE = 0.3
_add, _write, _figure = pptx._add, pdf.write, pptx.figure.draw


def _slowly(*given: Any) -> None:
    time.sleep(SECONDS_A_SLIDE)
    _add(*given)


def _slow_figure(*given: Any) -> Any:
    time.sleep(SECONDS_A_SLIDE / 2)
    return _figure(*given)


def _broken(document: Document, *given: Any, **named: Any) -> bytes:
    if document.kind == "meeting":
        raise RuntimeError("broken on purpose")
    return _write(document, *given, **named)


def serve(descriptor: int) -> None:
    pptx._add, pptx.figure.draw, pdf.write = _slowly, _slow_figure, _broken
    press.serve(descriptor)
