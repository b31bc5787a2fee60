"""Classes, their bounds in the legend, and their counts."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.legend import ORIENTED, legend_class
from charts.record import LegendEntry
from territory import wording
from territory.analysis import FragilityClass, class_intervals, classify, mean_gap, rounding_half_width, scores_of
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from tests.charts.gallery import MAPS, OVERVIEWS, PROFILES, RANKINGS, READINGS, VALUED, Case, Gallery, read_number

CORE = ("emploi", "pauvrete", "education", "sante", "numerique", "securite", "culture")
ESTABLISHED = (*CORE, "developpement_economique", "pouvoir_achat")
SHORTER = [("without contestable", code) for code in ESTABLISHED] + [("core", code) for code in CORE]
"""The indicators that the two shorter readings keep."""
_NUMBER = r"\u2212?\d[\d\u202f]*(?:,\d+)?"


@pytest.mark.parametrize("case", MAPS + RANKINGS, ids=str)
def test_legend_counts_add_up_to_the_regions(gallery: Gallery, case: Case) -> None:
    legend = gallery.record(case).legend
    assert sum(entry.count for entry in legend) == 13
    for entry in legend:
        assert entry.label.endswith(f"({entry.count}\u00a0région{'s' if entry.count > 1 else ''})")
    assert [entry.fragility_class for entry in legend] == [
        kind for kind in FragilityClass if kind in {entry.fragility_class for entry in legend}
    ]


@pytest.mark.parametrize("case", OVERVIEWS + PROFILES, ids=str)
def test_legend_counts_add_up_to_the_cells(gallery: Gallery, case: Case) -> None:
    """On the profile, whose marks are hollow for them, cells within rounding have an entry of their own."""
    record, scores = gallery.record(case), gallery.scores(case.reading)
    overview = case.kind == "vue-ensemble"
    cells = scores if overview else scores[scores["region"] == case.region]
    kinds = map(FragilityClass, cells["class"])
    assert {entry.fragility_class: entry.count for entry in record.legend} == Counter(
        legend_class(kind) if overview else kind for kind in kinds
    )
    assert sum(entry.count for entry in record.legend) == len(cells)
    noun = "case" if overview else "indicateur"
    assert all(f"{entry.count}\u00a0{noun}" in entry.label for entry in record.legend)


def bounds_said(label: str) -> tuple[Decimal | None, Decimal | None] | None:
    """« ▲ Plus fragile : de 8,9 à 9,8 % (1 région) » → (8.9, 9.8); an open end is ``None``; none without bounds."""
    said = label.rpartition(" (")[0]
    if found := re.search(rf"de ({_NUMBER}) à ({_NUMBER})", said):
        return read_number(found[1]), read_number(found[2])
    found = re.search(rf"\u00a0: ({_NUMBER})", said)
    if not found:
        return None
    value = read_number(found[1])
    return {"plus": (value, None), "moins": (None, value)}.get(said.split(" ")[-1], (value, value))


def contains(bounds: tuple[Decimal | None, Decimal | None] | None, value: Decimal) -> bool:
    if bounds is None:
        return False
    low, high = bounds
    return (low is None or low <= value) and (high is None or value <= high)


def test_control_bounds_are_read_as_they_are_said() -> None:
    assert bounds_said("▲ Plus fragile\u00a0: de 8,9 à 9,8\u202f% (1\u00a0région)") == (Decimal("8.9"), Decimal("9.8"))
    assert bounds_said("▲▲ X\u00a0: \u22123,2\u202f% et moins (0\u00a0région)") == (None, Decimal("-3.2"))
    assert bounds_said("▼▼ X\u00a0: 595\u00a0kg et plus (2\u00a0régions)") == (Decimal("595"), None)
    assert bounds_said("= Proche\u00a0: 1,05 (1\u00a0région)") == (Decimal("1.05"), Decimal("1.05"))
    assert bounds_said("▲ Plus fragile (0\u00a0région)") is None


@pytest.mark.parametrize("kind", ["carte", "classement"])
@pytest.mark.parametrize(("reading", "code"), [*itertools.product(("default", "source"), VALUED), *SHORTER])
def test_each_region_s_value_lies_in_the_interval_its_legend_entry_says(
    gallery: Gallery, code: str, reading: str, kind: str
) -> None:
    """13 regions × 16 indicators: in those of its own colour alone; an empty class has no bounds."""
    legend = gallery.record(Case(kind, code, (), reading=reading)).legend
    cells = [row for (_, indicator), row in gallery.cells(Case(kind, reading=reading)).items() if indicator == code]
    said = {entry.fragility_class: entry for entry in legend if entry.fragility_class in ORIENTED}
    if not READINGS[reading].polarity(gallery.edition.registry.indicators[code]).sign:
        assert code == "diversite" and not said
        return
    assert tuple(said) == ORIENTED
    assert FragilityClass.INDISTINGUISHABLE not in {entry.fragility_class for entry in legend}
    for entry in said.values():
        assert (bounds_said(entry.label) is None) == (entry.count == 0), entry.label
    for cell in cells:
        holding = [other for other, entry in said.items() if contains(bounds_said(entry.label), cell["value"])]
        assert holding == [legend_class(FragilityClass(cell["class"]))]


decimals = st.integers(0, 2)
values = st.lists(st.integers(-400, 400), min_size=3, max_size=13)


@settings(deadline=None, max_examples=150)
@given(
    code=st.sampled_from(VALUED),
    polarity=st.sampled_from([Polarity.HIGHER_IS_MORE_FRAGILE, Polarity.LOWER_IS_MORE_FRAGILE]),
    national=st.integers(-300, 300),
    steps=values.filter(lambda found: len(set(found)) > 1),
)
def test_whatever_the_table_a_value_lies_in_the_interval_of_its_class_alone(
    edition: Edition, code: str, polarity: Polarity, national: int, steps: list[int]
) -> None:
    """Intervals partition the values that can be written: none is in two, none is in none."""
    indicator: Indicator = edition.registry.indicators[code]
    step = Decimal(1).scaleb(-indicator.decimals)
    france, regions = national * step, [k * step for k in steps]
    gaps = [value - france for value in regions]
    average = mean_gap(gaps)
    assert average is not None
    intervals = class_intervals(indicator, polarity, france, average)
    width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    for value, score in zip(regions, scores_of(gaps, polarity.sign), strict=True):
        told = abs(value - france) > width
        kind = legend_class(classify(score, missing=False, oriented=True, distinguishable=told))
        assert [name for name, bounds in intervals.items() if contains(bounds, value)] == [kind]
        label = f"X\u00a0: {wording.interval_text(indicator, *intervals[kind])} (1\u00a0région)"
        assert contains(bounds_said(label), value)


def test_a_legend_entry_is_a_record() -> None:
    entry = LegendEntry(FragilityClass.NEAR, "Proche", 3)
    with pytest.raises(AttributeError):
        entry.count = 4  # type: ignore[misc]
