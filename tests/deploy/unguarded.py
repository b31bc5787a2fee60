"""The dashboard without what keeps a session whole: the control of the tests of forged states."""

from __future__ import annotations

from deploy import serve
from deploy.serve import app

__all__ = ["app"]
serve.forget_widgets = lambda: None
