"""Counts as circles: their area is the count, a range keeps its two bounds, and nothing is asked of a tile host."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from charts.canvas.screen import GEOJSON_ADDRESS
from tests.charts.gallery import CIRCLES, Case, Gallery, read_number

each_count = pytest.mark.parametrize("case", CIRCLES, ids=str)


def layers(gallery: Gallery, case: Case) -> dict[str, dict[str, Any]]:
    return {layer["id"]: layer for layer in json.loads(gallery.figure(case).to_json())["layers"]}


def circles(gallery: Gallery, case: Case) -> list[dict[str, Any]]:
    (found,) = (layer["data"] for layer in layers(gallery, case).values() if layer["@@type"] == "ScatterplotLayer")
    return found


def bounds(gallery: Gallery, indicator: str) -> dict[str, list[int]]:
    """The published numbers of each region, largest first: one, or the two bounds of a range."""
    cells = gallery.edition.observations
    rows = cells[(cells["indicator"] == indicator) & (cells["territory"] != "FR")].to_dict("records")
    return {
        row["territory"]: [int(row[name]) for name in ("value", "high", "low") if row[name] is not None] for row in rows
    }


@each_count
def test_no_other_host_is_named(gallery: Gallery, case: Case) -> None:
    drawn = gallery.figure(case).to_json()
    assert not re.search(r"(?i)https?:|(?<!\w)//\w|mapbox://|carto", drawn)
    scene = json.loads(drawn)
    style = scene["mapStyle"]
    assert style.startswith("data:application/json,")  # None and "" still ask a tile host
    assert json.loads(style.partition(",")[2]) == {"version": 8, "sources": {}, "layers": []}
    outline = [layer for layer in scene["layers"] if layer["@@type"] == "GeoJsonLayer"]
    assert [layer["data"] for layer in outline] == [GEOJSON_ADDRESS]


@each_count
def test_the_area_of_a_circle_is_the_count(gallery: Gallery, case: Case) -> None:
    published = bounds(gallery, case.indicator)
    drawn: dict[str, list[float]] = {}
    for circle in circles(gallery, case):
        drawn.setdefault(circle["region"], []).append(circle["radius"])
    assert {code: len(found) for code, found in drawn.items()} == {code: len(n) for code, n in published.items()}
    largest = max(count for counts in published.values() for count in counts)
    widest = max(radius for radii in drawn.values() for radius in radii)
    for code, counts in published.items():
        for count, radius in zip(counts, drawn[code], strict=True):
            assert (radius / widest) ** 2 == pytest.approx(count / largest)


def test_a_range_is_two_rings_and_a_broken_bound_one(gallery: Gallery) -> None:
    """« 55 00 à 60 000 » in Bourgogne-Franche-Comté: the low bound is not guessed; no midpoint anywhere."""
    case = Case("cercles", "associations", ("94",))
    rings = [circle["region"] for circle in circles(gallery, case)]
    assert len(rings) == 12 * 2 + 1
    assert rings.count("27") == 1
    assert bounds(gallery, "associations")["27"] == [60000]
    record = gallery.record(case)
    (text,) = record.rows.loc[record.rows["region"] == "27", "text"]
    assert "n.\u00a0d." in text and "60\u202f000" in text


@each_count
def test_circles_stand_in_their_region_and_say_the_published_count(gallery: Gallery, case: Case) -> None:
    regions, published = gallery.edition.regions, bounds(gallery, case.indicator)
    for circle in circles(gallery, case):
        region = regions[circle["region"]]
        assert circle["position"] == [region.lon, region.lat]
        assert region.name in circle["text"]
        for count in published[region.code]:
            assert f"{count:,}".replace(",", "\u202f") in circle["text"]


@each_count
def test_the_reader_s_circle_is_marked_and_every_circle_can_be_clicked(gallery: Gallery, case: Case) -> None:
    thick = {circle["region"] for circle in circles(gallery, case) if circle["width"] > 2}
    assert thick == {case.region}
    (layer,) = (found for found in layers(gallery, case).values() if found["@@type"] == "ScatterplotLayer")
    assert layer["pickable"] is True


def test_the_title_names_the_largest(gallery: Gallery) -> None:
    for case in CIRCLES:
        record = gallery.record(case)
        assert "Île-de-France" in record.title
        expected = max(count for counts in bounds(gallery, case.indicator).values() for count in counts)
        assert f"{expected:,}".replace(",", "\u202f") in record.title
        assert read_number(record.title.partition("\u00a0: ")[2]) is not None
