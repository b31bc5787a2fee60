"""The meaning of « * », under a list that bears it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.shared.plain import starred
from territory import wording
from territory.fact import Fact


def mark_note(facts: Iterable[Fact]) -> None:
    """The mark's meaning, where a fact bears it; nothing elsewhere."""
    if note := wording.mark_note([fact.indicator for fact in facts if fact.indicator.contestable]):
        st.caption(starred(note))
