"""« Voir pourquoi »: what the words solide, probable and sensible mean, and the places behind them."""

from __future__ import annotations

import streamlit as st

from charts.record import View
from pages.shared import furniture, reads, selection
from pages.shared.plain import starred
from pages.shared.selection import Selection
from territory import wording
from territory.regions import Region
from territory.robustness import Verdict, too_many


def words() -> None:
    """What the three words beside the rows mean."""
    labels = {verdict: wording.capital(wording.VERDICT_LABEL[verdict]) for verdict in Verdict}
    if too_many(reads.edition()):  # no row has a word
        return
    level = reads.edition().level
    st.caption(" ".join(f"**{label}**, {wording.verdict_extent(verdict, level)}" for verdict, label in labels.items()))


def places(region: Region, chosen: Selection) -> None:
    """The place of each domain, as dots and bars, then in sentences; of the reading in force."""
    record = reads.record(View("solidite", region.code), chosen.reading)
    point = furniture.figure(record, key=f"places_{chosen}")
    st.markdown(
        "\n".join(
            f"- **{starred(row.label)}**{wording.NBSP}: {row.sentence} {row.factor}" for row in record.rows.itertuples()
        )
    )
    st.page_link("pages/sapproprier/methode.py", label="Essayer d’autres façons de calculer", icon=":material/tune:")
    if point:
        selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)
