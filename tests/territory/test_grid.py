"""The rows of a grid are those of the csv module, whatever the text; a column is its cells."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.coded import coded, numbered, same
from territory.grid import read_grid
from territory.sheets import Bounds, Tally

PIECES = ["a", "é", "\u00a0", " ", ";", "\n", "\r", "\r\n", '"', '""', "x,y", "\x1c"]


def by_csv(text: str) -> tuple[list[tuple[str, ...]], list[int], int]:
    """Rows, the line on which each ends, and the malformed line, 0 without one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    rows, lines = [], []
    try:
        for row in reader:
            rows.append(tuple(row))
            lines.append(reader.line_num)
    except csv.Error:
        return rows, lines, reader.line_num
    return rows, lines, 0


def cut(row: tuple[str, ...]) -> tuple[str, ...]:
    while row and not row[-1].strip():
        row = row[:-1]
    return row


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_a_grid_holds_what_the_csv_module_reads(text: str) -> None:
    grid, (rows, lines, malformed) = read_grid(text.encode(), ";"), by_csv(text)
    assert (list(grid), grid.lines.tolist(), grid.malformed) == (rows, lines, malformed)
    assert grid.filled.tolist() == [sum(1 for cell in row if cell.strip()) for row in rows]
    shorter = [cut(row) for row in rows]
    while shorter and not shorter[-1]:
        shorter.pop()
    assert list(grid.trimmed()) == shorter
    for column in range(3):
        cells = [row[column] if column < len(row) else "" for row in rows]
        assert list(grid.column(column, np.arange(len(grid)))) == cells


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (Bounds(rows=2), "ligne 3"),
        (Bounds(columns=2), "ligne 2"),
        (Bounds(cells=5), "ligne 3"),
        (Bounds(cell=3), "ligne 3"),
    ],
)
def test_the_first_row_too_many_is_told(bounds: Bounds, said: str) -> None:
    grid = read_grid("a;b\nc;d;e\néééé;f\n".encode(), ";")
    with pytest.raises(Exception, match=said):
        Tally("t.csv", bounds, bounds.cells).grid(grid)


def test_values_are_told_apart_by_key_or_by_identity() -> None:
    assert coded("abca").codes.tolist() == [0, 1, 2, 0]
    one, other = [1], [1]
    assert same([one, other, one]).codes.tolist() == [0, 1, 0]
    codes, first = numbered(np.array([7, 5, 7]))
    assert (codes.tolist(), first.tolist()) == ([0, 1, 0], [0, 1])
    assert list(coded("abca").taken(np.array([3, 1]))) == ["a", "b"]
