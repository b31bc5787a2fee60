"""Which territories are compared: all shown where they are few, else found by name; those of one's région at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared import reads, selection
from territory import wording
from territory.loader import Edition
from territory.wording import NBSP

SHOWN = 30
"""The most territories for which each has a button to click."""
PICKED, ADDED = "compared_widget", "compared_added"


def choose(edition: Edition, regions: Sequence[str], own: str | None) -> None:
    """Pills to pick or to leave; a list to add from; ``own`` is the reader's territory."""
    few = len(edition.regions) <= SHOWN
    st.session_state[PICKED] = list(regions)
    if few or regions:
        st.pills(
            f"{wording.capital(edition.level.plural)} à comparer",
            list(edition.regions) if few else list(regions),
            format_func=lambda code: edition.regions[code].listed,
            selection_mode="multi",
            key=PICKED,
            on_change=lambda: selection.choose("regions", st.session_state[PICKED]),
        )
    if not few:
        _add(edition, regions)
    if own and (siblings := edition.siblings_of(own)):
        st.button(
            f"Les {edition.level.plural} de l’ensemble «{NBSP}{edition.regions[own].parent_name}{NBSP}»",
            icon=":material/select_all:",
            on_click=selection.choose,
            args=("regions", [own, *siblings]),
            key="compare_siblings",
        )


def _add(edition: Edition, regions: Sequence[str]) -> None:
    st.session_state[ADDED] = None
    st.selectbox(
        f"Ajouter {edition.level.a}",
        [code for code in reads.by_name() if code not in regions],
        format_func=lambda code: edition.regions[code].listed,
        placeholder="Écrire un nom ou un code",
        key=ADDED,
        on_change=lambda: selection.choose("regions", [*regions, st.session_state[ADDED]]),
        width=320,
    )
