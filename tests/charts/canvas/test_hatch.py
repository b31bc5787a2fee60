"""The hatch of a region without a value: diagonals inside its outline, on the map of the screen too."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from shapely.geometry import LineString, Polygon

from charts import theme
from charts.canvas.outline import diagonals
from charts.figures.region_map import record as region_map
from charts.figures.region_map import screen
from territory.analysis import Reading, score_table
from territory.loader import Edition
from tests.charts.markup_reader import root

SQUARE = (((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)),)
STEP = 0.25
"""Degrees: Corse is crossed several times."""
HOLE = ((1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0), (1.0, 1.0))


def test_diagonals_of_a_square_have_the_lengths_of_its_chords() -> None:
    """y − x = 0 crosses the whole square, 4·√2; y − x = ±2 the half of it, 2·√2; ±4 only touches a corner."""
    lengths = sorted(round(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5, 6) for a, b in diagonals(SQUARE, 2.0))
    assert [length for length in lengths if length] == pytest.approx([2 * 2**0.5, 2 * 2**0.5, 4 * 2**0.5], abs=1e-5)


def test_a_hole_stays_empty() -> None:
    middle = [s for s in diagonals((*SQUARE, HOLE), 2.0) if s[0][0] == s[0][1]]
    assert middle == [((0.0, 0.0), (1.0, 1.0)), ((3.0, 3.0), (4.0, 4.0))]


def test_every_diagonal_of_every_region_lies_inside_it(edition: Edition) -> None:
    assert edition.outlines is not None
    for code, rings in edition.outlines.rings.items():
        shapes = [Polygon(ring).buffer(1e-6) for ring in rings]
        segments = diagonals(rings, STEP)
        assert segments, code
        assert all(any(shape.covers(LineString(s)) for shape in shapes) for s in segments), code


def test_a_map_hatches_the_region_without_a_value_and_no_other(edition: Edition) -> None:
    cells = edition.observations.copy()
    cells.loc[(cells["indicator"] == "emploi") & (cells["territory"] == "53"), "value"] = None
    holed = replace(edition, observations=cells)
    emploi = edition.registry.indicators["emploi"]
    for held, hatched in ((edition, []), (holed, ["53"])):
        record = region_map.record(held, score_table(held), emploi, Reading())
        drawn = root(screen.draw(record, theme.LIGHT))
        (pattern,) = drawn.iter("pattern")
        over = {
            link.attrib["data-region"]: [path.attrib for path in link.iter("path") if "fill" in path.attrib]
            for link in drawn.iter("a")
        }
        assert [code for code, found in over.items() if found] == hatched
        for code in hatched:
            assert over[code] == [{"d": outline(drawn, code), "fill": f"url(#{pattern.attrib['id']})"}]


def outline(drawn: Element, code: str) -> str:
    return next(path.attrib["d"] for path in drawn.iterfind(f"a[@data-region='{code}']/path"))


def test_two_maps_of_a_page_have_their_own_hatch(edition: Edition) -> None:
    """The atlas has sixteen: an address « #… » finds the first that bears it, and hides with it."""
    scores, registry = score_table(edition), edition.registry
    maps = [region_map.record(edition, scores, registry.indicators[code], Reading()) for code in ("emploi", "sante")]
    ids = [next(root(screen.draw(made, theme.LIGHT)).iter("pattern")).attrib["id"] for made in maps]
    assert len(set(ids)) == 2
