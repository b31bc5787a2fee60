"""The cached reads: the edition, its score tables and the resources, shared by all visitors, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
from markupsafe import Markup

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
from pages.shared import editions
from pages.shared.editions import kept
from territory import factors, positions, robustness, similarity, wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.portrait import Portrait, portrait
from territory.scores import dimension_means, score_table
from territory.text import fold
from territory.variants import DRAWS, SEED

READINGS = 8
"""The number of readings that three switches make."""
VIEWS = 400
"""Figures kept: the 13 regions and 16 domains of the reading that most visitors have, and what others ask."""
PROJECTED = (1216.0, 540.0, 24.0)
"""Width and height of a drawing on a screen of 1280 × 720, and its text: its values are 22 px high at least.

What title and source leave to it may be less high.
"""


def edition() -> Edition:
    """The edition in force. Raises ``DataError``."""
    return editions.current().edition


@kept(READINGS, "Calcul des écarts…", by_territory=True)
def scores_of(reading: Reading) -> pd.DataFrame:
    """``score_table`` of the edition for a reading; read-only, as the three that follow."""
    return score_table(edition(), reading)


@kept(READINGS)
def ends_of(reading: Reading) -> Mapping[str, tuple[Decimal, Decimal]]:
    """The least and the largest value of each indicator that has one."""
    scores = scores_of(reading)
    values = scores["value"].to_numpy(dtype=object)
    known = [value is not None for value in values]
    found = scores[known].groupby("indicator", sort=False)["value"].agg([min, max])
    return {str(code): (low, high) for code, low, high in found.itertuples()}


@kept(1)
def by_name() -> tuple[str, ...]:
    """The territories by name: accents, case and hyphens apart."""
    regions = edition().regions
    return tuple(sorted(regions, key=lambda code: fold(regions[code].name)))


@kept(1)
def _folded() -> dict[str, str]:
    """The names as they are looked for, by name."""
    regions = edition().regions
    return {code: fold(regions[code].name) for code in by_name()}


@kept(VIEWS)
def named(text: str) -> tuple[str, ...]:
    """The territories that a name, a part of it or a code may be: one, or all of them."""
    wanted, code = fold(text), text.strip().upper()
    if not wanted:
        return ()
    if code in edition().regions:
        return (code,)
    found = [one for one, name in _folded().items() if wanted in name or one.startswith(code)]
    exact = [one for one in found if _folded()[one] == wanted]
    return (
        tuple(exact) if len(exact) == 1 else tuple(sorted(found, key=lambda one: not _folded()[one].startswith(wanted)))
    )


@kept(READINGS, "Calcul des variantes…")
def places_of(reading: Reading) -> pd.DataFrame:
    """``robustness.domain_places`` of what a reading keeps."""
    return robustness.domain_places(edition(), DRAWS, SEED, reading=reading)


@kept(READINGS, "Calcul des variantes…")
def positions_of(reading: Reading) -> pd.DataFrame:
    """``positions.overall_positions`` of what a reading keeps."""
    return positions.overall_positions(edition(), DRAWS, SEED, reading=reading)


@kept(READINGS, "Calcul des variantes…")
def shifts_of(reading: Reading) -> pd.DataFrame:
    """``factors.factor_shifts`` of what a reading keeps."""
    return factors.factor_shifts(edition(), DRAWS, SEED, reading=reading)


def numbers_of(reading: Reading) -> Numbers:
    """What any figure or document of a reading is made from."""
    return Numbers(scores_of(reading), places_of(reading), shifts_of(reading))


@kept(VIEWS)
def portrait_of(reading: Reading, region: str) -> Portrait:
    """Everything that pages tell of a region: what they list, order, count and say is read from it."""
    numbers = numbers_of(reading)
    return portrait(edition(), numbers.scores, region, numbers.places, numbers.shifts)


@kept(READINGS)
def neighbours_of(reading: Reading) -> pd.DataFrame:
    """``similarity.neighbours`` of what a reading keeps; read-only."""
    return similarity.neighbours(scores_of(reading))


# --- figures: by their view and the reading --------------------------------------------------------------


@kept(VIEWS, by_territory=True)
def record(view: View, reading: Reading) -> Record:
    """What a figure says."""
    return record_of(view, edition(), reading, numbers_of(reading))


@kept(VIEWS)
def drawn(view: View, reading: Reading, *, dark: bool) -> Any:
    """The figure of a view in a theme: ours, Plotly's, or pydeck's."""
    return ready(FIGURES[view.figure].screen(record(view, reading), DARK if dark else LIGHT))


@kept(VIEWS)
def small_map(view: View, reading: Reading) -> Any:
    """A map without values, of the atlas or of a row."""
    held = record(view, reading)
    assert isinstance(held, RegionMap)
    return draw_map(held, LIGHT, small=True)


@kept(VIEWS)
def locator_map(region: str | None, reading: Reading) -> Markup | None:
    """Where the region is, each of the others a link; nothing without outlines."""
    outlines = edition().outlines
    return locator.draw(edition(), outlines, region, reading) if outlines else None


@kept(VIEWS)
def projected(view: View, reading: Reading, height: float) -> Markup:
    """The figure as it is printed, large: it is read from the back of a room."""
    width, _, size = PROJECTED
    return Markup(image.projected(record(view, reading), width, height, size, prefix="projection-"))


@kept(VIEWS)
def compared_values(view: View, reading: Reading) -> Markup:
    """The table of a comparison, as a page shows it."""
    held = record(view, reading)
    assert isinstance(held, Comparison)
    return values(held)


# --- what a region's page says beside its figures --------------------------------------------------------


@kept(READINGS)
def means_of(reading: Reading) -> pd.DataFrame:
    """``dimension_means`` of what a reading keeps; read-only."""
    return dimension_means(scores_of(reading), edition())


@kept(READINGS)
def compared_codes(reading: Reading) -> frozenset[str]:
    """The domains that a reading compares with the reference: those with a score."""
    scores = scores_of(reading)
    return frozenset(scores.loc[scores["score"].notna(), "domain"])


def compared_domains(reading: Reading) -> int:
    """How many they are."""
    return len(compared_codes(reading))


@kept(VIEWS)
def better_than(region: str, indicator: str, reading: Reading) -> pd.DataFrame:
    """``similarity.regions_doing_better``; read-only."""
    return similarity.regions_doing_better(scores_of(reading), region, edition().registry.indicators[indicator])


@kept(VIEWS)
def comparison_finding(regions: tuple[str, ...], reading: Reading) -> str:
    """What the comparison of some regions finds, in words."""
    return wording.comparison_finding(edition(), scores_of(reading), regions)
