"""What a table lets anyone doubt: sums and shares that do not hold, an isolated zero, a value ten times the others,
a reference outside its territories, values far from an earlier edition. Warnings: they show, they block nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territory.harmonise import Form
from territory.importing import figures
from territory.importing.indicator import Indicator
from territory.importing.report import Log
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.text import fold

FEWEST = 5
"""Values below which none of them looks isolated."""
TENFOLD = 10
SUM_NEAR = 0.2
"""A reference within a fifth of the sum of its territories is taken for their sum."""
SHARES_NEAR = 5
"""Percentages that add up to 100 within this are taken for shares of a whole."""
FAR = 2
"""Times the earlier value, or a fraction of it, from which a value is far."""


@dataclass(frozen=True)
class Values:
    """The numbers of an indicator, and how to doubt the cell of one of them."""

    indicator: Indicator
    numbers: Mapping[str, float]
    log: Log

    def doubt(self, message: str, code: str, allowed: str) -> None:
        row, column = self.indicator.place(code)
        said = f"{message}, pour «\u00a0{self.indicator.label}\u00a0»"
        self.log.warn(said, row, column, self.indicator.values.get(code, ""), allowed)


def doubt(indicator: Indicator, territories: int, earlier: Edition | None, log: Log) -> None:
    """Every doubt about an indicator, to the log."""
    if indicator.form is Form.RANGE:
        return
    every = dict(zip(indicator.values, _numbers(list(indicator.values.values())), strict=True))
    reference = every.pop(NATIONAL, None)
    values = Values(indicator, every, log)
    if len(every) >= FEWEST:
        _isolated(values)
    if reference is not None and len(every) > 1:
        _reference(values, reference, len(every) == territories)
    if indicator.form is Form.PERCENT or indicator.unit == "%":
        _shares(values, reference, territories)
    if earlier is not None:
        _changed(values, earlier)


def _numbers(texts: list[str]) -> list[float]:
    """Most are plain; those of a suffix or of spaced thousands are read one by one."""
    try:
        return [float(text.replace(",", ".")) for text in texts]
    except ValueError:
        return [float(figures.exact(text) or 0) for text in texts]


def _isolated(values: Values) -> None:
    """The one zero, the value ten times the next one, or ten times less than all others."""
    codes, sizes = list(values.numbers), np.abs(np.fromiter(values.numbers.values(), float))
    zeros = np.flatnonzero(sizes == 0)
    if len(zeros) == 1:
        values.doubt("un seul zéro", codes[zeros[0]], "une valeur, ou une cellule vide si elle manque")
    order = np.argsort(sizes, kind="stable")[len(zeros) :]
    if len(order) < FEWEST:
        return
    least, second, before, most = order[[0, 1, -2, -1]]
    allowed = "un nombre de même ordre"
    if sizes[most] >= TENFOLD * sizes[before]:
        values.doubt("une valeur dix fois plus grande que toutes les autres", codes[most], allowed)
    if sizes[second] >= TENFOLD * sizes[least]:
        values.doubt("une valeur dix fois plus petite que toutes les autres", codes[least], allowed)


def _reference(values: Values, reference: float, whole: bool) -> None:
    """A reference is the sum of its territories, or between the least and the most of them."""
    numbers = list(values.numbers.values())
    least, most, total = min(numbers), max(numbers), sum(numbers)
    if least <= reference <= most:
        return
    decimals = max(values.indicator.decimals, values.indicator.reference_decimals)
    rounding = 0.5 * 10.0**-decimals * (len(numbers) + 1) if decimals else 0  # whole numbers are counts
    if abs(total - reference) <= rounding + 1e-9 * abs(total):
        return
    if abs(total - reference) <= SUM_NEAR * abs(reference):
        if whole:
            said = f"{total:.{values.indicator.decimals}f}".replace(".", ",")
            values.doubt("la somme des territoires n’est pas le total", NATIONAL, f"{said}, leur somme")
        return
    if abs(reference - 100) < SHARES_NEAR and abs(total - 100) < SHARES_NEAR:
        return
    allowed = f"entre {least:g} et {most:g}".replace(".", ",")
    values.doubt("une référence hors de l’étendue de ses territoires", NATIONAL, allowed)


def _shares(values: Values, reference: float | None, territories: int) -> None:
    """Percentages of which the reference is the whole, or is not given, add up to 100."""
    if reference is not None and abs(reference - 100) > 1e-9:
        return
    numbers = list(values.numbers.values())
    total = sum(numbers)
    tolerance = 0.5 * 10.0**-values.indicator.decimals * (len(numbers) + 1)
    if len(numbers) == territories > 2 and tolerance < abs(total - 100) <= SHARES_NEAR:
        first = next(iter(values.numbers))
        said = f"{total:.2f}".replace(".", ",")
        values.doubt(f"des parts dont la somme est {said}\u202f%", first, "100\u202f%")


def _changed(values: Values, earlier: Edition) -> None:
    """The same indicator in an earlier edition: another unit, or values twice or half of what they were."""
    names = {fold(values.indicator.label), fold(values.indicator.series.header)}
    before = next(
        (i for i in earlier.registry.indicators.values() if names & {fold(i.label), fold(i.indicator_published)}), None
    )
    if before is None:
        return
    unit, series = values.indicator.unit, values.indicator.series
    if unit and unit != before.unit and (not fold(unit) or fold(unit) != fold(before.unit)):
        message = f"une autre unité que dans l’édition {earlier.registry.code}"
        said = f"{message}, pour «\u00a0{values.indicator.label}\u00a0»"
        values.log.warn(said, series.row, series.column, unit, before.unit)
    rows = earlier.observations[earlier.observations["indicator"] == before.code]
    for code, old in zip(rows["territory"], rows["value"], strict=True):
        new = values.numbers.get(code)
        if new and old and not 1 / FAR <= new / float(old) <= FAR:
            said = f"{old:f}".replace(".", ",")
            values.doubt(f"une valeur loin de celle de l’édition {earlier.registry.code}", code, f"près de {said}")
