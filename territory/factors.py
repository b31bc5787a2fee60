"""Which choice of the calculation moves a place most: each varied alone, the others as the product makes them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

import pandas as pd

from territory.analysis import Reading
from territory.arrays import Arrays, arrays_of
from territory.counts import Counts, Places, histogram, no_counts, places_of
from territory.loader import Edition
from territory.robustness import too_many
from territory.variants import (
    DRAWS,
    PRECISION,
    SEED,
    Factors,
    Normalisation,
    by_domain,
    by_domain_any,
    draw,
    normalisations_of,
    published_scores,
    streams,
)


class Factor(StrEnum):
    """What varies, one at a time. Ties go to the first."""

    NORMALISATION = "normalisation"
    ROUNDING = "rounding"
    LEFT_OUT = "left_out"


def factor_shifts(
    edition: Edition,
    draws: int = DRAWS,
    seed: int = SEED,
    reading: Reading | None = None,
) -> pd.DataFrame:
    """Which choice moves a place most, one varied at a time, the others as the product makes them.

    Among the domains of the reading, the default one unless given.

    Columns ``region, domain, reference, normalisation, rounding, left_out, factor``, object dtype:
    ``reference`` the place with the product's own choices (``int``; for a domain that the reading does not
    orient, its place among the others), the next three the mean of |place − reference| over the variants of
    that factor (``Decimal``, in places; the normalisations are all tried, the others drawn), ``factor`` the
    ``Factor`` of the largest, ``None`` when none moves it. A place falls when a domain ahead of it is left
    out: that counts as a move. Rows as ``domain_places``; ``None`` where the domain has no score.
    """
    columns = ("region", "domain", "reference", *(f.value for f in Factor), "factor")
    if too_many(edition):
        return pd.DataFrame(columns=columns, dtype=object)
    arrays = arrays_of(edition, reading)
    reference = reference_places(arrays)[:, 0]
    tallies = _tallies(arrays, draws, seed)
    rows = []
    for region, domain, r, g in arrays.cells(edition.registry.domains):
        row: dict[str, object] = dict.fromkeys(columns) | {"region": region, "domain": domain}
        if g is not None and reference[g, r]:
            counts = {factor: tally[g, r] for factor, tally in tallies.items()}
            row |= _shift_row(int(reference[g, r]), counts)
        rows.append(row)
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _tallies(arrays: Arrays, draws: int, seed: int) -> dict[Factor, Counts]:
    """Places counted with one factor varied at a time."""
    tallies = {factor: no_counts(arrays) for factor in Factor}
    for normalisation in normalisations_of(arrays) if arrays.domains else ():
        tallies[Factor.NORMALISATION] += histogram(reference_places(arrays, normalisation), len(arrays.domains) + 1)
    for factor in (Factor.ROUNDING, Factor.LEFT_OUT):
        alone = Factors(False, factor is Factor.ROUNDING, factor is Factor.LEFT_OUT)
        for block in draw(arrays, draws, streams(seed), alone):
            tallies[factor] += histogram(places_of(block.scores, block.kept), len(arrays.domains) + 1)
    return tallies


def _shift_row(reference: int, tallies: Mapping[Factor, Counts]) -> dict[str, object]:
    shifts = {factor: _mean_shift(counts, reference) for factor, counts in tallies.items()}
    most = max(shifts, key=lambda factor: shifts[factor])
    return {
        "reference": reference,
        **{factor.value: shift for factor, shift in shifts.items()},
        "factor": most.value if shifts[most] else None,
    }


def _mean_shift(counts: Counts, reference: int) -> Decimal:
    """Mean of |place − reference|, in places; 0 when the domain was never placed."""
    moved = sum(int(n) * abs(place - reference) for place, n in enumerate(counts) if place)
    return Decimal(moved) / max(1, int(counts[1:].sum()))


def reference_places(arrays: Arrays, normalisation: Normalisation = Normalisation.MEAN_GAP) -> Places:
    """G × 1 × R: places with published values among the domains that the reading orients."""
    scores = by_domain(published_scores(arrays, normalisation), arrays).round(PRECISION)
    return places_of(scores, by_domain_any(arrays.default[None], arrays))
