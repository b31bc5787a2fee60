"""Decks read back: each figure's numbers, colours, names, texts and notes are the record's."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import SlideShapeFactory
from pptx.util import Emu

from charts import exports
from charts.canvas.slide.text import clean, lines, width
from charts.documents import content
from charts.documents.reference import formula
from charts.exports import written
from charts.figures import FIGURES, Subject
from charts.figures.solidity import record as solidity
from charts.legend import legend_class
from charts.record import Record
from charts.stamp import Stamp
from charts.tables import displayed
from charts.theme import ACCENT, CLASS_COLOUR
from territory import wording
from territory.analysis import FragilityClass, Reading, score_table
from territory.loader import Edition
from territory.next_steps import next_steps
from territory.portrait import portrait
from territory.resources import Catalogue
from territory.similarity import neighbours
from territory.wording import MISSING
from tests.charts.conftest import DAY, REGIONS, records
from tests.charts.documents import made
from tests.charts.numbers import numbers_of
from tests.charts.package import clocks, external, faults
from tests.charts.qr_reader import read_png
from tests.territory.typography import faults as typographic_faults

SLIDE_WIDTH, SLIDE_HEIGHT = Emu(12191695), Emu(6858000)


def figure_deck(record: Record, stamp: Stamp) -> bytes:
    return exports.figure(record, "pptx", stamp).content


def region_deck(stamp: Stamp, region: str, *, regions: Sequence[str] = (), catalogue: Catalogue | None = None) -> bytes:
    return made.report(region, "pptx", stamp, regions=regions, catalogue=catalogue)


def opened(deck: bytes) -> Any:
    return Presentation(io.BytesIO(deck))


def every_shape(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if isinstance(shape, GroupShape):
            yield from every_shape(shape.shapes)


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables_of(slide: Any) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in s.table.rows] for s in slide.shapes if s.has_table]


def named(slide: Any, name: str) -> Any:
    """The first shape of that name, in a group or not; no other is made, a slide has a hundred of them."""
    found = next(e for e in slide.shapes._spTree.iter(qn("p:cNvPr")) if e.get("name") == name)
    return SlideShapeFactory(found.getparent().getparent(), slide.shapes)


def freeforms(slide: Any) -> dict[str, Any]:
    found = f"{qn('p:spPr')}/{qn('a:custGeom')}"
    return {shape.name: shape for shape in every_shape(slide.shapes) if shape._element.find(found) is not None}


def colour(element: Any) -> str:
    """The fill of a shape or cell: a colour, or « hatched »."""
    properties = element.find(qn("p:spPr")) if element.tag == qn("p:sp") else element.find(qn("a:tcPr"))
    if properties.find(qn("a:pattFill")) is not None:
        return "hatched"
    solid = properties.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
    return "" if solid is None else f"#{solid.get('val').lower()}"


def colour_of(kind: str) -> str:
    fragility = FragilityClass(kind)
    return "hatched" if fragility is FragilityClass.MISSING else CLASS_COLOUR[fragility]


def area(freeform: Any) -> float:
    """The shoelace sum of each ring, in square inches."""
    total = 0.0
    path = freeform._element.find(f".//{qn('a:path')}")
    scale = freeform.width / int(path.get("w")) / 914400
    ring: list[tuple[int, int]] = []
    for step in [*path, None]:
        if step is None or step.tag == qn("a:moveTo"):
            total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2
            ring = []
        if step is not None and step.tag != qn("a:close"):
            point = step.find(qn("a:pt"))
            ring.append((int(point.get("x")), int(point.get("y"))))
    return total * scale**2


# --- what each figure carries --------------------------------------------------------------------------


def check_profile(record: Record, deck: Any) -> None:
    [chart] = charts_of(deck.slides[0])
    plot = chart.plots[0]
    scores = [None if pd.isna(s) else s for s in record.rows["score"]]
    assert list(plot.series[0].values) == pytest.approx(scores, nan_ok=True)
    for category, row in zip(plot.categories, record.rows.to_dict("records"), strict=True):
        assert category.startswith(f"{clean(row['label'])} · {row['cell_text']}")
    for number, kind in enumerate(record.rows["class"]):
        if scores[number] is not None:
            assert f"#{plot.series[0].points[number].format.fill.fore_color.rgb}".lower() == colour_of(kind)
            digits = format_of(plot.series[0], number).partition(";")[0].partition(".")[2]
            printed = wording.score_number(Decimal(repr(scores[number])), 1)
            assert len(digits) == len(printed.partition(",")[2]), "a printed score never crosses a class's bound"
    check_workbook(chart, scores)


def format_of(series: Any, number: int) -> str:
    """The format of one bar's number: its own, or that of its series."""
    labels = series._element.find(qn("c:dLbls"))
    own = [d for d in labels.findall(qn("c:dLbl")) if d.find(qn("c:idx")).get("val") == str(number)]
    found: str = (own[0] if own else labels).find(qn("c:numFmt")).get("formatCode")
    return found


def check_workbook(chart: Any, values: list[float | None]) -> None:
    """The chart's workbook holds the same numbers, missing as an empty cell."""
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == pytest.approx(values)


