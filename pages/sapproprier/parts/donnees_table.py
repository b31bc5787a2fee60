"""The published cells of a criterion; then the whole table: to take away, its flags, whose it is."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from charts import tables
from charts.tables import excel_csv
from pages.shared import furniture, reads, sheets
from pages.shared.editions import kept
from pages.shared.plain import escaped
from pages.shared.sheets import Sheet, sheet
from territory import wording
from territory.indicators import Indicator
from territory.loader import SHIPPED, Edition
from territory.text import slug


def cells(indicator: Indicator) -> None:
    """Each published string beside the value that is read of it."""
    alt = f"Cellules publiées\u00a0: {indicator.label}"
    sheets.show(_published(indicator.code), key=f"cells_{indicator.code}", alt=alt)


@kept(reads.VIEWS)
def _published(code: str) -> Sheet:
    """The published cells of an indicator; never changed."""
    edition = reads.edition()
    return sheet(tables.indicator_observations(edition, edition.registry.indicators[code]))


def whole(edition: Edition) -> None:
    """Every cell as a file, what is to be known of all of them, and on what conditions they are used."""
    registry = edition.registry
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
    st.markdown(_provenance(edition))


def _provenance(edition: Edition) -> str:
    """Whose the figures and the outlines are, and on what conditions."""
    told = edition.registry
    licence = f"sous la licence «{wording.NBSP}{escaped(told.licence)}{wording.NBSP}»" if told.licence else ""
    conditions = licence or "et leur réutilisation suit les conditions de leurs producteurs, cités à chaque indicateur"
    shipped = edition.outlines is not None and edition.level.code in SHIPPED
    drawn = f"Les contours des {edition.level.plural} viennent de Natural Earth (domaine public). " if shipped else ""
    return (
        f"Ces données sont publiées par {escaped(told.publisher)}, {conditions}. {drawn}"
        "Le code de ce tableau de bord est sous licence MIT."
    )
