"""Outlines that a stranger sends are drawn in a separate process, which is stopped after a while.

A hundred thousand points that cross one another everywhere are days of work for any library of geometry, and a thread
cannot be stopped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from territory.errors import DataError
from territory.importing.drawn import Drawn
from territory.importing.geojson import FILE, Shape

SECONDS = 20
"""Seconds of processor time; loading the libraries takes two of them."""
AT_MOST = 4 * SECONDS
"""Seconds on the clock, longer because a busy machine gives the process only part of its time."""
_ROOT = Path(__file__).resolve().parents[2]
_SIMPLER = "des contours simplifiés, qui ne se croisent pas"


def apart(found: Mapping[str, Shape], names: Mapping[str, str]) -> Drawn:
    """As ``drawn``; raises ``DataError`` also for outlines that take longer than ``SECONDS``."""
    command = [sys.executable, "-m", f"{__package__}.drawn", str(SECONDS)]
    asked = json.dumps({"found": found, "names": names}).encode()
    try:
        ended = subprocess.run(command, cwd=_ROOT, input=asked, capture_output=True, timeout=AT_MOST)
    except subprocess.TimeoutExpired:
        ended = None
    if ended is None or ended.returncode:
        raise DataError(FILE, "", "", f"des contours trop enchevêtrés pour être dessinés en {SECONDS} s", _SIMPLER)
    answer = json.loads(ended.stdout)
    if "refused" in answer:
        raise DataError(FILE, "", "", *answer["refused"])
    return Drawn(**answer)