def check_map(record: Record, deck: Any) -> None:
    slide = deck.slides[0]
    drawn = freeforms(slide)
    assert len(drawn) == 13 == len(record.rows)
    legend = {e.fragility_class.value: colour(named(slide, f"Légende, {e.label}")._element) for e in record.legend}
    for row in record.rows.to_dict("records"):
        shape = drawn[f"{row['name']} ({row['region']})"]
        assert area(shape) > 0.01
        shown = legend[legend_class(FragilityClass(row["class"])).value]
        assert colour(shape._element) == shown == colour_of(row["class"])
        assert shape._element.find(qn("p:style")) is None
        assert clean(row["sentence"]) in shape._element.nvSpPr.cNvPr.get("descr")
        sign = wording.CLASS_SYMBOL[FragilityClass(row["class"])]
        said = named(slide, f"{row['name']} ({row['region']}), valeur").text_frame.text
        assert said == (f"{row['number']}\n{sign}" if sign else row["number"])
    texts = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame and s.name.startswith("Légende"))
    for entry in record.legend:
        assert f"({entry.count}" in texts and clean(entry.label) in texts
    reader = record.region
    if reader:
        row = record.rows.set_index("region").loc[reader]
        assert named(slide, "Valeur de la région").text_frame.text == row["with_unit"]
        assert named(slide, "Phrase").text_frame.text == row["sentence"]


def check_ranking(record: Record, deck: Any) -> None:
    slide = deck.slides[0]
    known = record.rows[record.rows["value"].notna()]
    if known.empty:
        assert not charts_of(slide)
        return
    [chart] = charts_of(slide)
    plot = chart.plots[0]
    drawn = {str(c).removeprefix("► "): v for c, v in zip(plot.categories, plot.series[0].values, strict=True)}
    assert drawn.pop(wording.NATIONAL_NAME) == float(record.national)
    assert drawn == {name: float(value) for name, value in zip(known["name"], known["value"], strict=True)}
    order = [str(c).removeprefix("► ") for c in plot.categories if str(c) != wording.NATIONAL_NAME]
    assert order == list(record.rows["name"])


def check_comparison(record: Record, deck: Any) -> None:
    names = record.names
    last = deck.slides[len(deck.slides) - 1]
    assert len(deck.slides) == (2 if len(names) <= 5 else 1)
    [table] = tables_of(last)
    for row, cells in zip(record.table.to_dict("records"), table[1:], strict=True):
        for name, cell in zip(names, cells[-len(names) :], strict=True):
            value = row[name]
            assert (MISSING if value is None else wording.number(value, -value.as_tuple().exponent)) in cell
    shape = next(s for s in last.shapes if s.has_table)
    for number, tr in enumerate(shape.table._tbl.tr_lst[1:]):
        for name, cell in zip(names, tr.tc_lst[-len(names) :], strict=True):
            assert colour(cell) == colour_of(record.kinds[name][number].value)
    if len(names) > 5:
        return
    slide = deck.slides[0]
    [chart] = charts_of(slide)
    drawn = next(s for s in slide.shapes if s.has_chart)
    head, high = plot_of(chart)
    count = record.rows["y"].nunique()
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (-0.5, count - 0.5)
    assert chart.category_axis.minimum_scale == -chart.category_axis.maximum_scale
    for region, name, series in zip(record.regions, names, chart.plots[0].series, strict=True):
        assert series.name == name
        own = record.rows[record.rows["region"] == region].sort_values("y")
        own = own[own["score"].notna()]
        assert list(series.iter_values()) == list(own["y"])
        across = [float(v.text) for v in series._element.find(qn("c:xVal")).iter(qn("c:v"))]
        assert across == pytest.approx(list(own["score"]))
    for row in record.rows.to_dict("records"):
        for said in (f"Domaine, {row['label']}", f"Valeur, {row['label']}, {row['name']}"):
            place = named(slide, clean(said))
            middle = drawn.top + drawn.height * (head + high * (row["y"] + 0.5) / count)
            assert place.top + place.height / 2 == pytest.approx(middle, abs=9525), "a row and its marks are level"
        assert place.text_frame.text == row["value_text"]


def plot_of(chart: Any) -> tuple[float, float]:
    """Where the plot begins and how high it is, in parts of the chart."""
    layout = chart._chartSpace.chart.plotArea.find(f"{qn('c:layout')}/{qn('c:manualLayout')}")
    return float(layout.find(qn("c:y")).get("val")), float(layout.find(qn("c:h")).get("val"))


def check_overview(record: Record, deck: Any) -> None:
    slide = deck.slides[0]
    shape = next(s for s in slide.shapes if s.has_table)
    for row in record.rows.to_dict("records"):
        cell = shape.table.cell(row["y"] + 1, row["x"] + 1)
        assert cell.text == row["text"]
        if row["class"]:
            assert colour(cell._tc) == colour_of(row["class"])
    texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    for entry in record.legend:
        assert entry.label in texts
        assert colour(named(slide, f"Légende, {entry.label}")._element) == colour_of(entry.fragility_class.value)


