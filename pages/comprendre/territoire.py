"""Mon territoire: the finding, three cards, the profile, the dimensions, the context."""

from __future__ import annotations

import streamlit as st

from charts import region_profile
from pages.shared import cards, choose_region, context, furniture, next_steps, reads, selection
from territory import wording
from territory.analysis import FragilityClass

edition = reads.edition()
chosen = selection.read(edition)
if chosen.region is None:
    choose_region.ask(edition)
    st.stop()

region = edition.regions[chosen.region]
scores = reads.scores_of(chosen.reading)
own = scores[scores["region"] == region.code]
scored = own[own["score"].notna()]
fragile = sum(FragilityClass(kind).more_fragile for kind in own["class"])
furniture.opening(
    wording.region_finding(region, fragile, len(scored)),
    wording.region_lead(edition.registry, own),
    chosen.reading,
)

cards.show(edition, own)
next_steps.show(edition, own, region)

st.header("Les domaines, du plus au moins fragile", anchor=False)
record = region_profile.record(edition, scores, region.code)
point = furniture.plotly(record, region_profile.draw(record, furniture.palette()), key=f"profile_{chosen}")
if point:
    selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)

st.header("Par dimension", anchor=False)
cards.dimensions(edition, scores, region.code)

st.header("Le contexte", anchor=False)
context.show(edition, region)
furniture.foot()
