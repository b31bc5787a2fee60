"""What every Plotly figure shows: the record's words and numbers, in the class's colours, and nothing else."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from charts.canvas.screen import GEOJSON_ADDRESS
from charts.figures.ranking.record import Ranking
from charts.figures.region_map import screen as map_screen
from charts.figures.region_map.record import RegionMap
from charts.legend import ORIENTED, legend_class, legend_label
from charts.theme import CLASS_COLOUR, DARK, LIGHT, REGION_COLOURS, REGION_SHAPES, ink_on
from territory import wording
from territory.analysis import FragilityClass, within_rounding
from territory.regions import NATIONAL
from tests.charts.gallery import (
    COMPARISONS,
    MAPS,
    OVERVIEWS,
    PLOTLY,
    PROFILES,
    RANKINGS,
    Case,
    Gallery,
    checked,
    flat,
    marked_texts,
    numbers,
    read_number,
    record_text,
    seen,
)

each_figure = pytest.mark.parametrize("case", PLOTLY, ids=str)
each_map = pytest.mark.parametrize("case", [c for c in MAPS if c.indicator != "handicap"], ids=str)
each_ranking = pytest.mark.parametrize("case", RANKINGS, ids=str)
each_profile = pytest.mark.parametrize("case", PROFILES, ids=str)
each_comparison = pytest.mark.parametrize("case", COMPARISONS, ids=str)
each_overview = pytest.mark.parametrize("case", OVERVIEWS, ids=str)


def trace_named(figure: go.Figure, name: str) -> Any:
    (found,) = (trace for trace in figure.data if trace.name == name)
    return found


def on_screen(figure: go.Figure, x: float) -> float:
    """0 = left edge, 1 = right edge of the plot: the axis may run backwards."""
    left, right = figure.layout.xaxis.range
    return (x - left) / (right - left)


def map_of(gallery: Gallery, case: Case) -> RegionMap:
    record = gallery.record(case)
    assert isinstance(record, RegionMap)
    return record


def ranking_of(gallery: Gallery, case: Case) -> Ranking:
    record = gallery.record(case)
    assert isinstance(record, Ranking)
    return record


def distinct(value: Any) -> set[Any]:
    """The values of a property that is given once, or once a mark."""
    return {value} if isinstance(value, str | int | float) else set(value)


# --- every figure --------------------------------------------------------------------------------------


@each_figure
def test_a_figure_carries_its_title_unit_year_mark_and_source(gallery: Gallery, case: Case) -> None:
    """They must be in the exported image, which has nothing around it."""
    record, figure = gallery.record(case), gallery.figure(case)
    words = flat(" ".join(seen(text) for text in marked_texts(figure)))
    for text in (record.title, record.subtitle, record.foot, record.note, record.source):
        assert flat(text) in words


@each_figure
def test_a_figure_says_no_number_that_its_record_does_not(gallery: Gallery, case: Case) -> None:
    drawn = set().union(*(numbers(seen(text)) for text in marked_texts(gallery.figure(case))))
    assert len(drawn) >= 2  # at least the year of the table and « 30 critères »
    assert drawn <= numbers(record_text(gallery.record(case)))


@each_figure
def test_the_height_is_a_whole_number_of_pixels(gallery: Gallery, case: Case) -> None:
    """Streamlit refuses numpy's integers."""
    assert type(gallery.figure(case).layout.height) is int


@each_figure
def test_a_figure_names_no_other_host(gallery: Gallery, case: Case) -> None:
    drawn = gallery.figure(case).to_json()
    assert not re.search(r"(?i)https?:|(?<!\w)//\w", drawn)
    for trace in gallery.figure(case).select_traces("choropleth"):
        assert trace.geojson == GEOJSON_ADDRESS


@each_figure
def test_the_template_is_ours(gallery: Gallery, case: Case) -> None:
    """Importing Streamlit changes Plotly's default template; a figure must not depend on it."""
    assert gallery.figure(case).layout.template == pio.templates["none"]
    assert pio.templates["none"] != pio.templates["plotly"]


@pytest.mark.parametrize("case", [PROFILES[9], RANKINGS[0], COMPARISONS[0], OVERVIEWS[1], MAPS[0]], ids=str)
def test_the_dark_theme_changes_inks_and_neither_words_nor_class_colours(gallery: Gallery, case: Case) -> None:
    light, dark = gallery.figure(case, LIGHT), gallery.figure(case, DARK)
    assert [seen(text) for text in marked_texts(dark)] == [seen(text) for text in marked_texts(light)]
    in_light, in_dark = json.dumps(light.to_dict(), default=list), json.dumps(dark.to_dict(), default=list)
    assert LIGHT.text in in_light and DARK.text in in_dark
    strong = [CLASS_COLOUR[kind] for kind in FragilityClass if kind.more_fragile or kind.less_fragile]
    assert [in_light.count(colour) for colour in strong] == [in_dark.count(colour) for colour in strong]