def check_circles(record: Record, deck: Any) -> None:
    slide = deck.slides[0]
    assert len(freeforms(slide)) == 13
    [table] = tables_of(slide)
    told = dict(table[1:])
    assert told[wording.NATIONAL_NAME] == displayed(record)["Valeur"].iloc[0]
    largest = max(float(high) for high in record.rows["high"] if not pd.isna(high))
    for row in record.rows.to_dict("records"):
        assert told[row["label"]] == row["text"]
        ranged = not pd.isna(row["low"])
        for bound, said in (("high", "borne haute" if ranged else "nombre"), ("low", "borne basse")):
            if not pd.isna(row[bound]):
                circle = named(slide, f"{row['label']} ({row['region']}), {said}")
                radius = circle.width / 914400 / 2
                assert radius**2 / 0.42**2 == pytest.approx(float(row[bound]) / largest, rel=0.01)


def check_places(record: Record, deck: Any) -> None:
    """The four series add up: low − 1, then to the median, then the median itself, then to high."""
    slide = deck.slides[0]
    [chart] = charts_of(slide)
    rows = record.rows
    before, left, mark, right = (list(series.values) for series in chart.plots[0].series)
    assert [b + 1 for b in before] == list(rows["low"])
    assert [b + at + 1 for b, at in zip(before, left, strict=True)] == list(rows["place"])
    assert set(mark) == {1}
    assert [b + at + 1 + r for b, at, r in zip(before, left, right, strict=True)] == list(rows["high"])
    assert chart.value_axis.maximum_scale == record.last
    assert [str(c) for c in chart.plots[0].categories] == [clean(label) for label in rows["label"]]
    for row in rows.to_dict("records"):
        assert named(slide, f"{clean(row['label'])}, en un mot").text_frame.text == row["word"]
        assert named(slide, f"{clean(row['label'])}, places").text_frame.text == row["interval"]


def check_trial(record: Record, deck: Any) -> None:
    """A block at each of the two places: hollow in the method, full with the reader's choices."""
    slide = deck.slides[0]
    [chart] = charts_of(slide)
    plot = chart.plots[0]
    lengths = [list(series.values) for series in plot.series]
    for k, row in enumerate(record.rows.to_dict("records")):
        ends = {}
        for number, series in enumerate(plot.series):
            fill = series.points[k].format.fill
            if lengths[number][k] and fill.type == MSO_FILL.SOLID:
                ends[str(fill.fore_color.theme_color)] = sum(lengths[n][k] for n in range(number + 1))
        hollow, full = (
            next((v for name, v in ends.items() if word in name), None) for word in ("BACKGROUND", "ACCENT")
        )
        assert full == row["after"], row
        assert hollow == (None if row["after"] == row["before"] else row["before"]), row
        assert named(slide, f"{clean(row['label'])}, en un mot").text_frame.text == row["effect"]
        assert named(slide, f"{clean(row['label'])}, places").text_frame.text == row["move"]


def check_groups(record: Record, slide: Any) -> None:
    [table] = tables_of(slide)
    assert {tuple(row) for row in table[1:]} == {tuple(row) for row in displayed(record).to_numpy().tolist()}


def check_tree(record: Record, deck: Any) -> None:
    """A bracket a merge, as long as its height; every region by name, the reader's in bold."""
    slide = deck.slides[0]
    brackets = [shape for name, shape in freeforms(slide).items() if name.startswith("Lien")]
    assert len(brackets) == len(record.rows) == 12
    right = max(shape.left + shape.width for shape in brackets)
    start = min(shape.left for shape in brackets)
    ends = sorted((shape.left + shape.width - start) / (right - start) for shape in brackets)
    assert ends == pytest.approx(sorted(record.rows["height"] / record.rows["height"].max()), abs=0.002)
    for code, name in zip(record.leaves, record.names, strict=True):
        [paragraph] = named(slide, f"{name} ({code})").text_frame.paragraphs
        assert paragraph.text.removeprefix("► ") == name
        assert paragraph.runs[0].font.bold == (code == record.region)
    check_groups(record, slide)


def check_plane(record: Record, deck: Any) -> None:
    """Points stand where they were computed: distances between them keep their proportions on each axis."""
    slide = deck.slides[0]
    points = [named(slide, f"{row.name} ({row.region})") for row in record.rows.itertuples(index=False)]
    for axis, sign, side in (("x", 1, "left"), ("y", -1, "top")):
        drawn = pd.Series([getattr(point, side) * sign for point in points], dtype=float)
        assert ((drawn - drawn.min()) / (drawn.max() - drawn.min())).tolist() == pytest.approx(
            (
                (record.rows[axis] - record.rows[axis].min()) / (record.rows[axis].max() - record.rows[axis].min())
            ).tolist(),
            abs=0.001,
        )
    check_groups(record, slide)
    names = [named(slide, f"{row.name} ({row.region}), nom") for row in record.rows.itertuples(index=False)]
    for k, name in enumerate(names):
        assert not [other.name for other in [*names[k + 1 :], *points] if meet(name, other)], name.name


