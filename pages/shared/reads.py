"""The cached reads: the edition, its score tables and the resources, shared by all visitors, never changed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from charts.canvas.plot import ready
from charts.documents import image
from charts.figures import FIGURES, Numbers, record_of
from charts.record import Record, View
from charts.theme import DARK, LIGHT
from pages.shared import editions
from pages.shared.editions import kept
from territory import factors, positions, robustness, similarity, wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.portrait import Portrait, portrait
from territory.scores import score_table
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
    """``score_table`` of the edition for a reading; read-only, as the three of the variants."""
    return score_table(edition(), reading)


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
def projected(view: View, reading: Reading, height: float) -> Markup:
    """The figure as it is printed, large: it is read from the back of a room."""
    width, _, size = PROJECTED
    return Markup(image.projected(record(view, reading), width, height, size, prefix="projection-"))


@kept(VIEWS)
def comparison_finding(regions: tuple[str, ...], reading: Reading) -> str:
    """What the comparison of some regions finds, in words."""
    return wording.comparison_finding(edition(), scores_of(reading), regions)
