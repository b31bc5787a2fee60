"""A map of territories too many for a mark each: WebGL from an address on the screen, a picture on paper."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from charts.canvas.outline import country
from charts.canvas.raster import drawn
from charts.canvas.svg import Box, Drawing
from charts.documents import image
from charts.figures.crowd import LINKED, OUTLINED
from charts.figures.region_map import locator, paper, screen, slide
from charts.figures.region_map.deck import Addressed
from charts.figures.region_map.mosaic import KINDS, geometries
from charts.figures.region_map.record import RegionMap, record
from charts.theme import DARK, LIGHT
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from territory.outlines import Outlines, Ring
from territory.scores import score_table
from tests.territory import generated
from tests.territory.generated import Made

SIDE = 10.0
"""Kilometres of a made-up territory, a square of a grid 50 across."""


def square(x: float, y: float, side: float) -> Ring:
    return ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))


def grid(codes: list[str]) -> Outlines:
    """A square each, row by row; the first has a hole, and an island."""
    at = {code: (SIDE * (k % 50), SIDE * (k // 50)) for k, code in enumerate(codes)}
    plane = {code: (square(x, y, SIDE),) for code, (x, y) in at.items()}
    plane[codes[0]] = (square(0, 0, SIDE), square(2, 2, 4)[::-1], square(-20, 0, SIDE))
    labels = {code: (x + SIDE / 2, y + SIDE / 2) for code, (x, y) in at.items()}
    return Outlines(plane, plane, labels)


def made(count: int, folder: Path) -> Edition:
    edition = generated.edition(Made(level="commune", territories=count, domains=1), folder)
    return replace(edition, outlines=grid(list(edition.regions)))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return made(OUTLINED + 1, tmp_path_factory.mktemp("many"))


def map_of(edition: Edition, region: str | None = None) -> RegionMap:
    scores = score_table(edition)
    return record(edition, scores, edition.registry.indicators["i0"], Reading(), region)


@pytest.fixture(scope="module")
def held(many: Edition) -> RegionMap:
    return map_of(many, "T00007")


def features(held: RegionMap) -> list[dict[str, Any]]:
    assert held.mosaic
    found: list[dict[str, Any]] = json.loads(held.mosaic.geojson)["features"]
    return found


def test_each_outline_has_its_class_and_its_words(held: RegionMap, many: Edition) -> None:
    found = features(held)
    rows = held.rows.set_index("region")
    assert len(found) == OUTLINED + 1
    assert [f["properties"]["c"] for f in found] == list(many.regions)
    for feature in found[:: len(found) // 20]:
        said, row = feature["properties"], rows.loc[feature["properties"]["c"]]
        assert KINDS[said["k"]] is FragilityClass(row["class"])
        name, value, *rank = said["t"].split("\n")
        assert (name, value) == (f"{row['name']} ({said['c']})", row["with_unit"])
        assert bool(rank) == (row["value"] is not None) and all("sur 1\u202f" in text for text in rank)


def test_a_hole_is_of_its_polygon_and_an_island_another(held: RegionMap) -> None:
    first, second = (feature["geometry"] for feature in features(held)[:2])
    assert first["type"] == "MultiPolygon" and [len(polygon) for polygon in first["coordinates"]] == [2, 1]
    assert second == {"type": "Polygon", "coordinates": [[[10, 0], [20, 0], [20, 10], [10, 10], [10, 0]]]}


def test_its_name_is_the_digest_of_all_of_it(many: Edition, held: RegionMap) -> None:
    """Streamlit tells large files apart by their ends alone."""
    scores = score_table(many)
    middle = scores["region"] == list(many.regions)[OUTLINED // 2]
    scores.loc[middle, "class"] = FragilityClass.MUCH_MORE_FRAGILE
    other = record(many, scores, many.registry.indicators["i0"], Reading())
    assert held.mosaic and other.mosaic
    names = [json.loads(mosaic.geojson)["name"] for mosaic in (held.mosaic, other.mosaic)]
    assert len(set(names)) == 2 and all(len(name) == 64 for name in names)


def test_readers_and_themes_share_one_file(many: Edition) -> None:
    scores = score_table(many)
    indicator = many.registry.indicators["i0"]
    first, second = (record(many, scores, indicator, Reading(), region) for region in ("T00001", "T00002"))
    shown = [screen.draw(held, palette) for held in (first, second) for palette in (LIGHT, DARK)]
    assert all(isinstance(each, Addressed) for each in shown)
    assert len({id(each.outlines) for each in shown if isinstance(each, Addressed)}) == 1
    assert first.rows is second.rows and first.region_name != second.region_name


def layers(held: RegionMap) -> Mapping[str, Any]:
    shown = screen.draw(held, LIGHT)
    assert isinstance(shown, Addressed)
    return {layer["id"]: layer for layer in json.loads(shown.at("/media/abc.geojson").to_json())["layers"]}


def test_the_map_asks_for_its_outlines_and_for_no_tile(held: RegionMap) -> None:
    shown = screen.draw(held, LIGHT)
    assert isinstance(shown, Addressed)
    spec = json.loads(shown.at("/media/abc.geojson").to_json())
    assert "mapStyle" not in spec and [view["@@type"] for view in spec["views"]] == ["OrthographicView"]
    found = layers(held)
    assert found["territoires"]["data"] == "/media/abc.geojson" and found["territoires"]["pickable"]
    assert "http" not in shown.at("/media/abc.geojson").to_json().replace("http://www.w3.org", "")
    assert len(json.dumps(found["territoires"])) < 1_000


def test_the_reader_s_own_is_outlined_and_ringed(held: RegionMap, many: Edition) -> None:
    found = layers(held)
    assert found["contour"]["data"] == [{"path": [list(point) for point in square(70, 0, SIDE)]}]
    assert found["repere"]["data"] == [{"position": [75, 5]}]
    assert set(layers(map_of(many))) == {"pays", "territoires"}


def test_territories_are_told_by_their_number_and_the_reader_s_by_its_sentence(held: RegionMap) -> None:
    assert held.told.startswith("Domaine 0") and set(held.rows["sentence"]) == {""}
    assert len(held.alt) < 700 and "Essai 9 " not in held.alt
    assert all(entry.label in held.alt for entry in held.legend)


def pixel(picture: bytes, x: float, y: float) -> tuple[int, ...]:
    """At kilometres of the grid, whose left is the island's."""
    with Image.open(io.BytesIO(picture)) as opened:
        whole = opened.convert("RGBA")
        scale = whole.width / (SIDE * 52)
        found = whole.getpixel((round((x + 20) * scale), round(y * scale)))
    assert isinstance(found, tuple)
    return found


