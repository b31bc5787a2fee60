"""Text measured and set in lines: by the fonts' own widths, without losing a character; on paper and in slides."""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from charts.canvas import ruler
from charts.canvas.ruler import OFFICE, PAPER, Ruler
from charts.canvas.screen import wrap
from charts.canvas.slide import text as office

TEXTS = st.text(alphabet="abÉœ –-/ \u00a0\u202f0123456789▲’", max_size=80)
EACH = [(each, weight) for each in (PAPER, OFFICE) for weight in each.files]
each_font = pytest.mark.parametrize(("each", "weight"), EACH, ids=lambda v: str(getattr(v, "breaks", v)))
ARIAL = {"A": 667, "i": 222, "0": 556, "é": 556, "’": 222, "—": 1000, "€": 556, "≥": 549}
"""Thousandths of an em, as Arial publishes them."""


@cache
def font(path: Path) -> tuple[int, dict[int, str], dict[str, tuple[int, int]]]:
    opened = TTFont(path)
    return opened["head"].unitsPerEm, opened.getBestCmap(), opened["hmtx"].metrics


def measured(each: Ruler, text: str, size: float, weight: int) -> float:
    """Width by the font's own tables."""
    em, cmap, metrics = font(each.files[weight])
    return sum(
        each.instead.get(c, metrics[cmap[ord(c)]][0] / em if ord(c) in cmap else 1) for c in text
    ) * size  # fmt: skip


@each_font
def test_advances_are_the_font_s(each: Ruler, weight: int) -> None:
    for code in font(each.files[weight])[1]:
        assert each.width(chr(code), 10, weight) == pytest.approx(measured(each, chr(code), 10, weight), abs=1e-9)


@pytest.mark.slow
@each_font
def test_a_character_is_known_where_the_font_holds_it(each: Ruler, weight: int) -> None:
    cmap = font(each.files[weight])[1]
    twin = Ruler({400: each.files[weight]}, each.breaks, each.leading)
    wrong = [hex(code) for code in range(0x3000) if twin.known(chr(code)) != (code in cmap)]
    assert wrong == []
    for missing in "中🙂\U0010fffe\ud800\n":
        assert not twin.known(missing)
        assert twin.width(missing, 14) == 14


def test_slides_are_measured_with_the_widths_of_arial() -> None:
    assert {c: round(OFFICE.width(c, 1000)) for c in ARIAL} == ARIAL
    for space in "\u202f\u2009\u00a0 ":  # Arial lacks the narrow ones: another font's may be as wide as a whole one
        assert OFFICE.width(space, 1000, 700) == pytest.approx(278, abs=1)


def test_the_office_font_is_renamed_and_out_of_typst_s_reach() -> None:
    """« Liberation » is a reserved name; and typst falls back to any font that it finds."""
    for path in OFFICE.files.values():
        names = TTFont(path)["name"]
        assert not any("liberation" in str(names.getDebugName(key)).lower() for key in (1, 3, 4, 6, 16))
        assert names.getDebugName(13) == "Licensed under the SIL Open Font License, Version 1.1"
        assert "with Reserved Font Name Liberation" in (path.parent / "OFL.txt").read_text(encoding="utf-8")
        assert ruler.FONTS not in path.parents
    families = {str(TTFont(path)["name"].getDebugName(16)) for path in ruler.FONTS.rglob("*.[ot]tf")}
    assert families == {ruler.FAMILY}


def test_the_module_measures_paper() -> None:
    assert ruler.width("Corse", 14, 600) == PAPER.width("Corse", 14, 600)
    assert ruler.fit("Corse", 200, (14,)) == PAPER.fit("Corse", 200, (14,))


@given(TEXTS, st.floats(30, 400), st.sampled_from(EACH), st.booleans())
def test_lines_hold_and_keep_every_character(text: str, room: float, chosen: tuple[Ruler, int], hyphens: bool) -> None:
    each, weight = chosen
    for lines in (
        each.wrap(text, room, 14, weight, hyphens=hyphens),
        each.balanced(text, room, 14, weight, hyphens=hyphens),
    ):
        assert all(measured(each, line, 14, weight) <= room + 1e-6 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, st.floats(40, 400), st.sampled_from(EACH))
def test_shortened_text_holds_and_says_it_is_short(text: str, room: float, chosen: tuple[Ruler, int]) -> None:
    each, weight = chosen
    short = each.shorten(text, room, 14, weight)
    assert each.width(short, 14, weight) <= room
    assert short == text or short.endswith("…")


