"""Accueil: what this is, a map one clicks beside the reader's region, then the table of all territories × domains."""

from __future__ import annotations

import streamlit as st

from charts.figures.overview import record as overview
from charts.record import Record, View
from pages.comprendre.parts import vue_ensemble_map, vue_ensemble_region
from pages.shared import furniture, reads, selection, shell
from territory import wording

edition = reads.edition()
chosen = selection.now()
registry, level, reference = edition.registry, edition.level, edition.words.reference
scored = len(vue_ensemble_region.compared_codes(chosen.reading))
compared = [i for i in registry.fragility if chosen.reading.keeps(i)]

furniture.opening(
    f"Où votre {level.singular} est-{level.pronoun} plus fragile que {reference.subject}\u202f?",
    f"{level.counted(len(edition.regions))} ({registry.scope}), "
    f"{wording.scope_text(registry, scored)}, {wording.years_said(compared)}. "
    f"Un écart à {edition.words.the_value}, jamais un classement général.",
    chosen.reading,
)
seen, asked = st.columns([3, 2], gap="large")
with seen:
    vue_ensemble_map.show(edition, chosen)
with asked:
    vue_ensemble_region.show(edition, chosen)

st.header(f"Les {level.counted(len(edition.regions))}, les {len(registry.domains)} domaines", anchor=False)
with st.container(horizontal=True, vertical_alignment="center"):
    solid_only, bound = selection.switch("solides", "réglage")
    st.toggle(f"{wording.ASIDE} les places qui ne sont pas solides", help=wording.solid_meaning(), **bound)
    shell.reading(edition, chosen)
    shell.actions(edition, chosen)
if solid_only:
    places = reads.places_of(chosen.reading)
    record: Record = overview.record(
        edition, reads.scores_of(chosen.reading), chosen.reading, region=chosen.region, places=places
    )
else:
    record = reads.record(View("vue-ensemble", chosen.region or ""), chosen.reading)
furniture.figure(record, key="overview")
