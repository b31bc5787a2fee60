"""Which choice moves a place: one factor varied at a time."""

from __future__ import annotations

from territory.factors import Factor, factor_shifts
from territory.loader import Edition
from territory.scores import score_table
from tests.territory.other_values import row_of

FEW = 400
"""Draws: enough for what does not depend on them."""


def test_the_reference_place_follows_the_scores(edition: Edition) -> None:
    shifts = factor_shifts(edition, draws=FEW)
    scores = score_table(edition)
    for region in edition.regions:
        own = scores[(scores["region"] == region) & scores["score"].notna()]
        for row in own.to_dict("records"):
            expected = 1 + sum(other > row["score"] for other in own["score"])
            assert row_of(shifts, region, row["domain"])["reference"] == expected


def test_a_solid_first_is_moved_by_nothing(edition: Edition) -> None:
    row = row_of(factor_shifts(edition, draws=FEW), "84", "numerique")
    assert row["reference"] == 1 and row["factor"] is None


def test_leaving_out_moves_only_what_stands_behind(edition: Edition) -> None:
    shifts = factor_shifts(edition, draws=FEW)
    # Hauts-de-France, emploi: only education (never left out) stands ahead; numerique stands last of fifteen.
    assert row_of(shifts, "32", "emploi")["left_out"] == 0
    assert row_of(shifts, "32", "numerique")["factor"] == Factor.LEFT_OUT