@given(TEXTS, st.floats(40, 400), st.floats(20, 120), st.sampled_from(EACH))
def test_a_text_fitted_in_a_box_holds_in_it(text: str, room: float, high: float, chosen: tuple[Ruler, int]) -> None:
    each, weight = chosen
    shown, size = each.fit_height(text, room, high, (16, 12), weight)
    assert size in (16, 12)
    assert each.height(shown, room, size, weight) <= max(high, size * each.leading)
    assert shown == text or shown.endswith("…")
    assert each.height(text, room, 12, weight) > high or shown == text


@given(TEXTS, st.floats(40, 400), st.sampled_from(EACH))
def test_a_longest_word_is_the_narrowest_room(text: str, room: float, chosen: tuple[Ruler, int]) -> None:
    each, weight = chosen
    lines = each.wrap(text, each.longest_word(text, 14, weight), 14, weight, hyphens=True)
    assert all(line == "" or line[-1] in each.breaks or f"{line} " in f"{text} " for line in lines)


@each_font
def test_numbers_keep_their_units(each: Ruler, weight: int) -> None:
    text = "environ 12\u202f345\u00a0hab. ici"
    room = each.width("12\u202f345\u00a0hab. i", 14, weight)
    assert each.wrap(text, room, 14, weight) == ["environ", "12\u202f345\u00a0hab.", "ici"]


@each_font
def test_balanced_lines_leave_no_word_alone(each: Ruler, weight: int) -> None:
    text = "Les Hauts-de-France et la Corse sont plus fragiles que la valeur nationale"
    lines = each.balanced(text, each.width(text, 20, weight) * 0.97, 20, weight)
    assert len(lines) == 2
    assert min(map(len, lines)) > 0.4 * max(map(len, lines))


def test_fit_takes_the_first_size_that_holds_then_shortens() -> None:
    assert PAPER.fit("court", 200, (20, 10)) == (["court"], 20)
    assert PAPER.fit("un peu plus long", 120, (20, 10)) == (["un peu plus long"], 10)
    lines, size = PAPER.fit("mot " * 60, 120, (20, 10), lines=2)
    assert (len(lines), size) == (2, 10)
    assert lines[-1].endswith("…")


def test_a_word_broken_after_its_hyphen_is_joined_without_a_space() -> None:
    shown, _ = OFFICE.fit_height("Provence-Alpes-Côte d’Azur et bien d’autres encore", 90, 30, (12,))
    assert shown.startswith("Provence-Alpes-Côte d’Azur") and shown.endswith("…")


def test_slides_break_after_hyphens_and_not_after_slashes() -> None:
    """PowerPoint does not break there, and would take a line more than was counted."""
    assert OFFICE.wrap("habitants/km²", 70, 12, hyphens=True) != ["habitants/", "km²"]
    assert PAPER.wrap("habitants/km²", 70, 12, hyphens=True) == ["habitants/", "km²"]
    assert OFFICE.wrap("Nouvelle-Aquitaine", 60, 12, hyphens=True) == ["Nouvelle-", "Aquitaine"]


@pytest.mark.parametrize("each", [PAPER, OFFICE], ids=["paper", "office"])
def test_a_region_s_name_is_never_cut_beside_its_de(each: Ruler) -> None:
    for text in ("Dans les Hauts-de-France", "Hors Île-de-France ici", "Hauts-de-France et Île-de-France"):
        whole = max(each.width(name, 12) for name in ("Hauts-de-France", "Île-de-France"))
        for room in range(math.ceil(whole), 160, 4):
            for line in (*each.wrap(text, room, 12, hyphens=True), *each.balanced(text, room, 12, hyphens=True)):
                assert not line.endswith("-") and not line.startswith(("de-", "France")), line
    assert each.wrap("Bourgogne-Franche-Comté", 100, 12, hyphens=True) == ["Bourgogne-", "Franche-Comté"]
    assert wrap("Les Hauts-de-France", 15).split("<br>") == ["Les", "Hauts-de-France"]


def test_a_slide_s_text_is_measured_in_its_own_way() -> None:
    text = "Les Hauts-de-France et la Corse"
    assert office.width(text, 12, bold=True) == OFFICE.width(text, 12, 700) > office.width(text, 12)
    assert office.lines(text, 12, 80) == OFFICE.wrap(text, 80, 12, hyphens=True)
    assert office.height(text, 12, 80) == pytest.approx(len(office.lines(text, 12, 80)) * 12 * 1.2)
    assert office.fit(text, 80, math.inf, (12,)) == (text, 12)
    assert len(office.lines(office.one_line(text, 12, 80), 12, 80)) == 1
    assert office.one_line("Corse", 12, 80) == "Corse"


@given(st.text(max_size=60))
def test_clean_text_is_one_line_that_office_files_hold(text: str) -> None:
    shown = office.clean(text)
    assert not set("\n\r\t\x00\x0b\u202e") & set(shown)
    assert shown == unicodedata.normalize("NFC", shown) == office.clean(shown)
