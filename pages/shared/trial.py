"""The reader's own variant on the Méthode page: normalisation, domains left out, weights; what moves, what does not."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import furniture, selection
from territory import robustness, wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.regions import Region
from territory.variants import Normalisation

WEIGHTS = {"0": 0.0, "0.5": 0.5, "1": 1.0, "1.5": 1.5, "2": 2.0}
NEUTRAL = "1"


def show(edition: Edition, region: Region, reading: Reading) -> None:
    """The choices, kept in the address; then the places in the region, before and after."""
    allowed = [n for n in Normalisation if n not in robustness.missing_normalisations(edition)]
    normalisation = Normalisation(selection.one("norme", allowed, "normalisation") or Normalisation.MEAN_GAP)
    without = selection.many("sans", edition.registry.domains, "domaine")
    weights = {
        code: WEIGHTS[selection.one(f"poids-{code}", WEIGHTS, "poids") or NEUTRAL]
        for code in edition.registry.dimensions
    }
    _choices(edition, allowed, normalisation, without, weights)
    before = robustness.variant_places(edition, reading=reading)
    after = robustness.variant_places(edition, normalisation, without, weights, reading)
    moves = _moves(edition, before[before["region"] == region.code], after[after["region"] == region.code])
    st.markdown(f"### {wording.variant_finding(region, moves['Déplacement'])}")
    furniture.table(
        moves.drop(columns="Déplacement"), key="trial_table", alt="Places dans la méthode et avec vos choix"
    )


def _choices(
    edition: Edition,
    allowed: list[Normalisation],
    normalisation: Normalisation,
    without: list[str],
    weights: dict[str, float],
) -> None:
    st.session_state["norme_widget"] = normalisation
    st.selectbox(
        "Comparer les écarts à",
        allowed,
        format_func=lambda n: wording.capital(wording.NORMALISATION_LABEL[n]),
        key="norme_widget",
        on_change=lambda: selection.choose("norme", st.session_state["norme_widget"].value),
        width=420,
    )
    st.session_state["sans_widget"] = without
    st.pills(
        "Domaines laissés de côté",
        list(edition.registry.domains),
        format_func=lambda code: edition.registry.domains[code].short,
        selection_mode="multi",
        key="sans_widget",
        on_change=lambda: selection.choose("sans", st.session_state["sans_widget"]),
    )
    with st.container(horizontal=True):
        for code, dimension in edition.registry.dimensions.items():
            _weight(code, dimension.label, weights[code])
    st.button("Revenir à la méthode", icon=":material/restart_alt:", on_click=_reset, args=(edition,))


def _weight(code: str, label: str, weight: float) -> None:
    key = f"poids_{code}_widget"
    st.session_state[key] = next(text for text, value in WEIGHTS.items() if value == weight)
    st.select_slider(
        f"Poids, {label.lower()}",
        list(WEIGHTS),
        format_func=lambda text: text.replace(".", ","),
        key=key,
        on_change=lambda: selection.choose(f"poids-{code}", _unless_neutral(st.session_state[key])),
        width=240,
    )


def _unless_neutral(text: str) -> str | None:
    return None if text == NEUTRAL else text


def _reset(edition: Edition) -> None:
    for name in ("norme", "sans", *(f"poids-{code}" for code in edition.registry.dimensions)):
        selection.choose(name, None)


def _moves(edition: Edition, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """One row a domain placed before or after, in the method's order; how many places it moved."""
    joined = before.merge(after, on=["region", "domain"], suffixes=("_before", "_after"))
    joined = joined[joined["place_before"].notna() | joined["place_after"].notna()].sort_values("place_before")
    rows = [
        {
            "Domaine": edition.registry.domains[row.domain].label,
            "Place dans la méthode": wording.MISSING
            if pd.isna(row.place_before)
            else wording.ordinal(row.place_before),
            "Place avec vos choix": "laissé de côté" if pd.isna(row.place_after) else wording.ordinal(row.place_after),
            "Effet": wording.move_text(row.place_before, row.place_after),
            "Déplacement": 0
            if pd.isna(row.place_before) or pd.isna(row.place_after)
            else int(row.place_after - row.place_before),
        }
        for row in joined.itertuples()
    ]
    return pd.DataFrame(
        rows, columns=["Domaine", "Place dans la méthode", "Place avec vos choix", "Effet", "Déplacement"]
    )
