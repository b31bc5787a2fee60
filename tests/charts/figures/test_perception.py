"""The plane of what is perceived and what is measured: its record, its drawings, what none of them may lose."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from charts import exports
from charts.canvas.paper import SHAPES, framed
from charts.figures import FIGURES, ROOMS, Need, Subject
from charts.figures.perception import record as perception
from charts.figures.perception.record import Perception
from charts.stamp import Stamp
from charts.theme import CLASS_COLOUR, DARK, LIGHT
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from territory.workshop.perception import Zone
from tests.charts.gallery import checked, flat, marked_texts, seen
from tests.charts.regards import TITLE, regards
from tests.charts.svg_reader import read
from tests.territory.typography import faults

GROUPS = (None, "elus", "citoyens", "associations")
each_group = pytest.mark.parametrize("actor", GROUPS)


@pytest.fixture(scope="module")
def records(edition: Edition, scores: pd.DataFrame) -> dict[str | None, Perception]:
    found = regards(edition, scores)
    return {actor: perception.record(edition, found, actor) for actor in GROUPS}


def test_it_needs_what_no_edition_holds(edition: Edition, scores: pd.DataFrame) -> None:
    """Neither an address, nor a list, nor the command line can name it; its room is registered all the same."""
    assert "regards" not in FIGURES and ROOMS["regards"].needs == {Need.REGARDS}
    subject = Subject(edition, scores, Reading(), regards=regards(edition, scores), actor="elus")
    assert ROOMS["regards"].record(subject).title == "Élus. Vu et mesuré\u00a0: emploi et éducation"


def test_a_group_by_hand(records: dict[str | None, Perception]) -> None:
    # 20 ballots: emploi 60 of 100 points, éducation 40; the error is what one ballot moves, 3 / 100
    rows = records["elus"].rows.set_index("domain")
    assert (rows.loc["emploi", "share"], rows.loc["education", "share"]) == (0.6, 0.4)
    assert rows.loc["emploi", "high"] == pytest.approx(0.6 + 2.093 * 0.03, abs=1e-4)  # t, 19 degrees
    assert rows.loc["sante", "low"] == 0.0, "a share is no less than nothing"
    assert rows.loc["emploi", "zone"] == Zone.BOTH and rows.loc["emploi", "sure"]
    assert rows.loc["sante", "zone"] == Zone.MEASURED and not rows.loc["sante", "sure"]
    assert records["elus"].reference == 1 / 16
    assert "diversite_handicap" not in rows.index and "ni fragilité ni atout" in records["elus"].note


def test_the_table_has_every_domain_asked(edition: Edition, records: dict[str | None, Perception]) -> None:
    table = records["citoyens"].table
    assert len(table) == len(edition.registry.domains)
    first = table.iloc[0]
    assert (first["Domaine"], first[perception.SHARE], first[perception.NAMED]) == ("Santé", Decimal(60), Decimal(30))
    assert first[perception.ZONE] == "Vu et mesuré"
    assert sum(table[perception.SHARE]) == 100
    assert list(table[perception.SHARE]) == sorted(table[perception.SHARE], reverse=True)


@each_group
def test_every_group_says_n_date_method_and_what_is_withheld(records: dict[str | None, Perception], actor: str) -> None:
    record = records[actor]
    assert f"{record.ballots}\u00a0bulletins" in record.subtitle
    assert "Non montré\u00a0: entreprises." in record.credit and "22 novembre 2026" in record.credit
    assert "4\u00a0bulletins sur papier" in record.credit
    texts = (record.title, record.subtitle, record.note, record.alt, record.how_to_read, *record.rows["sentence"])
    assert [fault for text in texts for fault in faults(text)] == []


@each_group
@pytest.mark.parametrize("shape", SHAPES)
def test_an_image_holds_zones_names_and_no_colour_of_a_class(
    records: dict[str | None, Perception], stamp: Stamp, actor: str, shape: str
) -> None:
    record = records[actor]
    image = read(framed(record, SHAPES[shape], stamp, ROOMS["regards"].paper).svg(record.title, record.alt))
    said = flat(image.said)
    for text in (record.title, record.credit, record.reference_name, *record.rows["short"]):
        assert flat(text) in said
    names = set(record.rows["short"])
    labels = [line for line in image.lines if line.text in names]
    assert len(labels) == len(names)
    assert all(line.left >= 0 and line.right <= image.width for line in labels)
    svg = framed(record, SHAPES[shape], stamp, ROOMS["regards"].paper).svg("", "").lower()
    pale = {FragilityClass.NEAR, FragilityClass.INDISTINGUISHABLE, FragilityClass.MISSING}
    assert not [kind for kind, colour in CLASS_COLOUR.items() if kind not in pale and colour in svg]


@each_group
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_screen_names_zones_and_domains(records: dict[str | None, Perception], actor: str, palette: Any) -> None:
    figure = checked(ROOMS["regards"].screen(records[actor], palette))
    texts = {seen(text) for text in marked_texts(figure)}
    assert {"Vu et mesuré", "Mesuré, peu vu", "Vu, non mesuré", "Ni l’un ni l’autre"} <= texts
    assert set(records[actor].rows["short"]) <= texts
    marks = figure.data[0]
    full = [colour == palette.accent for colour in marks.marker.color]
    assert full == list(records[actor].rows["sure"])
    assert list(marks.error_x.array) == pytest.approx(list(records[actor].rows["high"] - records[actor].rows["share"]))


@each_group
def test_a_slide_has_one_native_chart_of_the_same_numbers(
    records: dict[str | None, Perception], stamp: Stamp, actor: str
) -> None:
    record = records[actor]
    deck = Presentation(io.BytesIO(exports.figure(record, "pptx", stamp).content))
    (chart,) = [shape.chart for shape in deck.slides[0].shapes if shape.has_chart]
    assert chart.chart_type is XL_CHART_TYPE.XY_SCATTER
    drawn = [
        (float(x.text), float(y.text))
        for series in chart.plots[0].series
        for x, y in zip(
            series._element.findall(".//{*}xVal//{*}v"), series._element.findall(".//{*}yVal//{*}v"), strict=True
        )
    ]
    assert sorted(drawn) == sorted(zip(record.rows["share"], record.rows["score"], strict=True))


def test_without_the_group_every_drawing_says_why(edition: Edition, scores: pd.DataFrame, stamp: Stamp) -> None:
    nobody = replace(regards(edition, scores), groups=())
    record = perception.record(edition, nobody)
    assert not record.drawable and "5\u00a0bulletins" in record.alt
    checked(ROOMS["regards"].screen(record, LIGHT))
    for form in exports.FIGURE_FORMATS:
        assert exports.figure(record, form, stamp).content


def test_a_title_stays_text(records: dict[str | None, Perception], stamp: Stamp) -> None:
    record = records[None]
    assert TITLE in record.credit
    for form in ("svg", "html"):
        assert b"<b>de</b>" not in exports.figure(record, form, stamp).content
