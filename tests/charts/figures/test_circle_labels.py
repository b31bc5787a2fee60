"""A circle's number stands on no other circle and on no other number, in images and on slides."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest

from charts.canvas.labels import circle_label_positions
from charts.canvas.paper import SHAPES
from charts.canvas.slide.regions import label_size
from charts.canvas.slide.template import FINDING, layout, new_deck
from charts.canvas.svg import Box, Drawing
from charts.figures.circles import paper, record, slide
from territory.loader import Edition
from tests.charts import svg_reader
from tests.charts.svg_reader import NS

COUNTS = ("population", "entreprises", "associations")
CENTRE = (50.0, 50.0)
each_count = pytest.mark.parametrize("code", COUNTS)
Rectangle = tuple[float, float, float, float]


def reaches(box: Rectangle, x: float, y: float, radius: float, slack: float) -> bool:
    near = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    return math.dist(near, (x, y)) < radius - slack


def check(numbers: dict[str, Rectangle], circles: dict[str, list[tuple[float, float, float]]], slack: float) -> None:
    assert len(numbers) == 13
    for code, box in numbers.items():
        met = [other for other, own in circles.items() if other != code for c in own if reaches(box, *c, slack)]
        assert met == [], code
    for one, other in itertools.combinations(numbers.values(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("shape", SHAPES)
@each_count
def test_in_images(edition: Edition, code: str, shape: str) -> None:
    made = record.record(edition, edition.registry.indicators[code], "52")
    size = SHAPES[shape]
    drawing = Drawing(size.width, size.height)
    paper.draw(drawing, made, Box(44, 130, size.width - 88, size.height - 220), 18)
    read = svg_reader.read(drawing.svg("titre", "alt"))
    rows = made.rows.to_dict("records")
    texts = read.layer("Nombres").findall(f"{NS}text")
    lines = {row["region"]: svg_reader.boxes(text)[0] for row, text in zip(rows, texts, strict=True)}
    circles = {
        row["region"]: [
            (float(c.attrib["cx"]), float(c.attrib["cy"]), float(c.attrib["r"]))
            for c in read.layer(f"{row['label']} ({row['region']})").iter(f"{NS}circle")
        ]
        for row in rows
    }
    check({code: (line.left, line.top, line.right, line.bottom) for code, line in lines.items()}, circles, 0.2)
    for code, line in lines.items():
        x, y, radius = circles[code][0]
        middle = (line.left + line.right) / 2, (line.top + line.bottom) / 2
        assert math.dist(middle, (x, y)) < radius + (line.right - line.left) * 1.2  # its own is the nearest


@each_count
def test_on_slides(edition: Edition, code: str) -> None:
    made = record.record(edition, edition.registry.indicators[code], "52")
    deck = new_deck()
    page = deck.slides.add_slide(layout(deck, FINDING))
    slide.country(page, made)
    group: Any = next(shape for shape in page.shapes if shape.shape_type == 6)
    shapes = {shape.name: shape for shape in group.shapes}
    numbers, circles = {}, {}
    for row in made.rows.to_dict("records"):
        name = f"{row['label']} ({row['region']})"
        text = shapes[f"{name}, valeur"]
        wide, high = (value * 914400 for value in label_size(str(row["short"]), slide.LABEL_SIZE))
        x, y = text.left + text.width / 2, text.top + text.height / 2
        numbers[row["region"]] = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        circles[row["region"]] = [
            (s.left + s.width / 2, s.top + s.height / 2, s.width / 2)
            for said, s in shapes.items()
            if said.startswith(f"{name}, ") and not said.endswith("valeur")
        ]
    assert sum(map(len, circles.values())) >= 13
    check(numbers, circles, 2000)


def test_a_number_stands_on_its_circle_where_it_holds_and_is_alone() -> None:
    assert circle_label_positions([CENTRE], [20], [(20, 6)]) == [CENTRE]


def test_a_number_may_be_wider_than_its_circle_where_that_reads_better() -> None:
    assert circle_label_positions([CENTRE], [9], [(20, 6)], over=1.4) == [CENTRE]
    assert circle_label_positions([CENTRE], [9], [(20, 6)]) != [CENTRE]


def test_a_small_circle_has_its_number_under_it() -> None:
    [(x, y)] = circle_label_positions([CENTRE], [5], [(20, 6)])
    assert x == pytest.approx(50) and y > 50 + 5 + 3


def test_a_number_leaves_what_another_circle_reaches() -> None:
    """The lower circle covers the middle of the upper one: its number goes up, and stays on it."""
    [upper, lower] = circle_label_positions([(50, 50), (50, 76)], [16, 25], [(18, 6), (18, 6)])
    assert lower == (50, 76)
    assert upper[0] == 50 and 34 < upper[1] < 50