# --- the map -------------------------------------------------------------------------------------------


@each_map
def test_a_map_prints_each_published_value_on_its_region(gallery: Gallery, case: Case) -> None:
    record, figure, cells = gallery.record(case), gallery.figure(case), gallery.cells(case)
    printed = trace_named(figure, "Valeurs")
    regions = gallery.edition.regions
    beside = [position == "middle left" for position in printed.textposition]
    assert [code for code, aside in zip(regions, beside, strict=True) if aside] == ["94"], "Corse alone is too narrow"
    assert list(printed.lat) == [region.lat for region in regions.values()]
    west = min(lon for ring in gallery.edition.outlines.rings["94"] for lon, _ in ring)
    assert list(printed.lon) == [west - 0.15 if code == "94" else region.lon for code, region in regions.items()]
    assert [read_number(text) for text in printed.text] == [cells[code, case.indicator]["value"] for code in regions]
    kinds = [FragilityClass(kind) for kind in record.rows["class"]]
    inks = [LIGHT.text if aside else ink_on(kind) for kind, aside in zip(kinds, beside, strict=True)]
    assert list(printed.textfont.color) == inks


@each_map
def test_a_region_of_a_map_has_the_colour_of_its_class_which_is_the_legend_s(gallery: Gallery, case: Case) -> None:
    record, figure, cells = gallery.record(case), gallery.figure(case), gallery.cells(case)
    coloured: dict[str, str] = {}
    for trace in figure.select_traces("choropleth"):
        if trace.name:  # the reader's frame has none
            (_, low), (_, high) = trace.colorscale
            assert low == high
            coloured |= dict.fromkeys(trace.locations, low)
            swatch = next(t for t in figure.select_traces("scattergeo") if t.name == trace.name)
            assert swatch.showlegend and swatch.marker.color == low
    assert coloured == {
        code: CLASS_COLOUR[FragilityClass(cells[code, case.indicator]["class"])] for code in gallery.edition.regions
    }
    in_legend = [seen(t.name) for t in figure.select_traces("scattergeo") if t.showlegend]
    assert isinstance(record, RegionMap)
    own = [f"Votre région : {record.region_name}"] if case.region else []
    assert [flat(name) for name in in_legend] == [flat(label) for label in [e.label for e in record.legend] + own]


@each_map
def test_a_click_finds_each_region_once_and_the_reader_s_frame_lets_it_through(gallery: Gallery, case: Case) -> None:
    figure = gallery.figure(case)
    areas = [trace for trace in figure.select_traces("choropleth") if trace.hoverinfo == "text"]
    found = [code for trace in areas for code in trace.locations]
    assert sorted(found) == sorted(gallery.edition.regions)
    assert all(trace.unselected.marker.opacity == trace.selected.marker.opacity == 1 for trace in areas)
    frames = [trace for trace in figure.select_traces("choropleth") if trace.hoverinfo == "skip"]
    assert [list(trace.locations) for trace in frames] == ([[case.region]] if case.region else [])


@each_map
def test_a_hover_is_the_sentence_of_the_cell(gallery: Gallery, case: Case) -> None:
    """The same words as in tables, cards and on the command line."""
    cells, edition = gallery.cells(case), gallery.edition
    indicator = edition.registry.indicators[case.indicator]
    domain = edition.registry.domains[indicator.domain]
    for trace in gallery.figure(case).select_traces("choropleth"):
        for code, said in zip(trace.locations, trace.hovertext or (), strict=bool(trace.hovertext)):
            sentence = wording.cell_sentence(cells[code, case.indicator], indicator, domain)
            assert flat(seen(said)) == flat(f"{edition.regions[code].name}. {sentence}")


@pytest.mark.parametrize("case", MAPS[:4:3], ids=str)
def test_a_small_map_keeps_colours_and_drops_what_the_atlas_says_once(gallery: Gallery, case: Case) -> None:
    small = checked(map_screen.draw(map_of(gallery, case), LIGHT, small=True))
    whole = gallery.figure(case)

    def colours(figure: go.Figure) -> list[Any]:
        return [(list(t.locations), t.colorscale) for t in figure.select_traces("choropleth")]

    assert colours(small) == colours(whole)
    assert small.layout.showlegend is False and not small.layout.annotations
    assert not [trace for trace in small.data if trace.name == "Valeurs"]
    assert type(small.layout.height) is int and small.layout.height < whole.layout.height


