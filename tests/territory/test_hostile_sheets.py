"""What somebody put in a list to be imported, and what a list gives back: formulas, their errors, too many texts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from territory import workbook as reader
from territory.__main__ import render
from territory.csvfile import no_formula
from territory.errors import DataError
from territory.sheets import UPLOAD
from territory.spreadsheet import read_sheet


def workbook(path: Path, *cells: str) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["titre"])
    for cell in cells:
        book.active.append([cell])
    book.save(path)
    return path


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#NOM?", "#VALEUR!", " #DIV/0! "])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_error_of_a_formula_is_no_title(tmp_path: Path, error: str, suffix: str) -> None:
    file = tmp_path / f"cas{suffix}"
    if suffix == ".csv":
        file.write_text(f"titre;lien\n{error};x\n", encoding="utf-8")
    else:
        workbook(file, error)
    with pytest.raises(DataError, match=r"ligne 2.*non l’erreur d’une formule"):
        read_sheet(file, 7)


def test_a_workbook_of_too_many_texts_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook(tmp_path / "cas.xlsx", "a")
    assert read_sheet(file, 7) == [("titre",), ("a",)]
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as heavy:
        heavy.writestr("xl/sharedStrings.xml", b" " * (UPLOAD.aside + 1))
    monkeypatch.setattr(reader.openpyxl, "load_workbook", _opened)
    with pytest.raises(DataError, match="octets de textes"):
        read_sheet(file, 7)


@pytest.mark.parametrize("cell", ['=HYPERLINK("x";"y")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "-", "=1"])
def test_a_formula_is_text_in_what_the_command_line_writes(cell: str) -> None:
    assert no_formula(cell) == f"'{cell}"
    assert f"'{cell[:3]}" in render(pd.DataFrame({"title": [cell]}), "csv")


@pytest.mark.parametrize("cell", ["-2.25", "−2,2 %", "+3", "12", "texte", ""])
def test_a_number_stays_a_number(cell: str) -> None:
    assert no_formula(cell) == cell


def _opened(*_: object, **__: object) -> None:
    pytest.fail("it was opened")
