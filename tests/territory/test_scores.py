"""The table of scores: missing values, priorities and their order, the means of the dimensions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.analysis import FragilityClass, Reading, Status
from territory.loader import Edition
from territory.scores import dimension_means, fragilities, score_table
from territory.wording import cell_sentence
from tests.territory import oracle
from tests.territory.other_values import with_values

D = Decimal
READINGS = [Reading(), Reading(True), Reading(without_contestable=True), Reading(True, True), Reading(core_only=True)]


def priorities(scores: pd.DataFrame) -> pd.DataFrame:
    found = fragilities(scores)
    return found[found["status"] == Status.PRIORITY]


def to_confirm(scores: pd.DataFrame) -> pd.DataFrame:
    found = fragilities(scores)
    return found[found["status"] == Status.TO_CONFIRM]


# --- editions with other values ------------------------------------------------------------------------


def rows_of(table: pd.DataFrame, indicator: str) -> dict[str, dict[str, object]]:
    return {row["region"]: row for row in table[table["indicator"] == indicator].to_dict("records")}


def test_a_region_without_a_value_is_not_counted(edition: Edition) -> None:
    holed = with_values(edition, "emploi", lambda where, value: None if where == "32" else value)
    table = rows_of(score_table(holed), "emploi")
    # Without Hauts-de-France (+2,4): Σ|e| = 12,7 − 2,4 = 10,3 over 12 regions.
    assert table["76"]["score"] == D("1.9") * 12 / D("10.3")
    assert (table["76"]["rank"], table["53"]["rank"]) == (1, 11)
    assert abs(sum(abs(row["score"]) for row in table.values() if row["score"] is not None) - 12) < D("1e-24")
    hole = table["32"]
    assert hole["class"] == "missing"
    assert [hole[name] for name in ("value", "gap", "score", "rank", "tied", "distinguishable", "priority")] == [
        None
    ] * 7


def test_without_a_national_value_nothing_is_compared(edition: Edition) -> None:
    headless = with_values(edition, "emploi", lambda where, value: None if where == "FR" else value)
    table = rows_of(score_table(headless), "emploi")
    assert {row["class"] for row in table.values()} == {"no_reference"}
    assert all(row["value"] is not None and row["gap"] is None and row["score"] is None for row in table.values())


def test_regions_all_equal_to_france_are_not_distinguishable(edition: Edition) -> None:
    """D = 0: not scored; |e| = 0 ≤ h, and never « ni une fragilité ni un atout », for it is oriented."""
    flat = with_values(edition, "emploi", lambda where, value: D("8.4"))
    for row in rows_of(score_table(flat), "emploi").values():
        assert [row[name] for name in ("score", "rank", "tied", "priority", "status", "reason")] == [None] * 6
        assert (row["class"], row["distinguishable"]) == ("indistinguishable", False)
        registry = edition.registry
        sentence = cell_sentence(row, registry.indicators["emploi"], registry.domains["emploi"])
        assert sentence.endswith("Écart non distinguable aux arrondis près.")


@given(
    shift=st.decimals(-1000, 1000, places=1),
    scale=st.decimals(D("0.1"), 1000, places=1),
    code=st.sampled_from(["emploi", "sante", "mobilite"]),
)
def test_scores_ignore_the_unit(edition: Edition, shift: Decimal, scale: Decimal, code: str) -> None:
    """x → a + b·x, b > 0 (degrees, euros, another origin): the same scores, ranks and order."""
    moved = with_values(edition, code, lambda where, value: shift + scale * value)
    before, after = rows_of(score_table(edition), code), rows_of(score_table(moved), code)
    for region, row in before.items():
        assert abs(after[region]["score"] - row["score"]) < D("1e-20")
        assert (after[region]["rank"], after[region]["tied"]) == (row["rank"], row["tied"])


# --- priorities ----------------------------------------------------------------------------------------


def test_priorities_are_the_numbered_rows_in_order(scores: pd.DataFrame) -> None:
    table = priorities(scores)
    keys = [(oracle.REGIONS.index(row["region"]), row["priority"]) for row in table.to_dict("records")]
    assert keys == sorted(keys)
    for region, group in table.groupby("region"):
        assert list(group["priority"]) == list(range(1, len(group) + 1)), region
        assert list(group["score"]) == sorted(group["score"], reverse=True), region
    assert set(table["class"]) == {"much_more_fragile", "more_fragile"}
    assert len(table) == 32 and len(to_confirm(scores)) == 39 and len(fragilities(scores)) == 71


def test_the_fragilities_of_hauts_de_france(scores: pd.DataFrame) -> None:
    """method.md: 11 fragilities, 6 priorities, 5 to confirm, santé a priority whatever its place."""
    mine = scores[scores["region"] == "32"]
    assert list(priorities(mine)["indicator"]) == ["education", "emploi", "culture", "pauvrete", "securite", "sante"]
    assert list(to_confirm(mine)["indicator"]) == [
        *("mal_logement", "lien_social", "environnement", "mobilite", "transition_energetique")
    ]
    assert list(fragilities(mine)["indicator"]) == [*priorities(mine)["indicator"], *to_confirm(mine)["indicator"]]
    assert set(to_confirm(mine)["reason"]) == {"contestable"}


def test_nouvelle_aquitaine_has_no_priority(scores: pd.DataFrame) -> None:
    mine = scores[scores["region"] == "75"]
    assert priorities(mine).empty
    found = to_confirm(mine)
    assert list(found["indicator"]) == ["vieillissement", "mobilite", "transition_energetique"]
    assert list(found["reason"]) == ["contestable|reliability", "contestable", "contestable"]


@pytest.mark.parametrize("reading", READINGS)
def test_every_fragility_is_a_priority_or_to_confirm(edition: Edition, reading: Reading) -> None:
    table = score_table(edition, reading)
    assert list(table.columns[-3:]) == ["ranked", "status", "reason"]
    for row in table.to_dict("records"):
        indicator = edition.registry.indicators[row["indicator"]]
        fragile = FragilityClass(row["class"]).more_fragile
        assert fragile == bool(row["oriented"] and row["distinguishable"] and row["score"] >= D("0.5"))
        doubtful = indicator.contestable or indicator.reliability == "C"
        assert row["status"] == (None if not fragile else "to_confirm" if doubtful else "priority")
        assert (row["priority"] is not None) == (row["status"] == "priority")
        assert (row["reason"] is not None) == (row["status"] == "to_confirm")
    assert len(priorities(table)) + len(to_confirm(table)) == len(fragilities(table))
    for region, own in fragilities(table).groupby("region"):
        count = (own["status"] == "priority").sum()
        assert list(own["priority"]) == [*range(1, count + 1), *[None] * (len(own) - count)], region
        doubtful_scores = list(own["score"])[count:]
        assert doubtful_scores == sorted(doubtful_scores, reverse=True)


def test_no_row_has_no_fragility(scores: pd.DataFrame) -> None:
    nothing = scores[scores["region"] == ""]
    assert len(priorities(nothing)) == len(to_confirm(nothing)) == len(fragilities(nothing)) == 0


def test_equal_scores_and_ranks_go_by_published_order(edition: Edition) -> None:
    # pauvrete made the same row as emploi: the same scores and ranks, so the published order decides.
    emploi = edition.observations[edition.observations["indicator"] == "emploi"].set_index("territory")["value"]
    twins = with_values(edition, "pauvrete", lambda where, value: emploi[where])
    mine = priorities(score_table(twins, Reading(core_only=True)))
    mine = mine[mine["region"] == "32"]
    assert list(mine["indicator"])[1:3] == ["emploi", "pauvrete"]  # after education, +2,52
    assert mine["score"].iloc[1] == mine["score"].iloc[2] and list(mine["rank"])[1:3] == [1, 1]


def test_equal_scores_go_by_rank(edition: Edition) -> None:
    # pauvrete copies emploi; then emploi's Corse goes from +0,7 to +2,5 and Occitanie from +1,9 to +0,1: so
    # Σ|e| stays 12,7, and Corse passes Hauts-de-France (+2,4).
    def move(where: str, value: Decimal) -> Decimal:
        return {"94": D("10.9"), "76": D("8.5")}.get(where, value)

    emploi = edition.observations[edition.observations["indicator"] == "emploi"].set_index("territory")["value"]
    both = with_values(with_values(edition, "pauvrete", lambda where, value: emploi[where]), "emploi", move)
    mine = priorities(score_table(both, Reading(core_only=True)))
    mine = mine[mine["region"] == "32"]
    # S is the same, 2,4 × 13 / 12,7; pauvrete, first, goes before emploi, second, though published after.
    assert list(mine["indicator"])[1:3] == ["pauvrete", "emploi"]
    assert mine["score"].iloc[1] == mine["score"].iloc[2] and list(mine["rank"])[1:3] == [1, 2]


# --- dimensions ----------------------------------------------------------------------------------------

DIMENSIONS = {"economique": 3, "sociale": 5, "societale": 6, "environnementale": 2}  # 16 domains


@pytest.mark.parametrize(
    ("reading", "counts", "given_dimensions"),
    [
        # Diversité is not oriented: 4 of 5 in the social dimension.
        (Reading(), (3, 4, 6, 2), ("economique", "sociale", "societale", "environnementale")),
        (
            Reading(source_reading=True),
            (3, 5, 6, 2),
            ("economique", "sociale", "societale", "environnementale"),
        ),
        # Left: pauvrete alone of 5 (under half), 5 of 6 without mobilite, none of 2.
        (Reading(without_contestable=True), (3, 1, 5, 0), ("economique", "societale")),
        # emploi of 3, pauvrete of 5, and education, sante, numerique, securite, culture of 6.
        (Reading(core_only=True), (1, 1, 5, 0), ("societale",)),
    ],
)
def test_dimension_means(
    edition: Edition, reading: Reading, counts: tuple[int, ...], given_dimensions: Sequence[str]
) -> None:
    table = dimension_means(score_table(edition, reading), edition)
    assert list(table.columns) == ["region", "dimension", "mean", "count", "domains"]
    assert len(table) == 13 * 4
    everything = oracle.scores(source_reading=reading.source_reading)
    names = {"economique": "économique", "societale": "sociétale"}
    for region in oracle.REGIONS:
        rows = table[table["region"] == region]
        assert dict(zip(rows["dimension"], rows["domains"], strict=True)) == DIMENSIONS
        assert tuple(rows["count"]) == counts
        for row in rows.to_dict("records"):
            if row["dimension"] not in given_dimensions:
                assert row["mean"] is None
                continue
            wanted = [
                cell.score
                for (where, code), cell in everything.items()
                if where == region
                and cell.criterion.dimension == names.get(row["dimension"], row["dimension"])
                and cell.score is not None
                and not (reading.without_contestable and cell.criterion.contestable)
                and not (reading.core_only and code not in oracle.ROBUST_CORE)
            ]
            assert len(wanted) == row["count"]
            assert abs(Fraction(row["mean"]) - sum(wanted) / len(wanted)) < Fraction(1, 10**20)


def test_a_dimension_mean_by_hand(edition: Edition, scores: pd.DataFrame) -> None:
    table = dimension_means(scores, edition).set_index(["region", "dimension"])
    # Environnementale, Hauts-de-France: (1,038 + 0,547) / 2 = 0,793.
    assert round(table.loc[("32", "environnementale"), "mean"], 3) == D("0.793")


def test_half_of_the_domains_is_enough(edition: Edition, scores: pd.DataFrame) -> None:
    # Environnementale keeps 1 of its 2 domains (0,5 ≥ 0,5): the mean is that domain's score.
    table = dimension_means(scores[scores["indicator"] != "transition_energetique"], edition)
    row = table[(table["region"] == "32") & (table["dimension"] == "environnementale")].iloc[0]
    assert (row["count"], row["domains"]) == (1, 2)
    assert row["mean"] == rows_of(scores, "environnement")["32"]["score"]
