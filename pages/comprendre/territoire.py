"""Mon territoire: the finding, the region's domains as rows, the profile; the rest under « Aller plus loin »."""

from __future__ import annotations

from functools import partial

import streamlit as st

from charts.record import View
from pages.comprendre.parts import (
    territoire_choose,
    territoire_context,
    territoire_dimensions,
    territoire_locator,
    territoire_perceived,
    territoire_rows,
    territoire_similar,
    territoire_solidity,
)
from pages.shared import facts, folded, furniture, reads, selection
from territory import wording
from territory.portrait import Portrait
from territory.regions import Region

edition = reads.edition()
chosen = selection.now()


def view(region: Region) -> None:
    """The region's page: what is found, then the rows beside the map, then the profile, then what is folded."""
    told = reads.portrait_of(chosen.reading, region.code)
    furniture.opening(told.finding, told.lead, chosen.reading)
    where, rows = st.columns([3, 10], gap="large")
    with where:
        territoire_locator.show(region.code, chosen.reading)
    with rows:
        lists(told)
    st.header("Les domaines, du plus au moins fragile", anchor=False)
    furniture.figure(reads.record(View("profil", region.code), chosen.reading), key=f"profile_{chosen}")
    further(region)


def lists(told: Portrait) -> None:
    """Priorities, what is to be confirmed, strengths: the rows of each card, or what is said without any."""
    for card in told.cards:
        territoire_rows.show(edition, card, chosen)
    facts.mark_note(fact for card in told.cards for fact in card.facts)
    territoire_solidity.words()


def further(region: Region) -> None:
    """What few need at first, made when it is opened."""
    st.header("Aller plus loin", anchor=False)
    for label, show, key, code in (
        (f"Pourquoi ces places{wording.THIN}? Le rang de chaque domaine selon la façon de calculer",
         partial(territoire_solidity.places, region, chosen), "why_solid", "places"),
        ("Par dimension",
         partial(territoire_dimensions.show, edition, region.code, chosen), "dimensions", "dimensions"),
        (f"Les {edition.level.plural} au profil le plus proche",
         partial(territoire_similar.show, edition, region, chosen), "similar", "proches"),
        ("Le contexte\u00a0: population, économie, associations",
         partial(territoire_context.show, edition, region, chosen), "context", "contexte"),
    ):  # fmt: skip
        folded.expander(label, show, key=key, code=code)
    territoire_perceived.show(region, chosen)


if chosen.region is None:
    territoire_choose.ask(edition)
else:
    view(edition.regions[chosen.region])
