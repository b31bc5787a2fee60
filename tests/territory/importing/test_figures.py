"""Numbers as offices write them: what is read, what is mended and said, what has two readings and is refused."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.harmonise import Form, parse_cell
from territory.importing.column import Column, Marks, read_column, survey
from territory.importing.figures import exact
from territory.importing.remarks import Mark
from territory.importing.report import Log, Severity
from territory.sheets import Cell, Percent, alike


def read(*cells: Cell, whole_file: Marks | None = None) -> tuple[Column, list[str]]:
    """A column as it is read, and its errors."""
    log = Log("t.csv")
    column = Column(alike(cells), np.arange(len(cells)), np.zeros(len(cells), int))
    survey(column)
    read_column(column, whole_file or Marks(), log)
    return column, [finding.message for finding in log.report().of(Severity.ERROR)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("14,3", "14.3"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("-2,2", "-2.2"),
        ("\u22122,2", "-2.2"),
        ("- 2,2", "-2.2"),
        ("+1,5", "1.5"),
        ("14,3 %", "14.3"),
        ("14,3\u202f%", "14.3"),
        ("12 €", "12"),
        ("3,4 ‰", "3.4"),
        ("0,123", "0.123"),
        ("1234,567", "1234.567"),
        ("2.5", "2.5"),
        ("0.125", "0.125"),
        (Decimal("1.234"), "1.234"),
        (Percent(Decimal("14.3")), "14.3"),
    ],
)
def test_a_number_has_one_reading(written: Cell, value: str) -> None:
    column, errors = read(written)
    assert errors == []
    assert exact(column.texts[0]) == Decimal(value)


@pytest.mark.parametrize("written", ["", "s", "S", "nd", "n.d.", "N. D.", "-", "–", "…", "...", "#N/A", "c", "nc"])
def test_missing_and_secret_cells_are_empty(written: str) -> None:
    column, errors = read(written, "1,5")
    assert (list(column.texts), errors) == (["", "1,5"], [])


@pytest.mark.parametrize("written", ["1,234.5", "1.234,5", "1,234,567", "1.234.567", "1.234", "1,234", "12,345"])
def test_two_readings_are_refused(written: str) -> None:
    assert read(written)[1] == ["un nombre qui se lit de deux façons"]


def test_a_column_says_what_its_comma_means() -> None:
    assert list(read("1,234", "2,5")[0].texts) == ["1,234", "2,5"]
    assert list(read("1.234", "2.5")[0].texts) == ["1,234", "2,5"]
    # A dot beside sure commas may part thousands: it is not guessed.
    assert read("1.234", "2,5")[1] == ["un nombre qui se lit de deux façons"]


def test_else_the_whole_file_says_it() -> None:
    assert list(read("1,234", whole_file=Marks(comma=True))[0].texts) == ["1,234"]
    assert list(read("1.234", whole_file=Marks(dot=True))[0].texts) == ["1,234"]
    assert read("1.234", whole_file=Marks(comma=True))[1]
    assert read("1,234", whole_file=Marks(comma=True, dot=True))[1]


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("14,3 %", "2 %"), Form.PERCENT),
        (("152 milliards", "9 milliards"), Form.MILLIARDS),
        (("90 000 à 105 000", ""), Form.RANGE),
        (("1,5", "12 €"), None),
        (("1,5", "1 à 2"), None),
        (("", "s"), Form.EMPTY),
    ],
)
def test_a_column_has_one_writing(cells: tuple[str, ...], form: Form | None) -> None:
    column, errors = read(*cells)
    assert bool(errors) == (form is None)
    assert form is None or column.form is form


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False), st.integers(0, 3))
def test_what_is_written_is_what_the_loader_reads(value: Decimal, places: int) -> None:
    """Any number in French writing with as many decimals: the same value, by the loader's own reader."""
    number = value.quantize(Decimal(1).scaleb(-places))
    whole, _, part = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u202f")
    sign = "\u2212" if number < 0 else ""
    column, errors = read(f"{sign}{grouped}{',' + part if part else ''}", "0,5")
    assert not errors
    cell = parse_cell(column.texts[0], Form.NUMBER)
    assert cell is not None and cell.value == number


@pytest.mark.parametrize(
    ("written", "text", "mark"),
    [
        ("10,9 (p)", "10,9", Mark.PROVISIONAL),
        ("10.9\u00a0(P)", "10,9", Mark.PROVISIONAL),
        ("14,3 % (p)", "14,3\u202f%", Mark.PROVISIONAL),
        ("8,1 e", "8,1", Mark.ESTIMATED),
        ("8,1e", "8,1", Mark.ESTIMATED),
        ("1 234 (est.)", "1 234", Mark.ESTIMATED),
        ("7 (sd)", "7", Mark.SEMI_FINAL),
        ("7,2 (r)", "7,2", Mark.REVISED),
        ("10,9*", "10,9", Mark.NOTE),
        ("12,4 (1)", "12,4", Mark.NOTE),
        ("12,4²", "12,4", Mark.NOTE),
        ("nd (2)", "", Mark.NOTE),
    ],
)
def test_a_mark_beside_a_number_is_read_kept_and_said(written: str, text: str, mark: Mark) -> None:
    log = Log("t.csv")
    column = Column(alike([written]), np.zeros(1, int), np.zeros(1, int))
    read_column(column, Marks(), log)
    assert column.remarks is not None
    assert (column.texts[0], column.remarks[0]) == (text, (mark,))
    said = [finding for finding in log.report().findings if finding.message.startswith(mark.value.message)]
    assert [(finding.level, finding.found) for finding in said] == [(Severity.INFO, written.strip())]


@pytest.mark.parametrize("written", ["12e", "1re", "12,4 (s)", "12,4 (c)", "(12,4)", "7,4 x", "7 (1000)", "p"])
def test_a_mark_of_two_meanings_is_refused(written: str) -> None:
    assert read(written, "1,5")[1] == ["une cellule qui n’est pas un nombre"]


def test_a_marked_number_of_two_readings_stays_refused() -> None:
    assert read("1.234 (p)")[1] == ["un nombre qui se lit de deux façons"]
