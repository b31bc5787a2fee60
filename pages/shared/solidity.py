"""« Voir pourquoi »: what the words solide, probable and sensible mean, and the places behind them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from charts import priority_places
from pages.shared import furniture, reads, selection
from territory import wording
from territory.loader import Edition
from territory.regions import Region
from territory.robustness import Verdict


def show(edition: Edition, scores: pd.DataFrame, region: Region, key: str) -> None:
    """The three words at the cards, then the dots and bars for who wants to see."""
    st.caption(" ".join(f"**{wording.VERDICT_LABEL[v]}**, {_meaning(v)}" for v in Verdict))
    with st.expander(
        "Voir pourquoi\u00a0: la place de chaque priorité selon la façon de calculer", icon=":material/rule:"
    ):
        record = priority_places.record(edition, scores, reads.places(), reads.shifts(), region.code)
        point = furniture.plotly(record, priority_places.draw(record, furniture.palette()), key=f"places_{key}")
        st.markdown(
            "\n".join(
                f"- **{row.label.replace('*', chr(92) + '*')}**{wording.NBSP}: {row.sentence} {row.factor}"
                for row in record.rows.itertuples()
            )
        )
        st.page_link(
            "pages/sapproprier/methode.py", label="Essayer d’autres façons de calculer", icon=":material/tune:"
        )
    if point:
        selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)


def _meaning(verdict: Verdict) -> str:
    """The definition without its first word, which the caption prints in bold."""
    return wording.verdict_meaning(verdict).partition(": ")[2]
