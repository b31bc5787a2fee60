"""Vue d'ensemble: the 13 × 16 table, France first, the reader's region framed."""

from __future__ import annotations

import streamlit as st

from charts.figures.overview import record as overview
from charts.record import Record, View
from pages.comprendre.parts import vue_ensemble_guide
from pages.shared import furniture, reads, selection
from territory import wording

edition = reads.edition()
chosen = selection.read(edition)
numbers = reads.numbers_of(chosen.reading)

furniture.opening(
    reads.portrait_of(chosen.reading, chosen.region).finding
    if chosen.region
    else "Où chaque région est-elle fragile, au regard de la France\u202f?",
    f"{len(edition.regions)} régions métropolitaines, {len(edition.registry.domains)} domaines, une référence\u00a0: "
    "la valeur nationale publiée dans la même table. Choisissez votre région, ou cliquez sur une case.",
    chosen.reading,
)
vue_ensemble_guide.first_visit()

solid_only = st.toggle("Estomper les places qui ne sont pas solides", key="solid_only", help=wording.solid_meaning())
furniture.allow_sideways_scroll()
if solid_only:
    record: Record = overview.record(edition, numbers.scores, region=chosen.region, places=numbers.places)
else:
    record = reads.record(View("vue-ensemble", chosen.region or ""), chosen.reading)
point = furniture.plotly(record, key=f"overview_{chosen}_{solid_only}", scrolls=True)
if point:
    _, domain, region = point["customdata"]
    selection.go_to(
        "pages/comprendre/domaine.py",
        domaine=domain,
        region=region if region in edition.regions else chosen.region,
    )
furniture.foot()