def test_the_atlas_legend_has_each_class_in_its_colour() -> None:
    strip = checked(map_screen.legend_strip(list(FragilityClass), LIGHT))
    assert [trace.marker.color for trace in strip.data] == [CLASS_COLOUR[kind] for kind in FragilityClass]
    assert [trace.name for trace in strip.data] == [legend_label(kind) for kind in FragilityClass]


# --- the ranking ---------------------------------------------------------------------------------------


@each_ranking
def test_a_ranking_draws_each_published_value(gallery: Gallery, case: Case) -> None:
    record, cells = gallery.record(case), gallery.cells(case)
    points = trace_named(gallery.figure(case), "Régions")
    codes = [region for (region,) in points.customdata]
    values = [cells[code, case.indicator]["value"] for code in codes]
    assert sorted(codes) == sorted(gallery.edition.regions)
    assert list(points.x) == [float(value) for value in values]
    assert [read_number(text) for text in points.text] == values
    kinds = [FragilityClass(cells[code, case.indicator]["class"]) for code in codes]
    assert list(points.marker.color) == [CLASS_COLOUR[kind] for kind in kinds]
    shown = {legend_class(kind) for kind in kinds}
    assert [entry.fragility_class for entry in record.legend if entry.count] == [
        k for k in FragilityClass if k in shown
    ]


@each_ranking
def test_in_a_ranking_right_and_up_mean_more_fragile(gallery: Gallery, case: Case) -> None:
    """Position on screen and S sort the regions alike, also where a lower value is more fragile."""
    figure, cells = gallery.figure(case), gallery.cells(case)
    points = trace_named(figure, "Régions")
    scored = [cells[region, case.indicator]["score"] for (region,) in points.customdata]
    if None in scored:
        assert case.indicator == "diversite" and case.reading == "default"
        assert [region for (region,) in points.customdata] == list(gallery.edition.regions)
        return
    pairs = list(zip((on_screen(figure, x) for x in points.x), scored, strict=True))
    for (at, score), (next_at, next_score) in pairwise(pairs):
        assert score >= next_score  # the rows run from the most fragile down
        assert (at > next_at) == (score > next_score)
    france = next(s.x0 for s in figure.layout.shapes if s.x0 == s.x1)
    assert france == float(cells["32", case.indicator]["national"])
    for at, score in pairs:
        assert 0 < at < 1
        side = at - on_screen(figure, france)
        assert (side > 1e-9) == (score > 0) and (side < -1e-9) == (score < 0)


@each_ranking
def test_a_ranking_s_title_stands_alone_beside_the_map_s(gallery: Gallery, case: Case) -> None:
    """It names the indicator and says both ends of the figure, in words that are not the map's."""
    record, indicator = ranking_of(gallery, case), gallery.edition.registry.indicators[case.indicator or ""]
    on_the_map = gallery.record(case._replace(kind="carte")).title
    valued = record.rows[record.rows["value"].notna()]
    assert record.title.startswith(indicator.label)
    assert record.title != on_the_map
    ordered = valued if record.sign else valued.sort_values("value")
    for row in (ordered.iloc[0], ordered.iloc[-1]):
        number, region = wording.number(row["value"], indicator.decimals), gallery.edition.regions[row["region"]]
        assert number in record.title
        assert region.locative in record.title or (ordered["value"] == row["value"]).sum() > 2
    assert record.title in record.alt and ("de la plus à la moins fragile" in record.alt) == bool(record.sign)


@each_ranking
def test_a_ranking_has_the_order_of_its_table_and_names_the_reader_s_region(gallery: Gallery, case: Case) -> None:
    record, figure = gallery.record(case), gallery.figure(case)
    assert list(record.rows["name"]) == list(record.table["Région"])
    labels = list(figure.layout.yaxis.ticktext)
    assert [seen(label) for label in labels] == list(record.rows["short"])
    bold = [region for region, label in zip(record.rows["region"], labels, strict=True) if label.startswith("<b>")]
    assert bold == ([case.region] if case.region else [])
    first, last = figure.layout.yaxis.range
    assert first > last  # row 0 is on top


# --- the profile ---------------------------------------------------------------------------------------


