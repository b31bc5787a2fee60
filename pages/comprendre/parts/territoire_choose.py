"""The empty state of a page that needs a region: choose one by name or on the map."""

from __future__ import annotations

import streamlit as st

from pages.shared import furniture, selection
from territory.loader import Edition
from territory.text import fold

MOST = 120
"""The most territories for which each has a button."""


def ask(edition: Edition) -> None:
    """One button per territory where they are few, in alphabetical order: one click, or the keyboard."""
    level = edition.level
    furniture.opening(
        f"{level.which} est votre {level.singular}\u202f?",
        f"Choisissez-{level.article} une fois\u00a0: {level.pronoun} reste choisi{level.e} d’une page à l’autre, "
        f"et l’adresse de la page {level.article} garde.",
    )
    if len(edition.regions) > MOST:
        all_of_them = level.counted(len(edition.regions))
        st.markdown(f"La liste, en haut de la page, trouve les {all_of_them}\u202f: écrivez un nom ou un code.")
        return
    with st.container(horizontal=True):
        for region in sorted(edition.regions.values(), key=lambda region: fold(region.name)):
            st.button(
                region.name,
                icon=":material/place:",
                key=f"choose_{region.code}",
                on_click=selection.choose,
                args=("region", region.code),
            )
