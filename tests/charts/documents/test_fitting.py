"""The space of a report is the one that trying every space in order finds, at fewer questions."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.documents.fitting import LEAST_FILLED, MOST_PAGES, SPACES, fitting_space

Ends = Mapping[str, tuple[int, float]]


def linear(ends: Ends) -> str:
    """The rule, read off all the ends at once."""
    fitting = [(ends[space][1], space) for space in SPACES if ends[space][0] <= MOST_PAGES]
    filled = [space for part, space in fitting if part >= LEAST_FILLED]
    return filled[0] if filled else max(fitting)[1] if fitting else SPACES[-1]


def ends_of(lengths: list[float]) -> dict[str, tuple[int, float]]:
    """Page and part of each space: « 7.4 » ends on the seventh page."""
    return {space: (int(length), length % 1) for space, length in zip(SPACES, lengths, strict=True)}


@given(
    first=st.floats(4, 12),
    lost=st.lists(
        st.one_of(st.just(0.0), st.floats(0, 0.1), st.floats(0, 1.5)),
        min_size=len(SPACES) - 1,
        max_size=len(SPACES) - 1,
    ),
)
def test_it_is_the_space_that_trying_all_in_order_finds(first: float, lost: list[float]) -> None:
    lengths = [first]
    for step in lost:
        lengths.append(max(1.0, lengths[-1] - step))
    ends = ends_of(lengths)
    assert fitting_space(ends.__getitem__) == linear(ends)


@pytest.mark.parametrize(
    ("lengths", "space"),
    [
        ([6.9] + [6.5] * 6, "1"),  # the widest, where it does
        ([8.2, 8.1, 7.9, 7.8, 7.7, 7.6, 7.5], "0.8"),
        ([7.2, 7.1, 7.05, 6.9, 6.8, 6.7, 6.6], "0.7"),  # its last page was nearly empty
        ([8.2, 7.3, 7.2, 7.1, 6.2, 5.3, 5.2], "0.9"),  # all are: the fullest
        ([8.2, 7.2, 7.1, 7.1, 6.3, 6.1, 5.2], "0.65"),  # on whichever page
        ([9.9, 9.8, 9.7, 9.6, 9.5, 9.4, 9.3], "0.5"),  # none fits: the closest
    ],
)
def test_where_the_widest_does_not_do(lengths: list[float], space: str) -> None:
    assert fitting_space(ends_of(lengths).__getitem__) == space == linear(ends_of(lengths))


def test_few_spaces_are_asked_for() -> None:
    """To ask is to set the report: three times of seven, where the fifth space is the one."""
    ends = ends_of([8.38 - 0.1 * k for k in range(7)])
    asked: list[str] = []

    def end(space: str) -> tuple[int, float]:
        asked.append(space)
        return ends[space]

    assert fitting_space(end) == "0.65" == linear(ends)
    assert len(asked) == len(set(asked)) <= 3
