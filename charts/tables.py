"""Tables as a reader sees them and as a French Excel opens them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.record import Column, Record
from charts.stamp import Stamp
from territory import wording
from territory.csvfile import no_formula
from territory.indicators import Indicator
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.wording import MISSING, flags_text, number, observation_text, score_number

SCREEN_DIGITS = 1
"""Digits of a score on a page or a slide; reports and workbooks follow the column's."""


def displayed(record: Record, score_digits: int | None = SCREEN_DIGITS) -> pd.DataFrame:
    """The columns of a record's table that a page shows, as text: decimals as published, « n. d. » where missing.

    ``score_digits``: of a score, those of its column when ``None``.
    """
    shown = [label for label in record.table.columns if record.column(label).everywhere]
    return pd.DataFrame(
        {
            label: [cell_text(cell, record.column(label), score_digits) for cell in record.table[label]]
            for label in shown
        },
        columns=shown,
        dtype=object,
    )


def is_missing(cell: Any) -> bool:
    """Nothing was published: ``None``, or the hole that pandas leaves."""
    return cell is None or cell is pd.NA or (isinstance(cell, float) and pd.isna(cell))


def cell_text(cell: Any, column: Column, score_digits: int | None = None) -> str:
    """A cell as a reader reads it."""
    if is_missing(cell):
        return MISSING
    if not isinstance(cell, Decimal):
        return str(cell)
    if column.score:
        digits = digits_of(cell, column) if score_digits is None else score_digits
        return score_number(cell, digits, signed=column.signed)
    return number(cell, digits_of(cell, column), signed=column.signed)


def digits_of(cell: Decimal, column: Column) -> int:
    """The digits after the comma that a cell is written with."""
    exponent = cell.as_tuple().exponent
    return column.decimals if column.decimals is not None else max(0, -exponent) if isinstance(exponent, int) else 0


def number_format(decimals: int, *, signed: bool = False, suffix: str = "") -> str:
    """A format code; Office shows it with the reader's separators: a comma in France."""
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    tail = f'"{suffix}"' if suffix else ""
    return f"+{digits}{tail};\u2212{digits}{tail};{digits}{tail}" if signed else f"{digits}{tail};\u2212{digits}{tail}"


def figure_csv(record: Record, stamp: Stamp) -> bytes:
    """A figure's table, every column, each row with the choices it follows and the day of the export."""
    made = {wording.SETTINGS: stamp.choices, "Date de l’export": stamp.date.isoformat()}
    return excel_csv(record.table.assign(**made))


def _territory_names(edition: Edition) -> dict[str, str]:
    return {NATIONAL: edition.words.reference.name} | {code: region.name for code, region in edition.regions.items()}


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
            wording.YEAR: cells["year"],
            "Réserves": [flags_text(codes) for codes in cells["flags"]],
        }
    )


OBSERVATION_COLUMNS = {label: Column(as_text=True) for label in ("Code", "Code territoire", "Chaîne publiée")}
"""How ``all_observations`` is written: codes and published strings are never numbers."""


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
    if is_missing(cell):
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    return no_formula(str(cell))
