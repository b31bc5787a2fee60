"""Tables as a reader sees them and as a French Excel opens them."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.record import Record
from territory.indicators import Indicator
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.wording import MISSING, NATIONAL_NAME, flags_text, number, observation_text

_NUMERIC = re.compile(r"[-+\u2212]?[\d\u202f ]+(,\d+)?([\u202f ]?%)?")
_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def displayed(record: Record) -> pd.DataFrame:
    """The record's table as text: decimals as published, « n. d. » where missing."""
    table = record.table.copy()
    for column in table.columns:
        digits = record.decimals.get(column, 0)
        table[column] = [_displayed(cell, digits) for cell in table[column]]
    return table


def _displayed(cell: Any, decimals: int) -> str:
    if cell is None or (isinstance(cell, float) and pd.isna(cell)):
        return MISSING
    if isinstance(cell, Decimal):
        exponent = cell.as_tuple().exponent
        return number(cell, max(decimals, 0) if decimals or not isinstance(exponent, int) else max(0, -exponent))
    return str(cell)


def _territory_names(edition: Edition) -> dict[str, str]:
    return {NATIONAL: NATIONAL_NAME} | {code: region.name for code, region in edition.regions.items()}


def indicator_observations(edition: Edition, indicator: Indicator) -> pd.DataFrame:
    """One indicator's cells: the published string beside what is read of it."""
    names = _territory_names(edition)
    cells = edition.observations[edition.observations["indicator"] == indicator.code]
    return pd.DataFrame(
        [
            {
                "Territoire": names[row["territory"]],
                "Chaîne publiée": row["published"] or "(vide)",
                "Valeur lue": observation_text(indicator, row, national=row["territory"] == NATIONAL),
                "Réserves": flags_text(row["flags"]),
            }
            for row in cells.to_dict("records")
        ]
    )


def all_observations(edition: Edition) -> pd.DataFrame:
    """Every cell of the table, under French headings, for download."""
    cells, names = edition.observations, _territory_names(edition)
    return pd.DataFrame(
        {
            "Code": cells["indicator"],
            "Indicateur": [edition.registry.indicators[code].label for code in cells["indicator"]],
            "Code territoire": cells["territory"],
            "Territoire": [names[code] for code in cells["territory"]],
            "Chaîne publiée": cells["published"],
            "Valeur": cells["value"],
            "Borne basse": cells["low"],
            "Borne haute": cells["high"],
            "Unité": cells["unit"],
            "Millésime": cells["year"],
            "Réserves": cells["flags"],
        }
    )


def excel_csv(table: pd.DataFrame) -> bytes:
    """CSV that opens right in a French Excel: BOM, semicolons, decimal commas, no formula.

    A cell or header that starts like a formula and is not a number gets a leading apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_excel_cell(str(column)) for column in table.columns])
    writer.writerows([_excel_cell(cell) for cell in row] for row in table.itertuples(index=False))
    return stream.getvalue().encode("utf-8-sig")


def _excel_cell(cell: Any) -> str:
    if cell is None or (isinstance(cell, float) and pd.isna(cell)):
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_START) and not _NUMERIC.fullmatch(text) else text
