"""A published value, its unit and its decimals, alone or beside the national value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from territory.indicators import Indicator
from territory.levels import FRANCE, WORDS, Words
from territory.loader import Edition
from territory.regions import NATIONAL, Region
from territory.wording.numbers import MISSING, number, range_text, rounded, with_symbol
from territory.wording.typography import NBSP, lowered

NATIONAL_NAME = FRANCE.name
PROBABLE = "(unité probable)"
"""The end of a unit that the source omits or gives wrong."""


def value_text(indicator: Indicator, value: Decimal | None, *, national: bool = False) -> str:
    """« 8,4 % », « 9,22 t éq. CO₂ », « n. d. »: a value with the decimals it was published with."""
    if value is None:
        return MISSING
    decimals = indicator.benchmark_decimals if national else indicator.decimals
    return with_symbol(number(value, decimals), indicator.symbol)


def unit_text(indicator: Indicator, value: Decimal | None, *, national: bool = False) -> str:
    """« 8,4 % », « 0,44 équipement pour 10 000 hab. », « 548 kg (unité probable) »: for a sentence or a title."""
    text = value_text(indicator, value, national=national)
    if value is None or not indicator.unit:
        return text
    if indicator.symbol:
        return f"{text} {PROBABLE}" if indicator.unit.endswith(PROBABLE) else text
    first, *others = indicator.unit.split(" ")
    several = abs(rounded(value, indicator.decimals)) >= 2
    return with_symbol(text, " ".join([first if several else first.removesuffix("s"), *others]))


def parent_text(region: Region, indicator: Indicator, value: Decimal | None) -> str:
    """« Nouvelle-Aquitaine 11,0 % »: what the territory that holds a region is worth; nothing where it is not known."""
    return "" if value is None else f"{region.parent_name or region.parent} {value_text(indicator, value)}"


def named_value(indicator: Indicator, value: Decimal | None) -> str:
    """« jeunes sans emploi ni formation : 21,2 % », « équipements pour 10 000 hab. : 0,44 »: no value stands alone."""
    return MISSING if value is None else f"{lowered(indicator.short)}{NBSP}: {value_text(indicator, value)}"


def cell_text(indicator: Indicator, value: Decimal | None, *, national: bool = False) -> str:
    """« 8,4 % », « 9,22 », « n. d. »: a value in a cell, under a heading that gives the unit; only % is repeated."""
    if value is None or indicator.symbol == "%":
        return value_text(indicator, value, national=national)
    return number(value, indicator.benchmark_decimals if national else indicator.decimals)


def observation_text(indicator: Indicator, row: Mapping[str, object], *, national: bool = False) -> str:
    """What an observation says: its value, its range, or « n. d. »."""
    value, low, high = (row[name] for name in ("value", "low", "high"))
    if isinstance(low, Decimal) or isinstance(high, Decimal):
        return range_text(low if isinstance(low, Decimal) else None, high if isinstance(high, Decimal) else None)
    return value_text(indicator, value if isinstance(value, Decimal) else None, national=national)


def gap_text(indicator: Indicator, gap: Decimal) -> str:
    """« +2,4 points », « −39,0 pour 100 000 hab. »."""
    decimals = max(indicator.decimals, indicator.benchmark_decimals)
    text = number(gap, decimals, signed=True)
    several = abs(rounded(gap, decimals)) >= 2
    return with_symbol(text, "points" if indicator.gap_unit == "point" and several else indicator.gap_unit)


def gap_cell(indicator: Indicator, gap: Decimal | None) -> str:
    """« +2,4 », « n. d. »: a gap in a column whose row gives the unit."""
    decimals = max(indicator.decimals, indicator.benchmark_decimals)
    return MISSING if gap is None else number(gap, decimals, signed=True)


def indicator_and_unit(indicator: Indicator) -> str:
    """« Taux de chômage, en % », « Évolution du revenu médian (rapport 2016/2012) »: a row's name, with its unit."""
    if not indicator.unit:
        return indicator.label
    joined = " " if indicator.unit.startswith("(") else f", en{NBSP}" if indicator.unit.startswith("%") else ", "
    return f"{indicator.label}{joined}{indicator.unit}"


def comparison(gap: Decimal, words: Words = WORDS) -> str:
    """« supérieur à la valeur nationale »: a side without a judgement."""
    side = "supérieur à" if gap > 0 else "inférieur à" if gap < 0 else "égal à"
    return f"{side} {words.the_value}"


def interval_text(indicator: Indicator, low: Decimal | None, high: Decimal | None) -> str:
    """« 9,9 % et plus », « de 8,9 à 9,8 % », « 7,9 % et moins »: the bounds of a class, both included."""
    if low is None and high is None:
        return "toutes valeurs"
    if low is None or high is None:
        return f"{value_text(indicator, high if low is None else low)} et {'moins' if low is None else 'plus'}"
    if low == high:
        return value_text(indicator, low)
    return f"de {number(low, indicator.decimals)} à {value_text(indicator, high)}"


def median_text(edition: Edition, indicator: Indicator) -> str:
    """The median of the regions beside the national value, e.g. « 6,9 % (valeur nationale : 15,2 %) »."""
    cells = edition.observations[edition.observations["indicator"] == indicator.code]
    values = sorted(value for value in cells.loc[cells["territory"] != NATIONAL, "value"] if value is not None)
    national = cells.loc[cells["territory"] == NATIONAL, "value"].iloc[0]
    if not values or national is None:
        return ""
    middle = len(values) // 2
    median = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    benchmark = value_text(indicator, national, national=True)
    return f"{value_text(indicator, median)} ({indicator.words.value}{NBSP}: {benchmark})"
