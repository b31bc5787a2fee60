"""The variants of the calculation: other normalisations, other roundings, fewer indicators.

``robustness`` counts places on them. Arrays of shape B × J × R (variants × indicators × regions) or
G × B × R (domains × variants × regions), ``float64``, NaN where a value is missing, left out or not scored.
OECD/JRC *Handbook on Constructing Composite Indicators*, § 5 (normalisation) and § 7 (uncertainty analysis).

Every factor has its own stream of random numbers, drawn variant by variant: the result depends on the seed
and on the number of draws, never on the size of the blocks. Only elementwise operations and plain sums (no
BLAS, whose order of additions changes with the machine), so that two runs are identical to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never
from weakref import WeakKeyDictionary

import numpy as np
from cachetools import cached

from territory.arrays import Array, Arrays, Mask, arrays_of
from territory.loader import Edition

DRAWS = 10_000
"""Variants drawn unless the reader asks for another number."""
SEED = 2020
"""Seed of the shipped results: the edition's year, so that nobody picked it for its outcome."""
PRECISION = 12
"""Digits kept before two scores of a single variant are compared: binary floats invent false orders."""
BLOCK_CELLS = 250_000
"""Cells (variants × indicators × regions) held at a time: bounds memory, changes no result."""


class Normalisation(StrEnum):
    """What a gap to the national value is divided by: S = s · e / D. The first is the product's own."""

    MEAN_GAP = "mean_gap"
    RMS = "rms"
    SD = "sd"
    RANGE = "range"
    MAX = "max"
    MEDIAN = "median"
    WEIGHTED_MEAN_GAP = "weighted_mean_gap"
    MEAN_GAP_TYPICAL = "mean_gap_typical"


@dataclass(frozen=True)
class Factors:
    """What varies; what does not keeps the product's own choice (mean gap, published values, oriented domains)."""

    normalisation: bool = True
    rounding: bool = True
    left_out: bool = True


@dataclass(frozen=True)
class Streams:
    """One generator per factor, all from one seed."""

    normalisation: np.random.Generator
    values: np.random.Generator
    national: np.random.Generator
    left_out: np.random.Generator
    weights: np.random.Generator
    left_domain: np.random.Generator
    dimensions: np.random.Generator


@dataclass(frozen=True)
class Block:
    """B variants. ``scores`` G × B × R, NaN where there is none; ``kept`` B × G, the domains counted."""

    scores: Array
    kept: Mask


def streams(seed: int) -> Streams:
    """Seven independent PCG64 streams. Raises ``ValueError`` for a negative seed."""
    return Streams(*np.random.Generator(np.random.PCG64(seed)).spawn(7))


# --- normalisation -------------------------------------------------------------------------------------


def normalisations_of(arrays: Arrays) -> tuple[Normalisation, ...]:
    """Those that an edition allows, in declared order: eight for the 13 regions."""
    missing = set()
    if arrays.population is None:
        missing.add(Normalisation.WEIGHTED_MEAN_GAP)
    if arrays.typical.all() or not arrays.typical.any():
        missing.add(Normalisation.MEAN_GAP_TYPICAL)
    return tuple(n for n in Normalisation if n not in missing)


@cached(WeakKeyDictionary(), key=lambda edition: edition)
def missing_normalisations(edition: Edition) -> tuple[Normalisation, ...]:
    """Those of the eight that the edition does not allow, to be said beside its results."""
    allowed = normalisations_of(arrays_of(edition))
    return tuple(n for n in Normalisation if n not in allowed)


def normalised(gaps: Array, normalisation: Normalisation, arrays: Arrays) -> Array:
    """S = s · e / D for B × J × R gaps; NaN where e is missing or D = 0. Positive = more fragile, no unit."""
    scale = _scale(gaps, normalisation, arrays)
    scale[~(scale > 0)] = np.nan
    return arrays.sign[:, None] * gaps / scale[..., None]


def _scale(gaps: Array, normalisation: Normalisation, arrays: Arrays) -> Array:
    """D, B × J, in the published unit, over the regions that have a value.

    mean |e|; √mean e²; population standard deviation of x; max x − min x; max |e|; median |e| (mean of the
    two middle ones when even); Σ p|e| / Σ p, p the population; mean |e| without the regions of ``ATYPICAL``.
    """
    match normalisation:
        case Normalisation.MEAN_GAP:
            return _mean(np.abs(gaps))
        case Normalisation.RMS:
            return np.sqrt(_mean(gaps**2))
        case Normalisation.SD:
            return np.sqrt(_mean((gaps - _mean(gaps)[..., None]) ** 2))
        case Normalisation.RANGE:
            return np.asarray(np.fmax.reduce(gaps, axis=-1) - np.fmin.reduce(gaps, axis=-1))
        case Normalisation.MAX:
            return np.asarray(np.fmax.reduce(np.abs(gaps), axis=-1))
        case Normalisation.MEDIAN:
            return _median(np.abs(gaps))
        case Normalisation.WEIGHTED_MEAN_GAP:
            return _mean(np.abs(gaps), arrays.population)
        case Normalisation.MEAN_GAP_TYPICAL:
            return _mean(np.abs(gaps[..., arrays.typical]))
        case _:
            assert_never(normalisation)