def meet(one: Any, other: Any) -> bool:
    return bool(
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


CHECKS = {
    "solidite": check_places,
    "essai": check_trial,
    "arbre": check_tree,
    "plan": check_plane,
    "profil": check_profile,
    "carte": check_map,
    "classement": check_ranking,
    "comparaison": check_comparison,
    "vue-ensemble": check_overview,
    "cercles": check_circles,
}


def check(record: Record, deck: Any) -> None:
    """The drawing of a figure; where there is nothing to draw, the words that say why."""
    if record.drawable:
        CHECKS[record.view.figure](record, deck)
    else:
        assert named(deck.slides[0], "Aucune figure").text_frame.text.rstrip("…") in clean(record.alt)


@pytest.mark.parametrize("region", REGIONS)
def test_every_figure_carries_its_record(edition: Edition, stamp: Stamp, region: str) -> None:
    for record in records(edition, region):
        content = figure_deck(record, stamp)
        deck = opened(content)
        assert faults(content) == [], record.name
        check(record, deck)
        check_furniture(record, deck, stamp)
        assert overflows(deck) == [], record.name
        assert undescribed(deck) == [], record.name


def check_furniture(record: Record, deck: Any, stamp: Stamp) -> None:
    """Finding, source, choices, address of the view, notes."""
    first = deck.slides[0]
    title = first.shapes.title.text_frame.text
    assert title == record.title or record.title.startswith(title)
    for slide in deck.slides:
        source = named(slide, "Source").text_frame.text
        assert record.source in source and stamp.choices in source and "scheme://example/" in source
        assert record.note in source
        notes = slide.notes_slide.notes_text_frame.text
        assert formula() in notes and record.title in notes and "Cliquez" not in notes
        for flag in record.flags:
            assert (clean(flag.finding) in notes) == (flag.severity != "info") or flag.severity == "info"
        assert record.source in notes


def undescribed(deck: Any) -> list[str]:
    """Graphics without alternative text."""
    return [
        f"{number}: {shape.name}"
        for number, slide in enumerate(deck.slides, start=1)
        for shape in every_shape(slide.shapes)
        if (shape.has_chart if hasattr(shape, "has_chart") else False)
        or (shape.has_table if hasattr(shape, "has_table") else False)
        or shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.FREEFORM)
        if not shape._element._nvXxPr.cNvPr.get("descr")
    ]


# --- nothing leaves its box ----------------------------------------------------------------------------


def overflows(deck: Any) -> list[str]:
    """Texts that take more room than their box, measured with the font; shapes out of the slide."""
    found = []
    for number, slide in enumerate(deck.slides, start=1):
        for shape in every_shape(slide.shapes):
            if shape.left < -1 or shape.top < -1 or shape.left + shape.width > SLIDE_WIDTH + 9525:
                found.append(f"{number}: {shape.name} leaves the slide")
            if shape.top + shape.height > SLIDE_HEIGHT + 9525:
                found.append(f"{number}: {shape.name} is below the slide")
            if shape.has_text_frame:
                found += [f"{number}: {shape.name}: {why}" for why in _frame_overflow(shape)]
            if getattr(shape, "has_table", False) and shape.has_table:
                found += [f"{number}: {shape.name}: {why}" for why in _table_overflow(shape.table)]
    return found


def _look(paragraph: Any) -> tuple[float, bool]:
    sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
    return max(sizes, default=10), any(run.font.bold for run in paragraph.runs)


def _frame_overflow(shape: Any) -> Iterator[str]:
    frame = shape.text_frame
    room, high = shape.width / 12700, shape.height / 12700
    if frame.word_wrap is False:
        for paragraph in frame.paragraphs:
            size, bold = _look(paragraph)
            if width(paragraph.text, size, bold=bold) > room + 0.5:
                yield f"too wide: {paragraph.text!r}"
        return
    taken = 0.0
    for paragraph in frame.paragraphs:
        size, bold = _look(paragraph)
        bold = bold and all(run.font.bold for run in paragraph.runs)
        taken += len(lines(paragraph.text, size, room, bold=bold)) * size * 1.15
        taken += paragraph.space_after.pt if paragraph.space_after else 0
    if frame.text and taken > high + 1:
        yield f"{taken:.0f} pt in {high:.0f}: {frame.text[:60]!r}"


def _table_overflow(table: Any) -> Iterator[str]:
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            room = (column.width - cell.margin_left - cell.margin_right) / 12700
            for paragraph in cell.text_frame.paragraphs:
                size, bold = _look(paragraph)
                if len(lines(paragraph.text, size, room, bold=bold)) * size * 1.15 > row.height / 12700 + 1:
                    yield f"cell {cell.text[:40]!r}"


def test_control_an_overflow_is_seen(stamp: Stamp, edition: Edition) -> None:
    deck = opened(figure_deck(next(records(edition, "32")), stamp))
    assert overflows(deck) == []
    deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].text = "mot " * 200
    assert len(overflows(deck)) == 1


