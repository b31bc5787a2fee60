"""Text measured and set in lines: by the fonts' own widths, without losing a character."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import textfit
from tests.charts.svg_reader import FONTS, font, measured

TEXTS = st.text(alphabet="abÉœ –-/ \u00a0\u202f0123456789▲’", max_size=80)


@pytest.mark.parametrize("weight", textfit.WEIGHTS)
def test_shipped_advances_are_the_fonts(weight: int) -> None:
    em, cmap, metrics = font(weight)
    content = json.loads((FONTS / "advances.json").read_text(encoding="utf-8"))
    assert content["em"] == em
    assert content[str(weight)] == {chr(code): metrics[glyph][0] for code, glyph in cmap.items()}


@given(TEXTS, st.floats(30, 400), st.sampled_from(textfit.WEIGHTS), st.booleans())
def test_lines_hold_and_keep_every_character(text: str, room: float, weight: int, hyphens: bool) -> None:
    for lines in (
        textfit.wrap(text, room, 14, weight, hyphens=hyphens),
        textfit.balanced(text, room, 14, weight, hyphens=hyphens),
    ):
        assert all(measured(line, 14, weight) <= room + 1e-6 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.floats(40, 400))
def test_shortened_text_holds_and_says_it_is_short(text: str, room: float) -> None:
    short = textfit.shorten(text, room, 14)
    assert textfit.width(short, 14) <= room
    assert short == text or short.endswith("…")


def test_numbers_keep_their_units() -> None:
    assert textfit.wrap("environ 12\u202f345\u00a0hab. ici", 90, 14) == ["environ", "12\u202f345\u00a0hab.", "ici"]


def test_balanced_lines_leave_no_word_alone() -> None:
    text = "Les Hauts-de-France et la Corse sont plus fragiles que la valeur nationale"
    lines = textfit.balanced(text, textfit.width(text, 20) * 0.97, 20)
    assert len(lines) == 2
    assert min(map(len, lines)) > 0.4 * max(map(len, lines))


def test_fit_takes_the_first_size_that_holds_then_shortens() -> None:
    assert textfit.fit("court", 200, (20, 10)) == (["court"], 20)
    assert textfit.fit("un peu plus long", 120, (20, 10)) == (["un peu plus long"], 10)
    lines, size = textfit.fit("mot " * 60, 120, (20, 10), lines=2)
    assert (len(lines), size) == (2, 10)
    assert lines[-1].endswith("…")
