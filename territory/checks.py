"""Rules replayed at each load: the sums that hold, hold; shares and densities recompute.

A published table that breaks one is refused, with the cell and what was expected there.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def replay(observations: pd.DataFrame, registry: Registry, file: str) -> None:
    """Apply each registry ``check`` to the observations. Raises ``DataError`` at the first cell that fails."""
    rows: dict[str, Row] = {
        str(code): dict(zip(group["territory"], group["value"], strict=True))
        for code, group in observations.groupby("indicator", sort=False)
    }
    for indicator in registry.indicators.values():
        if indicator.check is None:
            continue
        if indicator.check.kind in ("sum", "sum_without"):
            _check_sum(rows[indicator.code], indicator, file)
        else:
            _check_derived(rows, indicator, file)


def _check_sum(row: Row, indicator: Indicator, file: str) -> None:
    """Σ regions (but the excluded one) = national, within the rounding of the terms and of the total."""
    assert indicator.check is not None
    terms = [value for code, value in row.items() if code not in (NATIONAL, indicator.check.excluded)]
    national = row[NATIONAL]
    if national is None or None in terms:
        raise DataError(file, indicator.code, "", "une valeur manquante", "une valeur par région et au total")
    total = sum((value for value in terms if value is not None), Decimal(0))
    half_digit = Decimal(1).scaleb(-indicator.decimals) / 2
    tolerance = half_digit * (len(terms) + 1) if indicator.decimals else Decimal(0)
    if abs(total - national) > tolerance:
        raise DataError(file, indicator.code, "France métropole", str(national), f"la somme des régions, {total}")


def _check_derived(rows: Mapping[str, Row], indicator: Indicator, file: str) -> None:
    """share: 100 × x / x_FR within ±0.05 point; ratio: a / b within 1e-6, relative."""
    check = indicator.check
    assert check is not None
    for territory, found in rows[indicator.code].items():
        numerator = rows[check.of][territory]
        denominator = rows[check.of][NATIONAL] if check.kind == "share" else rows[check.by][territory]
        if found is None or numerator is None or not denominator:
            raise DataError(file, indicator.code, territory, "une valeur manquante", "une valeur à recalculer")
        expected = numerator / denominator * (100 if check.kind == "share" else 1)
        tolerance = SHARE_TOLERANCE if check.kind == "share" else RATIO_TOLERANCE * expected
        if abs(found - expected) > tolerance:
            raise DataError(file, indicator.code, territory, str(found), f"{expected:.6f}, recalculé")
