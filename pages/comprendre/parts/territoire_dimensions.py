"""The mean of S in a region by dimension."""

from __future__ import annotations

import streamlit as st

from pages.shared import reads
from pages.shared.selection import Selection
from territory import wording
from territory.loader import Edition


def show(edition: Edition, region: str, chosen: Selection) -> None:
    """One card per dimension, with how many domains its mean rests on."""
    means = reads.means_of(chosen.reading)
    for column, row in zip(
        st.columns(len(edition.registry.dimensions)),
        means[means["region"] == region].to_dict("records"),
        strict=True,
    ):
        with column, st.container(border=True, height="stretch", key=f"dimension_{row['dimension']}"):
            st.markdown(f"**{edition.registry.dimensions[row['dimension']].label}**")
            st.markdown(f"### {wording.score_text(row['mean'])}")
            st.caption(f"fois l’écart moyen, en moyenne sur {row['count']}{wording.NBSP}domaines de {row['domains']}")
