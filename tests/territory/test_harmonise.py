"""One published string becomes exact numbers, or nothing: no guess, no rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory.harmonise import ALLOWED, Cell, Form, parse_cell, parse_number

NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("published", "form", "value", "decimals"),
    [
        ("8,4", Form.NUMBER, "8.4", 1),
        ("8", Form.NUMBER, "8", 0),
        ("339,0", Form.NUMBER, "339.0", 1),
        ("0,54", Form.NUMBER, "0.54", 2),
        ("65018096", Form.NUMBER, "65018096", 0),
        ("5 391 223", Form.NUMBER, "5391223", 0),
        (f"5{NBSP}391{NBSP}223", Form.NUMBER, "5391223", 0),
        (f"5{NNBSP}391{NNBSP}223", Form.NUMBER, "5391223", 0),
        (f"1{NNBSP}019,58488", Form.NUMBER, "1019.58488", 5),
        ("119,531523", Form.NUMBER, "119.531523", 6),
        ("29754,1", Form.NUMBER, "29754.1", 1),
        ("-2,2", Form.NUMBER, "-2.2", 1),
        (f"{MINUS}2,2", Form.NUMBER, "-2.2", 1),
        ("-2,2%", Form.PERCENT, "-2.2", 1),
        (f"{MINUS}2,2{NNBSP}%", Form.PERCENT, "-2.2", 1),
        ("100,0%", Form.PERCENT, "100.0", 1),
        ("52,3 %", Form.PERCENT, "52.3", 1),
        ("152 milliards", Form.MILLIARDS, "152", 0),
        (f"2{NBSP}153{NBSP}milliards", Form.MILLIARDS, "2153", 0),
        (" 8,4 ", Form.NUMBER, "8.4", 1),
    ],
)
def test_a_published_number(published: str, form: Form, value: str, decimals: int) -> None:
    cell = parse_cell(published, form)
    assert cell == Cell(published, value=Decimal(value), decimals=decimals)
    assert str(cell.value) == value  # Decimal("339.0") == Decimal("339"): the digits are kept too
    assert not cell.missing


@pytest.mark.parametrize(
    ("published", "low", "high"),
    [
        ("90 000 à 105 000", 90000, 105000),
        ("8 500 à 9 500", 8500, 9500),
        (f"90{NNBSP}000 à 105{NBSP}000", 90000, 105000),
        (f"90 000{NBSP}à{NBSP}105 000", 90000, 105000),
        ("8500 à 9500", 8500, 9500),
    ],
)
def test_a_range_keeps_its_two_bounds_and_no_midpoint(published: str, low: int, high: int) -> None:
    assert parse_cell(published, Form.RANGE) == Cell(published, low=Decimal(low), high=Decimal(high))


def test_the_typo_keeps_its_high_bound_and_guesses_no_low_one() -> None:
    cell = parse_cell("55 00 à 60 000", Form.RANGE)
    assert cell == Cell("55 00 à 60 000", low=None, high=Decimal(60000), broken_bound=True)
    assert not cell.missing
    assert parse_cell("55 000 à 60 00", Form.RANGE) == Cell(
        "55 000 à 60 00", low=Decimal(55000), high=None, broken_bound=True
    )


@pytest.mark.parametrize("published", ["", " ", NBSP, "#N/A", " #N/A "])
@pytest.mark.parametrize("form", Form)
def test_missing_in_every_form(published: str, form: Form) -> None:
    cell = parse_cell(published, form)
    assert cell == Cell(published)
    assert cell.missing


MALFORMED_NUMBERS = [
    "1 23",
    "12 34 567",
    "1234 567",
    "1  234",
    "12.5",
    "1.234,5",
    "1,2,3",
    "1,",
    ",5",
    "1, 5",
    "1,234 5",
    "--2",
    "- 2",
    "-",
    "+2",
    "2-",
    "–2,2",  # en dash
    "1e3",
    "1_000",
    "NaN",
    "Infinity",
    "#REF!",
    "#n/a",
    "n. d.",
    "8,4 (p)",
    "12 % 3",
    "٣",  # a digit to Unicode and to Decimal, not to the published tables
    "８,4",  # full width
    "8,4\n9",
]


@pytest.mark.parametrize("text", MALFORMED_NUMBERS)
def test_a_malformed_number_is_refused(text: str) -> None:
    assert parse_number(text) is None
    assert parse_cell(text, Form.NUMBER) is None
    assert parse_cell(f"{text}%", Form.PERCENT) is None
    assert parse_cell(f"{text} milliards", Form.MILLIARDS) is None


@pytest.mark.parametrize(
    ("published", "form"),
    [
        ("8,4%", Form.NUMBER),
        ("8,4", Form.PERCENT),
        ("%", Form.PERCENT),
        ("8,4%%", Form.PERCENT),
        ("%8,4", Form.PERCENT),
        ("12 % 3", Form.PERCENT),
        ("8,4 ‰", Form.PERCENT),
        ("152", Form.MILLIARDS),
        ("milliards", Form.MILLIARDS),
        ("152 millions", Form.MILLIARDS),
        ("155 milliards9 milliards", Form.MILLIARDS),
        ("90 000", Form.RANGE),
        ("90 000 105 000", Form.RANGE),
        ("90 000 à", Form.RANGE),
        ("à 105 000", Form.RANGE),
        ("90 000 - 105 000", Form.RANGE),
        ("105 000 à 90 000", Form.RANGE),
        ("90 000 à 90 000", Form.RANGE),
        ("55 00 à 60 00", Form.RANGE),
        ("a à b", Form.RANGE),
        ("90,5 à 105", Form.RANGE),
        ("1 000 à 2 000 à 3 000", Form.RANGE),
        ("٣ à 5", Form.RANGE),
        ("0", Form.EMPTY),
        ("x", Form.EMPTY),
    ],
)
def test_a_cell_without_the_row_s_form_is_refused(published: str, form: Form) -> None:
    assert parse_cell(published, form) is None


def test_each_form_says_what_is_allowed() -> None:
    assert set(ALLOWED) == set(Form)


@st.composite
def french_numbers(draw: st.DrawFn) -> tuple[str, Decimal, int]:
    """A number as a French table may write it, with the value and the decimals it stands for."""
    whole = draw(st.integers(0, 10**12))
    digits = draw(st.text("0123456789", max_size=8))
    minus = draw(st.sampled_from(["", "-", MINUS]))
    space = draw(st.sampled_from(["", " ", NBSP, NNBSP]))
    text = minus + f"{whole:,}".replace(",", space) + (f",{digits}" if digits else "")
    value = Decimal(f"{'-' if minus else ''}{whole}{'.' + digits if digits else ''}")
    return text, value, len(digits)


@given(french_numbers(), st.sampled_from([Form.NUMBER, Form.PERCENT, Form.MILLIARDS]))
def test_any_number_in_french_form_parses_back_exactly(number: tuple[str, Decimal, int], form: Form) -> None:
    text, value, decimals = number
    published = text + {Form.NUMBER: "", Form.PERCENT: "%", Form.MILLIARDS: " milliards"}[form]
    cell = parse_cell(published, form)
    assert cell is not None and cell.value is not None
    assert cell.value.as_tuple() == value.as_tuple()  # digit for digit: no float on the way
    assert (cell.published, cell.decimals) == (published, decimals)
    assert (cell.low, cell.high, cell.broken_bound) == (None, None, False)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from([" ", NBSP, NNBSP]))
def test_any_range_parses_back_exactly(low: int, width: int, space: str) -> None:
    published = f"{low:,} à {low + width:,}".replace(",", space)
    assert parse_cell(published, Form.RANGE) == Cell(published, low=Decimal(low), high=Decimal(low + width))


@given(st.text(max_size=12), st.sampled_from(Form))
def test_no_string_stops_the_parser_and_none_is_changed(text: str, form: Form) -> None:
    cell = parse_cell(text, form)
    assert cell is None or cell.published == text
