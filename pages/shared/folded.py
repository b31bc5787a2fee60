"""What is folded: a panel makes what it shows once it is open, and not before; the address says which are open."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shared import selection

Show = Callable[[], None]
OPENED = "ouverts"
PANELS = ("places", "dimensions", "proches", "ressemblances", "contexte", "cercles", "import")
"""The panels that an address can open, by their codes."""


def popover(label: str, show: Show, *, key: str, icon: str | None = None) -> None:
    """A panel over the page; ``show`` writes it. In a ``st.fragment``, opening it runs that fragment alone."""
    opened = st.popover(label, icon=icon, width="content", on_change="rerun", key=key)
    if opened.open:
        with opened:
            show()


def panel(label: str, show: Show, *, key: str, icon: str | None = None, code: str = "") -> None:
    """A panel in the page; ``show`` writes it. In a ``st.fragment``, opening it runs that fragment alone.

    ``code``, one of ``PANELS``, says in the address that it is open.
    """
    if code:
        _open_as_the_address_says(key, code)
    opened = st.expander(label, icon=icon, on_change=lambda: _say_in_the_address(key, code), key=key)
    if opened.open:
        with opened:
            show()


@st.fragment
def expander(label: str, show: Show, *, key: str, icon: str | None = None, code: str = "") -> None:
    """The same, in a fragment of its own: opening it, and what is done in it, runs nothing else."""
    panel(label, show, key=key, icon=icon, code=code)


def _open_as_the_address_says(key: str, code: str) -> None:
    """Only where the address has changed: what the reader has just opened is their own."""
    told = code in selection.many(OPENED, PANELS, "panneau")
    if key not in st.session_state or st.session_state.get(f"told_{key}", False) != told:
        st.session_state[key] = st.session_state[f"told_{key}"] = told


def _say_in_the_address(key: str, code: str) -> None:
    if not code:
        return
    others = [each for each in selection.many(OPENED, PANELS, "panneau") if each != code]
    st.session_state[f"told_{key}"] = st.session_state[key]
    selection.choose(OPENED, [*others, code] if st.session_state[key] else others)
