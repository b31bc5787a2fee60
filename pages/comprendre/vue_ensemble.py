"""Vue d'ensemble: the 13 × 16 table, France first, the reader's region framed."""

from __future__ import annotations

import streamlit as st

from charts import overview
from pages.shared import furniture, guide, reads, selection
from territory import wording
from territory.analysis import FragilityClass

edition = reads.edition()
chosen = selection.read(edition)
scores = reads.scores_of(chosen.reading)
oriented = scores[scores["oriented"] & scores["score"].notna()]

if chosen.region:
    own = oriented[oriented["region"] == chosen.region]
    fragile = sum(FragilityClass(kind).more_fragile for kind in own["class"])
    title = wording.region_finding(edition.regions[chosen.region], fragile, len(own))
else:
    title = "Où chaque région est-elle fragile, au regard de la France\u202f?"
furniture.opening(
    title,
    f"{len(edition.regions)} régions métropolitaines, {len(edition.registry.domains)} domaines, une référence\u00a0: "
    "la valeur nationale publiée dans la même table. Choisissez votre région, ou cliquez sur une case.",
    chosen.reading,
)
guide.first_visit()

with st.container(horizontal=True):
    five = st.toggle("Cinq classes (nettement plus ou moins fragile)", key="five_classes")
    solid_only = st.toggle("Estomper ce qui n’est pas solide", key="solid_only", help=wording.solid_meaning())
furniture.allow_sideways_scroll()
record = overview.record(
    edition, scores, region=chosen.region, five_classes=five, places=reads.places() if solid_only else None
)
point = furniture.plotly(
    record, overview.draw(record, furniture.palette()), key=f"overview_{chosen}_{five}_{solid_only}", scrolls=True
)
if point:
    _, domain, region = point["customdata"]
    selection.go_to(
        "pages/comprendre/domaine.py",
        domaine=domain,
        region=region if region in edition.regions else chosen.region,
    )
furniture.foot()