@each_profile
def test_a_profile_draws_each_score_of_the_region_in_its_class_s_colour(gallery: Gallery, case: Case) -> None:
    figure, cells = gallery.figure(case), gallery.cells(case)
    name = gallery.edition.regions[case.region or ""].name
    points = trace_named(figure, name)
    expected = sorted(
        (row for (region, _), row in cells.items() if region == case.region and row["score"] is not None),
        key=lambda row: (-row["score"], row["rank"]),
    )
    assert list(points.x) == [float(row["score"]) for row in expected]
    kinds = [FragilityClass(row["class"]) for row in expected]
    for colour, symbol, kind in zip(points.marker.color, points.marker.symbol, kinds, strict=True):
        if kind is FragilityClass.INDISTINGUISHABLE:  # ringed, without a side
            assert (colour, symbol) == (LIGHT.background, "circle-dot")
        else:
            assert (colour, symbol) == (CLASS_COLOUR[kind], "circle")
    assert [domain for domain, *_ in points.customdata] == [row["domain"] for row in expected]


@each_profile
def test_in_a_profile_right_is_more_fragile_and_france_stands_in_the_middle(gallery: Gallery, case: Case) -> None:
    figure = gallery.figure(case)
    assert on_screen(figure, 0) == pytest.approx(0.5)
    assert on_screen(figure, 1) > 0.5  # S > 0 is more fragile, on the right
    first, last = figure.layout.yaxis.range
    assert first > last
    reach = max(abs(x) for trace in figure.data for x in trace.x)
    assert on_screen(figure, -reach) > 0 and on_screen(figure, reach) < 1
    said = {annotation.text: annotation.x for annotation in figure.layout.annotations}
    (right,) = (x for text, x in said.items() if "plus fragile" in text and "▶" in text)
    (left,) = (x for text, x in said.items() if "◀" in text)
    assert left < 0 < right


@each_profile
def test_a_profile_prints_every_value_and_shows_the_other_regions(gallery: Gallery, case: Case) -> None:
    record, figure, cells = gallery.record(case), gallery.figure(case), gallery.cells(case)
    labels = [seen(label) for label in figure.layout.yaxis.ticktext]
    for row, label in zip(record.rows.itertuples(), labels, strict=True):
        assert flat(label) == flat(f"{row.label} {row.cell_text}")
        assert read_number(row.cell_text) == cells[case.region or "", row.indicator]["value"]
    others = trace_named(figure, "Autres régions")
    drawn = {
        (region, record.rows["indicator"][y]): x
        for (_, region), x, y in zip(others.customdata, others.x, others.y, strict=True)
    }
    assert drawn == {
        key: float(row["score"]) for key, row in cells.items() if key[0] != case.region and row["score"] is not None
    }


# --- the comparison ------------------------------------------------------------------------------------


@each_comparison
def test_a_comparison_draws_each_score_with_a_colour_and_a_shape_a_region(gallery: Gallery, case: Case) -> None:
    record, figure, cells = gallery.record(case), gallery.figure(case), gallery.cells(case)
    assert [trace.name for trace in figure.data] == [gallery.edition.regions[code].name for code in case.regions]
    for k, (trace, region) in enumerate(zip(figure.data, case.regions, strict=True)):
        indicator_at = dict(zip(record.rows["y"], record.rows["indicator"], strict=True))
        scored = {indicator_at[y]: x for x, y in zip(trace.x, trace.y, strict=True)}
        assert scored == {
            code: float(row["score"]) for (r, code), row in cells.items() if r == region and row["score"] is not None
        }
        assert (trace.marker.color, trace.marker.symbol) == (REGION_COLOURS[k], REGION_SHAPES[k])
        said = [read_number(text) for text in trace.text]
        assert said == [cells[region, indicator_at[y]]["value"] for y in trace.y]
    assert len(set(REGION_COLOURS)) == len(set(REGION_SHAPES)) == 5


@each_comparison
def test_a_comparison_begins_with_the_largest_difference(gallery: Gallery, case: Case) -> None:
    record, cells = gallery.record(case), gallery.cells(case)
    ordered = list(record.rows.drop_duplicates("y").sort_values("y")["indicator"])
    spreads = []
    for code in ordered:
        own = [cells[region, code] for region in case.regions]
        told = not within_rounding(gallery.edition.registry.indicators[code], [cell["value"] for cell in own])
        spreads.append((told, max(cell["score"] for cell in own) - min(cell["score"] for cell in own)))
    assert spreads == sorted(spreads, reverse=True), "what rounding cannot tell apart comes last"
    figure = gallery.figure(case)
    assert on_screen(figure, 0) == pytest.approx(0.5) and on_screen(figure, 1) > 0.5
    for region in case.regions:  # the title says the values of the first row
        first = cells[region, ordered[0]]["value"]
        indicator = gallery.edition.registry.indicators[ordered[0]]
        assert wording.cell_text(indicator, first) in record.title


