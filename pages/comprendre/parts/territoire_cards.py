"""The three cards of a region (priorities, to confirm, strengths) and its dimensions."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from pages.shared import facts, folded
from territory import wording
from territory.loader import Edition
from territory.portrait import Card, Fact, Portrait

SHOWN = 5
MAP_LABEL = {"priorities": "Qui fait mieux", "strengths": "La carte"}
"""What the first domain of a card leads to, by the card's code."""


def show(told: Portrait) -> None:
    """Each card lists its facts, the first ones at once, and ends on a next step."""
    for column, card in zip(st.columns(len(told.cards)), told.cards, strict=True):
        with column:
            _card(card)
    facts.mark_note(fact for card in told.cards for fact in card.facts)


def _card(card: Card) -> None:
    with st.container(border=True, height="stretch", key=f"card_{card.code}"):
        st.subheader(f"{card.title} ({len(card.facts)})", anchor=False)
        if not card.facts:
            st.markdown(card.nothing)
            return
        st.caption(card.caption)
        _write(card.facts[:SHOWN])
        if len(card.facts) > SHOWN:
            others = partial(_write, card.facts[SHOWN:])
            folded.expander(f"Et {wording.plural(len(card.facts) - SHOWN, 'autre')}", others, key=f"others_{card.code}")
        _next_step(card)


def _write(shown: tuple[Fact, ...]) -> None:
    st.markdown("\n\n".join(facts.line(fact) for fact in shown))


def _next_step(card: Card) -> None:
    fact = card.facts[0]
    if card.code not in MAP_LABEL:
        st.page_link("pages/sapproprier/methode.py", label="Pourquoi à confirmer", icon=":material/functions:")
        return
    st.page_link(
        "pages/comprendre/domaine.py",
        label=f"{MAP_LABEL[card.code]}{wording.NBSP}: {fact.domain.short}",
        icon=":material/map:",
        query_params={"domaine": fact.domain.code, "region": fact.region.code},
    )


def dimensions(edition: Edition, means: pd.DataFrame, region: str) -> None:
    """The mean écart comparé by dimension, with how many domains it rests on."""
    for column, row in zip(
        st.columns(len(edition.registry.dimensions)),
        means[means["region"] == region].to_dict("records"),
        strict=True,
    ):
        with column, st.container(border=True, height="stretch", key=f"dimension_{row['dimension']}"):
            st.markdown(f"**{edition.registry.dimensions[row['dimension']].label}**")
            st.markdown(f"### {wording.score_text(row['mean'])}")
            st.caption(f"écart comparé moyen de {row['count']}{wording.NBSP}domaines sur {row['domains']}")
