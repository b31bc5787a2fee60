"""Workbooks read back: real numbers with formats, text as text, « n. d. », sheets ready to print."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import openpyxl
import pandas as pd
import pytest

from charts import exports, meeting
from charts.canvas.slide.text import clean, lines
from charts.figures import FIGURES, Numbers, Subject
from charts.meeting import Entry
from charts.record import Column, Record
from charts.stamp import Stamp
from charts.tables import displayed, excel_csv
from charts.theme import CLASS_COLOUR
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.flags import SEVERITIES
from territory.loader import Edition
from territory.scores import score_table
from territory.wording import MISSING
from tests.charts.conftest import DAY, REGIONS, records
from tests.charts.documents import made
from tests.charts.numbers import numbers_of
from tests.charts.package import clocks, external, faults

HEAD = 4
"""The row of the headers, from 1."""


def table_workbook(record: Record, stamp: Stamp) -> bytes:
    return exports.figure(record, "xlsx", stamp).content


def full_workbook(stamp: Stamp) -> bytes:
    return made.atlas("xlsx", stamp)


def region_workbook(stamp: Stamp, region: str) -> bytes:
    return made.report(region, "xlsx", stamp)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_every_table_is_the_record_s(edition: Edition, stamp: Stamp) -> None:
    for region in REGIONS:
        for record in records(edition, region):
            content = table_workbook(record, stamp)
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
            check_cell(sheet.cell(number, column), value, record.column(str(table.columns[column - 1])))
    foot = " ".join(str(sheet.cell(HEAD + len(table) + k, 1).value) for k in (2, 3, 4, 5, 6))
    assert clean(record.source) in foot and clean(record.note) in foot and "21 novembre 2026" in foot
    assert sheet.freeze_panes == ("B5" if len(headers) > 2 else "A5")
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"


def check_cell(cell: Any, value: Any, column: Column) -> None:
    assert cell.data_type != "f"
    if value is None or (isinstance(value, float) and pd.isna(value)):
        assert cell.value == MISSING
    elif isinstance(value, Decimal):
        assert cell.data_type == "n" and cell.value == pytest.approx(float(value), rel=1e-15)
        assert "#,##0" in cell.number_format
        assert cell.number_format.startswith("+") == column.signed
    elif isinstance(value, str) and value and not value.isdecimal():
        assert cell.value == clean(value)


def test_numbers_keep_their_published_decimals(edition: Edition, stamp: Stamp) -> None:
    record = next(r for r in records(edition, "32") if r.view.figure == "carte")
    sheet = opened(table_workbook(record, stamp)).worksheets[0]
    column = list(record.table.columns).index("Valeur") + 1
    assert {sheet.cell(HEAD + 1 + k, column).number_format for k in range(13)} == {"#,##0.0;\u2212#,##0.0"}


def test_charts_are_native_and_in_the_classes_colours(edition: Edition, stamp: Stamp) -> None:
    record = next(r for r in records(edition, "32") if r.view.figure == "profil")
    content = table_workbook(record, stamp)
    assert len(opened(content).worksheets[0]._charts) == 1
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    first = CLASS_COLOUR[FragilityClass(record.rows["class"].iloc[0])]
    assert f'<a:srgbClr val="{first[1:].upper()}"/>' in chart
    assert "descr=" in drawing


def test_everything_has_a_sheet_each(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    content = full_workbook(stamp)
    assert faults(content) == []
    book = opened(content)
    assert book.sheetnames == ["Vue d’ensemble", "Écarts", "Données", "Registre", "Réserves", "Méthode"]
    assert book["Écarts"].max_row >= HEAD + len(scores)
    data = book["Données"]
    headers = [cell.value for cell in data[HEAD]]
    for number, cell in enumerate(edition.observations.to_dict("records"), start=HEAD + 1):
        row = dict(zip(headers, [c.value for c in data[number]], strict=False))
        assert row["Chaîne publiée"] == (clean(cell["published"]) or None)
        assert row["Valeur"] == (MISSING if cell["value"] is None else float(cell["value"]))
        assert row["Code territoire"] == cell["territory"]
    assert book["Registre"].max_row >= HEAD + len(edition.registry.indicators)
    told = [flag for flag in edition.flags if flag.severity != SEVERITIES[-1]]
    assert book["Réserves"].max_row >= HEAD + len(told)


@pytest.mark.parametrize("region", REGIONS)
def test_the_workbook_of_a_region(edition: Edition, stamp: Stamp, region: str) -> None:
    content = region_workbook(stamp, region)
    assert faults(content) == []
    book = opened(content)
    expected = ["Synthèse", "Domaines", "Priorités", "Solidité", "Carte", "Classement", "Comparaison", "Contexte"]
    expected += ["Méthode", "Réserves", "Sources"]
    if region in ("11", "94"):
        expected[expected.index("Comparaison")] = "Profils"
    assert book.sheetnames == expected
    sheet = book["Contexte"]
    cells = edition.observations.set_index(["indicator", "territory"])
    for number, indicator in enumerate(edition.registry.context, start=HEAD + 1):
        value = cells.loc[(indicator.code, region), "value"]
        if value is not None:
            assert sheet.cell(number, 2).value == pytest.approx(float(value), abs=10**-indicator.decimals)


def test_two_runs_are_byte_identical(stamp: Stamp) -> None:
    first, second = (exports.atlas("xlsx", stamp, numbers_of(stamp.edition)).content for _ in range(2))
    assert first == second and clocks(first) == {(1980, 1, 1, 0, 0, 0)}
    assert opened(first).properties.created.date() == DAY


HOSTILE = '=HYPERLINK("x") <b>&amp; \u200f\x07@SUM https' + "A" * 90


def test_hostile_labels_are_text_in_workbook_and_csv(edition: Edition) -> None:
    regions = dict(edition.regions)
    regions["32"] = replace(regions["32"], name=HOSTILE, short=HOSTILE)
    own = replace(edition, regions=MappingProxyType(regions))
    stamp = Stamp(own, Reading(), DAY)
    for record in records(own, "32"):
        content = table_workbook(record, stamp)
        assert faults(content) == []
        for sheet in opened(content).worksheets:
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
            assert not sheet._hyperlinks
        lines = excel_csv(record.table).decode("utf-8-sig").split("\r\n")
        assert not any(field.lstrip('"').startswith("=") for line in lines for field in line.split(";"))
    check_sheet(opened(table_workbook(record, stamp)).worksheets[0], record)


def test_the_choices_in_force_are_on_every_sheet(edition: Edition) -> None:
    reading = Reading(without_contestable=True)
    book = opened(full_workbook(Stamp(edition, reading, DAY)))
    for sheet in book.worksheets:
        texts = [cell.value for row in sheet.iter_rows(max_col=1) for cell in row if cell.value]
        assert any(wording.choices(reading) in str(text) for text in texts), sheet.title


def test_csv_as_displayed_and_in_full(edition: Edition) -> None:
    record = next(r for r in records(edition, "94") if r.view.figure == "vue-ensemble")
    shown = excel_csv(displayed(record)).decode("utf-8-sig")
    full = excel_csv(record.table).decode("utf-8-sig")
    assert MISSING in shown and MISSING not in full
    assert shown.count("\r\n") == full.count("\r\n") == len(record.table) + 1


# --- a sheet can be read -------------------------------------------------------------------------------


@pytest.mark.parametrize("region", ["32", "94"])
def test_rows_are_as_high_as_their_texts(stamp: Stamp, region: str) -> None:
    """LibreOffice does not fit the rows of a file: sentences lay over one another."""
    for sheet in opened(region_workbook(stamp, region)).worksheets:
        for row in sheet.iter_rows(min_row=HEAD):
            for cell in row:
                if (
                    not isinstance(cell.value, str)
                    or not cell.alignment.wrap_text
                    or cell.coordinate in sheet.merged_cells
                ):
                    continue
                points = (sheet.column_dimensions[column_of(sheet, cell.column)].width * 7 + 5) * 0.75
                needed = len(lines(cell.value, 10, points, bold=bool(cell.font.b))) * 11.5
                assert sheet.row_dimensions[cell.row].height >= needed - 0.5, (sheet.title, cell.coordinate)


def column_of(sheet: Any, number: int) -> str:
    """The letter under which openpyxl keeps the width of a column: that of the first of its like."""
    found: str = next(letter for letter, d in sheet.column_dimensions.items() if d.min <= number <= d.max)
    return found


def test_columns_are_no_wider_than_what_they_show(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    """A score of 17 digits is shown with two."""
    record = FIGURES["profil"].record(Subject(edition, scores, stamp.reading, "32"))
    sheet = opened(table_workbook(record, stamp)).worksheets[0]
    heading = "Fois l’écart moyen"
    at = list(record.table.columns).index(heading) + 1
    assert sheet.column_dimensions[column_of(sheet, at)].width < len(heading) + 4
    for k in range(1, len(record.table.columns) + 1):
        assert 3 <= sheet.column_dimensions[column_of(sheet, k)].width <= 85


# --- each row stands alone -----------------------------------------------------------------------------


def table_of(sheet: Any) -> pd.DataFrame:
    """The table of a sheet, from its headings to the first empty row."""
    rows = list(sheet.iter_rows(min_row=HEAD, values_only=True))
    end = next(k for k, row in enumerate(rows) if not any(cell not in (None, "") for cell in row))
    return pd.DataFrame(rows[1:end], columns=rows[0], dtype=object)


MEASURED = ("Indicateur", "Unité", "Année", "Indicateur discuté", "Source")


@pytest.mark.parametrize("figure", ["profil", "carte", "classement", "comparaison"])
def test_each_row_names_its_measure_its_national_value_its_mark_and_its_source(
    edition: Edition, stamp: Stamp, scores: pd.DataFrame, figure: str
) -> None:
    """No gap, contestable mark nor source was in the workbook."""
    subject = Subject(edition, scores, stamp.reading, "32", "mobilite", ["32", "53"])
    sheet = opened(exports.figure(FIGURES[figure].record(subject), "xlsx", stamp).content).worksheets[0]
    table = table_of(sheet)
    assert {*MEASURED, wording.NATIONAL_NAME} <= set(table.columns)
    by_label = {i.label: i for i in edition.registry.fragility}
    for row in table.to_dict("records"):
        indicator = by_label[row["Indicateur"]]
        assert row["Indicateur discuté"] == ("oui" if indicator.contestable else "non")
        assert row["Source"] == indicator.source
    if figure != "comparaison":
        assert {"Écart", "Fois l’écart moyen", "Rang", "Classe"} <= set(table.columns)


def test_the_workbook_of_a_region_has_gaps_marks_sources_and_solidity(stamp: Stamp) -> None:
    book = opened(region_workbook(stamp, "32"))
    assert {"Écart", "Indicateur discuté", "Source", "Priorité"} <= set(table_of(book["Domaines"]).columns)
    solid = table_of(book["Solidité"])
    assert {"Solidité", "Place médiane", "De la place", "À la place"} <= set(solid.columns)
    assert "place solide" in set(solid["Solidité"])
    assert any("place" in str(said) for said in table_of(book["Priorités"])["Place et réserve"])


def test_what_has_no_side_is_said_so_and_ties_are_kept(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    """« n. d. » stood for « non orienté », which has a value; ranks lost « ex æquo »."""
    table = table_of(opened(full_workbook(stamp))["Écarts"])
    records = scores.to_dict("records")
    assert len(table) == len(records)
    for row, cell in zip(table.to_dict("records"), records, strict=True):
        if cell["value"] is None:
            assert row["Fois l’écart moyen"] == MISSING
        elif cell["score"] is None:
            assert row["Fois l’écart moyen"] == "ni fragilité ni atout"
        assert (row["Ex æquo"] == "oui") == bool(cell["tied"])
        assert row["Rang"] == cell["rank"]
    assert "oui" in set(table["Ex æquo"])


@pytest.mark.parametrize("reading", [Reading(), Reading(source_reading=True), Reading(without_contestable=True)])
def test_scores_have_two_digits_and_never_cross_a_bound(edition: Edition, reading: Reading) -> None:
    book = opened(full_workbook(Stamp(edition, reading, DAY)))
    sheet = book["Écarts"]
    at = [cell.value for cell in sheet[HEAD]].index("Fois l’écart moyen") + 1
    for row in range(HEAD + 1, sheet.max_row + 1):
        cell = sheet.cell(row, at)
        if cell.data_type != "n" or cell.value is None:
            continue
        digits = len(cell.number_format.partition(";")[0].partition(".")[2])
        printed = abs(float(f"{cell.value:.{digits}f}"))
        assert digits >= 2
        assert (printed >= 0.5, printed >= 1.5) == (abs(cell.value) >= 0.5, abs(cell.value) >= 1.5), cell.value
        assert digits == 2 or min(abs(abs(cell.value) - bound) for bound in (0.5, 1.5)) < 0.005


def test_remarks_are_in_words(edition: Edition, stamp: Stamp) -> None:
    """Codes such as « unit_unstated » stood in the column « Réserves » of every cell."""
    book = opened(full_workbook(stamp))
    codes = {code for found in edition.observations["flags"] for code in found} | {flag.flag for flag in edition.flags}
    assert any("_" in code for code in codes)
    for sheet, column in (("Données", "Réserves"), ("Réserves", "Réserve")):
        said = {str(text) for text in table_of(book[sheet])[column] if text}
        assert said and not [text for text in said if "_" in text or text in codes]
    assert {row["Gravité"] for row in table_of(book["Réserves"]).to_dict("records")} <= set(SEVERITIES)


def test_a_class_s_colours_are_a_class_s_only(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    """The series of a comparison have their region's colour; cells have a class's only under a class."""
    record = FIGURES["comparaison"].record(Subject(edition, scores, stamp.reading, regions=["32", "53"]))
    classes = {CLASS_COLOUR[kind][1:].upper() for kind in FragilityClass} - {"F7F7F7", "FFFFFF"}
    with zipfile.ZipFile(io.BytesIO(table_workbook(record, stamp))) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode().upper()
    assert not [colour for colour in classes if colour in chart]
    sheet = opened(table_workbook(record, stamp)).worksheets[0]
    for row in sheet.iter_rows(min_row=HEAD):
        for cell in row:
            fill = str(cell.fill.fgColor.rgb)[-6:].upper()
            label = sheet.cell(HEAD, cell.column).value
            assert fill not in classes or record.column(label).classes, cell.coordinate


def test_a_meeting_has_its_workbook(edition: Edition, stamp: Stamp) -> None:
    codes = ("profil.94", "carte.32.emploi", "carte.32.sante")
    entries = [Entry(meeting.parse(code, edition), "Mon titre" * (k == 1)) for k, code in enumerate(codes)]
    export = meeting.document("xlsx", "Conseil", entries, stamp, Numbers(score_table(edition)))
    assert export.name == "reunion-conseil-2026-11-21.xlsx" and faults(export.content) == []
    book = opened(export.content)
    assert book.sheetnames[:4] == ["Synthèse", "Domaines", "Carte", "Carte (2)"]
    assert book["Carte"]["A1"].value == "Mon titre"
