"""Workbooks read back: real numbers with formats, text as text, « n. d. », sheets ready to print."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import openpyxl
import pandas as pd
import pytest

from charts import workbook
from charts.record import Record
from charts.slides.text import clean
from charts.stamp import Stamp
from charts.tables import displayed, excel_csv
from charts.theme import CLASS_COLOUR
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from territory.wording import MISSING
from tests.charts.conftest import DAY, REGIONS, records
from tests.charts.package import clocks, external, faults

HEAD = 4
"""The row of the headers, from 1."""


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_every_table_is_the_record_s(edition: Edition, stamp: Stamp) -> None:
    for region in REGIONS:
        for record in records(edition, region):
            content = workbook.table_workbook(record, stamp)
            assert faults(content) == [], record.name
            check_sheet(opened(content).worksheets[0], record)
            assert external(content) == set()


def check_sheet(sheet: Any, record: Record) -> None:
    table = record.table
    assert sheet["A1"].value == clean(record.title)
    headers = [clean(str(label)) for label in table.columns]
    assert [sheet.cell(HEAD, k).value for k in range(1, len(headers) + 1)] == headers
    for number, values in enumerate(table.itertuples(index=False), start=HEAD + 1):
        for column, value in enumerate(values, start=1):
            check_cell(sheet.cell(number, column), value, headers[column - 1])
    foot = " ".join(str(sheet.cell(HEAD + len(table) + k, 1).value) for k in (2, 3, 4))
    assert clean(record.source) in foot and "21 novembre 2026" in foot
    assert sheet.freeze_panes == ("B5" if len(headers) > 2 else "A5")
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"


def check_cell(cell: Any, value: Any, header: str) -> None:
    assert cell.data_type != "f"
    if value is None or (isinstance(value, float) and pd.isna(value)):
        assert cell.value == MISSING
    elif isinstance(value, Decimal):
        assert cell.data_type == "n" and cell.value == pytest.approx(float(value), rel=1e-15)
        assert "#,##0" in cell.number_format
        assert cell.number_format.startswith("+") == header.startswith("Écart")
    elif isinstance(value, str) and value and not value.isdecimal():
        assert cell.value == clean(value)


def test_numbers_keep_their_published_decimals(edition: Edition, stamp: Stamp) -> None:
    record = next(r for r in records(edition, "32") if r.kind == "carte")
    sheet = opened(workbook.table_workbook(record, stamp)).worksheets[0]
    column = list(record.table.columns).index("Valeur") + 1
    assert {sheet.cell(HEAD + 1 + k, column).number_format for k in range(13)} == {"#,##0.0;\u2212#,##0.0"}


def test_charts_are_native_and_in_the_classes_colours(edition: Edition, stamp: Stamp) -> None:
    record = next(r for r in records(edition, "32") if r.kind == "profil")
    content = workbook.table_workbook(record, stamp)
    assert len(opened(content).worksheets[0]._charts) == 1
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    first = CLASS_COLOUR[FragilityClass(record.rows["class"].iloc[0])]
    assert f'<a:srgbClr val="{first[1:].upper()}"/>' in chart
    assert "descr=" in drawing


def test_everything_has_a_sheet_each(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    content = workbook.full_workbook(stamp, scores=scores)
    assert faults(content) == []
    book = opened(content)
    assert book.sheetnames == ["Vue d’ensemble", "Écarts", "Données", "Registre", "Réserves", "Méthode"]
    assert book["Écarts"].max_row >= HEAD + len(scores)
    data = book["Données"]
    headers = [cell.value for cell in data[HEAD]]
    for number, cell in enumerate(edition.observations.to_dict("records"), start=HEAD + 1):
        row = dict(zip(headers, [c.value for c in data[number]], strict=False))
        assert row["Chaîne publiée"] == (cell["published"] or None)
        assert row["Valeur"] == (MISSING if cell["value"] is None else float(cell["value"]))
        assert row["Code territoire"] == cell["territory"]
    assert book["Registre"].max_row >= HEAD + len(edition.registry.indicators)
    assert [row[1].value for row in book["Réserves"].iter_rows(min_row=HEAD + 1, max_row=HEAD + len(edition.flags))]


@pytest.mark.parametrize("region", REGIONS)
def test_the_workbook_of_a_region(edition: Edition, stamp: Stamp, region: str) -> None:
    content = workbook.region_workbook(stamp, region)
    assert faults(content) == []
    book = opened(content)
    expected = ["Domaines", "Contexte", "Comparaison", "Réserves", "Méthode"]
    if region in ("11", "94"):
        expected.remove("Comparaison")
    assert book.sheetnames == expected
    sheet = book["Contexte"]
    cells = edition.observations.set_index(["indicator", "territory"])
    for number, indicator in enumerate(edition.registry.context, start=HEAD + 1):
        value = cells.loc[(indicator.code, region), "value"]
        if value is not None:
            assert sheet.cell(number, 2).value == pytest.approx(float(value), abs=10**-indicator.decimals)


def test_two_runs_are_byte_identical(stamp: Stamp, scores: pd.DataFrame) -> None:
    first, second = (workbook.full_workbook(stamp, scores=scores) for _ in range(2))
    assert first == second and clocks(first) == {(1980, 1, 1, 0, 0, 0)}
    assert opened(first).properties.created.date() == DAY


HOSTILE = '=HYPERLINK("x") <b>&amp; \u200f\x07@SUM https' + "A" * 90


def test_hostile_labels_are_text_in_workbook_and_csv(edition: Edition) -> None:
    regions = dict(edition.regions)
    regions["32"] = replace(regions["32"], name=HOSTILE, short=HOSTILE)
    own = replace(edition, regions=MappingProxyType(regions))
    stamp = Stamp(own, Reading(), DAY)
    for record in records(own, "32"):
        content = workbook.table_workbook(record, stamp)
        assert faults(content) == []
        for sheet in opened(content).worksheets:
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
            assert not sheet._hyperlinks
        lines = excel_csv(record.table).decode("utf-8-sig").split("\r\n")
        assert not any(field.lstrip('"').startswith("=") for line in lines for field in line.split(";"))
    check_sheet(opened(workbook.table_workbook(record, stamp)).worksheets[0], record)


def test_the_choices_in_force_are_on_every_sheet(edition: Edition) -> None:
    reading = Reading(without_contestable=True)
    book = opened(workbook.full_workbook(Stamp(edition, reading, DAY)))
    for sheet in book.worksheets:
        texts = [cell.value for row in sheet.iter_rows(max_col=1) for cell in row if cell.value]
        assert any(wording.choices(reading) in str(text) for text in texts), sheet.title


def test_csv_as_displayed_and_in_full(edition: Edition) -> None:
    record = next(r for r in records(edition, "94") if r.kind == "vue-ensemble")
    shown = excel_csv(displayed(record)).decode("utf-8-sig")
    full = excel_csv(record.table).decode("utf-8-sig")
    assert MISSING in shown and MISSING not in full
    assert shown.count("\r\n") == full.count("\r\n") == len(record.table) + 1
