"""A coded column gives what the same column of objects gives, whatever is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territory.coded_array import CodedArray, coded_of, small

VALUES = (None, Decimal("1.0"), Decimal("1.00"), Decimal("-3"), "", "32", 7, True)
CELLS = st.lists(st.sampled_from(VALUES), min_size=1, max_size=12)
NUMBERS = st.lists(st.sampled_from((Decimal("1.0"), Decimal("1.00"), Decimal("-3"), Decimal("0.5"))), min_size=1)


def columns(cells: list[object]) -> tuple[pd.Series, pd.Series]:
    """The cells coded, numbers in a byte, and as objects."""
    codes = small(np.array([next(k for k, v in enumerate(VALUES) if v is cell) for cell in cells]), len(VALUES))
    held = np.empty(len(VALUES), dtype=object)
    held[:] = VALUES
    return pd.Series(CodedArray(codes, held)), pd.Series(cells, dtype=object)


def told(column: object) -> str:
    return repr(list(column))  # type: ignore[call-overload]


ASKED: dict[str, Callable[[pd.Series], object]] = {
    "the cells": lambda column: column,
    "as an array": lambda column: column.to_numpy(),
    "some of them": lambda column: column.iloc[::-2],
    "those that are known": lambda column: column[column.notna()],
    "equal to a text": lambda column: column == "32",
    "equal to another": lambda column: column == column.iloc[::-1].to_numpy(),
    "unlike a number": lambda column: column != Decimal(1),
    "among some": lambda column: column.isin(["32", 7]),
    "the distinct ones": lambda column: column.unique(),
    "how many are distinct": lambda column: [column.nunique()],
    "their numbers": lambda column: pd.factorize(column)[0],
    "twice": lambda column: pd.concat([column, column]),
    "the last one": lambda column: [column.iloc[-1]],
    "copied": lambda column: column.copy().astype(object),
    "as records": lambda column: pd.DataFrame({"a": column, "b": column}).to_dict("records"),
    "a row": lambda column: pd.DataFrame({"a": column, "b": column}).iloc[0],
    "rows": lambda column: [told(row) for _, row in pd.DataFrame({"a": column, "b": column}).iterrows()],
    "by group": lambda column: [
        (key, told(own["n"]))
        for key, own in pd.DataFrame({"a": column, "n": range(len(column))}).groupby("a", sort=False)
    ],
    "by index": lambda column: (
        pd.DataFrame({"a": column, "n": range(len(column))}).set_index("n")["a"].to_dict().items()
    ),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@settings(max_examples=30)
@given(cells=CELLS)
def test_it_gives_what_a_column_of_objects_gives(asked: Callable[[pd.Series], object], cells: list[object]) -> None:
    own, plain = columns(cells)
    assert told(asked(own)) == told(asked(plain))


@settings(max_examples=30)
@given(numbers=NUMBERS)
def test_numbers_are_worked_on_one_by_one(numbers: list[Decimal]) -> None:
    own, plain = pd.Series(CodedArray._from_sequence(numbers)), pd.Series(numbers, dtype=object)
    for work in (
        lambda column: -column,
        abs,
        lambda column: column * 2 + Decimal("0.1"),
        lambda column: 1 - column,
        lambda column: column >= Decimal(1),
        lambda column: column.astype(float),
        lambda column: [column.min(), column.max(), column.sum()],
        lambda column: column.map(str),
        lambda column: column.sort_values(kind="stable"),
    ):
        assert told(work(own)) == told(work(plain))


@settings(max_examples=30)
@given(cells=CELLS, at=st.integers(0, 11), cell=st.sampled_from(VALUES))
def test_a_cell_that_is_written_changes_no_other_nor_a_copy(cells: list[object], at: int, cell: object) -> None:
    own, _ = columns(cells)
    before, place = own.copy(), at % len(cells)
    own.iloc[place] = cell
    assert told(own) == told([*cells[:place], cell, *cells[place + 1 :]])
    assert told(before) == told(cells)


@settings(max_examples=30)
@given(cells=CELLS)
def test_it_is_read_back_as_numbers_and_values(cells: list[object]) -> None:
    own, plain = columns(cells)
    assert told(coded_of(own)) == told(coded_of(plain)) == told(cells)
    assert told(coded_of(own).distinct) == told(coded_of(plain).distinct)  # none that no cell has


def test_what_is_added_to_fill_is_missing() -> None:
    assert told(pd.Series(CodedArray._from_sequence(["32"])).reindex([0, 1])) == "['32', None]"


def test_the_numbers_are_as_small_as_they_may_be() -> None:
    assert small(np.arange(200), 200).dtype == np.uint8
    assert small(np.arange(300), 300).dtype == np.uint16
