"""The indicator registry: what each row of the published table measures, and how it is read.

Read from ``indicators.toml`` of an edition. A bad entry stops the load with the file, the entry, the
field, what was found and what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from territory.harmonise import Form
from territory.levels import WORDS, Level, Reference, Words


class Polarity(StrEnum):
    """Which way an indicator is read. The only place that knows what « more fragile » is."""

    HIGHER_IS_MORE_FRAGILE = "higher_is_more_fragile"
    LOWER_IS_MORE_FRAGILE = "lower_is_more_fragile"
    NOT_ORIENTED = "not_oriented"

    @property
    def sign(self) -> int:
        """+1 where a higher value is more fragile, −1 where a lower one is, 0 where neither."""
        return {"higher_is_more_fragile": 1, "lower_is_more_fragile": -1}.get(self.value, 0)


@dataclass(frozen=True)
class Dimension:
    code: str
    label: str


@dataclass(frozen=True)
class Domain:
    """A domain of fragility; ``short`` fits a narrow chart."""

    code: str
    label: str
    short: str
    dimension: str


@dataclass(frozen=True)
class Check:
    """A rule replayed at each load.

    ``sum``: the regions add up to the national value; ``sum_without``: all but ``excluded`` do;
    ``share``: each cell is the region's part ``of`` another indicator, in %; ``ratio``: ``of`` / ``by``.
    """

    kind: Literal["sum", "sum_without", "share", "ratio"]
    of: str = ""
    by: str = ""
    excluded: str = ""


@dataclass(frozen=True)
class Indicator:
    """One row of the published table.

    ``domain`` is empty for the 13 context indicators, which are never scored. ``phrase`` says a value in
    a sentence (``{v}`` is the number and its ``symbol``); ``short`` names it beside its value in a row or on a
    card, with the unit where the value has no symbol. ``unit`` is the probable unit, for tables and
    axes, ``unit_published`` the table's own; ``gap_unit`` the unit of a difference. ``decimals`` are those
    of the regions' values, ``national_decimals`` those of the national one where they differ: as published,
    less ``shift``, the powers of ten from the published number to the unit said (hundreds of kg said in kg: 2).
    ``words``: the edition's own, what its values are of and what they are compared with.
    """

    code: str
    criterion_published: str
    indicator_published: str
    label: str
    short: str
    definition: str
    phrase: str
    symbol: str
    unit_published: str
    unit: str
    gap_unit: str
    form: Form
    decimals: int
    source_published: str
    source: str
    year_published: str
    year: str
    coverage: str
    national_decimals: int | None = None
    shift: int = 0
    shift_reason: str = ""
    domain: str = ""
    polarity: Polarity | None = None
    polarity_reason: str = ""
    source_polarity: Polarity | None = None
    contestable: bool = False
    contestable_reason: str = ""
    core: bool = False
    reliability: str = ""
    reliability_reason: str = ""
    check: Check | None = None
    words: Words = WORDS

    @property
    def to_confirm(self) -> bool:
        """Contestable, or of the lowest reliability: never a priority, nor a strength."""
        return self.contestable or self.reliability == "C"

    @property
    def scored_by_default(self) -> bool:
        return self.polarity is not None and self.polarity.sign != 0

    @property
    def benchmark_decimals(self) -> int:
        """Published decimals of the national value."""
        return self.decimals if self.national_decimals is None else self.national_decimals

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years the value is about, e.g. (2012, 2016); empty when the source says none."""
        return tuple(int(year) for year in re.findall(r"\d{4}", self.year))


@dataclass(frozen=True)
class Registry:
    """What an edition says of itself, and its dimensions, domains and indicators, in published order.

    ``layout``: how its table is written, as published (one indicator per row, one territory per column), long (one
    cell per line) or wide (one territory per row, one indicator per column, both by code).
    """

    code: str
    title: str
    publisher: str
    published: int
    table: str
    scope: str
    dimensions: Mapping[str, Dimension]
    domains: Mapping[str, Domain]
    indicators: Mapping[str, Indicator]
    layout: str = "published"
    licence: str = ""
    words: Words = WORDS

    @property
    def level(self) -> Level:
        return self.words.level

    @property
    def reference(self) -> Reference:
        return self.words.reference

    @property
    def fragility(self) -> tuple[Indicator, ...]:
        """Indicators of the domains, scored or not (17 rows in 2020)."""
        return tuple(i for i in self.indicators.values() if i.domain)

    @property
    def context(self) -> tuple[Indicator, ...]:
        """Indicators that describe the territory and are never scored (13 rows in 2020)."""
        return tuple(i for i in self.indicators.values() if not i.domain)

    @property
    def not_compared(self) -> tuple[Domain, ...]:
        """Domains whose indicators are shown and not scored, unless the reader asks for it (1 of 16 in 2020)."""
        return tuple(d for d in self.domains.values() if not any(i.scored_by_default for i in self.of_domain(d.code)))

    def of_domain(self, domain: str) -> tuple[Indicator, ...]:
        return tuple(i for i in self.fragility if i.domain == domain)

    def domain_of(self, code: str) -> Domain | None:
        """The domain a code names: its own, or that of one of its indicators; ``None`` when unknown."""
        if code in self.indicators:
            code = self.indicators[code].domain
        return self.domains.get(code)
