"""Decks read back: each figure's numbers, colours, names, texts and notes are the record's."""

from __future__ import annotations

import io
import itertools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from charts import priority_places, slides
from charts.method import formula
from charts.projection import Outlines, project
from charts.record import Record
from charts.slides.text import clean, lines, width
from charts.stamp import Stamp
from charts.theme import CLASS_COLOUR
from territory import wording
from territory.analysis import FragilityClass, Reading, score_table
from territory.loader import Edition
from territory.next_steps import next_steps
from territory.resources import load_catalogue
from territory.robustness import domain_places, factor_shifts
from territory.wording import MISSING
from tests.charts.conftest import DAY, REGIONS, records
from tests.charts.package import clocks, external, faults
from tests.conftest import DATA
from tests.territory.typography import faults as typographic_faults

SLIDE_WIDTH, SLIDE_HEIGHT = Emu(12191695), Emu(6858000)


def opened(deck: bytes) -> Any:
    return Presentation(io.BytesIO(deck))


def every_shape(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables_of(slide: Any) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in s.table.rows] for s in slide.shapes if s.has_table]


def named(slide: Any, name: str) -> Any:
    return next(shape for shape in every_shape(slide.shapes) if shape.name == name)


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
    check_workbook(chart, scores)


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
        assert colour(shape._element) == legend[row["class"]] == colour_of(row["class"])
        assert shape._element.find(qn("p:style")) is None
        assert clean(row["sentence"]) in shape._element.nvSpPr.cNvPr.get("descr")
        sign = wording.CLASS_SYMBOL[FragilityClass(row["class"])]
        said = named(slide, f"{row['name']} ({row['region']}), valeur").text_frame.text
        assert said == (f"{row['number']}\n{sign}" if sign else row["number"])
    texts = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame and s.name.startswith("Légende"))
    for entry in record.legend:
        assert f"({entry.count}" in texts and clean(entry.label) in texts
    reader = record.extra["region"]
    if reader:
        row = record.rows.set_index("region").loc[reader]
        assert named(slide, "Valeur de la région").text_frame.text == row["value_text"]
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
    assert drawn.pop(wording.NATIONAL_NAME) == float(record.extra["national"])
    assert drawn == {name: float(value) for name, value in zip(known["name"], known["value"], strict=True)}
    order = [str(c).removeprefix("► ") for c in plot.categories if str(c) != wording.NATIONAL_NAME]
    assert order == list(record.rows["name"])


def check_comparison(record: Record, deck: Any) -> None:
    names = record.extra["names"]
    last = deck.slides[len(deck.slides) - 1]
    [table] = tables_of(last)
    for row, cells in zip(record.table.to_dict("records"), table[1:], strict=True):
        for name, cell in zip(names, cells[-len(names) :], strict=True):
            value = row[name]
            assert (MISSING if value is None else wording.number(value, -value.as_tuple().exponent)) in cell
    shape = next(s for s in last.shapes if s.has_table)
    for tr, row in zip(shape.table._tbl.tr_lst[1:], record.table.to_dict("records"), strict=True):
        for name, cell in zip(names, tr.tc_lst[-len(names) :], strict=True):
            kind = next(k for k, label in wording.CLASS_LABEL.items() if label == row[f"{name}, classe"])
            assert colour(cell) == colour_of(kind.value)
    if len(names) > 5:
        return
    [chart] = charts_of(deck.slides[0])
    for region, name, series in zip(record.extra["regions"], names, chart.plots[0].series, strict=True):
        assert series.name == name
        own = record.rows[record.rows["region"] == region].sort_values("y")
        assert list(series.values) == pytest.approx(list(own["score"]))


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
    assert chart.value_axis.maximum_scale == record.extra["domains"]
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
    assert {tuple(row) for row in table[1:]} == {tuple(map(str, row)) for row in record.table.to_numpy().tolist()}


def check_tree(record: Record, deck: Any) -> None:
    """A bracket a merge, as long as its height; every region by name, the reader's in bold."""
    slide = deck.slides[0]
    brackets = [shape for name, shape in freeforms(slide).items() if name.startswith("Lien")]
    assert len(brackets) == len(record.rows) == 12
    right = max(shape.left + shape.width for shape in brackets)
    start = min(shape.left for shape in brackets)
    ends = sorted((shape.left + shape.width - start) / (right - start) for shape in brackets)
    assert ends == pytest.approx(sorted(record.rows["height"] / record.rows["height"].max()), abs=0.002)
    for code, name in zip(record.extra["leaves"], record.extra["names"], strict=True):
        [paragraph] = named(slide, f"{name} ({code})").text_frame.paragraphs
        assert paragraph.text.removeprefix("► ") == name
        assert paragraph.runs[0].font.bold == (code == record.extra["region"])
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


