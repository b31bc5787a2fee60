"""The mean of S in a region by dimension."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import reads
from pages.shared.editions import kept
from pages.shared.selection import Selection
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.scores import dimension_means


def show(edition: Edition, region: str, chosen: Selection) -> None:
    """One card per dimension, with how many domains its mean rests on."""
    means = _means(chosen.reading)
    for column, row in zip(
        st.columns(len(edition.registry.dimensions)),
        means[means["region"] == region].to_dict("records"),
        strict=True,
    ):
        with column, st.container(border=True, height="stretch", key=f"dimension_{row['dimension']}"):
            st.markdown(f"**{edition.registry.dimensions[row['dimension']].label}**")
            st.markdown(f"### {wording.score_text(row['mean'])}")
            st.caption(f"fois l’écart moyen, en moyenne sur {row['count']}{wording.NBSP}domaines de {row['domains']}")


@kept(reads.READINGS)
def _means(reading: Reading) -> pd.DataFrame:
    """``dimension_means`` of what a reading keeps; read-only."""
    return dimension_means(reads.scores_of(reading), reads.edition())