def test_control_a_broken_package_is_seen(stamp: Stamp, edition: Edition) -> None:
    import zipfile

    content = figure_deck(next(records(edition, "32")), stamp)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            if "theme1" not in entry.filename:
                target.writestr(entry, source.read(entry))
    assert any("theme1.xml is missing" in fault for fault in faults(out.getvalue()))


# --- the deck of a region, the composed one ------------------------------------------------------------


@pytest.mark.parametrize("region", REGIONS)
def test_the_deck_of_a_region(edition: Edition, stamp: Stamp, scores: pd.DataFrame, region: str) -> None:
    content = region_deck(stamp, region)
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == [] and undescribed(deck) == []
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    _, places, shifts = numbers_of(edition)
    told = portrait(edition, scores, region, places, shifts)
    assert titles[0] == told.region.name
    assert titles[1] == told.finding
    assert any("repères" in title for title in titles)
    assert "Comment ces fragilités sont mesurées" in titles and titles[-1].startswith("D’où vient chaque nombre")
    for slide in list(deck.slides)[1:]:
        assert "Source" in {shape.name for shape in slide.shapes}
    drawn = solidity.record(edition, scores, places, shifts, region, stamp.reading)
    said = [slide for slide, title in zip(deck.slides, titles, strict=True) if title == drawn.title]
    if told.fragilities:
        check_places(drawn, SimpleNamespace(slides=said))
        rows = rows_of(deck, 1, "Domaine")
        assert [row[0] for row in rows] == [str(fact.priority or "") for fact in told.fragilities]
        for row, fact in zip(rows, told.fragilities, strict=True):
            assert row[1] == fact.label
            assert row[3] == wording.cell_text(fact.indicator, fact.value)
            assert row[4] == wording.cell_text(fact.indicator, fact.national, national=True)
            assert fact.place_word in row[-1] and fact.reasons_text in row[-1]
    cells = edition.observations.set_index(["indicator", "territory"])
    for row, indicator in zip(rows_of(deck, 0, "Repère"), edition.registry.context, strict=True):
        said = wording.observation_text(indicator, cells.loc[(indicator.code, region)].to_dict())
        assert said.startswith(row[1]) and row[3] == indicator.unit


def rows_of(deck: Any, column: int, heading: str) -> list[list[str]]:
    """The rows of a table over the slides that it takes, found by one of its headings."""
    tables = [table for slide in deck.slides for table in tables_of(slide) if table[0][column] == heading]
    assert tables
    return [row for table in tables if table[0] == tables[0][0] for row in table[1:]]


def test_a_table_that_takes_two_slides_is_said_to_go_on(stamp: Stamp) -> None:
    deck = opened(region_deck(stamp, "32"))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(set(titles)) == len(titles), "each slide has its own title"
    for title in ("Hauts-de-France en 13 repères", "D’où vient chaque nombre"):
        assert {title, f"{title} (suite)"} <= set(titles)
    counts = [len(t) - 1 for slide in deck.slides for t in tables_of(slide) if t[0][0] == "Repère"]
    assert counts == [7, 6]


def test_no_text_of_a_deck_is_smaller_than_eight_points_and_of_the_method_than_ten(stamp: Stamp) -> None:
    for region in ("32", "75", "11", "94"):
        deck = opened(region_deck(stamp, region))
        for slide in deck.slides:
            sizes = {run.font.size.pt for shape in every_shape(slide.shapes) if shape.has_text_frame
                     and shape.name not in ("Source", "Numéro")
                     for p in shape.text_frame.paragraphs for run in p.runs if run.font.size}  # fmt: skip
            least = 10 if slide.shapes.title.text_frame.text == "Comment ces fragilités sont mesurées" else 8
            assert min(sizes, default=10) >= least


def test_a_card_says_its_domains_whole(
    edition: Edition, stamp: Stamp, scores: pd.DataFrame, catalogue: Catalogue
) -> None:
    """« Mal-… », « Transition… » stood beside values that took half of the card."""
    _, places, shifts = numbers_of(edition)
    for region in edition.regions:
        told = portrait(edition, scores, region, places, shifts)
        slide = opened(region_deck(stamp, region, catalogue=catalogue)).slides[1]
        for card in told.cards:
            for fact in card.facts[:5]:
                label = f"{fact.priority}. {fact.label}" if fact.priority else fact.label
                assert named(slide, clean(f"Domaine, {fact.label}")).text_frame.text == clean(label)
                assert named(slide, clean(f"Valeur, {fact.label}")).text_frame.text == clean(fact.value_text)


def test_a_region_is_compared_with_those_asked_for(edition: Edition, stamp: Stamp) -> None:
    deck = opened(region_deck(stamp, "94", regions=["32", "53"]))
    series = [s.name for slide in deck.slides for c in charts_of(slide) for s in c.plots[0].series]
    assert series[-3:] == ["Corse", "Hauts-de-France", "Bretagne"]


