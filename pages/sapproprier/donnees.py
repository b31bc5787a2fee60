"""Données: the 30 criteria, published string beside parsed value, unit, year, flags; downloads and licence."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from charts import tables
from charts.tables import excel_csv
from pages.sapproprier.parts import donnees_editions, donnees_import
from pages.shared import folded, furniture, identity, reads, selection, sheets
from territory import wording
from territory.text import slug

edition = reads.edition()
registry = edition.registry
chosen = selection.now()
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
sheets.show(identity.published(code), key=f"cells_{code}", alt=f"Cellules publiées\u00a0: {indicator.label}")
identity.show(edition, indicator)

st.header("Toute la table", anchor=False)
st.download_button(
    f"Télécharger les {wording.number(Decimal(len(edition.observations)), 0)} cellules (CSV)",
    data=lambda: excel_csv(tables.all_observations(edition)),
    file_name=f"{slug(registry.title)}-{registry.published}.csv",
    mime="text/csv",
    on_click="ignore",
    icon=":material/download:",
)
st.caption("Point-virgule, virgule décimale, accents\u00a0: s’ouvre tel quel dans un Excel français.")
st.subheader("Réserves sur toute la table", anchor=False)
furniture.flags(edition.flags_of("*"))
st.subheader("Provenance et licence", anchor=False)
st.markdown(furniture.provenance(edition))
