"""What a region's fragility opens on: its map, who does better, what helps."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts.figures.region_map.record import RegionMap
from charts.figures.region_map.screen import draw
from charts.record import View
from charts.theme import LIGHT
from pages.shared import furniture, next_steps, reads
from pages.shared.editions import kept
from pages.shared.plain import starred
from pages.shared.selection import Selection
from territory import wording
from territory.analysis import Reading
from territory.fact import Fact
from territory.loader import Edition
from territory.similarity import FARTHEST, regions_doing_better

BETTER_SHOWN = 3


def panel(edition: Edition, fact: Fact, chosen: Selection) -> None:
    """What a row opens on: its sentence and map, who does better, what helps."""
    st.markdown(starred(fact.sentence))
    seen, elsewhere, helps = st.columns([3, 3, 4], gap="medium")
    with seen:
        _map(fact, chosen)
    with elsewhere:
        _better(edition, fact, chosen)
    with helps:
        st.subheader("Ce qui peut aider", anchor=False)
        next_steps.draw(fact.domain.code, fact.region.code)


def _map(fact: Fact, chosen: Selection) -> None:
    view = View("carte", fact.region.code, fact.indicator.code)
    furniture.markup(_small(view, chosen.reading), f"opened_{fact.indicator.code}")
    st.page_link(
        "pages/comprendre/domaine.py",
        label=f"Le domaine{wording.NBSP}: {fact.domain.short}",
        icon=":material/map:",
        query_params={"domaine": fact.domain.code, "region": fact.region.code},
    )


@kept(reads.VIEWS)
def _small(view: View, reading: Reading) -> Any:
    """The map without values."""
    held = reads.record(view, reading)
    assert isinstance(held, RegionMap)
    return draw(held, LIGHT, small=True)


def _better(edition: Edition, fact: Fact, chosen: Selection) -> None:
    st.subheader("Qui fait mieux", anchor=False)
    region, indicator = fact.region, fact.indicator
    better = _doing_better(region.code, indicator.code, chosen.reading).to_dict("records")
    if not better:
        st.markdown(f"{wording.capital(edition.level.none)}, au-delà des arrondis.")
        return
    st.markdown(
        "  \n".join(
            f"**{edition.regions[other['region']].name}**{wording.NBSP}: {wording.unit_text(indicator, other['value'])}"
            for other in better[:BETTER_SHOWN]
        )
    )
    shown = better[:BETTER_SHOWN]
    alike = all(other["distance"] <= FARTHEST for other in shown)
    which = f"les {len(shown)} au profil le plus proche" if alike else f"{len(shown)} d’entre {edition.level.them}"
    st.caption(
        f"{edition.level.counted(len(better))}, au-delà des arrondis"
        + (f"{wording.THIN}; ici {which}." if len(better) > len(shown) else ".")
    )
    st.page_link(
        "pages/comprendre/comparer.py",
        label="Les comparer",
        icon=":material/compare_arrows:",
        query_params={
            "regions": ",".join([region.code, *(str(other["region"]) for other in better[:BETTER_SHOWN])]),
            "region": region.code,
        },
    )


@kept(reads.VIEWS)
def _doing_better(region: str, indicator: str, reading: Reading) -> pd.DataFrame:
    """``similarity.regions_doing_better``; read-only."""
    return regions_doing_better(reads.scores_of(reading), region, reads.edition().registry.indicators[indicator])
