"""The dashboard where decks are slow and a meeting's PDF cannot be made, for the tests of progress; see `server.py`."""

from __future__ import annotations

import time
from multiprocessing.connection import Connection
from typing import Any

import streamlit as st

from charts.documents import pdf, pptx
from charts.documents.blocks import Document
from deploy.serve import app
from pages.shared import making, press
from pages.shared.press import Press

__all__ = ["app"]
SECONDS_A_SLIDE = 0.5
_add, _write, _figure = pptx._add, pdf.write, pptx.slides.figure


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


def serve(link: Connection) -> None:
    """The press, slowed down in its own process."""
    pptx._add, pptx.slides.figure, pdf.write = _slowly, _slow_figure, _broken
    press.serve(link)


@st.cache_resource(show_spinner=False)
def _slow_press() -> Press:
    return Press(serve)


making.press = _slow_press
