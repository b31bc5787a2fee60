"""The one style sheet has the palette of `charts.theme`, in both themes, and every class of the drawings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from charts.canvas.markup import swatch
from charts.figures.comparison.record import Comparison
from charts.figures.comparison.screen import values
from charts.figures.region_map import locator
from charts.theme import ACCENT, DARK, HATCH, LIGHT, OUTLINE, REGION_COLOURS, REGION_SHAPES, Palette
from territory.analysis import FragilityClass, Reading
from territory.outlines import Outlines
from tests.charts.gallery import COMPARISONS, MARKUP, Gallery
from tests.charts.markup_reader import classes, root
from tests.charts.test_theme import contrast

ROOT = Path(__file__).resolve().parents[2]
SHEET = re.sub(r"/\*.*?\*/", "", (ROOT / "static/house.css").read_text(encoding="utf-8"), flags=re.DOTALL)
RULES = [
    ([selector.strip() for selector in selectors.split(",")], body)
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET)
]
"""Selectors and declarations; those within a media query too."""
THEMES = {"light": LIGHT, "dark": DARK}

each_theme = pytest.mark.parametrize("theme", THEMES)
each_class = pytest.mark.parametrize("kind", FragilityClass)


def declared(selector: str) -> dict[str, str]:
    """What the rules of exactly a selector declare, later ones last."""
    found: dict[str, str] = {}
    for selectors, body in RULES:
        if selector in selectors:
            found |= {
                name.strip(): value.strip() for name, _, value in (d.partition(":") for d in body.split(";")) if value
            }
    assert found, selector
    return found


def colour(value: str, theme: str) -> str:
    """« var(--ink) », « light-dark(#101514, #e8eae8) » → the colour in a theme."""
    if found := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(declared(":root")[found[1]], theme)
    if found := re.fullmatch(r"light-dark\((.+), (.+)\)", value):
        return colour(found[1 if theme == "light" else 2], theme)
    assert re.fullmatch(r"#[0-9a-f]{6}", value), value
    return value


@each_theme
def test_the_neutrals_and_the_accent_are_the_palette_s(theme: str) -> None:
    palette: Palette = THEMES[theme]
    of = {name: colour(value, theme) for name, value in declared(":root").items()}
    assert of == {
        "--ink": palette.text,
        "--muted": palette.muted,
        "--line": palette.line,
        "--paper": palette.background,
        "--tint": palette.paper,
        "--accent": palette.accent,
        "--outline": OUTLINE,
        "--hatch": HATCH,
        "--band": ACCENT,
        **{f"--region-{k}": mark for k, mark in enumerate(REGION_COLOURS, start=1)},
    }


@each_theme
@each_class
def test_a_class_has_its_colour_and_an_ink_that_reads_on_it(kind: FragilityClass, theme: str) -> None:
    palette, rule = THEMES[theme], declared(f".{swatch(kind)}")
    fill, ink = colour(rule["--fill"], theme), colour(rule["--on"], theme)
    assert (fill, ink) == (palette.fill(kind), palette.ink(kind))
    assert contrast(ink, fill) >= 4.5


@each_theme
@each_class
def test_a_value_on_a_map_reads_on_its_region(kind: FragilityClass, theme: str) -> None:
    ink = colour(declared(f".map .ink-{swatch(kind)[2:]}")["fill"], theme)
    assert ink == THEMES[theme].ink(kind)
    assert colour(declared(".map .values .beside")["fill"], theme) == THEMES[theme].text  # on the page itself


def test_no_class_has_two_names_nor_two_classes_one() -> None:
    """Near and within rounding share theirs, as everywhere."""
    names = [swatch(kind) for kind in FragilityClass]
    assert len(set(names)) == len(names) - 1
    assert swatch(FragilityClass.NEAR) == swatch(FragilityClass.INDISTINGUISHABLE) == "k-near"
    in_sheet = {found for selectors, _ in RULES for s in selectors for found in re.findall(r"\.(k-[\w-]+)", s)}
    assert in_sheet == set(names)


def test_a_class_is_painted_wherever_it_stands() -> None:
    """A cell, the swatch of a legend, a region, a row's number: by the variables of their class."""
    assert declared('.house td[class*="k-"]') == {"background-color": "var(--fill)", "color": "var(--on)"}
    assert declared(".swatch")["background"] == "var(--fill)" and "var(--outline)" in declared(".swatch")["border"]
    assert declared(".map .region")["fill"] == "var(--fill)" and declared(".map .region")["stroke"] == "var(--outline)"
    assert declared(".row .number")["background"] == "var(--fill)" and declared(".row .number")["color"] == "var(--on)"


def test_what_is_missing_is_hatched() -> None:
    for selector in (".house td.k-missing", ".house .swatch.k-missing"):
        assert "var(--hatch)" in declared(selector)["background-image"]
    assert declared(".map .hatch")["stroke"] == "var(--hatch)"


@each_theme
def test_the_band_with_our_name_reads(theme: str) -> None:
    header = declared('[data-testid="stHeader"]')
    assert contrast(colour(header["color"], theme), colour(header["background"], theme)) >= 4.5


def test_the_pointer_goes_through_values_and_frame() -> None:
    """They lie over the regions, which are the links."""
    for selector in (".map .values", ".map .framed"):
        assert declared(selector)["pointer-events"] == "none"


def test_every_colour_is_one_of_the_palette() -> None:
    ours = {
        colour
        for palette in (LIGHT, DARK)
        for kind in FragilityClass
        for colour in (palette.fill(kind), palette.ink(kind))
    }
    ours |= {part for palette in (LIGHT, DARK) for part in vars(palette).values()}
    ours |= {OUTLINE, HATCH, ACCENT, *REGION_COLOURS}
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", SHEET))
    assert found and found <= ours


def test_every_variable_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+)\s*:", SHEET))
    assert set(re.findall(r"var\((--[\w-]+)\)", SHEET)) <= defined


def test_the_sheet_asks_nothing_of_another_host() -> None:
    assert not re.search(r"(?i)https?:|//|@import|url\(", SHEET)


def test_each_region_compared_has_its_colour_and_its_shape() -> None:
    """Five marks that differ in both: the palette's colours, and a shape that is no other's."""
    for k, colour in enumerate(REGION_COLOURS, start=1):
        assert re.search(rf"--region-{k}: {colour};", SHEET)
    rules = dict(re.findall(r"\.mark\.(m\d) \{ --mark: var\(--region-\d\);([^}]*)\}", SHEET))
    assert list(rules) == [f"m{k}" for k in range(1, len(REGION_COLOURS) + 1)]
    assert len(set(rules.values())) == len(REGION_SHAPES)


def test_every_class_of_a_drawing_is_in_the_sheet(gallery: Gallery, outlines: Outlines) -> None:
    """But « here », which is the script's (`deploy/french.js`)."""
    comparison = gallery.record(COMPARISONS[0])
    assert isinstance(comparison, Comparison)
    drawings = [gallery.figure(case) for case in MARKUP]
    drawings += [values(comparison), locator.draw(gallery.edition, outlines, "94", Reading())]
    used = {name for drawn in drawings for element in root(drawn).iter() for name in classes(element)}
    in_sheet = {name for selectors, _ in RULES for s in selectors for name in re.findall(r"\.([a-z][\w-]*)", s)}
    assert used - in_sheet == {"here"}
    assert "a.here" in (ROOT / "deploy/french.js").read_text(encoding="utf-8")
