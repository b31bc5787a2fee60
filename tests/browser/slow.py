"""The dashboard where decks are slow and a meeting's PDF cannot be made, for the tests of progress; see `server.py`."""

from __future__ import annotations

import time
from typing import Any

from charts.documents import pdf, pptx_slides
from charts.documents.blocks import Document
from deploy.serve import app

__all__ = ["app"]
SECONDS_A_SLIDE = 0.5
_page = pptx_slides.page
_write = pdf.write


def _slowly(*given: Any, **named: Any) -> Any:
    time.sleep(SECONDS_A_SLIDE)
    return _page(*given, **named)


def _broken(document: Document, *given: Any, **named: Any) -> bytes:
    if document.kind == "meeting":
        raise RuntimeError("broken on purpose")
    return _write(document, *given, **named)


pptx_slides.page = _slowly
pdf.write = _broken
