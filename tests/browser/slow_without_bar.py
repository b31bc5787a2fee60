"""The slow dashboard whose page does not follow what is being made: the control of the tests of progress."""

from __future__ import annotations

from pages.shared import making
from tests.browser.slow import app

__all__ = ["app"]
making._follow = lambda desk, rows: None
