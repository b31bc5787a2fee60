"""The cached reads: the edition, its score tables and the resources, shared by all visitors, never changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from charts import meeting
from charts.canvas.plot import ready
from charts.documents import image
from charts.figures import FIGURES, Numbers, record_of
from charts.figures.comparison.record import Comparison
from charts.figures.comparison.screen import values
from charts.figures.region_map import locator
from charts.figures.region_map.record import RegionMap
from charts.figures.region_map.screen import draw as draw_map
from charts.record import Record, View
from charts.theme import DARK, LIGHT
from territory import robustness, similarity, wording
from territory.analysis import Reading, dimension_means, score_table
from territory.cases import CASES_FILE, load_cases, with_cases
from territory.errors import DataError
from territory.loader import Edition, load_edition
from territory.operator import OPERATOR_FILE, Operator, load_operator
from territory.portrait import Portrait, portrait
from territory.resource_files import FILES, load_catalogue
from territory.resources import Catalogue
from territory.search import Index, index
from territory.variants import DRAWS, SEED

DATA = Path(__file__).resolve().parents[2] / "data"
READINGS = 8
"""Readings that three switches make."""
VIEWS = 400
"""Figures kept: the 13 regions and 16 domains of the reading that most visitors have, and what others ask."""
PROJECTED = (1216.0, 500.0, 24.0)
"""Width and height of a drawing on a screen of 1280 × 720, and its text: its values are 22 px high at least."""
Switches = tuple[bool, bool, bool]
logger = logging.getLogger("observatoire")


class Library(NamedTuple):
    """The catalogue with the imported cases, the words it is searched by, and how many cases there are."""

    catalogue: Catalogue
    words: Index
    cases: int


@st.cache_resource(show_spinner=False)
def edition() -> Edition:
    """The shipped edition. Raises ``DataError``, which is not cached: a mended file is read at the next run."""
    return load_edition(DATA / "editions" / "impact-2020", DATA)


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


def _switches(reading: Reading) -> Switches:
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


@st.cache_resource(show_spinner=False, max_entries=READINGS * 13)
def _portrait(region: str, switches: Switches) -> Portrait:
    numbers = numbers_of(Reading(*switches))
    return portrait(edition(), numbers.scores, region, numbers.places, numbers.shifts)


def portrait_of(reading: Reading, region: str) -> Portrait:
    """Everything that pages tell of a region: what they list, order, count and say is read from it."""
    return _portrait(region, _switches(reading))


@st.cache_resource(show_spinner=False, max_entries=READINGS)
def _neighbours(switches: Switches) -> pd.DataFrame:
    return similarity.neighbours(_scores(*switches))


def neighbours_of(reading: Reading) -> pd.DataFrame:
    """``similarity.neighbours`` of what a reading keeps; read-only."""
    return _neighbours(_switches(reading))


# --- figures: made once for all visitors, by their view and the reading ----------------------------------


@st.cache_resource(show_spinner=False, max_entries=VIEWS)
def _record(code: str, switches: Switches) -> Record:
    reading = Reading(*switches)
    return record_of(meeting.parse(code, edition()), edition(), reading, numbers_of(reading))


def record(view: View, reading: Reading) -> Record:
    """What a figure says; shared by all visitors, never changed."""
    return _record(view.code, _switches(reading))


@st.cache_resource(show_spinner=False, max_entries=VIEWS)
def _drawn(code: str, switches: Switches, dark: bool) -> Any:
    held = _record(code, switches)
    return ready(FIGURES[held.view.figure].screen(held, DARK if dark else LIGHT))


@st.cache_resource(show_spinner=False, max_entries=VIEWS)
def _small_map(code: str, switches: Switches) -> Any:
    held = _record(code, switches)
    assert isinstance(held, RegionMap)
    return draw_map(held, LIGHT, small=True)


def small_map(view: View, reading: Reading) -> Any:
    """A map without values, of the atlas or of a row; shared by all visitors, never changed."""
    return _small_map(view.code, _switches(reading))


@st.cache_resource(show_spinner=False, max_entries=READINGS * 14)
def _locator(region: str | None, switches: Switches) -> Markup | None:
    outlines = edition().outlines
    return locator.draw(edition(), outlines, region, Reading(*switches)) if outlines else None


def locator_map(region: str | None, reading: Reading) -> Markup | None:
    """Where the region is, each of the others a link; nothing without outlines."""
    return _locator(region, _switches(reading))


@st.cache_resource(show_spinner=False, max_entries=VIEWS)
def _projected(code: str, switches: Switches) -> Markup:
    return Markup(image.projected(_record(code, switches), *PROJECTED, prefix="projection-"))


def projected(view: View, reading: Reading) -> Markup:
    """The figure as it is printed, large: it is read from the back of a room."""
    return _projected(view.code, _switches(reading))


def drawn(view: View, reading: Reading, *, dark: bool) -> Any:
    """The figure of a view in a theme: Plotly's, or pydeck's; shared by all visitors, never changed."""
    return _drawn(view.code, _switches(reading), dark)


@st.cache_resource(show_spinner=False, max_entries=VIEWS)
def _compared_values(code: str, switches: Switches) -> Markup:
    held = _record(code, switches)
    assert isinstance(held, Comparison)
    return values(held)


def compared_values(view: View, reading: Reading) -> Markup:
    """The table of a comparison, as a page shows it; shared by all visitors, never changed."""
    return _compared_values(view.code, _switches(reading))


# --- what a region's page says beside its figures --------------------------------------------------------


@st.cache_resource(show_spinner=False, max_entries=READINGS)
def _means(switches: Switches) -> pd.DataFrame:
    return dimension_means(_scores(*switches), edition())


def means_of(reading: Reading) -> pd.DataFrame:
    """``dimension_means`` of what a reading keeps; read-only."""
    return _means(_switches(reading))


@st.cache_resource(show_spinner=False, max_entries=READINGS)
def _compared(switches: Switches) -> frozenset[str]:
    scores = _scores(*switches)
    return frozenset(scores.loc[scores["score"].notna(), "domain"])


def compared_codes(reading: Reading) -> frozenset[str]:
    """The domains that a reading compares with France: those with a score."""
    return _compared(_switches(reading))


def compared_domains(reading: Reading) -> int:
    """How many they are."""
    return len(compared_codes(reading))


@st.cache_resource(show_spinner=False, max_entries=VIEWS)
def _better(region: str, indicator: str, switches: Switches) -> pd.DataFrame:
    return similarity.regions_doing_better(_scores(*switches), region, edition().registry.indicators[indicator])


def better_than(region: str, indicator: str, reading: Reading) -> pd.DataFrame:
    """``similarity.regions_doing_better``; read-only."""
    return _better(region, indicator, _switches(reading))


@st.cache_resource(show_spinner=False, max_entries=VIEWS)
def _comparison_finding(regions: tuple[str, ...], switches: Switches) -> str:
    return wording.comparison_finding(edition(), _scores(*switches), regions)


def comparison_finding(regions: Sequence[str], reading: Reading) -> str:
    """What the comparison of some regions finds, in words."""
    return _comparison_finding(tuple(regions), _switches(reading))


def library() -> Library | None:
    """The resources, read again when one of their files has changed; ``None`` while they cannot be read.

    Numbers do not need them: a page says what is missing (``resource_links.unread``) and shows the rest.
    """
    return _shelf().library


class _Shelf(NamedTuple):
    """The resources, and the files that were refused."""

    library: Library | None
    refused: tuple[str, ...]


def _shelf() -> _Shelf:
    return _library(tuple(_version(DATA / name) for name in (*FILES, CASES_FILE)))


def _version(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@st.cache_resource(show_spinner=False, max_entries=2)
def _library(versions: tuple[tuple[int, int], ...]) -> _Shelf:
    """``versions``: of the files, which are not read twice to be refused twice."""
    held = edition()
    try:
        catalogue = load_catalogue(DATA, held.registry.domains, held.regions)
    except (DataError, OSError) as error:
        logger.error("resources refused, pages go on without them: %s", error)
        return _Shelf(None, (_file_of(error),))
    refused: tuple[str, ...] = ()
    try:
        cases = load_cases(DATA / CASES_FILE, held.registry, held.regions)
    except (DataError, OSError) as error:  # changed by hand since its import: the rest is still good
        logger.error("cases refused, pages go on without them: %s", error)
        cases, refused = (), (_file_of(error),)
    names = {code: domain.label for code, domain in held.registry.domains.items()}
    names |= {code: region.name for code, region in held.regions.items()}
    whole = with_cases(catalogue, cases)
    return _Shelf(Library(whole, index(whole, names), len(cases)), refused)


def operator() -> Operator:
    """Who runs the site; nobody while the file is refused, which the log says once."""
    return _operator(_version(DATA / OPERATOR_FILE))


@st.cache_resource(show_spinner=False, max_entries=2)
def _operator(version: tuple[int, int]) -> Operator:
    try:
        return load_operator(DATA / OPERATOR_FILE)
    except (DataError, OSError) as error:
        logger.error("operator's file refused, pages say that nothing is known: %s", error)
        return Operator()


# --- what is in service ----------------------------------------------------------------------------------


class State(NamedTuple):
    """The code of the edition whose numbers are shown, ``None`` while it is refused, and the files refused."""

    edition: str | None
    refused: tuple[str, ...]


def state() -> State:
    """What a health address tells; names of files only, their paths are the operator's."""
    try:
        code = edition().registry.code
    except (DataError, OSError) as error:
        return State(None, (_file_of(error),))
    return State(code, _shelf().refused)


def _file_of(error: DataError | OSError) -> str:
    return error.file if isinstance(error, DataError) else Path(str(error.filename or "")).name


def warm() -> None:
    """Load what any page needs. Called by the ASGI entry at start."""
    numbers_of(Reading())
    positions_of(Reading())
    library()


def warm_views() -> None:
    """Draw what opens each page of each region, in the default reading. Called in the background after the start."""
    held, reading = edition(), Reading()
    neighbours_of(reading)
    first = next(iter(held.registry.fragility)).code
    for region in ("", *held.regions):
        views = [View("vue-ensemble", region), View("carte", region, first), View("classement", region, first)]
        if region:
            portrait_of(reading, region)
            views.append(View("profil", region))
        for view in views:
            drawn(view, reading, dark=False)
