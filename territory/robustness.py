"""What does not depend on the formula: places over the variants of the calculation.

Answers « with which formula? » before it is asked: 10 000 variants (``territory.variants``), and for each
region × domain the places it takes. OECD/JRC *Handbook on Constructing Composite Indicators*, § 7. Counts of
variants, not probabilities: no sampling error is known. Every number of the frames is exact (``int``, or
``Decimal`` quotients of counts).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

import numpy as np
import pandas as pd

from territory.analysis import Reading
from territory.arrays import arrays_of
from territory.counts import Counts, Places, histogram, interval, no_counts, places_of
from territory.loader import Edition
from territory.variants import DRAWS, SEED, by_domain_any, draw, streams

FIRST = 5
"""« In the first five »: the places that the words are about; the last five, for a domain that is less fragile."""
SOLID_FROM = Decimal("0.9")
"""Share of the variants from which a place in the first five is « solide »."""
PROBABLE_FROM = Decimal("0.6")
"""Share from which it is « probable »; below, it depends on the calculation."""
MOST = 400
"""Territories beyond which the variants are not drawn: 400 territories × 16 domains take 8 s, once a reading; 35 000, a
quarter of an hour."""


class Verdict(StrEnum):
    """How much a place in the first five (or last five) owes to the formula."""

    SOLID = "solid"
    PROBABLE = "probable"
    SENSITIVE = "sensitive"


def verdict(share: Decimal) -> Verdict:
    """Solid from 90 % of the variants on, probable from 60 % on, else sensitive to choices."""
    if share >= SOLID_FROM:
        return Verdict.SOLID
    return Verdict.PROBABLE if share >= PROBABLE_FROM else Verdict.SENSITIVE


def too_many(edition: Edition) -> bool:
    """Whether the edition has too many territories for the variants to be drawn, which pages then say."""
    return len(edition.regions) > MOST


PLACE_COLUMNS = (
    "region", "domain", "place", "low", "high", "share_top5", "verdict", "share_last5", "strength", "draws", "oriented",
)  # fmt: skip
_EMPTY: Mapping[str, object] = dict.fromkeys(PLACE_COLUMNS) | {"draws": 0, "oriented": False}


def domain_places(
    edition: Edition,
    draws: int = DRAWS,
    seed: int = SEED,
    reading: Reading | None = None,
) -> pd.DataFrame:
    """Where each domain stands in its region's order, over the variants that keep it.

    The variants run on the domains of the reading, the default one unless given.

    Columns ``region, domain, place, low, high, share_top5, verdict, share_last5, strength, draws, oriented``,
    object dtype. ``place`` is the median, ``low`` and ``high`` the 5–95 % bounds (``int``; 1 = the region's
    most fragile domain, ties share the best place); ``share_top5`` and ``share_last5`` ``Decimal`` from 0
    to 1; ``verdict`` the ``Verdict`` of the first, ``strength`` that of the second; ``draws`` the variants
    that keep the domain with a score; ``oriented`` whether the reading orients the domain. Every region ×
    domain of the edition in published order (2020: 13 × 16); ``None`` from ``place`` to ``strength`` where
    nothing was ever placed; no row at all beyond ``MOST`` regions.
    Raises ``ValueError`` for ``draws`` < 1 or ``seed`` < 0.
    """
    if too_many(edition):
        return pd.DataFrame(columns=PLACE_COLUMNS, dtype=object)
    arrays = arrays_of(edition, reading)
    counts = no_counts(arrays)
    last = counts[..., 0].copy()
    for block in draw(arrays, draws, streams(seed)):
        places = places_of(block.scores, block.kept)
        counts += histogram(places, counts.shape[-1])
        last += _in_last(places)
    oriented = by_domain_any(arrays.default[None], arrays)[0]
    rows = []
    for region, domain, r, g in arrays.cells(edition.registry.domains):
        row = dict(_EMPTY) | {"region": region, "domain": domain}
        if g is not None:
            row |= _place_row(counts[g, r], int(last[g, r])) | {"oriented": bool(oriented[g])}
        rows.append(row)
    return pd.DataFrame(rows, columns=PLACE_COLUMNS, dtype=object)


def _place_row(counts: Counts, last: int) -> dict[str, object]:
    """The row of one region × domain from its histogram of places (index 0: the variants without it)."""
    draws = int(counts[1:].sum())
    if draws == 0:
        return {"draws": 0}
    top5, last5 = Decimal(int(counts[1 : FIRST + 1].sum())) / draws, Decimal(last) / draws
    return {
        **interval(counts, "place"),
        "share_top5": top5,
        "verdict": verdict(top5).value,
        "share_last5": last5,
        "strength": verdict(last5).value,
        "draws": draws,
    }


def _in_last(places: Places) -> Counts:
    """G × R: the variants in which the domain is among the last five of those that have a place."""
    from_the_end = (places > 0).sum(axis=0, dtype=np.int16) - FIRST
    count: Counts = ((places > 0) & (places > from_the_end)).sum(axis=1)
    return count
