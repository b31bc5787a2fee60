"""What the slide of each figure carries of its record: numbers, colours, names, words."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn

from charts.canvas.slide.text import clean
from charts.legend import legend_class
from charts.record import Record
from charts.tables import displayed
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import MISSING
from tests.charts.documents.deck_reader import area, charts_of, colour, colour_of, freeforms, named, tables_of


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
