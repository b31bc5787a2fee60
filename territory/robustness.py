"""What does not depend on the formula: places and positions over the variants of the calculation.

Answers « with which formula? » before it is asked: 10 000 variants (``territory.variants``), and for each
region × domain the places it takes. OECD/JRC *Handbook on Constructing Composite Indicators*, § 7. Counts of
variants, not probabilities: no sampling error is known. Every number of the frames is exact (``int``, or
``Decimal`` quotients of counts); quantiles are order statistics (inverted CDF): the smallest place
that at least q % of the variants do not exceed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from cachetools import cached

from territory.analysis import Reading
from territory.counts import Counts, Places, histogram, places_of, positions_of, quantile
from territory.loader import Edition
from territory.scores import DIMENSION_COVERAGE
from territory.variants import (
    DRAWS,
    SEED,
    Array,
    Block,
    Factors,
    Mask,
    Normalisation,
    Sheet,
    Streams,
    by_domain,
    by_domain_any,
    draw,
    normalised,
    sheet_of,
    streams,
)

FIRST = 5
"""« In the first five »: the places that the words are about; the last five, for a domain that is less fragile."""
INTERVAL = (5, 95)
"""Bounds of every interval, in % of the variants."""
SOLID_FROM = Decimal("0.9")
"""Share of the variants from which a place in the first five is « solide »."""
PROBABLE_FROM = Decimal("0.6")
"""Share from which it is « probable »; below, it depends on the calculation."""
WEIGHTS = (Decimal("0.5"), Decimal("1.5"))
"""Uniform weights of the domains, for overall positions only."""
EQUAL_DIMENSIONS = Fraction(1, 2)
"""Share of the variants that give dimensions, not domains, the same weight; for overall positions only."""
UNRANKABLE_SPAN = Fraction(2, 3)
"""A region is « non classable » when its interval spans this share of the positions, or more:
high − low ≥ 2/3 · (regions − 1). 2020: Île-de-France spans 10 steps of 12, Corse 11, others at most 7."""
MOST = 400
"""Territories beyond which the variants are not drawn: 400 territories × 16 domains take 8 s, once a reading; 35 000, a
quarter of an hour."""
_PRECISION = 12
"""Digits kept before two scores of a single variant are compared: binary floats invent false orders."""

Progress = Callable[[float], None]


class Verdict(StrEnum):
    """How much a place in the first five (or last five) owes to the formula."""

    SOLID = "solid"
    PROBABLE = "probable"
    SENSITIVE = "sensitive"


class Factor(StrEnum):
    """What varies, one at a time. Ties go to the first."""

    NORMALISATION = "normalisation"
    ROUNDING = "rounding"
    LEFT_OUT = "left_out"


def verdict(share: Decimal) -> Verdict:
    """Solid from 90 % of the variants on, probable from 60 % on, else sensitive to choices."""
    if share >= SOLID_FROM:
        return Verdict.SOLID
    return Verdict.PROBABLE if share >= PROBABLE_FROM else Verdict.SENSITIVE


def too_many(edition: Edition) -> bool:
    """Whether the variants are not drawn for this edition, and it must be said."""
    return len(edition.regions) > MOST


@cached(WeakKeyDictionary(), key=lambda edition: edition)
def missing_normalisations(edition: Edition) -> tuple[Normalisation, ...]:
    """Those of the eight that the edition does not allow, to be said beside its results."""
    allowed = sheet_of(edition).normalisations
    return tuple(n for n in Normalisation if n not in allowed)


# --- places of the domains, in each region -------------------------------------------------------------


def domain_places(
    edition: Edition,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress | None = None,
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
    nothing was ever placed; no row at all beyond ``MOST`` regions. ``progress`` is told the share done, from 0 to 1.
    Raises ``ValueError`` for ``draws`` < 1 or ``seed`` < 0.
    """
    if too_many(edition):
        return _frame([], PLACE_COLUMNS)
    sheet = sheet_of(edition, reading)
    counts = _no_counts(sheet)
    last = counts[..., 0].copy()
    for block in _blocks(sheet, draws, streams(seed), Factors(), progress):
        places = places_of(block.scores, block.kept)
        counts += histogram(places, counts.shape[-1])
        last += _in_last(places)
    oriented = by_domain_any(sheet.default[None], sheet)[0]
    rows = []
    for r, region in enumerate(sheet.regions):
        for domain in edition.registry.domains:
            g = _position(domain, sheet)
            row: dict[str, object] = {"region": region, "domain": domain, "draws": 0, "oriented": False}
            if g is not None:
                row |= _place_row(counts[g, r], int(last[g, r])) | {"oriented": bool(oriented[g])}
            rows.append(row)
    return _frame(rows, PLACE_COLUMNS)


PLACE_COLUMNS = (
    "region",
    "domain",
    "place",
    "low",
    "high",
    "share_top5",
    "verdict",
    "share_last5",
    "strength",
    "draws",
    "oriented",
)


