"""The editions that can be read, and which one is."""

from __future__ import annotations

import streamlit as st

from pages.shared import editions
from territory import wording
from territory.editions import IMPORTED, Entry
from territory.levels import LEVELS


def choose() -> None:
    """A list, where there is more than one."""
    offered = editions.offered()
    codes = [*offered, *([IMPORTED] if editions.own() else [])]
    if len(codes) < 2:
        return
    st.session_state["edition_widget"] = editions.code()
    st.selectbox(
        "Édition",
        codes,
        format_func=lambda code: _named(offered[code]) if code in offered else "Édition importée dans cette session",
        key="edition_widget",
        on_change=lambda: editions.choose(st.session_state["edition_widget"]),
        width=560,
    )


def _named(entry: Entry) -> str:
    level = LEVELS[entry.level].plural if entry.level in LEVELS else entry.level
    return f"{entry.title}, {entry.published} ({level}){wording.NBSP}: {entry.publisher}"
