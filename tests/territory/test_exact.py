"""What whole numbers and plain columns give at once is what the arithmetic gives one by one."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from territory.analysis import FragilityClass, classify, ranks_of, scores_of
from territory.coded import coded
from territory.exact import placed, whole
from territory.harmonise import Form, parse_cell
from territory.importing.column import Column, Marks, read_column
from territory.importing.report import Log
from territory.plain import plain

GAPS = st.lists(st.tuples(st.integers(-40, 40) | st.integers(-(10**9), 10**9), st.integers(1, 4)), min_size=1)
SIDES = {
    FragilityClass.MUCH_MORE_FRAGILE: 2,
    FragilityClass.MORE_FRAGILE: 1,
    FragilityClass.NEAR: 0,
    FragilityClass.LESS_FRAGILE: -1,
    FragilityClass.MUCH_LESS_FRAGILE: -2,
}
WRITTEN = st.from_regex(r"-?[0-9]{1,6}(,[0-9]{1,6})?|[0-9 ]{1,3}%?|", fullmatch=True)
SURE = st.from_regex(r"-?[0-9]{1,6}(,([0-9]{1,2}|[0-9]{4,6}))?|", fullmatch=True)


@given(gaps=GAPS, decimals=st.integers(0, 4), sign=st.sampled_from((-1, 0, 1)))
@example(gaps=[(1, 1), (1, 1), (-4, 1)], decimals=1, sign=1)  # D = 2: S = 0.5, 0.5 and −2
@example(gaps=[(3, 1), (1, 1), (-2, 1)], decimals=0, sign=-1)  # D = 2: S = −1.5, −0.5 and 1
@example(gaps=[(0, 2)], decimals=0, sign=1)  # D = 0: no score
def test_ranks_and_classes_are_those_of_the_scores(gaps: list[tuple[int, int]], decimals: int, sign: int) -> None:
    values, times = [Decimal(units).scaleb(-decimals) for units, _ in gaps], [n for _, n in gaps]
    scores = scores_of(values, sign, times)
    units = whole(values, decimals)
    assert units is not None and units.tolist() == [own for own, _ in gaps]
    found = placed(units, sign, np.array(times))
    if None in scores:
        assert found is None
        return
    assert found is not None
    standing = ranks_of(scores, times)
    ranks = [standing[score][0] for score in scores if score is not None]
    assert found.ranks.tolist() == ranks
    shared = [sum(n for rank, n in zip(ranks, times, strict=True) if rank == own) for own in ranks]
    assert found.sharing.tolist() == shared
    classes = [classify(score, missing=False, oriented=True, distinguishable=True) for score in scores]
    assert found.degrees.tolist() == [SIDES[kind] for kind in classes]


@pytest.mark.parametrize("value", ["0.05", "1e18", "-2e17"])
def test_what_whole_numbers_do_not_hold_is_left_to_decimals(value: str) -> None:
    assert whole([Decimal(1), Decimal(value)], 1) is None


def test_products_that_would_be_too_large_are_left_to_decimals() -> None:
    assert placed(np.array([2**45, 1]), 1, np.array([2**20, 1])) is None
    assert placed(np.array([2**30, 1]), 1, np.array([2**20, 1])) is not None


@given(texts=st.lists(WRITTEN, max_size=6))
@example(texts=["-0,0", "007,10", ""])
@example(texts=["1\n2"])
def test_a_plain_column_holds_what_each_cell_does(texts: list[str]) -> None:
    found = plain(texts)
    cells = [parse_cell(text, Form.NUMBER) for text in texts]
    if found is None:
        assert any(not text.replace(",", "").removeprefix("-").isdecimal() for text in texts if text)
        return
    known = [cell for cell in cells if cell is not None]
    assert len(known) == len(texts)
    assert repr(found.decimals) == repr([cell.value for cell in known])
    assert found.floats.tolist() == [float(cell.value or 0) for cell in known]
    assert found.scales.tolist() == [cell.decimals for cell in known]
    assert found.most_decimals == max((cell.decimals for cell in known), default=0)


def test_a_number_of_more_digits_than_a_float_holds_is_not_plain() -> None:
    assert plain(["123456789012345"]) is not None
    assert plain(["12345678901,23456"]) is None


@given(texts=st.lists(SURE, max_size=6))
def test_a_column_of_sure_cells_is_read_as_beside_one_to_mend(texts: list[str]) -> None:
    def read(cells: list[str]) -> Column:
        column = Column(coded(cells), np.arange(len(cells)), np.zeros(len(cells), np.intp))
        read_column(column, Marks(), log)
        return column

    log = Log("t.csv")
    alone, beside = read(texts), read([*texts, "n.d."])
    assert list(alone.texts) == list(beside.texts)[:-1]
    assert (alone.form, alone.suffix) == (beside.form, beside.suffix)