# --- the overview --------------------------------------------------------------------------------------


@each_overview
def test_the_overview_prints_each_value_in_its_place(gallery: Gallery, case: Case) -> None:
    figure, cells = gallery.figure(case), gallery.cells(case)
    codes = list(dict.fromkeys(gallery.scores(case.reading)["indicator"]))
    columns = [NATIONAL, *gallery.edition.regions]
    printed: dict[tuple[str, str], str] = {}
    for trace in figure.data:
        for base, width, y, text, (indicator, domain, region) in zip(
            trace.base, trace.x, trace.y, trace.text, trace.customdata, strict=True
        ):
            assert columns[round(base + width / 2)] == region  # the middle of the cell
            assert codes[y] == indicator
            assert gallery.edition.registry.indicators[indicator].domain == domain
            assert (region, indicator) not in printed
            printed[region, indicator] = text
    assert len(printed) == 14 * len(codes)
    for (region, indicator), text in printed.items():
        of_france = region == NATIONAL
        expected = cells["32", indicator]["national"] if of_france else cells[region, indicator]["value"]
        assert read_number(seen(text)) == expected
    assert [flat(seen(text)) for text in figure.layout.xaxis.ticktext] == [
        flat(name) for name in ("France", *(region.name for region in gallery.edition.regions.values()))
    ]
    first, last = figure.layout.yaxis.range
    assert first > last


@each_overview
def test_a_cell_of_the_overview_has_the_colour_and_sign_of_its_class(gallery: Gallery, case: Case) -> None:
    record, figure, cells = gallery.record(case), gallery.figure(case), gallery.cells(case)
    by_label = {entry.label: entry.fragility_class for entry in record.legend}
    for trace in figure.data:
        if trace.name == "France":
            assert trace.showlegend is False
            continue
        kind = by_label[seen(trace.name)]  # the legend draws the trace's own colour
        assert trace.showlegend is not False
        assert distinct(trace.marker.color) == {CLASS_COLOUR[kind]}
        assert distinct(trace.textfont.color) == {ink_on(kind)}
        assert trace.marker.pattern.shape == ("/" if kind is FragilityClass.MISSING else "")
        for text, (indicator, _, region) in zip(trace.text, trace.customdata, strict=True):
            own = FragilityClass(cells[region, indicator]["class"])
            assert kind is legend_class(own)
            found = re.search(r"[▲▼=]*$", text)
            assert found and found[0] == wording.CLASS_SYMBOL[own]


def test_the_five_classes_stand_everywhere(gallery: Gallery) -> None:
    """The page had three where a meeting and the command line had five: one definition, whoever asks."""
    for case in OVERVIEWS:
        if case.reading != "core":
            assert {*ORIENTED, FragilityClass.MISSING} <= {e.fragility_class for e in gallery.record(case).legend}


@each_overview
def test_a_sign_follows_its_value(gallery: Gallery, case: Case) -> None:
    """« = −1,9 » reads as an equation, or as a minus sign: « −1,9 % = »."""
    for trace in gallery.figure(case).data:
        assert not [text for text in trace.text if re.match(r"[▲▼=]", seen(text))]


@pytest.mark.parametrize("case", [c for c in OVERVIEWS if c.regions], ids=str)
def test_the_reader_s_region_is_framed(gallery: Gallery, case: Case) -> None:
    column = list(gallery.edition.regions).index(case.regions[0]) + 1
    frames = [s for s in gallery.figure(case).layout.shapes if s.type == "rect"]
    assert [(frame.x0, frame.x1) for frame in frames] == [(column - 0.5, column + 0.5)]
    assert not [s for s in gallery.figure(OVERVIEWS[0]).layout.shapes if s.type == "rect"]


@each_overview
def test_the_overview_says_how_many_regions_are_fragile_in_most_domains(gallery: Gallery, case: Case) -> None:
    """Its title names exactly the regions with more fragile domains than half."""
    cells = gallery.cells(case)
    scored = [(region, row) for (region, _), row in cells.items() if row["score"] is not None]
    total = len({row["domain"] for _, row in scored})
    expected = {
        code
        for code in gallery.edition.regions
        if sum(FragilityClass(row["class"]).more_fragile for region, row in scored if region == code) > total / 2
    }
    title = gallery.record(case).title
    assert {code for code, region in gallery.edition.regions.items() if region.name in title} == expected
    assert f"{total} domaines" in title