def test_a_picture_has_the_colours_a_hole_and_clear_around(many: Edition) -> None:
    assert many.outlines
    colours = {code: ("#b35806", "#0571b0")[k % 2] for k, code in enumerate(many.outlines.rings)}
    picture = drawn(country(many.outlines), colours, 1040)
    assert pixel(picture, 8, 8) == pixel(picture, -15, 5) == (0xB3, 0x58, 0x06, 255)
    assert pixel(picture, 15, 5) == (0x05, 0x71, 0xB0, 255)
    assert pixel(picture, 4, 4)[3] == pixel(picture, -5, 5)[3] == 0


def test_paper_has_a_picture_and_the_reader_s_own_as_a_path(held: RegionMap) -> None:
    drawing = Drawing(1280, 720)
    paper.draw(drawing, held, Box(0, 0, 1280, 600), 18)
    said = drawing.svg(held.title, held.alt)
    assert said.count("data:image/png;base64,") == 1 and said.count("<circle") == 1
    assert len(said) < 200_000 and "Votre commune" in said
    assert image.projected(held, 1216, 500, 24).count("<image") == 1


def test_a_slide_has_a_picture_that_is_described(held: RegionMap) -> None:
    deck = Presentation()
    page = deck.slides.add_slide(deck.slide_layouts[6])
    slide.draw(page, held)
    (picture,) = (shape for shape in page.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert picture._element.xpath(".//p:cNvPr/@descr")[0] == held.alt
    assert len(page.shapes) < 40


def test_a_small_map_and_the_locator_are_pictures_without_links(held: RegionMap, many: Edition) -> None:
    assert many.outlines
    small = str(screen.draw(held, LIGHT, small=True))
    where = str(locator.draw(many, many.outlines, "T00007", Reading()))
    for said in (small, where):
        assert said.count("<image") == 1 and "<a " not in said and said.count("<circle") == 1
    assert "Essai 8 dans un cercle" in where


def test_up_to_so_many_a_map_is_links_and_up_to_more_paper_has_paths(tmp_path: Path) -> None:
    linked, drawn_apart = made(LINKED, tmp_path / "a"), made(LINKED + 1, tmp_path / "b")
    assert str(screen.draw(map_of(linked), LIGHT)).count("<a ") == LINKED
    held = map_of(drawn_apart)
    assert isinstance(screen.draw(held, LIGHT), Addressed) and not held.pictured
    drawing = Drawing(1280, 720)
    paper.draw(drawing, held, Box(0, 0, 1280, 600), 18)
    assert drawing.svg("", "").count("<path") >= LINKED + 1


def test_geometries_are_written_once(many: Edition) -> None:
    assert many.outlines and geometries(many.outlines) is geometries(many.outlines)
    assert all(shape.startswith('{"type":"') for shape in itertools.islice(geometries(many.outlines).values(), 5))