@pytest.mark.parametrize("region", REGIONS)
def test_every_figure_carries_its_record(edition: Edition, stamp: Stamp, outlines: Outlines, region: str) -> None:
    for record in records(edition, region):
        content = slides.figure_deck(record, stamp, outlines)
        deck = opened(content)
        assert faults(content) == [], record.name
        CHECKS[record.kind](record, deck)
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


def test_control_an_overflow_is_seen(stamp: Stamp, outlines: Outlines, edition: Edition) -> None:
    deck = opened(slides.figure_deck(next(records(edition, "32")), stamp, outlines))
    assert overflows(deck) == []
    deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].text = "mot " * 200
    assert len(overflows(deck)) == 1


def test_control_a_broken_package_is_seen(stamp: Stamp, outlines: Outlines, edition: Edition) -> None:
    import zipfile

    content = slides.figure_deck(next(records(edition, "32")), stamp, outlines)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            if "theme1" not in entry.filename:
                target.writestr(entry, source.read(entry))
    assert any("theme1.xml is missing" in fault for fault in faults(out.getvalue()))


# --- the deck of a region, the composed one ------------------------------------------------------------


@pytest.mark.parametrize("region", REGIONS)
def test_the_deck_of_a_region(
    edition: Edition, stamp: Stamp, outlines: Outlines, scores: pd.DataFrame, region: str
) -> None:
    content = slides.region_deck(stamp, outlines, region, scores=scores)
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == [] and undescribed(deck) == []
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    own = scores[scores["region"] == region]
    place = edition.regions[region]
    fragile = sum(FragilityClass(kind).more_fragile for kind in own["class"])
    assert titles[0] == place.name
    assert titles[1] == wording.region_finding(place, fragile, int(own["score"].notna().sum()))
    assert any("repères" in title for title in titles)
    assert titles[-2:] == [
        "Comment ces fragilités sont mesurées",
        "Les indicateurs, leur sens de lecture et leur source",
    ]
    for slide in list(deck.slides)[1:]:
        assert "Source" in {shape.name for shape in slide.shapes}
    solidity = priority_places.record(edition, scores, domain_places(edition), factor_shifts(edition), region)
    said = [slide for slide, title in zip(deck.slides, titles, strict=True) if title == solidity.title]
    check_places(solidity, SimpleNamespace(slides=said))
    ranked = own[own["priority"].notna()].sort_values("priority")
    table = next(t for t in map(tables_of, deck.slides) if t and t[0][0][1] == "Domaine")[0]
    assert [row[0] for row in table[1:]] == [str(p) for p in ranked["priority"]]
    for row, cell in zip(table[1:], ranked.to_dict("records"), strict=True):
        indicator = edition.registry.indicators[cell["indicator"]]
        assert row[3] == wording.cell_text(indicator, cell["value"])
        assert row[4] == wording.cell_text(indicator, cell["national"], national=True)
    context = next(t for t in map(tables_of, deck.slides) if t and t[0][0][0] == "Repère")[0]
    cells = edition.observations.set_index(["indicator", "territory"])
    for row, indicator in zip(context[1:], edition.registry.context, strict=True):
        assert row[1] == wording.observation_text(indicator, cells.loc[(indicator.code, region)].to_dict())


def test_a_region_is_compared_with_those_asked_for(edition: Edition, stamp: Stamp, outlines: Outlines) -> None:
    deck = opened(slides.region_deck(stamp, outlines, "94", regions=["32", "53"]))
    series = [s.name for slide in deck.slides for c in charts_of(slide) for s in c.plots[0].series]
    assert series[-3:] == ["Corse", "Hauts-de-France", "Bretagne"]


def test_a_region_without_neighbour_says_so(stamp: Stamp, outlines: Outlines) -> None:
    for region in ("11", "94"):
        deck = opened(slides.region_deck(stamp, outlines, region))
        assert any("pas de région au profil proche" in slide.shapes.title.text_frame.text for slide in deck.slides)


def test_the_priorities_say_how_solid_they_are(edition: Edition, stamp: Stamp, outlines: Outlines) -> None:
    deck = opened(slides.region_deck(stamp, outlines, "32", places=domain_places(edition, 200)))
    table = next(t for t in map(tables_of, deck.slides) if t and t[0][0][1] == "Domaine")[0]
    assert table[0][-1] == "Solidité"
    assert {row[-1] for row in table[1:]} <= {*wording.VERDICT_LABEL.values()}
    assert overflows(deck) == []


