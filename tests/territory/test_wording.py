"""The French that a reader is given: numbers, gaps, plurals, ranks, the words of a class."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory import wording
from territory.analysis import FragilityClass, Reading, classify
from territory.harmonise import Form, parse_cell
from territory.loader import Edition
from territory.scores import score_table
from tests.territory.conftest import READINGS
from tests.territory.typography import FORBIDDEN, faults

D = Decimal
N, T, M = "\u00a0", "\u202f", "\u2212"


# --- numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("8.4", 1, "8,4"),
        ("8", 1, "8,0"),
        ("65018096", 0, f"65{T}018{T}096"),
        ("1019.58488", 1, f"1{T}019,6"),
        ("999", 0, "999"),
        ("-2.2", 1, f"{M}2,2"),
        ("0", 1, "0,0"),
        ("0.05", 1, "0,1"),  # half goes away from zero
        ("-0.05", 1, f"{M}0,1"),
        ("-0.04", 1, "0,0"),  # and no « −0,0 »
        ("-1234567.5", 0, f"{M}1{T}234{T}568"),
    ],
)
def test_number(value: str, decimals: int, expected: str) -> None:
    assert wording.number(D(value), decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2.4", "+2,4"), ("-2.4", f"{M}2,4"), ("0", "0,0"), ("0.04", "0,0"), ("-0.04", "0,0")],
)
def test_signed_number(value: str, expected: str) -> None:
    assert wording.number(D(value), 1, signed=True) == expected


@given(st.integers(0, 4).flatmap(lambda n: st.tuples(st.just(n), st.decimals(-(10**9), 10**9, places=n))))
def test_a_written_number_reads_back_the_same(case: tuple[int, Decimal]) -> None:
    decimals, value = case
    cell = parse_cell(wording.number(value, decimals), Form.NUMBER)
    assert cell is not None and cell.value == value


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("", "8,4"),
        ("%", f"8,4{T}%"),
        ("tonnes", f"8,4{N}tonnes"),
        ("kg", f"8,4{N}kg"),
    ],
)
def test_a_symbol_never_leaves_its_number(symbol: str, expected: str) -> None:
    assert wording.with_symbol("8,4", symbol) == expected


def test_values_have_the_decimals_they_were_published_with(edition: Edition) -> None:
    indicators = edition.registry.indicators
    assert wording.value_text(indicators["emploi"], D("8")) == f"8,0{T}%"  # « 8 » among « 8,2 », « 7,5 »…
    assert wording.value_text(indicators["sante"], D("320")) == "320"
    assert wording.value_text(indicators["sante"], D("339.0"), national=True) == "339,0"
    assert wording.value_text(indicators["environnement"], D("9.22")) == f"9,22{N}t éq. CO₂"
    assert wording.value_text(indicators["densite"], D("1019.58488")) == f"1{T}019,6"
    assert wording.value_text(indicators["emploi"], None) == f"n.{N}d."


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("90000", "105000", f"de 90{T}000 à 105{T}000"),
        (None, "60000", f"de n.{N}d. à 60{T}000"),
        ("8500", None, f"de 8{T}500 à n.{N}d."),
    ],
)
def test_ranges(low: str | None, high: str | None, expected: str, edition: Edition) -> None:
    bounds = {"low": D(low) if low else None, "high": D(high) if high else None}
    assert wording.range_text(bounds["low"], bounds["high"]) == expected
    indicator = edition.registry.indicators["associations"]
    assert wording.observation_text(indicator, {"value": None, **bounds}) == expected


def test_observations_without_a_range(edition: Edition) -> None:
    indicators = edition.registry.indicators
    empty = {"value": None, "low": None, "high": None}
    assert wording.observation_text(indicators["innovation"], empty) == f"n.{N}d."
    assert wording.observation_text(indicators["emploi"], {**empty, "value": D("7.2")}) == f"7,2{T}%"
    assert wording.observation_text(indicators["sante"], {**empty, "value": D("339")}, national=True) == "339,0"


# --- gaps, plurals, ordinals ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "gap", "expected"),
    [
        ("emploi", "2.4", f"+2,4{N}points"),
        ("emploi", "2.0", f"+2,0{N}points"),
        ("emploi", "1.9", f"+1,9{N}point"),  # under 2, singular
        ("emploi", "-1.9", f"{M}1,9{N}point"),
        ("emploi", "-2", f"{M}2,0{N}points"),
        ("emploi", "1.96", f"+2,0{N}points"),  # what is read decides
        ("emploi", "0", f"0,0{N}point"),
        ("sante", "-39.0", f"{M}39,0{N}pour 100{T}000{N}hab."),
        ("pouvoir_achat", "-0.02", f"{M}0,02"),
        ("environnement", "1.67", f"+1,67{N}t éq. CO₂/hab."),
    ],
)
def test_gaps(indicator: str, gap: str, expected: str, edition: Edition) -> None:
    found = wording.gap_text(edition.registry.indicators[indicator], D(gap))
    assert found.replace(" hab.", f"{N}hab.") == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("2.457", f"2,5{N}fois"),
        ("-1.228", f"1,2{N}fois"),
        ("1", "à peu près égal à"),
        ("-0.96", "à peu près égal à"),
        ("1.46", f"1,46{N}fois"),  # « 1,5 fois » is said of « nettement plus fragile » only
        ("-0.496", f"0,496{N}fois"),
        ("0.5", f"0,5{N}fois"),
        ("0.05", f"0,1{N}fois"),
        ("0.049", "inférieur au dixième de"),
        ("-0.049", "inférieur au dixième de"),
    ],
)
def test_times(score: str, expected: str) -> None:
    assert wording.times_text(D(score)) == f"{expected} l’écart moyen des régions à la France"


@given(score=st.decimals(-4, 4, places=12), digits=st.integers(0, 3), signed=st.booleans())
def test_a_printed_score_never_crosses_a_class_bound(score: Decimal, digits: int, signed: bool) -> None:
    text = wording.score_number(score, digits, signed=signed)
    printed = D(text.replace(M, "-").replace(",", "."))
    for bound in (D("0.5"), D("1.5")):
        assert (abs(printed) >= bound) == (abs(score) >= bound)
    decimals = len(text.partition(",")[2])
    assert decimals >= digits and abs(printed - score) <= D("0.5").scaleb(-decimals)
    if decimals > digits:  # no digit more than needed
        fewer = abs(wording.rounded(score, decimals - 1))
        assert any((fewer >= bound) != (abs(score) >= bound) for bound in (D("0.5"), D("1.5")))


@pytest.mark.parametrize("reading", READINGS)
def test_no_score_of_the_edition_is_printed_in_another_class(edition: Edition, reading: Reading) -> None:
    """method.md: five cells printed « 1,5 fois » below the class of 1,5."""
    for row in score_table(edition, reading).to_dict("records"):
        for digits in (1, 2):
            if row["score"] is None or row["class"] == FragilityClass.INDISTINGUISHABLE:
                continue
            printed = D(wording.score_text(row["score"], digits).replace(M, "-").replace(",", "."))
            drawn = classify(printed, missing=False, oriented=True, distinguishable=True)
            assert drawn == row["class"], (row["region"], row["indicator"])


@pytest.mark.parametrize(
    ("score", "expected"),
    [("2.4567", "+2,46"), ("-1.228", f"{M}1,23"), ("0.001", "0,00"), (None, f"n.{N}d.")],
)
def test_score_text(score: str | None, expected: str) -> None:
    assert wording.score_text(None if score is None else D(score)) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, f"0{N}région"), (1, f"1{N}région"), (2, f"2{N}régions"), (13, f"13{N}régions")],
)
def test_zero_and_one_are_singular(count: int, expected: str) -> None:
    assert wording.plural(count, "région") == expected


def test_an_irregular_plural() -> None:
    assert wording.plural(2, "écart comparé", "écarts comparés") == f"2{N}écarts comparés"
    assert wording.plural(1, "écart comparé", "écarts comparés") == f"1{N}écart comparé"


@pytest.mark.parametrize(
    ("rank", "feminine", "expected"),
    [(1, True, "1re"), (1, False, "1er"), (2, True, "2e"), (13, False, "13e")],
)
def test_ordinals(rank: int, feminine: bool, expected: str) -> None:
    assert wording.ordinal(rank, feminine=feminine) == expected


def test_ranks() -> None:
    assert wording.rank_text(1, 13, tied=False) == "1re sur 13, la plus fragile"
    assert wording.rank_text(1, 13, tied=True) == "1re ex æquo sur 13, parmi les plus fragiles"
    assert wording.rank_text(4, 13, tied=False) == "4e sur 13, de la plus à la moins fragile"
    assert wording.rank_text(12, 13, tied=False) == "12e sur 13, de la plus à la moins fragile"
    assert wording.rank_text(12, 13, tied=True) == "12e ex æquo sur 13, parmi les moins fragiles"
    assert wording.rank_text(11, 13, tied=True) == "11e ex æquo sur 13, de la plus à la moins fragile"
    assert wording.rank_text(13, 13, tied=False) == "13e sur 13, la moins fragile"


def test_every_rank_says_its_direction(edition: Edition) -> None:
    """« 13e région sur 13 » can be the best one: whoever has nobody behind is told so."""
    for reading in READINGS:
        for _, rows in score_table(edition, reading).groupby("indicator"):
            for row in rows[rows["rank"].notna()].to_dict("records"):
                said = wording.rank_text(row["rank"], row["ranked"], tied=row["tied"])
                behind = (rows["score"].astype(float) < float(row["score"])).sum()
                last = said.endswith((", la moins fragile", "parmi les moins fragiles"))
                assert last == (behind == 0), said
                assert said.endswith(("la plus fragile", "les plus fragiles")) == (row["rank"] == 1)


def test_enumerations_and_capitals() -> None:
    assert wording.enumeration(["a"]) == "a"
    assert wording.enumeration(["a", "b"]) == "a et b"
    assert wording.enumeration(["a", "b", "c"]) == "a, b et c"
    assert wording.capital("en Île-de-France") == "En Île-de-France"
    assert wording.capital("île") == "Île"


def test_dates_are_french() -> None:
    assert wording.date_text(date(2026, 8, 1)) == "1er août 2026"
    assert wording.date_text(date(2026, 12, 31)) == "31 décembre 2026"
    assert wording.long_date(date(2019, 1, 17)) == f"jeudi 17{N}janvier 2019"
    assert wording.long_date(date(2019, 3, 1)) == f"vendredi 1er{N}mars 2019"


def test_every_class_has_its_words_and_its_mark() -> None:
    assert set(wording.CLASS_LABEL) == set(wording.CLASS_SYMBOL) == set(FragilityClass)
    assert len(set(wording.CLASS_LABEL.values())) == 9
    for label in wording.CLASS_LABEL.values():
        assert not faults(label) and not FORBIDDEN.search(label)
    # ▲ = ▼: the side is never said by the colour alone.
    for kind, mark in wording.CLASS_SYMBOL.items():
        assert ("▲" in mark) == kind.more_fragile and ("▼" in mark) == kind.less_fragile


def test_every_class_has_its_rule_in_the_order_of_the_classes() -> None:
    rules, hatched = wording.class_rules(), wording.class_rules(hatched=True)
    assert list(rules) == list(hatched) == list(FragilityClass)
    bounds = ["S ≥ 1,5", "0,5 ≤ S < 1,5", "−0,5 < S < 0,5", "−1,5 < S ≤ −0,5", "S ≤ −1,5"]
    assert list(rules.values())[: len(bounds)] == bounds
    assert not any(faults(rule) or FORBIDDEN.search(rule) for rule in hatched.values())
    # A table without colours has nothing hatched to explain.
    assert {kind for kind in rules if rules[kind] != hatched[kind]} == {FragilityClass.MISSING}
