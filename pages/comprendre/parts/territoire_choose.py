"""The empty state of a page that needs a region: choose one by name or on the map."""

from __future__ import annotations

import streamlit as st

from pages.shared import furniture, selection
from territory.loader import Edition


def ask(edition: Edition) -> None:
    """Thirteen buttons, in alphabetical order: a choice in one click, with a keyboard too."""
    furniture.opening(
        "Quelle est votre région\u202f?",
        "Choisissez-la une fois\u00a0: elle reste choisie d’une page à l’autre, et l’adresse de la page la garde.",
    )
    with st.container(horizontal=True):
        for region in sorted(edition.regions.values(), key=lambda region: region.name.replace("Î", "I")):
            st.button(
                region.name,
                icon=":material/place:",
                key=f"choose_{region.code}",
                on_click=selection.choose,
                args=("region", region.code),
            )
