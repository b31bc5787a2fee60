"""Rules checked at each load: sums, shares and densities that the published table allows to recompute are recomputed.

A published table that breaks one is refused, with the cell and what was expected there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from territory.errors import DataError
from territory.indicators import Indicator, Registry
from territory.regions import NATIONAL

SHARE_TOLERANCE = Decimal("0.05")
"""Half of the last published digit of a share, in percentage points."""
RATIO_TOLERANCE = Decimal("1e-6")
"""Relative: the densities are spreadsheet cells with 6 to 9 significant digits."""

Row = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Located:
    """A row of the table that is checked: its file, its line, and the published header of each territory."""

    file: str
    row: str
    columns: Mapping[str, str]

    def error(self, territory: str, found: str, allowed: str) -> DataError:
        return DataError(self.file, self.row, self.columns[territory], found, allowed)


def replay(observations: pd.DataFrame, registry: Registry, file: str, columns: Mapping[str, str]) -> None:
    """Apply each registry ``check`` to the observations; ``columns`` names the table's column of a territory.

    Raises ``DataError`` at the first cell that fails.
    """
    needed = {
        code for i in registry.indicators.values() if i.check for code in (i.code, i.check.of, i.check.by) if code
    }
    if not needed:
        return
    rows: dict[str, Row] = {
        str(code): dict(zip(group["territory"], group["value"], strict=True))
        for code, group in observations[observations["indicator"].isin(needed)].groupby("indicator", sort=False)
    }
    for line, indicator in enumerate(registry.indicators.values(), start=2):
        if indicator.check is None:
            continue
        located = Located(file, f"ligne {line} ({indicator.code})", columns)
        if indicator.check.kind in ("sum", "sum_without"):
            _check_sum(rows[indicator.code], indicator, located)
        else:
            _check_derived(rows, indicator, located)


def _check_sum(row: Row, indicator: Indicator, located: Located) -> None:
    """Σ regions (but the excluded one) = national, within the rounding of the terms and of the total."""
    assert indicator.check is not None
    summed = {code: value for code, value in row.items() if code != indicator.check.excluded}
    for code, value in summed.items():
        if value is None:
            raise located.error(code, "une valeur manquante", "une valeur par région et au total")
    known = {code: value for code, value in summed.items() if value is not None}
    national = known.pop(NATIONAL)
    terms = list(known.values())
    total = sum(terms, Decimal(0))
    half_digit = Decimal(1).scaleb(-indicator.decimals) / 2
    tolerance = half_digit * (len(terms) + 1) if indicator.decimals else Decimal(0)
    if abs(total - national) > tolerance:
        raise located.error(NATIONAL, str(national), f"la somme des régions, {total}")


def _check_derived(rows: Mapping[str, Row], indicator: Indicator, located: Located) -> None:
    """share: 100 × x / x_FR within ±0.05 point; ratio: a / b within 1e-6, relative."""
    check = indicator.check
    assert check is not None
    for territory, found in rows[indicator.code].items():
        numerator = rows[check.of][territory]
        denominator = rows[check.of][NATIONAL] if check.kind == "share" else rows[check.by][territory]
        if found is None or numerator is None or not denominator:
            raise located.error(territory, "une valeur manquante", "une valeur à recalculer")
        expected = numerator / denominator * (100 if check.kind == "share" else 1)
        tolerance = SHARE_TOLERANCE if check.kind == "share" else RATIO_TOLERANCE * expected
        if abs(found - expected) > tolerance:
            raise located.error(territory, str(found), f"{expected:.6f}, recalculé")