@pytest.mark.parametrize("region", REGIONS)
def test_what_helps_is_on_the_deck(edition: Edition, stamp: Stamp, outlines: Outlines, region: str) -> None:
    catalogue = load_catalogue(DATA, edition.registry.domains, edition.regions)
    content = slides.region_deck(stamp, outlines, region, catalogue=catalogue)
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == []
    slide = next(s for s in deck.slides if s.shapes.title.text_frame.text.startswith("Ce qui peut aider"))
    own = score_table(edition)
    own = own[(own["region"] == region) & own["priority"].notna()].sort_values("priority")
    texts = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    for domain in own["domain"].iloc[:3]:
        for found in next_steps(catalogue, edition.regions[region], domain).helps:
            assert clean(found.resource.title)[:20] in texts and clean(found.reason)[:20] in texts


def test_a_composed_deck_keeps_the_order_and_the_words(edition: Edition, stamp: Stamp, outlines: Outlines) -> None:
    made = list(itertools.islice(records(edition, "32"), 4))
    items = [slides.Item(made[2], "Mon titre", "Ma légende"), slides.Item(made[1])]
    content = slides.composed_deck(items, stamp, outlines, title="Réunion", subtitle="Conseil régional")
    deck = opened(content)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[:3] == ["Réunion", "Mon titre", made[1].title]
    assert named(deck.slides[1], "Sous-titre").text_frame.text == f"Ma légende. {made[2].subtitle}"
    assert faults(content) == [] and overflows(deck) == []
    assert opened(slides.composed_deck([], stamp, outlines, title="")).slides[0].shapes.title.text_frame.text == ""


def test_the_choices_in_force_are_on_every_slide(edition: Edition, outlines: Outlines) -> None:
    for reading in (Reading(source_reading=True), Reading(without_contestable=True), Reading(core_only=True)):
        own = Stamp(edition, reading, DAY)
        deck = opened(slides.region_deck(own, outlines, "32"))
        for slide in deck.slides:
            assert wording.choices(reading) in named(slide, "Source").text_frame.text
        assert overflows(deck) == []


def test_addresses_are_links_only_where_the_site_is_known(edition: Edition, stamp: Stamp, outlines: Outlines) -> None:
    record = next(records(edition, "32"))
    assert external(slides.figure_deck(record, stamp, outlines)) == {"scheme://example/?region=32"} or all(
        address.startswith("scheme://example/") for address in external(slides.figure_deck(record, stamp, outlines))
    )
    assert external(slides.figure_deck(record, replace(stamp, site=""), outlines)) == set()


# --- the theme, the same bytes -------------------------------------------------------------------------


def test_a_figure_without_native_drawing_is_its_table(edition: Edition, stamp: Stamp, outlines: Outlines) -> None:
    record = replace(next(r for r in records(edition, "32") if r.kind == "profil"), kind="autre")
    content = slides.figure_deck(record, stamp, outlines)
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == []
    [table] = tables_of(deck.slides[0])
    for row, domain in zip(table[1:], record.table["Domaine"], strict=True):
        assert domain.startswith(row[0].removesuffix("…"))


def test_the_theme_is_ours(stamp: Stamp, outlines: Outlines, edition: Edition) -> None:
    deck = opened(slides.figure_deck(next(records(edition, "32")), stamp, outlines))
    assert (deck.slide_width, deck.slide_height) == (SLIDE_WIDTH, SLIDE_HEIGHT)
    assert [layout.name for layout in deck.slide_layouts] == ["Couverture", "Constat"]
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    assert theme.find(f".//{qn('a:accent1')}/{qn('a:srgbClr')}").get("val") == "0B5D57"
    assert {node.get("typeface") for node in theme.iter(qn("a:latin"))} == {"Arial"}


def test_two_runs_are_byte_identical(edition: Edition, stamp: Stamp, outlines: Outlines) -> None:
    first, second = (slides.region_deck(stamp, outlines, "32") for _ in range(2))
    assert first == second
    assert clocks(first) == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(first).core_properties
    assert properties.created.date() == properties.modified.date() == DAY
    assert properties.author == "Fragilités des territoires" and properties.title.startswith("Hauts-de-France")


# --- hostile labels, missing values --------------------------------------------------------------------

HOSTILE = (
    "=1+1 <b>gras</b> & \"guillemets\" 'x'",
    "\u200fمنطقة\u200e 8,4",
    "A" * 120,
    "mot " * 30,
    "\x00\x07nul\ufffe",
    "@SUM(A1) +33 -2 \t onglet",
)


