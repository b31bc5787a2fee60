"""The dashboard whose press is slow (`slow_press.py`), for the tests of progress; see `server.py`."""

from __future__ import annotations

import streamlit as st

from deploy.serve import app
from pages.shared import making
from pages.shared.press import Press

__all__ = ["app"]


@st.cache_resource(show_spinner=False)
def _slow_press() -> Press:
    return Press("tests.browser.slow_press", kept=0)  # each is written, however often it is asked for


making.press = _slow_press
