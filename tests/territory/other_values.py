"""An edition with other values in some of its cells, and the row of a table to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from territory.loader import Edition


def changed(edition: Edition, cells: Mapping[tuple[str, str], Decimal | None]) -> Edition:
    """The edition with other values in some (indicator, territory) cells."""
    table = edition.observations.copy()
    for (indicator, territory), value in cells.items():
        row = (table["indicator"] == indicator) & (table["territory"] == territory)
        table.loc[row, "value"] = pd.Series([value] * int(row.sum()), index=table.index[row], dtype=object)
    return replace(edition, observations=table)


def row_of(table: pd.DataFrame, region: str, domain: str) -> dict[str, object]:
    (row,) = table[(table["region"] == region) & (table["domain"] == domain)].to_dict("records")
    return {str(key): value for key, value in row.items()}


def with_values(edition: Edition, indicator: str, change: Callable[[str, Decimal], Decimal | None]) -> Edition:
    """The edition with other values in an indicator's row: a function of the territory and its value."""
    observations = edition.observations.copy()
    for index, row in observations[observations["indicator"] == indicator].iterrows():
        observations.at[index, "value"] = change(row["territory"], row["value"])
    return replace(edition, observations=observations)
