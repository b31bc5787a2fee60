"""Which edition is read: the one that ships, one that the operator added, or one imported for this session only.

What is made of an edition is kept beside it (``Shelf``): for all visitors, or as long as the session that imported it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.shared.shelf import Shelf
from territory.loader import load_edition

P = ParamSpec("P")
T = TypeVar("T")

DATA = Path(__file__).resolve().parents[2] / "data"
SHIPPED = "impact-2020"
_KEPT = 8
"""Editions whose numbers stay at hand."""
_outside: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


def current() -> Shelf:
    """The edition in force in this session, with what was made of it; where no page runs, the one that ships.

    Raises ``DataError``, which is not kept: a mended file is read at the next run.
    """
    return _outside.get() or _shelf(DATA / "editions" / SHIPPED, DATA)


@contextmanager
def reading(shelf: Shelf) -> Iterator[None]:
    """What is asked for meanwhile, in this thread, is of that edition."""
    token = _outside.set(shelf)
    try:
        yield
    finally:
        _outside.reset(token)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _shelf(folder: Path, data: Path) -> Shelf:
    return Shelf(load_edition(folder, data / "regions.csv", data / "regions.geojson"))


def kept(entries: int, waiting: str = "") -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A function of codes, made once for the edition in force: ``entries`` of its answers are kept, none is changed.

    ``waiting``: what a visitor is told while it takes a while.
    """

    def decorate(make: Callable[P, T]) -> Callable[P, T]:
        @wraps(make)
        def said(*given: P.args, **named: P.kwargs) -> T:
            if not waiting or get_script_run_ctx(suppress_warning=True) is None:
                return make(*given, **named)
            with st.spinner(waiting):
                return make(*given, **named)

        @wraps(make)
        def read(*given: P.args, **named: P.kwargs) -> T:
            return cast("T", current().keeping(said, entries)(*given, **named))

        return read

    return decorate
