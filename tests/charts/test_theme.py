"""Colours that can be told apart and read, and a Plotly bar that asks nothing of another host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from charts.canvas.screen import CONFIG, GEOJSON_ADDRESS
from charts.legend import legend_class
from charts.theme import ACCENT, CLASS_COLOUR, DARK, FONT, LIGHT, OUTLINE, REGION_COLOURS, Palette, ink_on
from territory.analysis import FragilityClass

ROOT = Path(__file__).resolve().parents[2]
ORIENTED = [
    FragilityClass.MUCH_MORE_FRAGILE,
    FragilityClass.MORE_FRAGILE,
    FragilityClass.NEAR,
    FragilityClass.LESS_FRAGILE,
    FragilityClass.MUCH_LESS_FRAGILE,
]
RED_GREEN = ["#d7191c", "#fdae61", "#ffffbf", "#a6d96a", "#1a9641"]
VISIONS = {
    "trichromat": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira and Fernandes 2009, severity 1,0, on linear RGB.
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(colour: str) -> list[float]:
    """sRGB « #rrggbb » → linear light, 0 to 1 (IEC 61966-2-1)."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(ink: str, paper: str) -> float:
    """WCAG 2: (L1 + 0,05) / (L2 + 0,05), L = 0,2126 R + 0,7152 G + 0,0722 B."""
    lights = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (ink, paper)),
        reverse=True,
    )
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b*, white D65, of a colour as a vision sees it."""
    light = linear(colour)
    rgb = [min(1, max(0, sum(m * c for m, c in zip(row, light, strict=True)))) for row in VISIONS[vision]]
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    white = (0.95047, 1, 1.08883)
    x, y, z = (
        t ** (1 / 3)
        if (t := sum(m * c for m, c in zip(row, rgb, strict=True)) / w) > 216 / 24389
        else t * 7.787 + 4 / 29
        for row, w in zip(to_xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def closest(colours: list[str], vision: str) -> float:
    """The least ΔE (CIE 1976) between two of the colours."""
    seen = [lab(colour, vision) for colour in colours]
    return min(sum((a - b) ** 2 for a, b in zip(p, q, strict=True)) ** 0.5 for p, q in combinations(seen, 2))


def test_control_the_formulas_agree_with_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known just-too-light grey
    assert lab("#ffffff", "trichromat") == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#ff0000", "trichromat") == pytest.approx((53.24, 80.09, 67.2), abs=0.05)


@pytest.mark.parametrize("kind", FragilityClass)
def test_the_ink_of_a_class_reads_on_its_colour(kind: FragilityClass) -> None:
    assert contrast(ink_on(kind), CLASS_COLOUR[kind]) >= 4.5


each_palette = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@each_palette
@pytest.mark.parametrize("kind", FragilityClass)
def test_a_theme_s_ink_reads_on_the_mark_of_each_class(kind: FragilityClass, palette: Palette) -> None:
    assert contrast(palette.ink(kind), palette.fill(kind)) >= 4.5


@each_palette
@pytest.mark.parametrize("kind", FragilityClass)
def test_only_neutral_classes_change_with_the_theme(kind: FragilityClass, palette: Palette) -> None:
    """Orange, blue and violet mean the same on any page; what is near France or unknown is as quiet as the page."""
    neutral = legend_class(kind) in (FragilityClass.NEAR, FragilityClass.MISSING)
    assert (palette.fill(kind) == CLASS_COLOUR[kind]) == (palette is LIGHT or not neutral)
    assert palette.fill(kind) == palette.fill(legend_class(kind)) and palette.ink(kind) == palette.ink(
        legend_class(kind)
    )
    if palette is LIGHT or not neutral:
        assert palette.ink(kind) == ink_on(kind)


@each_palette
def test_the_outline_of_a_mark_is_seen_on_the_page(palette: Palette) -> None:
    """WCAG 1.4.11: 3 for what must be seen to understand; a near mark is told from the page by its outline alone."""
    for outline in (OUTLINE, palette.text):  # of a ranking's dots, of a profile's
        assert contrast(outline, palette.background) >= 3
    assert contrast(palette.fill(FragilityClass.NEAR), palette.background) < 2


def test_near_is_as_quiet_as_the_page_in_both_themes() -> None:
    for palette in (LIGHT, DARK):
        assert palette.fill(FragilityClass.NEAR) == palette.near
        assert palette.ink(FragilityClass.NEAR) == palette.text
        assert contrast(palette.near, palette.background) < 2


@each_palette
def test_the_inks_of_a_theme_read_on_its_background(palette: Palette) -> None:
    assert contrast(palette.text, palette.background) >= 7
    assert contrast(palette.muted, palette.background) >= 4.5


@pytest.mark.parametrize("vision", VISIONS)
def test_two_classes_are_told_apart_under_each_colour_vision(vision: str) -> None:
    """`method.md` § Colours: at least ΔE 17; a red–green scale falls far below under deuteranopia."""
    assert closest([CLASS_COLOUR[kind] for kind in ORIENTED], vision) >= 17


def test_control_a_red_green_scale_fails() -> None:
    assert closest(RED_GREEN, "deuteranopia") < 10 < closest(RED_GREEN, "trichromat")


def test_the_colours_are_those_of_the_method() -> None:
    """Orange is more fragile, blue less, violet not oriented (``docs/method.md``, § Colours)."""
    hues = [(int(CLASS_COLOUR[kind][1:3], 16), int(CLASS_COLOUR[kind][5:7], 16)) for kind in ORIENTED]
    assert [(red > blue) - (red < blue) for red, blue in hues] == [1, 1, 0, -1, -1]
    assert set(CLASS_COLOUR) == set(FragilityClass)
    unoriented = CLASS_COLOUR[FragilityClass.NOT_ORIENTED]
    red, green, blue = (int(unoriented[k : k + 2], 16) for k in (1, 3, 5))
    assert blue > red > green - 3 and unoriented not in [CLASS_COLOUR[kind] for kind in ORIENTED]  # violet


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def test_plotly_has_no_bar_and_names_no_other_host() -> None:
    """Images come from the page's own menu; the bar's logo is a link to plotly's site, its editor sends the figure."""
    assert CONFIG["displayModeBar"] is False and CONFIG["displaylogo"] is False
    assert not [text for text in strings(CONFIG) if re.search(r"(?i)http|^//|www\.", text)]
    asks = {"plotlyServerURL", "showSendToCloud", "showEditInChartStudio", "showLink", "mapboxAccessToken"}
    assert not asks & set(CONFIG)


def test_the_address_of_outlines_is_a_file_that_we_serve() -> None:
    assert GEOJSON_ADDRESS.startswith("/app/static/")
    served = ROOT / "static" / GEOJSON_ADDRESS.removeprefix("/app/static/")
    assert json.loads(served.read_text(encoding="utf-8"))


def test_the_font_of_the_figures_is_the_one_we_ship() -> None:
    settings = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    family = FONT.partition(",")[0].strip("'\"")
    assert f'family = "{family}"' in settings


@pytest.mark.parametrize("colour", [ACCENT, *REGION_COLOURS])
def test_a_region_s_mark_is_no_class(colour: str) -> None:
    assert colour not in CLASS_COLOUR.values()
