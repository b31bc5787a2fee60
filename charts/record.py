"""What a figure says, before it is drawn: the only place a drawing takes its numbers and words from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd

from territory.analysis import FragilityClass
from territory.loader import Flag


@dataclass(frozen=True)
class LegendEntry:
    """A class of the legend, with its bounds in the indicator's unit and how many regions are in it."""

    fragility_class: FragilityClass
    label: str
    count: int


@dataclass(frozen=True)
class Record:
    """One figure's content.

    ``kind``: the figure's code in ``charts.figures``, by which an export chooses its drawing.
    ``rows``: what is drawn, one row a mark (columns said by each figure's module). ``table``: what a
    reader reads and downloads, French headings, ``Decimal`` and text cells, ``None`` where missing.
    ``decimals``: digits after the comma for each numeric column of ``table``.
    """

    name: str
    kind: str
    title: str
    subtitle: str
    source: str
    alt: str
    how_to_read: str
    rows: pd.DataFrame
    table: pd.DataFrame
    decimals: Mapping[str, int] = field(default_factory=dict)
    legend: tuple[LegendEntry, ...] = ()
    flags: tuple[Flag, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file_name(self) -> str:
        """The name without extension that downloads carry, e.g. « carte-taux-de-chomage »."""
        return slug(self.name)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    ascii_text = (
        unicodedata.normalize("NFKD", text.replace("’", " ").replace("œ", "oe")).encode("ascii", "ignore").decode()
    )
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))


def as_published(value: Decimal | None, decimals: int) -> Decimal | None:
    """The same value with all its published decimals, « 8 » as 8.0 in a row with one decimal."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-decimals))
