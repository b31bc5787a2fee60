"""A region's name and value stand inside its outline: read elsewhere, they would be another region's."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from charts.canvas.outline import Placed, inside
from charts.canvas.paper import SHAPES
from charts.canvas.svg import Box, Drawing
from charts.figures.region_map import paper, record
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from tests.charts import svg_reader
from tests.charts.svg_reader import LABEL, NS, Line

MARGIN, SIZE = 44, 18.0
NARROW = {"94", "11"}
"""Corse, whose value may stand beside it, and Île-de-France, which may be as narrow as its value."""
INDICATORS = ("emploi", "pouvoir_achat", "sante", "developpement_economique", "handicap", "diversite")


def labels(drawing: Drawing, codes: list[str], signed: dict[str, bool]) -> dict[str, list[Line]]:
    """The lines of each region's label: its name, its sign where its class has one, its value."""
    read = svg_reader.read(drawing.svg("titre", "alt"))
    (layer,) = (g for g in read.root.iter(f"{NS}g") if g.get(LABEL) == "Noms et valeurs")
    texts = iter(layer.findall(f"{NS}text"))
    return {code: [line for _ in range(2 + signed[code]) for line in svg_reader.boxes(next(texts))] for code in codes}


def drawn(edition: Edition, scores: pd.DataFrame, code: str, shape: str) -> tuple[Placed, dict[str, list[Line]]]:
    made = record.record(edition, scores, edition.registry.indicators[code], Reading(), "52")
    size = SHAPES[shape]
    drawing = Drawing(size.width, size.height)
    place = Box(MARGIN, 0, size.width - 2 * MARGIN, size.height - 220)
    assert made.outlines is not None
    paper.country(drawing, made, place, SIZE)
    rows = made.rows.to_dict("records")
    signed = {row["region"]: bool(wording.CLASS_SYMBOL[FragilityClass(row["class"])]) for row in rows}
    return Placed.within(made.outlines, *place), labels(drawing, [row["region"] for row in rows], signed)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("code", INDICATORS)
def test_a_label_stands_inside_its_region(edition: Edition, scores: pd.DataFrame, code: str, shape: str) -> None:
    placed, found = drawn(edition, scores, code, shape)
    assert set(found) == set(edition.regions)
    for region, lines in found.items():
        corners = [(x, y) for line in lines for x in (line.left, line.right) for y in (line.top, line.bottom)]
        outside = [corner for corner in corners if not inside(placed.polygons(region, 0), *corner)]
        others = [
            other
            for other in edition.regions
            if other != region and any(inside(placed.rings(other), *corner) for corner in corners)
        ]
        if region == "94":
            assert others == []
        elif region not in NARROW:
            assert outside == [], edition.regions[region].name
    for one, other in itertools.combinations(found.values(), 2):
        assert not any(a.overlaps(b) for a in one for b in other)


def test_names_are_whole_where_they_fit(edition: Edition, scores: pd.DataFrame) -> None:
    """The short names are the last resort, not the rule."""
    _, found = drawn(edition, scores, "emploi", "16-9")
    said = {code: "".join(line.text for line in lines).replace(" ", "") for code, lines in found.items()}
    whole = [code for code in found if edition.regions[code].name.replace(" ", "") in said[code]]
    assert len(whole) >= 11, said
    assert not any("…" in text for text in said.values())
