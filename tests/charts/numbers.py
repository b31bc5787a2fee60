"""The numbers that figures and documents are made from, computed once for each edition and reading of the tests."""

from __future__ import annotations

from charts.figures import Numbers
from territory.analysis import Reading
from territory.factors import factor_shifts
from territory.loader import Edition
from territory.robustness import domain_places
from territory.scores import score_table

_MADE: dict[tuple[int, Reading], tuple[Edition, Numbers]] = {}
"""By the edition's identity, which lasts as long as it is held here."""


def numbers_of(edition: Edition, reading: Reading | None = None) -> Numbers:
    """Scores, and places and shifts over the variants, as pages give them; read-only."""
    reading = reading or Reading()
    key = id(edition), reading
    if key not in _MADE:
        places = domain_places(edition, reading=reading)
        shifts = factor_shifts(edition, reading=reading)
        _MADE[key] = edition, Numbers(score_table(edition, reading), places, shifts)
    return _MADE[key][1]