def _mean(values: Array, weights: Array | None = None) -> Array:
    """Σ w·v / Σ w over the last axis, NaN left aside; NaN when there is nothing."""
    known = ~np.isnan(values)
    weight = known if weights is None else known * weights
    with np.errstate(invalid="ignore"):
        mean: Array = np.sum(np.where(known, values, 0.0) * weight, axis=-1) / np.sum(weight, axis=-1)
    return mean


def _median(values: Array) -> Array:
    ordered = np.sort(values, axis=-1)  # NaN come last
    count = np.sum(~np.isnan(values), axis=-1)
    middle = [np.maximum(index, 0)[..., None] for index in ((count - 1) // 2, count // 2)]
    low, high = (np.take_along_axis(ordered, index, axis=-1)[..., 0] for index in middle)
    median: Array = (low + high) / 2
    return median


def published_scores(arrays: Arrays, normalisation: Normalisation = Normalisation.MEAN_GAP) -> Array:
    """S of the published values, 1 × J × R; from exact arithmetic for the product's own normalisation."""
    if normalisation is Normalisation.MEAN_GAP:
        return arrays.exact[None]
    return normalised((arrays.values - arrays.national[:, None])[None], normalisation, arrays)


# --- draws ---------------------------------------------------------------------------------------------


def draw(arrays: Arrays, draws: int, source: Streams, factors: Factors | None = None) -> Iterator[Block]:
    """The variants, block by block: one normalisation a variant, for all domains.

    With ``left_out``, an indicator left out is NaN and a domain is kept when one of its indicators is;
    without, every domain has its score and the ones that the reading orients are kept (the others are placed
    among them). Raises ``ValueError`` when ``draws`` is under 1.
    """
    if draws < 1:
        raise ValueError(f"draws: found {draws}, at least 1 is needed")
    factors = factors or Factors()
    size = max(1, BLOCK_CELLS // max(1, arrays.values.size))
    for start in range(0, draws, size):
        count = min(size, draws - start)
        scores = _normalised_by_draw(_gaps(arrays, count, source, factors), arrays, count, source, factors)
        if factors.left_out:
            out = source.left_out.random((count, len(arrays.indicators))) < arrays.left_out
        else:
            out = np.broadcast_to(~arrays.default, (count, len(arrays.indicators)))
        scores = np.where((out & factors.left_out)[..., None], np.nan, scores)
        yield Block(by_domain(scores, arrays), by_domain_any(~out, arrays))


def _gaps(arrays: Arrays, count: int, source: Streams, factors: Factors) -> Array:
    """e = (x + u) − (N + v), u and v uniform within half a digit; one v an indicator and variant."""
    if not factors.rounding:
        return np.broadcast_to(arrays.values - arrays.national[:, None], (count, *arrays.values.shape))
    regional = 2 * source.values.random((count, *arrays.values.shape)) - 1
    national = 2 * source.national.random((count, len(arrays.indicators))) - 1
    benchmark = arrays.national + national * arrays.national_half_digit
    gaps: Array = arrays.values + regional * arrays.half_digit[:, None] - benchmark[..., None]
    return gaps


def _normalised_by_draw(gaps: Array, arrays: Arrays, count: int, source: Streams, factors: Factors) -> Array:
    if not factors.normalisation:
        return normalised(gaps, Normalisation.MEAN_GAP, arrays)
    available = normalisations_of(arrays)
    chosen = (source.normalisation.random(count) * len(available)).astype(np.intp)
    scores = np.empty(gaps.shape)
    for number, normalisation in enumerate(available):
        rows = chosen == number
        scores[rows] = normalised(gaps[rows], normalisation, arrays)
    return scores


def by_domain(scores: Array, arrays: Arrays) -> Array:
    """B × J × R → G × B × R: the mean of the domain's scored indicators (2020: one indicator a domain)."""
    domains = np.empty((len(arrays.domains), scores.shape[0], scores.shape[2]))
    for g, members in enumerate(arrays.members):
        own = scores[:, members[0]] if len(members) == 1 else _mean(np.moveaxis(scores[:, list(members)], 1, -1))
        domains[g] = own
    return domains


def by_domain_any(kept: Mask, arrays: Arrays) -> Mask:
    """B × J → B × G: one of the domain's indicators is kept."""
    rows = [kept[:, list(members)].any(axis=1) for members in arrays.members]
    return np.array(rows, bool).reshape(len(arrays.domains), len(kept)).T
