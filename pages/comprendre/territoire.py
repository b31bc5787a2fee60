"""Mon territoire: the finding, three cards, the profile, the dimensions, the context."""

from __future__ import annotations

import streamlit as st

from charts.record import View
from pages.comprendre.parts import (
    territoire_cards,
    territoire_choose,
    territoire_context,
    territoire_next_steps,
    territoire_similar,
    territoire_solidity,
)
from pages.shared import furniture, reads, selection
from territory.regions import Region

edition = reads.edition()
chosen = selection.read(edition)


def view(region: Region) -> None:
    """The region's page, from the finding to the context."""
    told = reads.portrait_of(chosen.reading, region.code)
    furniture.opening(told.finding, told.lead, chosen.reading)

    st.header("L’essentiel", anchor=False)
    territoire_cards.show(told)
    territoire_solidity.show(region, chosen)
    territoire_next_steps.show(edition, told, chosen)

    st.header("Les domaines, du plus au moins fragile", anchor=False)
    point = furniture.plotly(reads.record(View("profil", region.code), chosen.reading), key=f"profile_{chosen}")
    if point:
        selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)

    st.header("Par dimension", anchor=False)
    territoire_cards.dimensions(edition, reads.means_of(chosen.reading), region.code)

    st.header("Les régions au profil le plus proche", anchor=False)
    territoire_similar.show(edition, region, chosen)

    st.header("Le contexte", anchor=False)
    territoire_context.show(edition, region, chosen)


if chosen.region is None:
    territoire_choose.ask(edition)
else:
    view(edition.regions[chosen.region])
furniture.foot()
