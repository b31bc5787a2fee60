"""« Voir pourquoi »: what the words solide, probable and sensible mean, and the places behind them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from charts.record import View
from pages.shared import folded, furniture, reads, selection
from pages.shared.plain import starred
from pages.shared.selection import Selection
from territory import wording
from territory.regions import Region
from territory.robustness import Verdict


def show(region: Region, chosen: Selection) -> None:
    """The three words at the cards, then the dots and bars for who wants to see; of the reading in force."""
    words = {verdict: wording.capital(wording.VERDICT_LABEL[verdict]) for verdict in Verdict}
    st.caption(" ".join(f"**{word}**, {wording.verdict_extent(verdict)}" for verdict, word in words.items()))
    folded.expander(
        "Voir pourquoi\u00a0: la place de chaque domaine selon la façon de calculer",
        partial(_places, region, chosen),
        icon=":material/rule:",
        key="why_solid",
    )


def _places(region: Region, chosen: Selection) -> None:
    """What the panel holds, once it is open."""
    record = reads.record(View("solidite", region.code), chosen.reading)
    point = furniture.plotly(record, key=f"places_{chosen}")
    st.markdown(
        "\n".join(
            f"- **{starred(row.label)}**{wording.NBSP}: {row.sentence} {row.factor}" for row in record.rows.itertuples()
        )
    )
    st.page_link("pages/sapproprier/methode.py", label="Essayer d’autres façons de calculer", icon=":material/tune:")
    if point:
        selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)
