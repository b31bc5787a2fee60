"""A reading of an edition as arrays, for what is worked out thousands of times: the variants and their places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from territory.analysis import Reading, gap, mean_gap, scores_of
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from territory.observations import values_of
from territory.regions import NATIONAL, Region

LEFT_OUT = Fraction(1, 3)
"""Share of the variants that leave out an indicator that is contestable or of reliability C."""
LEFT_OUT_NOT_ORIENTED = Fraction(2, 3)
"""The same for an indicator that only the source orients (diversité): it is out by default."""
ATYPICAL = {"11": "Île-de-France", "94": "Corse"}
"""Regions outside the last normalisation, by code **and** name: « 11 » is also the code of a département."""
POPULATION = "population"
"""Code of the indicator that weighs the population-weighted normalisation."""

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Arrays:
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
    def valued(self) -> Mask:
        """G × R: the domain has a value there."""
        known = ~np.isnan(self.values)
        rows = [known[list(members)].any(axis=0) for members in self.members]
        return np.array(rows, dtype=bool).reshape(len(self.domains), len(self.regions))

    def cells(self, domains: Iterable[str]) -> Iterator[tuple[str, str, int, int | None]]:
        """Each region × domain, then their numbers R and G; ``None`` for a domain that has no score anywhere."""
        numbers = {domain: g for g, domain in enumerate(self.domains)}
        for r, region in enumerate(self.regions):
            for domain in domains:
                yield region, domain, r, numbers.get(domain)


def arrays_of(edition: Edition, reading: Reading | None = None) -> Arrays:
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
    return Arrays(
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
    arrays = arrays_of(edition, reading)
    mean = Fraction(0)
    for members in arrays.members:
        mean += 1 - math.prod(left_out_share(arrays.indicators[j]) for j in members)
    return Decimal(mean.numerator) / mean.denominator, len(arrays.domains)


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
