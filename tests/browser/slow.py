"""The dashboard where decks are slow and a meeting's PDF cannot be made, for the tests of progress; see `server.py`."""

from __future__ import annotations

import time
from typing import Any

from charts import report
from charts.slides import deck
from deploy.serve import app

__all__ = ["app"]
SECONDS_A_SLIDE = 0.5
_add = deck.add


def _slowly(*given: Any) -> None:
    time.sleep(SECONDS_A_SLIDE)
    _add(*given)


def _broken(*given: Any, **named: Any) -> bytes:
    raise RuntimeError("broken on purpose")


deck.add = _slowly
report.meeting_pdf = _broken