def _place_row(counts: Counts, last: int) -> dict[str, object]:
    """The row of one region × domain from its histogram of places (index 0: the variants without it)."""
    draws = int(counts[1:].sum())
    if draws == 0:
        return {"draws": 0}
    top5, last5 = Decimal(int(counts[1 : FIRST + 1].sum())) / draws, Decimal(last) / draws
    return {
        **_interval(counts, "place"),
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


# --- one factor at a time ------------------------------------------------------------------------------


def factor_shifts(
    edition: Edition,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress | None = None,
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
        return _frame([], columns)
    sheet = sheet_of(edition, reading)
    reference = reference_places(sheet)[:, 0]
    tallies = _factor_tallies(sheet, draws, seed, progress)
    rows = []
    for r, region in enumerate(sheet.regions):
        for domain in edition.registry.domains:
            g = _position(domain, sheet)
            row: dict[str, object] = {"region": region, "domain": domain}
            if g is not None and reference[g, r]:
                counts = {factor: tally[g, r] for factor, tally in tallies.items()}
                row |= _shift_row(int(reference[g, r]), counts)
            rows.append(row)
    return _frame(rows, columns)


def _factor_tallies(sheet: Sheet, draws: int, seed: int, progress: Progress | None) -> dict[Factor, Counts]:
    """Places counted with one factor varied at a time."""
    tallies = {factor: _no_counts(sheet) for factor in Factor}
    for normalisation in sheet.normalisations if sheet.domains else ():
        tallies[Factor.NORMALISATION] += histogram(reference_places(sheet, normalisation), len(sheet.domains) + 1)
    for number, factor in enumerate((Factor.ROUNDING, Factor.LEFT_OUT)):
        alone = Factors(False, factor is Factor.ROUNDING, factor is Factor.LEFT_OUT)
        for block in _blocks(sheet, draws, streams(seed), alone, _half(progress, number)):
            tallies[factor] += histogram(places_of(block.scores, block.kept), len(sheet.domains) + 1)
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


def published_scores(sheet: Sheet, normalisation: Normalisation = Normalisation.MEAN_GAP) -> Array:
    """S of the published values, 1 × J × R; from exact arithmetic for the product's own normalisation."""
    if normalisation is Normalisation.MEAN_GAP:
        return sheet.exact[None]
    return normalised((sheet.values - sheet.national[:, None])[None], normalisation, sheet)


def reference_places(sheet: Sheet, normalisation: Normalisation = Normalisation.MEAN_GAP) -> Places:
    """G × 1 × R: places with published values among the domains that the reading orients."""
    scores = by_domain(published_scores(sheet, normalisation), sheet).round(_PRECISION)
    return places_of(scores, by_domain_any(sheet.default[None], sheet))


# --- the reader's own variant --------------------------------------------------------------------------


def variant_places(
    edition: Edition,
    normalisation: Normalisation = Normalisation.MEAN_GAP,
    without: Collection[str] = (),
    dimension_weights: Mapping[str, float] | None = None,
    reading: Reading | None = None,
) -> pd.DataFrame:
    """One variant, the reader's own: published values, no draw.

    Columns ``region, domain, score, place``: ``score`` (``float``, NaN without) is s · e / D times the weight
    of its dimension (1 unless given), ``place`` its place in the region (``Int64``, NA without; 1 = most
    fragile, ties share the best place). ``without`` leaves out domains by code. Rows as ``domain_places``.
    Raises ``ValueError`` for an unknown code, a normalisation that the edition does not allow, or a
    weight that is negative or not finite.
    """
    sheet = sheet_of(edition, reading)
    weights = _checked_weights(edition, sheet, normalisation, without, dimension_weights or {})
    read = sheet.default & np.array([i.domain not in without for i in sheet.indicators], bool)
    scores = np.where(read[:, None], published_scores(sheet, normalisation), np.nan)
    weighted = (by_domain(scores, sheet) * weights[:, None, None]).round(_PRECISION) + 0.0  # no −0
    places = places_of(weighted, np.ones((1, len(sheet.domains)), bool))
    known = pd.DataFrame(
        {"score": weighted[:, 0].T.ravel(), "place": places[:, 0].T.ravel()},
        index=pd.MultiIndex.from_product([sheet.regions, sheet.domains], names=["region", "domain"]),
    )
    every = pd.MultiIndex.from_product([sheet.regions, edition.registry.domains], names=["region", "domain"])
    frame = known.reindex(every).reset_index().astype({"place": "Int64"})
    return frame.assign(place=frame["place"].mask(frame["place"] == 0))


def _checked_weights(
    edition: Edition,
    sheet: Sheet,
    normalisation: Normalisation,
    without: Collection[str],
    dimension_weights: Mapping[str, float],
) -> Array:
    """The weight of each domain. Raises ``ValueError`` for a choice that the edition does not know."""
    registry = edition.registry
    if unknown := (set(without) - set(registry.domains)) | (set(dimension_weights) - set(registry.dimensions)):
        raise ValueError(f"unknown code: {min(unknown)}")
    if normalisation not in sheet.normalisations:
        raise ValueError(f"normalisation not available: {normalisation}")
    if any(not 0 <= weight < float("inf") for weight in dimension_weights.values()):
        raise ValueError("a weight is a finite number, zero or more")
    return np.array([dimension_weights.get(registry.domains[d].dimension, 1.0) for d in sheet.domains], np.float64)


# --- overall positions: intervals only -----------------------------------------------------------------


def overall_positions(
    edition: Edition,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress | None = None,
    reading: Reading | None = None,
) -> pd.DataFrame:
    """Where each region would stand overall: never a position without its interval.

    The variants of ``domain_places``, and in each: one of its domains left out, domain weights U(0,5–1,5),
    the same weight for every domain or for every dimension. Columns ``region, position, low, high,
    rankable, draws``, object dtype: median and 5–95 % positions (``int``; 1 = most fragile, ties share the
    best), ``rankable`` false for a region whose interval is too wide (``UNRANKABLE_SPAN``) or that has values
    for fewer than half of the domains, whose positions are then ``None``. One row per region, published order.
    Raises as ``domain_places``.
    """
    columns = ("region", "position", "low", "high", "rankable", "draws")
    if too_many(edition):
        return _frame([], columns)
    sheet = sheet_of(edition, reading)
    source = streams(seed)
    enough = sheet.valued.sum(axis=0) >= float(DIMENSION_COVERAGE) * len(sheet.domains)
    counts = np.zeros((len(sheet.regions), len(sheet.regions) + 1), np.int64)
    for block in _blocks(sheet, draws, source, Factors(), progress):
        overall = np.where(enough, overall_scores(block, sheet, source), np.nan)
        counts += histogram(positions_of(overall).T[:, :, None], counts.shape[-1])[:, 0]
    rows = [
        {"region": region, "rankable": False, "draws": int(counts[r, 1:].sum())} | _position_row(counts[r])
        for r, region in enumerate(sheet.regions)
    ]
    return _frame(rows, columns)


def _position_row(counts: Counts) -> dict[str, object]:
    if not counts[1:].any():
        return {}
    row = _interval(counts, "position")
    return {**row, "rankable": row["high"] - row["low"] < UNRANKABLE_SPAN * (len(counts) - 2)}


def overall_scores(block: Block, sheet: Sheet, source: Streams) -> Array:
    """B × R: Σ v·S / Σ v over the domains kept but one; NaN without any.

    v = u for equal domains, u / (the region's domains counted in the dimension) for equal dimensions;
    u uniform from 0,5 to 1,5, one a domain and variant.
    """
    kept = one_left_out(block.kept, source.left_domain)
    low, high = (float(bound) for bound in WEIGHTS)
    weights = low + (high - low) * source.weights.random(kept.shape)
    by_dimension = source.dimensions.random(len(kept)) < float(EQUAL_DIMENSIONS)
    counted = kept.T[:, :, None] & ~np.isnan(block.scores)
    shares = counted * weights.T[:, :, None]
    for dimension in np.unique(sheet.dimension):
        rows = sheet.dimension == dimension
        size = np.maximum(1, counted[rows].sum(axis=0))
        shares[rows] /= np.where(by_dimension[:, None], size, 1)
    with np.errstate(invalid="ignore"):
        overall: Array = np.sum(np.where(counted, block.scores, 0) * shares, axis=0) / np.sum(shares, axis=0)
    return overall


def one_left_out(kept: Mask, source: np.random.Generator) -> Mask:
    """B × G: in each variant, one of the kept domains (each as likely) is no longer kept."""
    draws = np.where(kept, source.random(kept.shape), -1.0)
    remaining: Mask = kept & (draws < draws.max(axis=1, keepdims=True, initial=0.0))
    return remaining


# --- frames and progress -------------------------------------------------------------------------------


def _blocks(sheet: Sheet, draws: int, source: Streams, factors: Factors, progress: Progress | None) -> Iterator[Block]:
    done = 0
    for block in draw(sheet, draws, source, factors):
        yield block
        done += len(block.kept)
        if progress:
            progress(done / draws)


def _half(progress: Progress | None, number: int) -> Progress | None:
    """The progress of the first (0) or second (1) of two runs."""
    return (lambda share: progress((number + share) / 2)) if progress else None


def _no_counts(sheet: Sheet) -> Counts:
    return np.zeros((len(sheet.domains), len(sheet.regions), len(sheet.domains) + 1), np.int64)


def _interval(counts: Counts, median: str) -> dict[str, int]:
    low, high = INTERVAL
    return {median: quantile(counts, 50), "low": quantile(counts, low), "high": quantile(counts, high)}


def _position(domain: str, sheet: Sheet) -> int | None:
    return sheet.domains.index(domain) if domain in sheet.domains else None


def _frame(rows: list[dict[str, object]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows as a frame of object dtype; what a row does not say is ``None``."""
    return pd.DataFrame([[row.get(column) for column in columns] for row in rows], columns=columns, dtype=object)
