"""Mon territoire: the finding, three cards, the profile, the dimensions, the context."""

from __future__ import annotations

import streamlit as st

from charts import region_profile
from pages.shared import (
    cards,
    choose_region,
    context,
    furniture,
    next_steps,
    reads,
    selection,
    similar,
    solidity,
)
from territory import wording
from territory.analysis import FragilityClass
from territory.regions import Region

edition = reads.edition()
chosen = selection.read(edition)


def view(region: Region) -> None:
    """The region's page, from the finding to the context."""
    scores = reads.scores_of(chosen.reading)
    own = scores[scores["region"] == region.code]
    scored = own[own["score"].notna()]
    fragile = sum(FragilityClass(kind).more_fragile for kind in own["class"])
    furniture.opening(
        wording.region_finding(region, fragile, len(scored)),
        wording.region_lead(edition.registry, own),
        chosen.reading,
    )

    st.header("L’essentiel", anchor=False)
    places = reads.places()
    cards.show(edition, own, places[places["region"] == region.code])
    solidity.show(edition, scores, region, f"{chosen}")
    next_steps.show(edition, own, region)

    st.header("Les domaines, du plus au moins fragile", anchor=False)
    record = region_profile.record(edition, scores, region.code)
    point = furniture.plotly(record, region_profile.draw(record, furniture.palette()), key=f"profile_{chosen}")
    if point:
        selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)

    st.header("Par dimension", anchor=False)
    cards.dimensions(edition, scores, region.code)

    st.header("Les régions au profil le plus proche", anchor=False)
    similar.show(edition, scores, region, f"{chosen}")

    st.header("Le contexte", anchor=False)
    context.show(edition, region)


if chosen.region is None:
    choose_region.ask(edition)
else:
    view(edition.regions[chosen.region])
furniture.foot()
