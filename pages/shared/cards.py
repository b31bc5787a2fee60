"""The three cards of a region (priorités, points d'appui, à confirmer) and its dimensions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from territory import summary, wording
from territory.analysis import FragilityClass, dimension_means
from territory.loader import Edition
from territory.robustness import Verdict

SHOWN = 5


def show(edition: Edition, own: pd.DataFrame, places: pd.DataFrame) -> None:
    """Each card lists at most five domains and ends on a next step; arguments as ``summary.cards``."""
    for column, card in zip(st.columns(3), summary.cards(edition, own, places), strict=True):
        with column:
            _card(edition, card)


def _card(edition: Edition, card: summary.Card) -> None:
    with st.container(border=True, height="stretch", key=f"card_{card.title}"):
        st.subheader(f"{card.title} ({len(card.rows)})", anchor=False)
        if not card.rows:
            st.markdown(card.nothing)
            return
        st.caption(card.caption)
        st.markdown("  \n".join(_line(edition, row) for row in card.rows[:SHOWN]))
        if len(card.rows) > SHOWN:
            with st.expander(f"Et {wording.plural(len(card.rows) - SHOWN, 'autre')}"):
                st.markdown("  \n".join(_line(edition, row) for row in card.rows[SHOWN:]))
        _next_step(edition, card.title, card.rows[0])


def _line(edition: Edition, row: Mapping[str, Any]) -> str:
    indicator = edition.registry.indicators[row["indicator"]]
    domain = edition.registry.domains[row["domain"]]
    symbol = wording.CLASS_SYMBOL[FragilityClass(row["class"])]
    value = wording.value_text(indicator, row["value"])
    national = wording.value_text(indicator, row["national"], national=True)
    place = f"{row['priority']}\\. " if row["priority"] is not None else ""
    star = f"{wording.THIN}\\*" if indicator.contestable else ""
    word = f" :gray-badge[{_word(row)}]" if row["priority"] is not None else ""
    return f"{place}{symbol} **{domain.label}**{star}{wording.NBSP}: {value} (France {national}){word}"


def _word(row: Mapping[str, Any]) -> str:
    return wording.VERDICT_LABEL[Verdict(row["verdict"])]


def _next_step(edition: Edition, title: str, row: Mapping[str, Any]) -> None:
    domain = edition.registry.domains[row["domain"]]
    if title == "À confirmer":
        st.page_link(
            "pages/sapproprier/methode.py",
            label="Pourquoi à confirmer",
            icon=":material/functions:",
        )
        return
    label = "Qui fait mieux" if title == "Priorités" else "La carte"
    st.page_link(
        "pages/comprendre/domaine.py",
        label=f"{label}{wording.NBSP}: {domain.short}",
        icon=":material/map:",
        query_params={"domaine": domain.code, "region": row["region"]},
    )


def dimensions(edition: Edition, scores: pd.DataFrame, region: str) -> None:
    """The mean écart comparé by dimension, with how many domains it rests on."""
    means = dimension_means(scores, edition)
    for column, row in zip(
        st.columns(len(edition.registry.dimensions)),
        means[means["region"] == region].to_dict("records"),
        strict=True,
    ):
        with column, st.container(border=True, height="stretch", key=f"dimension_{row['dimension']}"):
            st.markdown(f"**{edition.registry.dimensions[row['dimension']].label}**")
            st.markdown(f"### {wording.score_text(row['mean'])}")
            st.caption(f"écart comparé moyen de {row['count']}{wording.NBSP}domaines sur {row['domains']}")
