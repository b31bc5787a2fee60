"""Which territories are compared: all shown where they are few, else found by name; those of one's région at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.shared import selection, territory_list
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
    def add(code: str | None) -> None:
        selection.choose("regions", [*regions, code] if code else list(regions))

    territory_list.show(edition, f"Ajouter {edition.level.a}", ADDED, None, add, regions)
