"""The variants of the calculation: other normalisations, other roundings, fewer indicators.

``robustness`` counts places on them. Arrays of shape B × J × R (variants × indicators × regions) or
G × B × R (domains × variants × regions), ``float64``, NaN where a value is missing, left out or not scored.
OECD/JRC *Handbook on Constructing Composite Indicators*, § 5 (normalisation) and § 7 (uncertainty analysis).

Every factor has its own stream of random numbers, drawn variant by variant: the result depends on the seed
and on the number of draws, never on the size of the blocks. Only elementwise operations and plain sums (no
BLAS, whose order of additions changes with the machine), so that two runs are identical to the byte.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

import numpy as np
import numpy.typing as npt

from territory.analysis import Reading, gap, mean_gap, scores_of
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from territory.observations import values_of
from territory.regions import NATIONAL, Region

DRAWS = 10_000
"""Variants drawn unless the reader asks for another number."""
SEED = 2020
"""Seed of the shipped results: the edition's year, so that nobody picked it for its outcome."""
LEFT_OUT = Fraction(1, 3)
"""Share of the variants that leave out an indicator that is contestable or of reliability C."""
LEFT_OUT_NOT_ORIENTED = Fraction(2, 3)
"""The same for an indicator that only the source orients (diversité): it is out by default."""
ATYPICAL = {"11": "Île-de-France", "94": "Corse"}
"""Regions outside the last normalisation, by code **and** name: « 11 » is also the code of a département."""
POPULATION = "population"
"""Code of the indicator that weighs the population-weighted normalisation."""
BLOCK_CELLS = 250_000
"""Cells (variants × indicators × regions) held at a time: bounds memory, changes no result."""

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


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
class Sheet:
    """A reading of an edition as arrays: J indicators that can be scored, of G domains, for R regions.

    Everything in published order.
    ``values`` J × R in published units, NaN where missing; ``national``, ``half_digit``,
    ``national_half_digit``, ``sign``, ``left_out`` (share of the variants without it) and ``default``
    (oriented by the reading) have length J; ``exact`` J × R are the scores of exact arithmetic; ``members`` the
    positions of each domain's indicators; ``dimension`` one number per domain; ``population`` R, or ``None``
    when a region has none; ``typical`` R, false for the two regions of ``ATYPICAL``.
    """

    regions: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    domains: tuple[str, ...]
    members: tuple[tuple[int, ...], ...]
    dimension: npt.NDArray[np.intp]
    values: Array
    national: Array
    half_digit: Array
    national_half_digit: Array
    sign: Array
    left_out: Array
    default: Mask
    exact: Array
    population: Array | None
    typical: Mask

    @property
    def normalisations(self) -> tuple[Normalisation, ...]:
        """Those the edition allows, in declared order: eight for the 13 regions."""
        missing = set()
        if self.population is None:
            missing.add(Normalisation.WEIGHTED_MEAN_GAP)
        if self.typical.all() or not self.typical.any():
            missing.add(Normalisation.MEAN_GAP_TYPICAL)
        return tuple(n for n in Normalisation if n not in missing)

    @property
    def valued(self) -> Mask:
        """G × R: the domain has a value there."""
        known = ~np.isnan(self.values)
        rows = [known[list(members)].any(axis=0) for members in self.members]
        return np.array(rows, dtype=bool).reshape(len(self.domains), len(self.regions))


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


def sheet_of(edition: Edition, reading: Reading | None = None) -> Sheet:
    """The arrays of a reading, the default one unless given.

    An indicator enters when the reading keeps it, and it has a side, a national value and D ≠ 0.
    """
    reading = reading or Reading()
    values = values_of(edition.observations, (NATIONAL, *edition.regions))
    regions = tuple(edition.regions)
    scored = []
    for indicator in edition.registry.fragility:
        national, *own = values[indicator.code]
        gaps = [gap(value, national) for value in own]
        if reading.keeps(indicator) and sign_of(indicator) and mean_gap(gaps):
            scored.append((indicator, scores_of(gaps, sign_of(indicator))))
    indicators = tuple(indicator for indicator, _ in scored)
    domains = tuple(d for d in edition.registry.domains if any(i.domain == d for i in indicators))
    dimensions = list(edition.registry.dimensions)
    published = [values[i.code][1:] for i in indicators]
    return Sheet(
        regions=regions,
        indicators=indicators,
        domains=domains,
        members=tuple(tuple(j for j, i in enumerate(indicators) if i.domain == d) for d in domains),
        dimension=np.array([dimensions.index(edition.registry.domains[d].dimension) for d in domains], np.intp),
        values=_floats(published).reshape(len(indicators), len(regions)),
        national=_floats([values[i.code][0] for i in indicators]),
        half_digit=np.array([half_digit(i.decimals) for i in indicators]),
        national_half_digit=np.array([half_digit(i.benchmark_decimals) for i in indicators]),
        sign=np.array([sign_of(i) for i in indicators], np.float64),
        left_out=np.array([float(left_out_share(i)) for i in indicators], np.float64),
        default=np.array([reading.polarity(i).sign != 0 for i in indicators], bool),
        exact=_floats([scores for _, scores in scored]).reshape(len(indicators), len(regions)),
        population=_population(values.get(POPULATION)),
        typical=np.array([not _atypical(region) for region in edition.regions.values()], bool),
    )


def sign_of(indicator: Indicator) -> int:
    """s of the variants: the indicator's own, else that of the source; 0 = in no variant."""
    own = indicator.polarity or Polarity.NOT_ORIENTED
    return own.sign or (indicator.source_polarity or Polarity.NOT_ORIENTED).sign