def with_region(edition: Edition, code: str, name: str) -> Edition:
    regions = dict(edition.regions)
    regions[code] = replace(regions[code], name=name, short=name, subject=name, locative=name, genitive=name)
    return replace(edition, regions=MappingProxyType(regions))


@pytest.mark.slow
@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_label_is_text(edition: Edition, outlines: Outlines, label: str) -> None:
    own = with_region(edition, "32", label)
    marked = Stamp(own, Reading(), DAY)
    content = slides.region_deck(marked, outlines, "32", regions=["53"])
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == []
    assert clean(label) in {shape.name.removesuffix(" (32)") for shape in freeforms(deck.slides[0]).values()}
    for record in records(own, "32"):
        content = slides.figure_deck(record, marked, outlines)
        assert faults(content) == [], record.kind
        assert overflows(opened(content)) == [], record.kind


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


def test_a_missing_value_is_said_and_never_zero(edition: Edition, outlines: Outlines) -> None:
    own = without_values(edition, {"emploi": {"94"}, "population": {"94"}})
    marked = Stamp(own, Reading(), DAY)
    scores = score_table(own)
    for record in records(own, "94"):
        deck = opened(slides.figure_deck(record, marked, outlines))
        if record.kind not in ("comparaison", "classement"):
            CHECKS[record.kind](record, deck)
        texts = " ".join(
            itertools.chain.from_iterable(
                [cell for row in table for cell in row] for slide in deck.slides for table in tables_of(slide)
            )
        )
        for slide in deck.slides:
            for chart in charts_of(slide):
                for series in chart.plots[0].series:
                    for category, value in zip(chart.plots[0].categories, series.values, strict=True):
                        if re.search(r"Corse \(n|Emploi · n", str(category)):
                            assert value is None
        if record.kind == "comparaison":
            assert MISSING in texts
    record = next(r for r in records(own, "94") if r.kind == "carte" and r.table["Valeur"].notna().any())
    slide = opened(slides.figure_deck(record, marked, outlines)).slides[0]
    assert colour(freeforms(slide)["Corse (94)"]._element) == "hatched"
    assert named(slide, "Corse (94), valeur").text_frame.text == MISSING
    assert overflows(opened(slides.region_deck(marked, outlines, "94", scores=scores))) == []


def test_a_region_without_any_value(edition: Edition, outlines: Outlines) -> None:
    own = without_values(edition, {code: {"94"} for code in edition.registry.indicators})
    content = slides.region_deck(Stamp(own, Reading(), DAY), outlines, "94")
    assert faults(content) == [] and overflows(opened(content)) == []


# --- words and geometry --------------------------------------------------------------------------------


def test_french_typography(stamp: Stamp, outlines: Outlines, edition: Edition) -> None:
    quiet = re.compile(r"scheme://\S+|\.{3}|…")
    for region in ("32", "94"):
        deck = opened(slides.region_deck(stamp, outlines, region))
        for slide in deck.slides:
            texts = [p.text for s in every_shape(slide.shapes) if s.has_text_frame for p in s.text_frame.paragraphs]
            texts += [cell for table in tables_of(slide) for row in table for cell in row]
            for text in texts:
                assert typographic_faults(quiet.sub("x", text).strip()) == [], text


def test_the_projection_is_conformal_and_centred() -> None:
    assert project(3.0, 46.5) == pytest.approx((0, 0), abs=1e-9)
    paris, brest = project(2.3522, 48.8566), project(-4.4861, 48.3904)
    assert math.dist(paris, brest) == pytest.approx(505.6, rel=0.01)  # great circle 505,5 km
    east, north = project(5.001, 45.0), project(5.0, 45.001)
    here = project(5.0, 45.0)
    # On GRS80 a degree of longitude and one of latitude stretch unlike: N·cos φ and M, φ = 45°, e² = 0,00669438.
    across = math.dist(here, east) / math.cos(math.radians(45.0)) * (1 - 0.00669438) / (1 - 0.00669438 / 2)
    assert across == pytest.approx(math.dist(here, north), rel=1e-3)  # the same scale both ways


def test_widths_are_those_of_the_font() -> None:
    assert width("H", 1000) == 722 and width("H", 1000, bold=True) == 722  # Arial's own tables
    assert width("i", 1000) == 222 and width("0", 1000) == 556
    assert lines("a\u00a0b c", 10, 15) == ["a\u00a0b", "c"]
