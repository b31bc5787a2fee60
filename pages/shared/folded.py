"""What is folded: a panel makes what it shows once it is open, and not before."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

Show = Callable[[], None]


def popover(label: str, show: Show, *, key: str, icon: str | None = None) -> None:
    """A panel over the page; ``show`` writes it. In a ``st.fragment``, opening it runs that fragment alone."""
    panel = st.popover(label, icon=icon, width="content", on_change="rerun", key=key)
    if panel.open:
        with panel:
            show()


@st.fragment
def expander(label: str, show: Show, *, key: str, icon: str | None = None) -> None:
    """A panel in the page; ``show`` writes it. Opening it, and what is done in it, runs nothing else."""
    panel = st.expander(label, icon=icon, on_change="rerun", key=key)
    if panel.open:
        with panel:
            show()
