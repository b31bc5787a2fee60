"""The only cached reads: the shipped edition and its score tables, shared by all visitors and never changed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from territory import robustness, similarity
from territory.analysis import Reading, score_table
from territory.loader import Edition, load_edition
from territory.variants import DRAWS, SEED

DATA = Path(__file__).resolve().parents[2] / "data"


@st.cache_resource(show_spinner=False)
def edition() -> Edition:
    """The shipped edition. Raises ``DataError``, which is not cached: a mended file is read at the next run."""
    return load_edition(DATA / "editions" / "impact-2020", DATA / "regions.csv", DATA / "regions.geojson")


@st.cache_resource(show_spinner="Calcul des écarts…", max_entries=16)
def scores(source_reading: bool, without_contestable: bool, core_only: bool) -> pd.DataFrame:
    """``score_table`` of the edition for a reading; read-only."""
    return score_table(edition(), Reading(source_reading, without_contestable, core_only))


def scores_of(reading: Reading) -> pd.DataFrame:
    return scores(reading.source_reading, reading.without_contestable, reading.core_only)


@st.cache_resource(show_spinner="Calcul des variantes…")
def places() -> pd.DataFrame:
    """``robustness.domain_places`` of the edition; read-only."""
    return robustness.domain_places(edition(), DRAWS, SEED)


@st.cache_resource(show_spinner="Calcul des variantes…")
def positions() -> pd.DataFrame:
    """``robustness.overall_positions`` of the edition; read-only."""
    return robustness.overall_positions(edition(), DRAWS, SEED)


@st.cache_resource(show_spinner="Calcul des variantes…")
def shifts() -> pd.DataFrame:
    """``robustness.factor_shifts`` of the edition; read-only."""
    return robustness.factor_shifts(edition(), DRAWS, SEED)


def neighbours(scores: pd.DataFrame) -> pd.DataFrame:
    """``similarity.neighbours`` of a score table: 20 ms, not worth a cache of its own."""
    return similarity.neighbours(scores)


def warm() -> None:
    """Load what the first visitor would wait for. Called by the ASGI entry at start."""
    scores_of(Reading())
    for frame in (places, positions, shifts):
        frame()
