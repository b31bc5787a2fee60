"""Each formula of method.md on figures small enough to be checked by hand, then its invariants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from territory.analysis import (
    FragilityClass,
    class_intervals,
    classify,
    gap,
    mean_gap,
    ranks_of,
    rounding_half_width,
    scores_of,
    within_rounding,
)
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from tests.territory import oracle

D = Decimal


def ranks(scores: Sequence[Decimal | None]) -> list[int | None]:
    """The rank of each region, from that of its score."""
    found = ranks_of(scores)
    return [None if score is None else found[score][0] for score in scores]


def decimals(*texts: str | None) -> list[Decimal | None]:
    return [None if text is None else D(text) for text in texts]


# --- gap, D, S -----------------------------------------------------------------------------------------


def test_gap_is_exact() -> None:
    # 10,8 − 8,4 = 2,4, where binary floats give 2,4000000000000004.
    assert gap(D("10.8"), D("8.4")) == D("2.4")
    assert gap(D("-3.6"), D("-2.2")) == D("-1.4")
    assert gap(D("1.05"), D("1.05")) == 0


@pytest.mark.parametrize(("value", "national"), [(None, D(1)), (D(1), None), (None, None)])
def test_no_gap_without_both_values(value: Decimal | None, national: Decimal | None) -> None:
    assert gap(value, national) is None


def test_mean_gap_is_over_the_regions_that_have_a_value() -> None:
    assert mean_gap(decimals("1", "-2", None, "3")) == 2  # (1 + 2 + 3) / 3, not / 4
    assert mean_gap(decimals("0", "0")) == 0
    assert mean_gap(decimals(None, None)) is None
    assert mean_gap([]) is None


def test_scores_are_gaps_in_mean_gaps() -> None:
    gaps = decimals("1", "-2", None, "3")  # D = 2
    assert scores_of(gaps, +1) == decimals("0.5", "-1", None, "1.5")
    assert scores_of(gaps, -1) == decimals("-0.5", "1", None, "-1.5")


def test_nothing_is_scored_when_not_oriented_or_when_all_regions_equal_france() -> None:
    assert scores_of(decimals("1", "-2"), 0) == [None, None]
    assert scores_of(decimals("0", "0.00", None), +1) == [None, None, None]  # D = 0
    assert scores_of(decimals(None, None), +1) == [None, None]
    assert scores_of([], +1) == []


def test_a_score_on_a_break_is_exactly_on_it() -> None:
    # D = (1 + 1 + 0) / 3 = 0,666… has no end, but 1 / D = 1 × 3 / 2 = 1,5.
    assert scores_of(decimals("1", "-1", "0"), +1) == decimals("1.5", "-1.5", "0")


@pytest.mark.parametrize("sign", [1, -1])
def test_a_null_gap_scores_zero_without_a_sign(sign: int) -> None:
    null = scores_of(decimals("0.00", "1"), sign)[0]
    assert null == 0 and not null.is_signed()  # written « 0 », never « -0 »


# --- ranks ---------------------------------------------------------------------------------------------


def test_ranks_start_at_the_most_fragile_and_ties_share_the_best() -> None:
    # 2 is first; the two 1 share the second place; the next one is fourth; missing has no rank.
    assert ranks(decimals("1", "2", "1.0", None, "-3")) == [2, 1, 2, None, 4]
    assert ranks(decimals("0", "0")) == [1, 1]
    assert ranks(decimals(None)) == [None]
    assert ranks([]) == []


# --- rounding and classes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regions", "france", "half_width"),
    [
        (1, 1, "0.1"),  # 0,05 + 0,05
        (2, 2, "0.01"),  # 0,005 + 0,005
        (0, 1, "0.55"),  # 0,5 + 0,05: santé
        (0, 0, "1"),
    ],
)
def test_rounding_half_width(regions: int, france: int, half_width: str) -> None:
    assert rounding_half_width(regions, france) == D(half_width)


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("9", FragilityClass.MUCH_MORE_FRAGILE),
        ("1.5", FragilityClass.MUCH_MORE_FRAGILE),
        ("1.499999999999999999999999999", FragilityClass.MORE_FRAGILE),
        ("0.5", FragilityClass.MORE_FRAGILE),
        ("0.4999999999999999999999999999", FragilityClass.NEAR),
        ("0", FragilityClass.NEAR),
        ("-0.4999999999999999999999999999", FragilityClass.NEAR),
        ("-0.5", FragilityClass.LESS_FRAGILE),
        ("-1.499999999999999999999999999", FragilityClass.LESS_FRAGILE),
        ("-1.5", FragilityClass.MUCH_LESS_FRAGILE),
        ("-9", FragilityClass.MUCH_LESS_FRAGILE),
    ],
)
def test_classes_at_their_breaks(score: str, expected: FragilityClass) -> None:
    assert classify(D(score), missing=False, oriented=True, distinguishable=True) is expected


@pytest.mark.parametrize("score", [D(3), D(0), D(-3)])
def test_what_comes_before_the_breaks(score: Decimal) -> None:
    """Missing, then not oriented, then not distinguishable, whatever the score."""
    assert classify(score, missing=False, oriented=True, distinguishable=False) is FragilityClass.INDISTINGUISHABLE
    assert classify(score, missing=False, oriented=False, distinguishable=False) is FragilityClass.NOT_ORIENTED
    assert classify(None, missing=False, oriented=False, distinguishable=True) is FragilityClass.NOT_ORIENTED
    assert classify(score, missing=True, oriented=True, distinguishable=True) is FragilityClass.MISSING
    assert classify(None, missing=True, oriented=False, distinguishable=False) is FragilityClass.MISSING


def test_an_oriented_cell_without_a_score_has_no_side() -> None:
    found = classify(None, missing=False, oriented=True, distinguishable=True)
    assert found is FragilityClass.INDISTINGUISHABLE


def test_the_sides_of_the_classes() -> None:
    assert [c.value for c in FragilityClass if c.more_fragile] == ["much_more_fragile", "more_fragile"]
    assert [c.value for c in FragilityClass if c.less_fragile] == ["less_fragile", "much_less_fragile"]


def test_values_that_rounding_cannot_tell_apart(edition: Edition) -> None:
    median_income = edition.registry.indicators["pouvoir_achat"]  # two decimals: 0,005 each
    assert within_rounding(median_income, decimals("1.05", "1.06"))  # 0,01 ≤ 0,01
    assert not within_rounding(median_income, decimals("1.05", "1.06", "1.07"))  # 0,02
    assert within_rounding(median_income, decimals("1.05", None, "1.05"))
    assert not within_rounding(median_income, decimals("1.05", None))
    assert not within_rounding(median_income, [])


# --- the bounds of the classes -------------------------------------------------------------------------


def holding(indicator: Indicator, polarity: Polarity, national: Decimal, average: Decimal, value: Decimal) -> list[str]:
    intervals = class_intervals(indicator, polarity, national, average)
    return [
        kind.value
        for kind, (low, high) in intervals.items()
        if (low is None or low <= value) and (high is None or value <= high)
    ]


@given(
    digits=st.integers(0, 3),
    more_national_digits=st.integers(0, 1),
    polarity=st.sampled_from([Polarity.HIGHER_IS_MORE_FRAGILE, Polarity.LOWER_IS_MORE_FRAGILE]),
    national=st.integers(-300, 300),
    steps=st.lists(st.integers(-40, 40), min_size=1, max_size=13),
)
def test_a_printed_interval_holds_the_values_of_its_class_and_no_other(
    edition: Edition,
    digits: int,
    more_national_digits: int,
    polarity: Polarity,
    national: int,
    steps: list[int],
) -> None:
    """Every value that can be written lies in one interval: that of its class, « near » within rounding."""
    emploi = edition.registry.indicators["emploi"]
    indicator = replace(emploi, decimals=digits, national_decimals=digits + more_national_digits)
    france = D(national).scaleb(-digits - more_national_digits)
    values = [D(national // 10**more_national_digits + step).scaleb(-digits) for step in steps]
    gaps = [value - france for value in values]
    average = mean_gap(gaps)
    assume(average)
    assert average is not None
    half_width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    for value, e, score in zip(values, gaps, scores_of(gaps, polarity.sign), strict=True):
        drawn = classify(score, missing=False, oriented=True, distinguishable=abs(e) > half_width)
        expected = FragilityClass.NEAR if drawn is FragilityClass.INDISTINGUISHABLE else drawn
        assert holding(indicator, polarity, france, average, value) == [expected.value]
    intervals = class_intervals(indicator, polarity, france, average)
    assert all(low is None or high is None or low <= high for low, high in intervals.values())


def test_a_class_that_rounding_empties_has_no_interval(edition: Edition) -> None:
    """Pouvoir d'achat, N = 1,05, D = 0,11 / 13 = 0,00846, h = 0,01: « plus fragile » would be 1,04, drawn in grey.

    |x − 1,05| ≤ 0,01 is near, so 1,04 to 1,06; 1,5 · D = 0,0127, so from 1,03 down « nettement plus fragile ».
    """
    indicator = edition.registry.indicators["pouvoir_achat"]
    found = class_intervals(indicator, Polarity.LOWER_IS_MORE_FRAGILE, D("1.05"), D("0.11") / 13)
    assert found == {
        FragilityClass.MUCH_MORE_FRAGILE: (None, D("1.03")),
        FragilityClass.NEAR: (D("1.04"), D("1.06")),
        FragilityClass.MUCH_LESS_FRAGILE: (D("1.07"), None),
    }


def test_a_bound_that_is_a_value_belongs_to_the_class_farther_away(edition: Edition) -> None:
    """D = 2/3 has no end, 1,5 · D = 1: a value one above N is « nettement », its S exactly 1,5."""
    indicator = replace(edition.registry.indicators["emploi"], decimals=1)
    found = class_intervals(indicator, Polarity.HIGHER_IS_MORE_FRAGILE, D(10), D(2) / 3)
    assert found[FragilityClass.MUCH_MORE_FRAGILE] == (D("11.0"), None)
    assert found[FragilityClass.MORE_FRAGILE] == (D("10.4"), D("10.9"))  # from 10,33
    assert found[FragilityClass.NEAR] == (D("9.7"), D("10.3"))


# --- invariants ----------------------------------------------------------------------------------------

some_gaps = st.lists(st.none() | st.decimals(-10_000, 10_000, places=2), max_size=20)
signs = st.sampled_from([1, -1])


@given(some_gaps, signs)
def test_the_scores_add_up_to_the_number_of_regions(gaps: list[Decimal | None], sign: int) -> None:
    known = [e for e in gaps if e is not None]
    assume(any(known))
    scores = scores_of(gaps, sign)
    assert abs(sum(abs(s) for s in scores if s is not None) - len(known)) < D("1e-24")


@given(some_gaps, signs)
def test_missing_stays_missing_and_nothing_else_is(gaps: list[Decimal | None], sign: int) -> None:
    assume(any(e for e in gaps if e is not None))
    scores = scores_of(gaps, sign)
    assert [s is None for s in scores] == [e is None for e in gaps]
    assert [r is None for r in ranks(scores)] == [e is None for e in gaps]


@given(some_gaps, signs)
def test_scores_keep_the_order_and_the_side_of_the_gaps(gaps: list[Decimal | None], sign: int) -> None:
    assume(any(e for e in gaps if e is not None))
    pairs = [(sign * e, s) for e, s in zip(gaps, scores_of(gaps, sign), strict=True) if e is not None and s is not None]
    for e, s in pairs:
        assert (e > 0) == (s > 0) and (e < 0) == (s < 0)
        for other_e, other_s in pairs:  # distinct gaps stay distinct: no false tie
            assert (e > other_e) == (s > other_s)


@given(st.lists(st.none() | st.decimals(-3, 3, places=1), max_size=15))
def test_ranks(scores: list[Decimal | None]) -> None:
    known = sorted((s for s in scores if s is not None), reverse=True)
    for score, rank in zip(scores, ranks(scores), strict=True):
        if score is None:
            assert rank is None
            continue
        assert rank is not None and 1 <= rank <= len(known)
        assert rank == known.index(score) + 1  # the first place of its value: ties share the best rank


@given(some_gaps, signs)
def test_classes_are_those_of_exact_fractions(gaps: list[Decimal | None], sign: int) -> None:
    total = sum(abs(Fraction(e)) for e in gaps if e is not None)
    assume(total)
    count = sum(e is not None for e in gaps)
    for e, score in zip(gaps, scores_of(gaps, sign), strict=True):
        if e is not None:
            found = classify(score, missing=False, oriented=True, distinguishable=True)
            assert found.value == oracle.classify(sign * Fraction(e) * count / total)
