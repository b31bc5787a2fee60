"""The dashboard where nobody who has spent an allowance waits: the lane is free, or the run is refused."""

from __future__ import annotations

from deploy import pace
from deploy.serve import app

__all__ = ["app"]
pace.PATIENCE = 0.0
