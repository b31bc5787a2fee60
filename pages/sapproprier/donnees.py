"""Données: the 30 criteria, published string beside parsed value, unit, year, flags; downloads and licence."""

from __future__ import annotations

import streamlit as st

from pages.sapproprier.parts import donnees_editions, donnees_import, donnees_table
from pages.shared import folded, furniture, identity, reads, selection
from territory import wording

edition = reads.edition()
registry = edition.registry
furniture.opening(
    f"Les {len(registry.indicators)} critères publiés, tels quels"
    if len(registry.indicators) > 1
    else "Le critère publié, tel quel",
    f"Table «{wording.NBSP}{registry.title}{wording.NBSP}», {registry.publisher}, {registry.published}. Chaque valeur "
    "garde la chaîne publiée à côté de ce qui en est lu.",
)

donnees_editions.choose()
folded.expander(
    "Lire vos propres chiffres", donnees_import.show, icon=":material/upload_file:", key="import_panel", code="import"
)
code = selection.one("indicateur", registry.indicators, "indicateur") or next(iter(registry.indicators))
st.session_state["indicator_widget"] = code
st.selectbox(
    "Critère",
    list(registry.indicators),
    format_func=lambda code: f"{registry.indicators[code].criterion_published} – {registry.indicators[code].label}",
    key="indicator_widget",
    on_change=lambda: selection.choose("indicateur", st.session_state["indicator_widget"]),
    width=560,
)
indicator = registry.indicators[code]
st.header(indicator.label, anchor=False)
donnees_table.cells(indicator)
identity.show(edition, indicator)
donnees_table.whole(edition)