@pytest.mark.parametrize("region", ["32", "53"])
def test_three_neighbours_are_compared_and_the_notes_tell_of_the_axis_that_is_drawn(
    edition: Edition, stamp: Stamp, scores: pd.DataFrame, region: str
) -> None:
    """Two stood in the deck, under another headline, over notes that described a line of another direction."""
    near = neighbours(scores)
    codes = [region, *near.loc[near["region"] == region, "neighbour"]]
    assert len(codes) == 4
    deck = opened(region_deck(stamp, region))
    slide = next(s for s in deck.slides for c in charts_of(s) if "SCATTER" in str(c.chart_type))
    [chart] = charts_of(slide)
    assert [s.name for s in chart.plots[0].series] == [edition.regions[code].name for code in codes]
    record = FIGURES["comparaison"].record(Subject(edition, scores, stamp.reading, regions=codes))
    assert record.title.startswith(slide.shapes.title.text_frame.text)
    notes = slide.notes_slide.notes_text_frame.text
    assert record.title in notes and "La ligne verticale est la valeur nationale. À droite, plus fragile" in notes
    assert named(slide, "Axe, plus fragile ►").left <= named(slide, "Axe, ◄ moins fragile").left
    assert wording.comparison_finding(edition, scores, codes) in notes


def test_a_region_without_neighbour_says_so(stamp: Stamp) -> None:
    for region in ("11", "94"):
        deck = opened(region_deck(stamp, region))
        assert any("pas de région au profil proche" in slide.shapes.title.text_frame.text for slide in deck.slides)


def test_the_priorities_say_how_solid_they_are(stamp: Stamp) -> None:
    deck = opened(region_deck(stamp, "32"))
    rows = rows_of(deck, 1, "Domaine")
    words = {wording.VERDICT_LABEL[v] for v in wording.VERDICT_LABEL}
    assert all(any(word in row[-1] for word in words) for row in rows)
    assert overflows(deck) == []


@pytest.mark.parametrize("region", REGIONS)
def test_what_helps_is_on_the_deck(edition: Edition, stamp: Stamp, region: str, catalogue: Catalogue) -> None:
    content = region_deck(stamp, region, catalogue=catalogue)
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == []
    slide = next(s for s in deck.slides if s.shapes.title.text_frame.text.startswith("Ce qui peut aider"))
    told = portrait(edition, score_table(edition), region)
    texts = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    for fact in told.fragilities[:3]:
        for step in next_steps(catalogue, edition.regions[region], fact.domain.code).steps:
            assert clean(step.resource.title)[:20] in texts and wording.short_address(step.link) in texts
            assert clean(step.reason) in texts or not step.own


def test_the_deck_has_the_code_of_the_list_online(stamp: Stamp, catalogue: Catalogue) -> None:
    def codes(marks: Stamp) -> list[Any]:
        deck = opened(region_deck(marks, "32", catalogue=catalogue))
        return [s for slide in deck.slides for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]

    (picture,) = codes(stamp)
    address = "scheme://example/ressources?region=32&sujet=education,emploi,culture"
    assert read_png(picture.image.blob) == picture.click_action.hyperlink.address == address
    assert address in picture._element._nvXxPr.cNvPr.get("descr")
    assert codes(replace(stamp, site="")) == []


def test_a_composed_deck_keeps_the_order_and_the_words(edition: Edition, stamp: Stamp) -> None:
    figures = list(itertools.islice(records(edition, "32"), 4))
    views = [content.Chosen(figures[2], "Mon titre", "Ma légende"), content.Chosen(figures[1])]
    composed = written(content.meeting(stamp, "Réunion", views), "pptx", stamp)
    deck = opened(composed)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:3] == ["Réunion", "Mon titre", figures[1].title]
    assert named(deck.slides[1], "Sous-titre").text_frame.text == f"Ma légende. {figures[2].subtitle}"
    assert faults(composed) == [] and overflows(deck) == []
    empty = written(content.meeting(stamp, "", []), "pptx", stamp)
    assert opened(empty).slides[0].shapes.title.text_frame.text == ""


def test_the_choices_in_force_are_on_every_slide(edition: Edition) -> None:
    for reading in (Reading(source_reading=True), Reading(without_contestable=True), Reading(core_only=True)):
        own = Stamp(edition, reading, DAY)
        deck = opened(region_deck(own, "32"))
        for slide in deck.slides:
            assert wording.choices(reading) in named(slide, "Source").text_frame.text
        assert overflows(deck) == []


def test_addresses_are_links_only_where_the_site_is_known(edition: Edition, stamp: Stamp) -> None:
    record = next(records(edition, "32"))
    assert external(figure_deck(record, stamp)) == {"scheme://example/?region=32"} or all(
        address.startswith("scheme://example/") for address in external(figure_deck(record, stamp))
    )
    assert external(figure_deck(record, replace(stamp, site=""))) == set()


# --- the theme, the same bytes -------------------------------------------------------------------------


def test_the_theme_is_ours(stamp: Stamp, edition: Edition) -> None:
    deck = opened(figure_deck(next(records(edition, "32")), stamp))
    assert (deck.slide_width, deck.slide_height) == (SLIDE_WIDTH, SLIDE_HEIGHT)
    assert [layout.name for layout in deck.slide_layouts] == ["Couverture", "Constat"]
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    assert theme.find(f".//{qn('a:accent1')}/{qn('a:srgbClr')}").get("val") == "0B5D57"
    assert {node.get("typeface") for node in theme.iter(qn("a:latin"))} == {"Arial"}


