"""Labels made to harm, values that are missing: text stays text, nothing is read as zero."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest
from pptx.enum.chart import XL_CHART_TYPE

from charts.canvas.slide.text import clean
from charts.stamp import Stamp
from territory.analysis import Reading
from territory.loader import Edition
from territory.wording import MISSING
from tests.charts.conftest import DAY, makers, records
from tests.charts.documents.deck_reader import (
    charts_of,
    colour,
    figure_deck,
    freeforms,
    named,
    opened,
    overflows,
    region_deck,
    tables_of,
)
from tests.charts.documents.slide_checks import check
from tests.charts.package import faults

HOSTILE = (
    "=1+1 <b>gras</b> & \"guillemets\" 'x'",
    "\u200fمنطقة\u200e 8,4",
    "A" * 120,
    "mot " * 30,
    "\x00\x07nul\ufffe",
    "@SUM(A1) +33 -2 \t onglet",
)


def with_names(edition: Edition, names: Mapping[str, str]) -> Edition:
    """The edition where some regions bear other names."""
    regions = dict(edition.regions)
    for code, name in names.items():
        regions[code] = replace(regions[code], name=name, short=name, subject=name, locative=name, genitive=name)
    return replace(edition, regions=MappingProxyType(regions))


@pytest.fixture(scope="module")
def misnamed(edition: Edition) -> Stamp:
    """Six regions bear the six labels, on the same drawings."""
    return Stamp(with_names(edition, dict(zip(edition.regions, HOSTILE, strict=False))), Reading(), DAY)


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_a_hostile_label_is_text(misnamed: Stamp, place: int) -> None:
    """The deck of each of the six regions; of every figure, one where it is the region's own, the others beside it."""
    own, region = misnamed.edition, list(misnamed.edition.regions)[place]
    content = region_deck(misnamed, region, regions=["53"])
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == []
    drawn = {shape.name.removesuffix(f" ({region})") for shape in freeforms(deck.slides[0]).values()}
    assert clean(HOSTILE[place]) in drawn
    for make in makers(own, region)[place :: len(HOSTILE)]:
        record = make()
        content = figure_deck(record, misnamed)
        assert faults(content) == [], record.view.figure
        assert overflows(opened(content)) == [], record.view.figure


def test_overrides_never_reorder_a_number() -> None:
    assert clean("8,4 \u202e%8,01") == "8,4 %8,01"
    assert clean("\u200fمنطقة") == "\u200fمنطقة"


def without_values(edition: Edition, cells: Mapping[str, set[str]]) -> Edition:
    """The edition without some values: indicator → territories."""
    observations = edition.observations.copy()
    for indicator, territories in cells.items():
        rows = (observations["indicator"] == indicator) & observations["territory"].isin(territories)
        observations.loc[rows, ["value", "low", "high"]] = None
    return replace(edition, observations=observations.astype({"value": object, "low": object, "high": object}))


def test_a_missing_value_is_said_and_never_zero(edition: Edition) -> None:
    own = without_values(edition, {"emploi": {"94"}, "population": {"94"}})
    marked = Stamp(own, Reading(), DAY)
    for record in records(own, "94"):
        deck = opened(figure_deck(record, marked))
        if record.view.figure not in ("comparaison", "classement"):
            check(record, deck)
        texts = " ".join(
            itertools.chain.from_iterable(
                [cell for row in table for cell in row] for slide in deck.slides for table in tables_of(slide)
            )
        )
        for slide in deck.slides:
            for chart in charts_of(slide):
                if chart.chart_type == XL_CHART_TYPE.XY_SCATTER:
                    continue  # a point that has no score is not there: ``check_comparison``
                for series in chart.plots[0].series:
                    for category, value in zip(chart.plots[0].categories, series.values, strict=True):
                        if re.search(r"Corse \(n|Emploi · n", str(category)):
                            assert value is None
        if record.view.figure == "comparaison":
            assert MISSING in texts
    record = next(r for r in records(own, "94") if r.view.figure == "carte" and r.table["Valeur"].notna().any())
    slide = opened(figure_deck(record, marked)).slides[0]
    assert colour(freeforms(slide)["Corse (94)"]._element) == "hatched"
    assert named(slide, "Corse (94), valeur").text_frame.text == MISSING
    assert overflows(opened(region_deck(marked, "94"))) == []


def test_a_region_without_any_value(edition: Edition) -> None:
    own = without_values(edition, {code: {"94"} for code in edition.registry.indicators})
    content = region_deck(Stamp(own, Reading(), DAY), "94")
    assert faults(content) == [] and overflows(opened(content)) == []
