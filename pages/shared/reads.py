"""The cached reads: the edition, its score tables and the resources, shared by all visitors, never changed."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import streamlit as st

from charts.figures import Numbers
from territory import robustness, similarity
from territory.analysis import Reading, score_table
from territory.cases import CASES_FILE, load_cases, with_cases
from territory.errors import DataError
from territory.loader import Edition, load_edition
from territory.portrait import Portrait, portrait
from territory.resources import Catalogue, load_catalogue
from territory.search import Index, index
from territory.variants import DRAWS, SEED

DATA = Path(__file__).resolve().parents[2] / "data"
READINGS = 8
"""Readings that three switches make."""
logger = logging.getLogger("observatoire")


class Library(NamedTuple):
    """The catalogue with the imported cases, the words it is searched by, and how many cases there are."""

    catalogue: Catalogue
    words: Index
    cases: int


@st.cache_resource(show_spinner=False)
def edition() -> Edition:
    """The shipped edition. Raises ``DataError``, which is not cached: a mended file is read at the next run."""
    return load_edition(DATA / "editions" / "impact-2020", DATA / "regions.csv", DATA / "regions.geojson")


@st.cache_resource(show_spinner="Calcul des écarts…", max_entries=READINGS)
def _scores(source_reading: bool, without_contestable: bool, core_only: bool) -> pd.DataFrame:
    return score_table(edition(), Reading(source_reading, without_contestable, core_only))


@st.cache_resource(show_spinner="Calcul des variantes…", max_entries=READINGS)
def _places(source_reading: bool, without_contestable: bool, core_only: bool) -> pd.DataFrame:
    reading = Reading(source_reading, without_contestable, core_only)
    return robustness.domain_places(edition(), DRAWS, SEED, reading=reading)


@st.cache_resource(show_spinner="Calcul des variantes…", max_entries=READINGS)
def _positions(source_reading: bool, without_contestable: bool, core_only: bool) -> pd.DataFrame:
    reading = Reading(source_reading, without_contestable, core_only)
    return robustness.overall_positions(edition(), DRAWS, SEED, reading=reading)


@st.cache_resource(show_spinner="Calcul des variantes…", max_entries=READINGS)
def _shifts(source_reading: bool, without_contestable: bool, core_only: bool) -> pd.DataFrame:
    reading = Reading(source_reading, without_contestable, core_only)
    return robustness.factor_shifts(edition(), DRAWS, SEED, reading=reading)


def _switches(reading: Reading) -> tuple[bool, bool, bool]:
    return reading.source_reading, reading.without_contestable, reading.core_only


def scores_of(reading: Reading) -> pd.DataFrame:
    """``score_table`` of the edition for a reading; read-only, as the three that follow."""
    return _scores(*_switches(reading))


def places_of(reading: Reading) -> pd.DataFrame:
    """``robustness.domain_places`` of what a reading keeps."""
    return _places(*_switches(reading))


def positions_of(reading: Reading) -> pd.DataFrame:
    """``robustness.overall_positions`` of what a reading keeps."""
    return _positions(*_switches(reading))


def shifts_of(reading: Reading) -> pd.DataFrame:
    """``robustness.factor_shifts`` of what a reading keeps."""
    return _shifts(*_switches(reading))


def numbers_of(reading: Reading) -> Numbers:
    """What any figure or document of a reading is made from."""
    return Numbers(scores_of(reading), places_of(reading), shifts_of(reading))


def portrait_of(reading: Reading, region: str) -> Portrait:
    """Everything that pages tell of a region: what they list, order, count and say is read from it."""
    numbers = numbers_of(reading)
    return portrait(edition(), numbers.scores, region, numbers.places, numbers.shifts)


def neighbours(scores: pd.DataFrame) -> pd.DataFrame:
    """``similarity.neighbours`` of a score table: 20 ms, not worth a cache of its own."""
    return similarity.neighbours(scores)


def library() -> Library:
    """The resources; read again when a list of cases has been imported since."""
    cases = DATA / CASES_FILE
    return _library(cases.stat().st_mtime_ns if cases.is_file() else 0)


@st.cache_resource(show_spinner=False, max_entries=2)
def _library(imported: int) -> Library:
    held = edition()
    catalogue = load_catalogue(DATA, held.registry.domains, held.regions)
    try:
        cases = load_cases(DATA / CASES_FILE, held.registry, held.regions)
    except DataError as error:  # changed by hand since its import: the rest of the catalogue is still good
        logger.error("cases refused: %s", error)
        cases = ()
    names = {code: domain.label for code, domain in held.registry.domains.items()}
    names |= {code: region.name for code, region in held.regions.items()}
    whole = with_cases(catalogue, cases)
    return Library(whole, index(whole, names), len(cases))


def warm() -> None:
    """Load what the first visitor would wait for. Called by the ASGI entry at start."""
    numbers_of(Reading())
    positions_of(Reading())
    library()
