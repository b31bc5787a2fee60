"""« Voir pourquoi »: what the words solide, probable and sensible mean, and the places behind them."""

from __future__ import annotations

import streamlit as st

from charts.figures import Numbers
from charts.figures.solidity import record as solidity
from pages.shared import furniture, selection
from pages.shared.plain import starred
from pages.shared.selection import Selection
from territory import wording
from territory.loader import Edition
from territory.regions import Region
from territory.robustness import Verdict


def show(edition: Edition, numbers: Numbers, region: Region, chosen: Selection) -> None:
    """The three words at the cards, then the dots and bars for who wants to see; of the reading in force."""
    st.caption(" ".join(f"**{wording.capital(wording.VERDICT_LABEL[v])}**, {_meaning(v)}" for v in Verdict))
    assert numbers.places is not None and numbers.shifts is not None
    with st.expander(
        "Voir pourquoi\u00a0: la place de chaque domaine selon la façon de calculer", icon=":material/rule:"
    ):
        record = solidity.record(edition, numbers.scores, numbers.places, numbers.shifts, region.code, chosen.reading)
        point = furniture.plotly(record, key=f"places_{chosen}")
        st.markdown(
            "\n".join(
                f"- **{starred(row.label)}**{wording.NBSP}: {row.sentence} {row.factor}"
                for row in record.rows.itertuples()
            )
        )
        st.page_link(
            "pages/sapproprier/methode.py", label="Essayer d’autres façons de calculer", icon=":material/tune:"
        )
    if point:
        selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)


def _meaning(verdict: Verdict) -> str:
    """The definition without its first words, which the caption prints in bold."""
    return wording.verdict_meaning(verdict).partition(": ")[2]