def left_out_share(indicator: Indicator) -> Fraction:
    """Share of the variants without the indicator, whatever the reading: 2/3, 1/3 or 0."""
    if not indicator.scored_by_default:
        return LEFT_OUT_NOT_ORIENTED
    return LEFT_OUT if indicator.to_confirm else Fraction(0)


def kept_domains(edition: Edition, reading: Reading | None = None) -> tuple[Decimal, int]:
    """How many domains a variant keeps on average, and how many it may keep.

    Exact, from the shares left out: a domain is kept when one of its indicators is. 2020, by default: 7
    domains always kept + 8 × 2/3 + diversité, 1/3 = 12,67 of 16.
    """
    sheet = sheet_of(edition, reading)
    mean = Fraction(0)
    for members in sheet.members:
        mean += 1 - math.prod(left_out_share(sheet.indicators[j]) for j in members)
    return Decimal(mean.numerator) / mean.denominator, len(sheet.domains)


def half_digit(decimals: int) -> float:
    """Half a unit in the last published digit, in the published unit: 0,05 for one decimal."""
    return float(Decimal(1).scaleb(-decimals) / 2)


def _floats(values: object) -> Array:
    """``Decimal`` → ``float64``, ``None`` → NaN, any shape."""
    return np.array(values, dtype=np.float64)


def _atypical(region: Region) -> bool:
    return ATYPICAL.get(region.code) == region.name


def _population(counts: npt.NDArray[np.object_] | None) -> Array | None:
    """From the values of its indicator, the reference's first; ``None`` where a region has none."""
    own = [] if counts is None else counts[1:].tolist()
    return _floats(own) if own and all(count is not None and count > 0 for count in own) else None


# --- normalisation -------------------------------------------------------------------------------------


def normalised(gaps: Array, normalisation: Normalisation, sheet: Sheet) -> Array:
    """S = s · e / D for B × J × R gaps; NaN where e is missing or D = 0. Positive = more fragile, no unit."""
    scale = _scale(gaps, normalisation, sheet)
    scale[~(scale > 0)] = np.nan
    return sheet.sign[:, None] * gaps / scale[..., None]


def _scale(gaps: Array, normalisation: Normalisation, sheet: Sheet) -> Array:
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
            return _mean(np.abs(gaps), sheet.population)
        case Normalisation.MEAN_GAP_TYPICAL:
            return _mean(np.abs(gaps[..., sheet.typical]))
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


# --- draws ---------------------------------------------------------------------------------------------


def draw(sheet: Sheet, draws: int, source: Streams, factors: Factors | None = None) -> Iterator[Block]:
    """The variants, block by block: one normalisation a variant, for all domains.

    With ``left_out``, an indicator left out is NaN and a domain is kept when one of its indicators is;
    without, every domain has its score and the ones that the reading orients are kept (the others are placed
    among them). Raises ``ValueError`` when ``draws`` is under 1.
    """
    if draws < 1:
        raise ValueError(f"draws: found {draws}, at least 1 is needed")
    factors = factors or Factors()
    size = max(1, BLOCK_CELLS // max(1, sheet.values.size))
    for start in range(0, draws, size):
        count = min(size, draws - start)
        scores = _normalised_by_draw(_gaps(sheet, count, source, factors), sheet, count, source, factors)
        if factors.left_out:
            out = source.left_out.random((count, len(sheet.indicators))) < sheet.left_out
        else:
            out = np.broadcast_to(~sheet.default, (count, len(sheet.indicators)))
        scores = np.where((out & factors.left_out)[..., None], np.nan, scores)
        yield Block(by_domain(scores, sheet), by_domain_any(~out, sheet))


def _gaps(sheet: Sheet, count: int, source: Streams, factors: Factors) -> Array:
    """e = (x + u) − (N + v), u and v uniform within half a digit; one v an indicator and variant."""
    if not factors.rounding:
        return np.broadcast_to(sheet.values - sheet.national[:, None], (count, *sheet.values.shape))
    regional = 2 * source.values.random((count, *sheet.values.shape)) - 1
    national = 2 * source.national.random((count, len(sheet.indicators))) - 1
    benchmark = sheet.national + national * sheet.national_half_digit
    gaps: Array = sheet.values + regional * sheet.half_digit[:, None] - benchmark[..., None]
    return gaps


def _normalised_by_draw(gaps: Array, sheet: Sheet, count: int, source: Streams, factors: Factors) -> Array:
    if not factors.normalisation:
        return normalised(gaps, Normalisation.MEAN_GAP, sheet)
    available = sheet.normalisations
    chosen = (source.normalisation.random(count) * len(available)).astype(np.intp)
    scores = np.empty(gaps.shape)
    for number, normalisation in enumerate(available):
        rows = chosen == number
        scores[rows] = normalised(gaps[rows], normalisation, sheet)
    return scores


def by_domain(scores: Array, sheet: Sheet) -> Array:
    """B × J × R → G × B × R: the mean of the domain's scored indicators (2020: one indicator a domain)."""
    domains = np.empty((len(sheet.domains), scores.shape[0], scores.shape[2]))
    for g, members in enumerate(sheet.members):
        own = scores[:, members[0]] if len(members) == 1 else _mean(np.moveaxis(scores[:, list(members)], 1, -1))
        domains[g] = own
    return domains


def by_domain_any(kept: Mask, sheet: Sheet) -> Mask:
    """B × J → B × G: one of the domain's indicators is kept."""
    rows = [kept[:, list(members)].any(axis=1) for members in sheet.members]
    return np.array(rows, bool).reshape(len(sheet.domains), len(kept)).T
