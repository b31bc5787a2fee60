"""What looks doubtful in a table: sums and shares that do not hold, an isolated zero, a value ten times the others,
a reference outside its territories, values far from an earlier edition. Warnings only: they block nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from territory.harmonise import Form
from territory.importing import figures
from territory.importing.indicator import Indicator
from territory.importing.report import Log
from territory.loader import Edition
from territory.plain import plain
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


@dataclass(frozen=True, eq=False)
class Values:
    """The numbers of an indicator, by place among its territories, and how to doubt the cell of one of them."""

    indicator: Indicator
    codes: npt.NDArray[np.object_]
    numbers: npt.NDArray[np.float64]
    log: Log

    def doubt(self, message: str, code: str, text: str, allowed: str) -> None:
        row, column = self.indicator.place(code)
        said = f"{message}, pour «\u00a0{self.indicator.label}\u00a0»"
        self.log.warn(said, row, column, text, allowed)

    def doubt_at(self, message: str, at: int, allowed: str) -> None:
        """``at``: which of the numbers."""
        text = self.indicator.texts[int(self.indicator.valued[at])]
        self.doubt(message, str(self.codes[at]), text, allowed)

    @property
    def total(self) -> float:
        """Added one after the other."""
        return float(np.add.accumulate(self.numbers)[-1]) if len(self.numbers) else 0


def doubt(indicator: Indicator, territories: int, earlier: Edition | None, log: Log) -> None:
    """Every doubt about an indicator, to the log."""
    if indicator.form is Form.RANGE:
        return
    texts = indicator.texts.taken(indicator.valued)
    written = plain(texts.distinct)
    numbers = written.floats if written else np.array([_number(text) for text in texts.distinct], float)
    numbers = numbers[texts.codes]
    reference = _number(indicator.reference) if indicator.reference else None
    values = Values(indicator, indicator.places.codes[indicator.valued], numbers, log)
    if len(numbers) >= FEWEST:
        _isolated(values)
    if reference is not None and len(numbers) > 1:
        _reference(values, reference, len(numbers) == territories)
    if indicator.form is Form.PERCENT or indicator.unit == "%":
        _shares(values, reference, territories)
    if earlier is not None:
        _changed(values, earlier)


def _number(text: str) -> float:
    return float(figures.exact(text) or 0)


def _isolated(values: Values) -> None:
    """The one zero, the value ten times the next one, or ten times less than all others."""
    sizes = np.abs(values.numbers)
    zeros = np.flatnonzero(sizes == 0)
    if len(zeros) == 1:
        values.doubt_at("un seul zéro", zeros[0], "une valeur, ou une cellule vide si elle manque")
    order = np.argsort(sizes, kind="stable")[len(zeros) :]
    if len(order) < FEWEST:
        return
    least, second, before, most = order[[0, 1, -2, -1]]
    allowed = "un nombre de même ordre"
    if sizes[most] >= TENFOLD * sizes[before]:
        values.doubt_at("une valeur dix fois plus grande que toutes les autres", most, allowed)
    if sizes[second] >= TENFOLD * sizes[least]:
        values.doubt_at("une valeur dix fois plus petite que toutes les autres", least, allowed)


def _reference(values: Values, reference: float, whole: bool) -> None:
    """A reference is the sum of its territories, or between the least and the most of them."""
    numbers, total = values.numbers, values.total
    least, most = numbers.min(), numbers.max()
    if least <= reference <= most:
        return
    decimals = max(values.indicator.decimals, values.indicator.reference_decimals)
    rounding = 0.5 * 10.0**-decimals * (len(numbers) + 1) if decimals else 0  # whole numbers are counts
    if abs(total - reference) <= rounding + 1e-9 * abs(total):
        return
    if abs(total - reference) <= SUM_NEAR * abs(reference):
        if whole:
            said = f"{total:.{values.indicator.decimals}f}".replace(".", ",")
            text = values.indicator.reference
            values.doubt("la somme des territoires n’est pas le total", NATIONAL, text, f"{said}, leur somme")
        return
    if abs(reference - 100) < SHARES_NEAR and abs(total - 100) < SHARES_NEAR:
        return
    allowed = f"entre {least:g} et {most:g}".replace(".", ",")
    message = "une référence hors de l’étendue de ses territoires"
    values.doubt(message, NATIONAL, values.indicator.reference, allowed)


def _shares(values: Values, reference: float | None, territories: int) -> None:
    """Percentages of which the reference is the whole, or is not given, add up to 100."""
    if reference is not None and abs(reference - 100) > 1e-9:
        return
    numbers, total = values.numbers, values.total
    tolerance = 0.5 * 10.0**-values.indicator.decimals * (len(numbers) + 1)
    if len(numbers) == territories > 2 and tolerance < abs(total - 100) <= SHARES_NEAR:
        said = f"{total:.2f}".replace(".", ",")
        values.doubt_at(f"des parts dont la somme est {said}\u202f%", 0, "100\u202f%")


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
    places = {code: at for at, code in enumerate(values.codes.tolist())}
    for code, old in zip(rows["territory"], rows["value"], strict=True):
        at = places.get(code)
        new = None if at is None else values.numbers[at]
        if at is not None and new and old and not 1 / FAR <= new / float(old) <= FAR:
            said = f"{old:f}".replace(".", ",")
            values.doubt_at(f"une valeur loin de celle de l’édition {earlier.registry.code}", at, f"près de {said}")
