"""Numbers written plainly, « 14,3 » or « -2 », of a whole column at once: its units, its decimals, its exact values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_LINES = re.compile(r"(?:(?:-?[0-9]{1,15}(?:,[0-9]{1,14})?)?\n)*")
_DIGITS = 15
"""Digits of a whole number that a float always holds exactly."""


@dataclass(frozen=True, eq=False)
class Plain:
    """Texts, empty where missing, of which each is ``units`` · 10 ** −``scales``."""

    texts: Sequence[str]
    units: npt.NDArray[np.int64]
    scales: npt.NDArray[np.int64]

    @property
    def most_decimals(self) -> int:
        return int(self.scales.max(initial=0))

    @property
    def floats(self) -> npt.NDArray[np.float64]:
        """The float nearest to each number, 0 where missing: a division of two whole numbers that floats hold."""
        return np.asarray(self.units / 10.0**self.scales, float)

    @property
    def decimals(self) -> list[Decimal | None]:
        """The exact numbers as written, with their last zeros and the sign of « -0,0 »."""
        written = "\n".join(self.texts).replace(",", ".").split("\n") if self.texts else []
        return [Decimal(text) if text else None for text in written]


def plain(texts: Sequence[str]) -> Plain | None:
    """The numbers of texts, or ``None`` where one of them is written in any other way, or has too many digits."""
    whole = "\n".join([*texts, ""])
    if whole.count("\n") != len(texts) or not _LINES.fullmatch(whole):
        return None
    held = pa.array(texts, pa.string())
    comma = pc.find_substring(held, ",").to_numpy()
    sizes = pc.binary_length(held).to_numpy()
    signed = pc.starts_with(held, "-").to_numpy(zero_copy_only=False)
    if (sizes - (comma >= 0) - signed).max(initial=0) > _DIGITS:
        return None
    digits = pc.if_else(pa.array(sizes == 0), "0", pc.replace_substring(held, ",", ""))
    scales = np.where(comma >= 0, sizes - comma - 1, 0).astype(np.int64)
    return Plain(texts, pc.cast(digits, pa.int64()).to_numpy(), scales)