def test_two_runs_are_byte_identical(edition: Edition, stamp: Stamp) -> None:
    first, second = (exports.report("32", "pptx", stamp, numbers_of(edition)).content for _ in range(2))
    assert first == second
    assert clocks(first) == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(first).core_properties
    assert properties.created.date() == properties.modified.date() == DAY
    assert properties.author == "Fragilités des territoires" and properties.title.endswith("Hauts-de-France")


# --- hostile labels, missing values --------------------------------------------------------------------

HOSTILE = (
    "=1+1 <b>gras</b> & \"guillemets\" 'x'",
    "\u200fمنطقة\u200e 8,4",
    "A" * 120,
    "mot " * 30,
    "\x00\x07nul\ufffe",
    "@SUM(A1) +33 -2 \t onglet",
)


def with_names(edition: Edition, names: Mapping[str, str]) -> Edition:
    """The edition where some regions bear other names."""
    regions = dict(edition.regions)
    for code, name in names.items():
        regions[code] = replace(regions[code], name=name, short=name, subject=name, locative=name, genitive=name)
    return replace(edition, regions=MappingProxyType(regions))


@pytest.fixture(scope="module")
def misnamed(edition: Edition) -> Stamp:
    """Six regions bear the six labels, on the same drawings."""
    return Stamp(with_names(edition, dict(zip(edition.regions, HOSTILE, strict=False))), Reading(), DAY)


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_a_hostile_label_is_text(misnamed: Stamp, place: int) -> None:
    """The deck of each of the six regions; of every figure, one where it is the region's own, the others beside it."""
    own, region = misnamed.edition, list(misnamed.edition.regions)[place]
    content = region_deck(misnamed, region, regions=["53"])
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == []
    drawn = {shape.name.removesuffix(f" ({region})") for shape in freeforms(deck.slides[0]).values()}
    assert clean(HOSTILE[place]) in drawn
    for record in list(records(own, region))[place :: len(HOSTILE)]:
        content = figure_deck(record, misnamed)
        assert faults(content) == [], record.view.figure
        assert overflows(opened(content)) == [], record.view.figure


def test_overrides_never_reorder_a_number() -> None:
    assert clean("8,4 \u202e%8,01") == "8,4 %8,01"
    assert clean("\u200fمنطقة") == "\u200fمنطقة"


def without_values(edition: Edition, cells: Mapping[str, set[str]]) -> Edition:
    """The edition without some values: indicator → territories."""
    observations = edition.observations.copy()
    for indicator, territories in cells.items():
        rows = (observations["indicator"] == indicator) & observations["territory"].isin(territories)
        observations.loc[rows, ["value", "low", "high"]] = None
    return replace(edition, observations=observations.astype({"value": object, "low": object, "high": object}))


def test_a_missing_value_is_said_and_never_zero(edition: Edition) -> None:
    own = without_values(edition, {"emploi": {"94"}, "population": {"94"}})
    marked = Stamp(own, Reading(), DAY)
    for record in records(own, "94"):
        deck = opened(figure_deck(record, marked))
        if record.view.figure not in ("comparaison", "classement"):
            check(record, deck)
        texts = " ".join(
            itertools.chain.from_iterable(
                [cell for row in table for cell in row] for slide in deck.slides for table in tables_of(slide)
            )
        )
        for slide in deck.slides:
            for chart in charts_of(slide):
                if chart.chart_type == XL_CHART_TYPE.XY_SCATTER:
                    continue  # a point that has no score is not there: ``check_comparison``
                for series in chart.plots[0].series:
                    for category, value in zip(chart.plots[0].categories, series.values, strict=True):
                        if re.search(r"Corse \(n|Emploi · n", str(category)):
                            assert value is None
        if record.view.figure == "comparaison":
            assert MISSING in texts
    record = next(r for r in records(own, "94") if r.view.figure == "carte" and r.table["Valeur"].notna().any())
    slide = opened(figure_deck(record, marked)).slides[0]
    assert colour(freeforms(slide)["Corse (94)"]._element) == "hatched"
    assert named(slide, "Corse (94), valeur").text_frame.text == MISSING
    assert overflows(opened(region_deck(marked, "94"))) == []


def test_a_region_without_any_value(edition: Edition) -> None:
    own = without_values(edition, {code: {"94"} for code in edition.registry.indicators})
    content = region_deck(Stamp(own, Reading(), DAY), "94")
    assert faults(content) == [] and overflows(opened(content)) == []


# --- words and geometry --------------------------------------------------------------------------------


def test_french_typography(stamp: Stamp, edition: Edition) -> None:
    quiet = re.compile(r"scheme://\S+|\.{3}|…")
    for region in ("32", "94"):
        deck = opened(region_deck(stamp, region))
        for slide in deck.slides:
            texts = [p.text for s in every_shape(slide.shapes) if s.has_text_frame for p in s.text_frame.paragraphs]
            texts += [cell for table in tables_of(slide) for row in table for cell in row]
            for text in texts:
                assert typographic_faults(quiet.sub("x", text).strip()) == [], text


