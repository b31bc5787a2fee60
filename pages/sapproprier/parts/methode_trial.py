"""The reader's own variant on the Méthode page: normalisation, domains left out, weights; what moves, what does not."""

from __future__ import annotations

import streamlit as st

from charts.record import View
from pages.shared import furniture, reads, selection
from pages.shared.trial_address import NEUTRAL
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.regions import Region
from territory.trial import METHOD, NORMALISATION, WEIGHT_OF, WEIGHTS, WITHOUT, Trial, normalisations
from territory.variants import Normalisation

_WEIGHTS = [str(weight) for weight in WEIGHTS]


def show(edition: Edition, region: Region, reading: Reading) -> None:
    """The choices, kept in the address; then the places in the region, before and after."""
    norm, bound = selection.own(NORMALISATION, normalisations(edition), "normalisation", METHOD.normalisation.value)
    trial = Trial.of(
        edition,
        norm,
        selection.many(WITHOUT, edition.registry.domains, "domaine"),
        {
            code: selection.one(f"{WEIGHT_OF}{code}", _WEIGHTS, "poids") or NEUTRAL
            for code in edition.registry.dimensions
        },
    )
    _choices(edition, trial, bound)
    record = reads.record(View("essai", region.code, trial=trial.code), reading)
    point = furniture.figure(record, key=f"trial_{region.code}_{trial.code}")
    if point:
        selection.go_to("pages/comprendre/domaine.py", domaine=point["customdata"][0], region=region.code)


def _choices(edition: Edition, trial: Trial, bound: selection.Bound) -> None:
    st.selectbox(
        "Comparer les écarts à",
        normalisations(edition),
        format_func=lambda code: wording.capital(wording.NORMALISATION_LABEL[Normalisation(code)]),
        width=420,
        **bound,
    )
    st.session_state["sans_widget"] = list(trial.without)
    st.pills(
        "Domaines laissés de côté",
        list(edition.registry.domains),
        format_func=lambda code: edition.registry.domains[code].short,
        selection_mode="multi",
        key="sans_widget",
        on_change=lambda: selection.choose(WITHOUT, st.session_state["sans_widget"]),
    )
    weights = dict(trial.weights)
    with st.container(horizontal=True):
        for code, dimension in edition.registry.dimensions.items():
            _weight(code, dimension.label, str(weights.get(code, NEUTRAL)))
    st.button("Revenir à la méthode", icon=":material/restart_alt:", on_click=_reset, args=(edition,))


def _weight(code: str, label: str, weight: str) -> None:
    key = f"poids_{code}_widget"
    st.session_state[key] = weight
    st.select_slider(
        f"Poids, {label.lower()}",
        _WEIGHTS,
        format_func=lambda text: text.replace(".", ","),
        key=key,
        on_change=lambda: selection.choose(f"{WEIGHT_OF}{code}", _unless_neutral(st.session_state[key])),
        width=240,
    )


def _unless_neutral(text: str) -> str | None:
    return None if text == NEUTRAL else text


def _reset(edition: Edition) -> None:
    for name in (NORMALISATION, WITHOUT, *(f"{WEIGHT_OF}{code}" for code in edition.registry.dimensions)):
        selection.choose(name, None)