def test_widths_are_those_of_the_font() -> None:
    assert [round(width("H", 1000, bold=bold)) for bold in (False, True)] == [722, 722]  # Arial's own tables
    assert [round(width(letter, 1000)) for letter in "i0"] == [222, 556]
    assert lines("a\u00a0b c", 10, 15) == ["a\u00a0b", "c"]


# --- what no drawing may lose --------------------------------------------------------------------------


def test_every_slide_of_the_atlas_has_the_national_value_the_unit_and_the_mark(edition: Edition, stamp: Stamp) -> None:
    """The mark was missing on 7 slides of 16, the national value on all; a map without a region had neither."""
    numbers = numbers_of(edition)
    deck = opened(exports.atlas("pptx", stamp, numbers).content)
    maps = [slide for slide in deck.slides if freeforms(slide) and "Titre" in {s.name for s in slide.shapes}][1:]
    kept = content.atlas(stamp, numbers).indicators
    assert len(maps) == len(kept) == 16
    for slide, indicator in zip(maps, kept, strict=True):
        check_map_words(edition, slide, indicator.code)


@pytest.mark.parametrize("region", ["", "32"])
@pytest.mark.parametrize("figure", ["carte", "classement"])
@pytest.mark.parametrize("code", ["lien_social", "mobilite", "emploi", "diversite"])
def test_a_figure_s_slide_has_the_national_value_the_unit_and_the_mark(
    edition: Edition, stamp: Stamp, scores: pd.DataFrame, figure: str, region: str, code: str
) -> None:
    subject = Subject(edition, scores, stamp.reading, region or None, code)
    slide = opened(figure_deck(FIGURES[figure].record(subject), stamp)).slides[0]
    check_map_words(edition, slide, code)


def check_map_words(edition: Edition, slide: Any, code: str) -> None:
    indicator = edition.registry.indicators[code]
    head = f"{slide.shapes.title.text_frame.text} {named(slide, 'Sous-titre').text_frame.text}"
    national = edition.observations.set_index(["indicator", "territory"]).loc[(code, "FR"), "value"]
    assert wording.cell_text(indicator, national, national=True) in head
    assert wording.NATIONAL_NAME in head and indicator.year in head
    assert indicator.label.lower() in head.lower()
    assert ("*" in head) == indicator.contestable
    source = named(slide, "Source").text_frame.text
    assert ("*\u00a0Indicateur discuté" in source) == indicator.contestable


def test_the_table_of_a_comparison_marks_what_is_discussed(
    edition: Edition, stamp: Stamp, scores: pd.DataFrame
) -> None:
    record = FIGURES["comparaison"].record(Subject(edition, scores, stamp.reading, regions=["32", "53"]))
    last = opened(figure_deck(record, stamp)).slides[1]
    discussed = {i.label: i.contestable for i in edition.registry.fragility}
    rows = tables_of(last)[0][1:]
    for row, label in zip(rows, record.table["Indicateur"], strict=True):
        assert ("*" in row[0]) == discussed[label], row
    assert sum("*" in row[0] for row in rows) == 7
    assert "*\u00a0Indicateur discuté" in named(last, "Source").text_frame.text


def test_a_class_s_colours_mean_a_class_and_nothing_else(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    """Orange painted a card, a cover's region, a series: those take the accent, a neutral or a region's own."""
    classes = set(CLASS_COLOUR.values()) - {"#f7f7f7", "#ffffff"}
    deck = opened(region_deck(stamp, "32"))
    for slide in deck.slides:
        for shape in every_shape(slide.shapes):
            if shape._element.tag == qn("p:sp") and colour(shape._element) in classes:
                legend = shape.name.startswith(("Légende, ", "Classe, ", "Carte"))
                assert legend or shape.name.partition(" (")[0] in {r.name for r in edition.regions.values()}, shape.name
    assert not {colour(shape._element) for shape in freeforms(deck.slides[0]).values()} & classes
    record = FIGURES["comparaison"].record(Subject(edition, scores, stamp.reading, regions=["32", "53", "11"]))
    [chart] = charts_of(opened(figure_deck(record, stamp)).slides[0])
    xml = etree.tostring(chart._chartSpace).decode().lower()
    assert not [shade for shade in classes if shade[1:] in xml]
    assert ACCENT[1:] in xml or "accent1" in xml


def test_the_table_of_priorities_keeps_scores_on_their_side_of_a_bound(edition: Edition) -> None:
    """« 1,5 fois » stood below the class of 1,5 in five cells."""
    for reading in (Reading(), Reading(source_reading=True)):
        own = Stamp(edition, reading, DAY)
        for region in ("32", "11", "94"):
            told = portrait(edition, numbers_of(edition, reading).scores, region)
            for row, fact in zip(
                rows_of(opened(region_deck(own, region)), 1, "Domaine"), told.fragilities, strict=True
            ):
                printed = float(row[6].replace(",", "."))
                assert (printed >= 1.5) == (abs(fact.score) >= Decimal("1.5")), (region, row)
