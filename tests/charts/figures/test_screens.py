"""What every drawing of a screen shows: the record's words and numbers, in the class's colours, and nothing else."""

from __future__ import annotations

import json
import re
from itertools import combinations, pairwise
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import plotly.io as pio
import pytest

from charts.canvas import ruler
from charts.canvas.markup import swatch
from charts.canvas.outline import inside
from charts.figures import FIGURES
from charts.figures.profile.record import Profile
from charts.figures.ranking.record import Ranking
from charts.figures.region_map import screen as map_screen
from charts.figures.region_map.record import RegionMap
from charts.legend import ORIENTED, legend_class
from charts.theme import CLASS_COLOUR, DARK, LIGHT, REGION_COLOURS, REGION_SHAPES
from territory import wording
from territory.analysis import FragilityClass, within_rounding
from territory.regions import NATIONAL
from tests.charts.gallery import (
    COMPARISONS,
    EMPTY,
    MAPS,
    MARKUP,
    OVERVIEWS,
    PLACES,
    PLANES,
    PLOTLY,
    PROFILES,
    RANKINGS,
    SCREENS,
    Case,
    Gallery,
    flat,
    marked_texts,
    numbers,
    read_number,
    record_text,
    seen,
    texts_of,
)
from tests.charts.markup_reader import classed, classes, links, rings, root, said

each_figure = pytest.mark.parametrize("case", SCREENS, ids=str)
each_plotly = pytest.mark.parametrize("case", PLOTLY, ids=str)
each_markup = pytest.mark.parametrize("case", MARKUP, ids=str)
each_map = pytest.mark.parametrize("case", [case for case in MAPS if case not in EMPTY], ids=str)
each_ranking = pytest.mark.parametrize("case", RANKINGS, ids=str)
each_profile = pytest.mark.parametrize("case", PROFILES, ids=str)
each_comparison = pytest.mark.parametrize("case", COMPARISONS, ids=str)
each_overview = pytest.mark.parametrize("case", OVERVIEWS, ids=str)


def map_of(gallery: Gallery, case: Case) -> RegionMap:
    record = gallery.record(case)
    assert isinstance(record, RegionMap)
    return record


def ranking_of(gallery: Gallery, case: Case) -> Ranking:
    record = gallery.record(case)
    assert isinstance(record, Ranking)
    return record


CHOICES: dict[str, dict[str, list[str]]] = {
    "default": {},
    "core": {"criteres": ["noyau"]},
    "without contestable": {"criteres": ["sans-contestables"]},
    "source": {"lecture": ["source"]},
}
"""The choices of reading, as an address says them."""
PHONE = 358
"""Width of a map on the narrowest usual phone, less its margins."""


# --- every figure --------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [case for case in PLOTLY if case not in EMPTY], ids=str)
def test_a_drawing_leaves_its_title_and_source_to_the_page(gallery: Gallery, case: Case) -> None:
    """Said twice, they would be read twice; the page's words are at full width and in its own type."""
    record, figure = gallery.record(case), gallery.figure(case)
    words = flat(" ".join(seen(text) for text in marked_texts(figure)))
    assert figure.layout.title.text is None
    for text in (record.title, record.subtitle, record.foot, record.source):
        assert flat(text) not in words


@each_figure
def test_a_figure_says_no_number_that_its_record_does_not(gallery: Gallery, case: Case) -> None:
    drawn = set().union(*(numbers(text) for text in texts_of(gallery.figure(case))))
    assert bool(drawn) == (case not in EMPTY and case.kind not in ("arbre", "plan"))  # these are names alone
    assert drawn <= numbers(record_text(gallery.record(case)))


@each_plotly
def test_the_height_is_a_whole_number_of_pixels(gallery: Gallery, case: Case) -> None:
    """Streamlit refuses numpy's integers."""
    assert type(gallery.figure(case).layout.height) is int


@each_plotly
def test_a_figure_names_no_other_host(gallery: Gallery, case: Case) -> None:
    assert not re.search(r"(?i)https?:|(?<!\w)//\w", gallery.figure(case).to_json())


@each_markup
def test_a_drawing_in_markup_asks_nothing_of_anybody(gallery: Gallery, case: Case) -> None:
    """Links to our own pages, and nothing that a browser would load or run."""
    drawn = gallery.figure(case)
    assert not re.search(r"(?i)https?:|//|javascript:|@import|<(?:script|style|image|use|iframe|foreignObject)", drawn)
    for element in root(drawn).iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "src"]
        assert re.fullmatch(r"(left:[\d.]+%(;width:[\d.]+%)?)?", element.get("style", "")), "a place, in % of the plot"
        assert element.get("fill", "url(#").startswith("url(#")
    for link in root(drawn).iter("a"):
        address = urlsplit(link.attrib["href"])
        assert not address.scheme and not address.netloc
        assert address.path in ("", *(f"/{figure.page}" for figure in FIGURES.values()))
        assert "here" in classes(link)


@each_plotly
def test_the_template_is_ours(gallery: Gallery, case: Case) -> None:
    """Importing Streamlit changes Plotly's default template; a figure must not depend on it."""
    assert gallery.figure(case).layout.template == pio.templates["none"]
    assert pio.templates["none"] != pio.templates["plotly"]


@pytest.mark.parametrize("case", [PLANES[0], PLACES[0]], ids=str)
def test_the_dark_theme_changes_inks_and_neither_words_nor_strong_colours(gallery: Gallery, case: Case) -> None:
    light, dark = gallery.figure(case, LIGHT), gallery.figure(case, DARK)
    assert [seen(text) for text in marked_texts(dark)] == [seen(text) for text in marked_texts(light)]
    in_light, in_dark = json.dumps(light.to_dict(), default=list), json.dumps(dark.to_dict(), default=list)
    assert LIGHT.text in in_light and DARK.text in in_dark
    strong = [CLASS_COLOUR[kind] for kind in FragilityClass if kind.more_fragile or kind.less_fragile]
    assert [in_light.count(colour) for colour in strong] == [in_dark.count(colour) for colour in strong]
    assert in_light.count(LIGHT.near) == in_dark.count(DARK.near) and LIGHT.near not in in_dark


@each_markup
def test_markup_has_no_colour_of_its_own(gallery: Gallery, case: Case) -> None:
    """The sheet paints its classes in both themes (tests/charts/test_house_css.py), so a drawing serves both."""
    assert gallery.figure(case, DARK) == gallery.figure(case, LIGHT)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb", gallery.figure(case))


# --- the map -------------------------------------------------------------------------------------------


def areas_of(drawn: str) -> dict[str, Element]:
    """The link of each region, by its code."""
    found = [link for link in root(drawn).iter("a") if "data-region" in link.attrib]
    assert len({link.attrib["data-region"] for link in found}) == len(found)
    return {link.attrib["data-region"]: link for link in found}


def outline_of(area: Element) -> str:
    return next(path.attrib["d"] for path in area.iter("path"))


class Value:
    """A value printed on a map: its text, its box around it, the sign drawn after it."""

    def __init__(self, text: Element, signs: list[Element]) -> None:
        self.text, self.ink = said(text), text.attrib["class"]
        self.size, self.left = float(text.attrib["font-size"]), float(text.attrib["x"])
        self.right = self.left + ruler.width(self.text, self.size, 600)
        self.bottom = float(text.attrib["y"])
        self.top = self.bottom - self.size * 0.74
        self.signs = signs

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def sign(self) -> str:
        return "".join(sign_of(path.attrib["d"]) for path in self.signs)

    def meets(self, other: Value) -> bool:
        return min(self.right, other.right) > max(self.left, other.left) and min(self.bottom, other.bottom) > max(
            self.top, other.top
        )


def sign_of(path: str) -> str:
    """« M x y h w l −w/2 ±h z »: the tip over the base, or under it; two bars for « = »."""
    if path.count("z") == 2:
        return "="
    base, tip = re.fullmatch(r"M[\d.]+ [\d.]+h([\d.]+)l-[\d.]+ (-?[\d.]+)z", path).groups()  # type: ignore[union-attr]
    assert float(base) > 0
    return "▲" if float(tip) < 0 else "▼"


def values_of(drawn: str) -> list[Value]:
    """In the order of the regions."""
    (group,) = classed(root(drawn), "values")
    return [Value(label[0], list(label[1:])) for label in group]


@each_map
def test_a_map_prints_each_published_value_on_its_region(gallery: Gallery, case: Case) -> None:
    cells, regions, drawn = gallery.cells(case), gallery.edition.regions, gallery.figure(case)
    printed = dict(zip(regions, values_of(drawn), strict=True))
    own = {code: rings(outline_of(area)) for code, area in areas_of(drawn).items()}
    for code, value in printed.items():
        cell = cells[code, case.indicator]
        assert read_number(value.text) == cell["value"]
        beside = value.ink == "beside"
        assert [other for other in regions if inside(own[other], *value.middle)] == ([] if beside else [code])
        assert value.ink == ("beside" if beside else f"ink-{swatch(cell['class'])[2:]}")
        if beside:
            assert code == "94", "Corse alone is too narrow"
            assert value.right < min(x for ring in own[code] for x, _ in ring)
    assert not [(a.text, b.text) for a, b in combinations(printed.values(), 2) if a.meets(b)]


@each_map
def test_a_value_of_a_map_reads_on_a_phone(gallery: Gallery, case: Case) -> None:
    """At least 12 px where the drawing is 358 px wide."""
    width = float(root(gallery.figure(case)).attrib["viewBox"].split()[2])
    assert min(value.size for value in values_of(gallery.figure(case))) * PHONE / width >= 12


@each_map
def test_a_value_of_a_map_is_followed_by_the_sign_of_its_class(gallery: Gallery, case: Case) -> None:
    """Drawn, in the value's own ink; « = −1,9 » would read as an equation."""
    cells, regions = gallery.cells(case), gallery.edition.regions
    for code, value in zip(regions, values_of(gallery.figure(case)), strict=True):
        assert value.sign == wording.CLASS_SYMBOL[FragilityClass(cells[code, case.indicator]["class"])]
        starts = [float(re.findall(r"[\d.]+", path.attrib["d"])[0]) for path in value.signs]
        assert starts == sorted(set(starts)) and all(start > value.right - 0.1 for start in starts)
        assert all(path.attrib["class"] == value.ink for path in value.signs)


def test_control_signs_are_told_apart() -> None:
    assert [sign_of("M1 9h8l-4 -7z"), sign_of("M1 2h8l-4 7z"), sign_of("M1 2h6v1h-6zm0 3h6v1h-6z")] == ["▲", "▼", "="]


@each_map
def test_a_region_of_a_map_has_the_colour_of_its_class_which_is_the_legend_s(gallery: Gallery, case: Case) -> None:
    record, cells, areas = gallery.record(case), gallery.cells(case), areas_of(gallery.figure(case))
    kinds = {code: FragilityClass(cells[code, case.indicator]["class"]) for code in gallery.edition.regions}
    painted = {code: classes(next(area.iter("path"))) for code, area in areas.items()}
    assert painted == {code: ["region", swatch(kind)] for code, kind in kinds.items()}
    in_legend = {swatch(entry.fragility_class) for entry in record.legend if entry.count}
    assert {kind for _, kind in painted.values()} == in_legend


@each_map
def test_a_click_finds_each_region_once_and_keeps_the_choices(gallery: Gallery, case: Case) -> None:
    """A region's link stays on its page, with its domain and the reading in force."""
    drawn, domain = gallery.figure(case), gallery.edition.registry.indicators[case.indicator].domain
    assert sorted(areas_of(drawn)) == sorted(gallery.edition.regions)
    for code, area in areas_of(drawn).items():
        assert links(area) == [("", {"domaine": [domain], "region": [code]} | CHOICES[case.reading])]
        assert outline_of(area).count("M") == outline_of(area).count("Z") > 0


@each_map
def test_the_reader_s_region_is_framed_and_the_frame_lets_clicks_through(gallery: Gallery, case: Case) -> None:
    """Neither the frame nor the values are links; the sheet lets the pointer through them."""
    drawn = root(gallery.figure(case))
    areas = areas_of(gallery.figure(case))
    frames = classed(drawn, "framed")
    assert [frame.attrib["d"] for frame in frames] == ([outline_of(areas[case.region])] if case.region else [])
    assert [code for code, area in areas.items() if area.get("aria-current")] == ([case.region] if case.region else [])
    in_links = {part for area in areas.values() for part in area.iter()}
    for part in (*frames, *classed(drawn, "values")):
        assert part not in in_links
    assert [part.get("aria-hidden") for part in classed(drawn, "values")] == ["true"], "each link says its value"


@each_map
def test_a_hover_is_the_sentence_of_the_cell(gallery: Gallery, case: Case) -> None:
    """The same words as in tables, cards and on the command line; seen, and read aloud."""
    cells, edition = gallery.cells(case), gallery.edition
    indicator = edition.registry.indicators[case.indicator]
    domain = edition.registry.domains[indicator.domain]
    assert root(gallery.figure(case)).attrib["aria-label"] == gallery.record(case).alt
    for code, area in areas_of(gallery.figure(case)).items():
        sentence = wording.cell_sentence(cells[code, case.indicator], indicator, domain)
        (title,) = area.iter("title")
        assert title.text == area.attrib["aria-label"] == f"{edition.regions[code].name}. {sentence}"


@pytest.mark.parametrize("case", MAPS[:4:3], ids=str)
def test_a_small_map_keeps_colours_and_links_and_drops_its_values(gallery: Gallery, case: Case) -> None:
    small, whole = map_screen.draw(map_of(gallery, case), LIGHT, small=True), gallery.figure(case)
    assert isinstance(small, str) and values_of(whole)
    assert small.partition("</svg>")[0].strip() == whole.partition('<g class="values"')[0].strip()
    assert not [text for text in root(small).iter("text")]


# --- the ranking ---------------------------------------------------------------------------------------


def lines_of(figure: str) -> list[Element]:
    """The territories of a ranking or the domains of a profile, from the top."""
    return [element for element in root(figure).iter("a") if "line" in classes(element)]


def part(line: Element, name: str) -> Element:
    """What a line has of that class."""
    (found,) = classed(line, name)
    return found


def styled(element: Element) -> dict[str, float]:
    """Where a mark stands, in % of the plot."""
    pairs = (each.split(":") for each in str(element.get("style")).split(";"))
    return {name: float(value.removesuffix("%")) for name, value in pairs}


def at(element: Element) -> float:
    """Where a mark begins, in % of the plot."""
    return styled(element)["left"]


def chosen_by(line: Element) -> str:
    """The region that a line leads to."""
    ((_, codes),) = links(line)
    return codes["region"][0]


def domain_of(line: Element) -> str:
    """The domain that a line leads to."""
    ((_, codes),) = links(line)
    return codes["domaine"][0]


@each_ranking
def test_a_ranking_draws_each_published_value(gallery: Gallery, case: Case) -> None:
    record, cells, lines = gallery.record(case), gallery.cells(case), lines_of(gallery.figure(case))
    codes = [chosen_by(line) for line in lines]
    values = [cells[code, case.indicator]["value"] for code in codes]
    assert sorted(codes) == sorted(gallery.edition.regions)
    assert [read_number(said(part(line, "value"))) for line in lines] == values
    kinds = [FragilityClass(cells[code, case.indicator]["class"]) for code in codes]
    assert all(swatch(kind) in classes(line) for line, kind in zip(lines, kinds, strict=True))
    shown = {legend_class(kind) for kind in kinds}
    assert [entry.fragility_class for entry in record.legend if entry.count] == [
        k for k in FragilityClass if k in shown
    ]


@each_ranking
def test_in_a_ranking_right_and_up_mean_more_fragile(gallery: Gallery, case: Case) -> None:
    """Position on screen and S sort the regions alike, also where a lower value is more fragile."""
    lines, cells = lines_of(gallery.figure(case)), gallery.cells(case)
    codes = [chosen_by(line) for line in lines]
    scored = [cells[code, case.indicator]["score"] for code in codes]
    if None in scored:
        assert case.indicator == "diversite" and case.reading == "default"
        assert codes == list(gallery.edition.regions)
        return
    pairs = [(at(part(line, "dot")), score) for line, score in zip(lines, scored, strict=True)]
    for (here, score), (next_here, next_score) in pairwise(pairs):
        assert score >= next_score  # the rows run from the most fragile down
        assert (here > next_here) == (score > next_score)
    (france,) = {at(part(line, "middle")) for line in lines}
    for here, score in pairs:
        assert 0 < here < 100
        assert (here > france) == (score > 0) and (here < france) == (score < 0)


@each_ranking
def test_in_a_ranking_a_line_goes_from_france_to_the_dot_in_proportion(gallery: Gallery, case: Case) -> None:
    """Two gaps are to one another on screen as their published values are."""
    lines, cells = lines_of(gallery.figure(case)), gallery.cells(case)
    gaps = []
    for line in lines:
        cell, stem = cells[chosen_by(line), case.indicator], part(line, "stem")
        dot, france = at(part(line, "dot")), at(part(line, "middle"))
        assert at(stem) == pytest.approx(min(dot, france))
        assert styled(stem)["width"] == pytest.approx(abs(dot - france), abs=0.02)
        gaps.append((dot - france, float(cell["value"] - cell["national"])))
    (widest, told) = max(gaps, key=lambda gap: abs(gap[1]))
    for drawn, gap in gaps:
        assert drawn == pytest.approx(gap * widest / told, abs=0.03)


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
    record, lines = gallery.record(case), lines_of(gallery.figure(case))
    assert list(record.rows["name"]) == list(record.table["Région"])
    assert [said(part(line, "what")) for line in lines] == list(record.rows["short"])
    assert [chosen_by(line) for line in lines] == list(record.rows["region"])
    own = [chosen_by(line) for line in lines if line.get("aria-current")]
    assert own == ([case.region] if case.region else [])


# --- the profile ---------------------------------------------------------------------------------------


def reach_of(gallery: Gallery, case: Case) -> float:
    """The score at the right end of the axis: the largest drawn, and 6 % of it."""
    record = gallery.record(case)
    assert isinstance(record, Profile)
    return max(map(abs, record.known)) * 1.06


def place(score: float, reach: float) -> Any:
    return pytest.approx(50 + score / reach * 50, abs=0.01)


@each_profile
def test_a_profile_draws_each_score_of_the_region_in_its_class_s_colour(gallery: Gallery, case: Case) -> None:
    """Right is more fragile, France in the middle; a line leads to its domain, whose class it has."""
    lines, record, reach = lines_of(gallery.figure(case)), gallery.record(case), reach_of(gallery, case)
    cells = sorted(
        (row for (region, _), row in gallery.cells(case).items() if region == case.region and row["score"] is not None),
        key=lambda row: (-row["score"], row["rank"]),
    )
    assert len(lines) == len(record.rows)
    for line, cell in zip(lines, cells, strict=False):
        (dot,) = classed(line, "dot")
        kind = FragilityClass(cell["class"])
        assert at(dot) == place(float(cell["score"]), reach) and 0 < at(dot) < 100
        assert swatch(kind) in classes(line)
        assert ("hollow" in classes(dot)) == (kind is FragilityClass.INDISTINGUISHABLE)
        assert f"domaine={cell['domain']}&region={case.region}" in str(line.get("href"))
    for line in lines[len(cells) :]:
        assert not classed(line, "dot") and not classed(line, "other")


@each_profile
def test_a_point_that_rounding_cannot_tell_from_france_has_its_interval_drawn(gallery: Gallery, case: Case) -> None:
    """A line through the hollow points, and through no other; it reaches France, as the class says."""
    record, lines, reach = gallery.record(case), lines_of(gallery.figure(case)), reach_of(gallery, case)
    for row, line in zip(record.rows.to_dict("records"), lines, strict=True):
        told = row["class"] == FragilityClass.INDISTINGUISHABLE
        through = classed(line, "within")
        assert len(through) == told
        if told:
            assert row["low"] <= 0 <= row["high"] and row["low"] < row["score"] < row["high"]
            assert at(through[0]) == place(row["low"], reach)


@each_profile
def test_a_profile_prints_every_value_with_its_unit_and_shows_the_other_regions(gallery: Gallery, case: Case) -> None:
    record, lines, cells = gallery.record(case), lines_of(gallery.figure(case)), gallery.cells(case)
    reach = reach_of(gallery, case)
    for row, line in zip(record.rows.itertuples(), lines, strict=True):
        assert flat(said(line)).startswith(flat(f"{row.label} {row.value_text}"))
        known = [c for (region, code), c in cells.items() if code == row.indicator and region != case.region]
        expected = sorted(float(cell["score"]) for cell in known if cell["score"] is not None)
        assert sorted(map(at, classed(line, "other"))) == [place(score, reach) for score in expected]


# --- the comparison ------------------------------------------------------------------------------------


@each_comparison
def test_a_comparison_draws_each_score_with_a_colour_and_a_shape_a_region(gallery: Gallery, case: Case) -> None:
    """Its place is in proportion of its score, France at the middle; the page's sheet gives colours and shapes."""
    record, cells, lines = gallery.record(case), gallery.cells(case), lines_of(gallery.figure(case))
    indicators = list(record.rows.drop_duplicates("y").sort_values("y")["indicator"])
    assert [domain_of(line) for line in lines] == [cells[case.regions[0], code]["domain"] for code in indicators]
    drawn = {
        (region, code): at(mark) - 50
        for line, code in zip(lines, indicators, strict=True)
        for k, region in enumerate(case.regions, start=1)
        for mark in classed(line, f"m{k}")
    }
    scores = {cell: float(cells[cell]["score"]) for cell in drawn}
    assert len(drawn) == len(lines) * len(case.regions)
    farthest = max(scores, key=lambda cell: abs(scores[cell]))
    for cell, score in scores.items():
        assert drawn[cell] == pytest.approx(score * drawn[farthest] / scores[farthest], abs=0.02)
    names = [said(entry) for entry in root(gallery.figure(case)).iter("li")]
    assert names == [gallery.edition.regions[code].name for code in case.regions]
    assert len(set(REGION_COLOURS)) == len(set(REGION_SHAPES)) == 5


@each_comparison
def test_a_comparison_of_two_says_each_value_outside_the_pair(gallery: Gallery, case: Case) -> None:
    record, cells, lines = gallery.record(case), gallery.cells(case), lines_of(gallery.figure(case))
    if len(case.regions) > 2:
        assert not any(classed(line, "left") + classed(line, "right") for line in lines)
        return
    indicators = list(record.rows.drop_duplicates("y").sort_values("y")["indicator"])
    for line, code in zip(lines, indicators, strict=True):
        (left,), (right,) = classed(line, "left"), classed(line, "right")
        assert at(left) <= at(right)
        values = {cells[region, code]["value"] for region in case.regions}
        assert {read_number(said(left)), read_number(said(right))} == values
        assert (cells[case.regions[0], code]["score"] > cells[case.regions[1], code]["score"]) == (
            at(part(line, "m1")) > at(part(line, "m2"))
        )


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
    indicator = gallery.edition.registry.indicators[ordered[0]]
    first = [cells[region, ordered[0]]["value"] for region in case.regions]
    for value in (min(first), max(first)):  # the title says the ends of the first row
        assert wording.cell_text(indicator, value) in record.title


# --- the overview --------------------------------------------------------------------------------------


def grid_of(gallery: Gallery, case: Case) -> list[list[Element]]:
    """The cells of the overview, row by row, France first."""
    (body,) = root(gallery.figure(case)).iter("tbody")
    return [list(row.iter("td")) for row in body.iter("tr")]


def columns_of(gallery: Gallery) -> list[str]:
    return [NATIONAL, *gallery.edition.regions]


def indicators_of(gallery: Gallery, case: Case) -> list[str]:
    return list(dict.fromkeys(gallery.scores(case.reading)["indicator"]))


def cells_of(gallery: Gallery, case: Case) -> dict[tuple[str, str], Element]:
    """By (region, indicator): as they stand in the table."""
    rows = zip(indicators_of(gallery, case), grid_of(gallery, case), strict=True)
    return {(region, code): cell for code, row in rows for region, cell in zip(columns_of(gallery), row, strict=True)}


@each_overview
def test_the_overview_prints_each_value_in_its_place(gallery: Gallery, case: Case) -> None:
    table, cells = root(gallery.figure(case)), gallery.cells(case)
    registry, codes = gallery.edition.registry, indicators_of(gallery, case)
    printed = cells_of(gallery, case)
    assert len(printed) == 14 * len(codes)
    for (region, indicator), cell in printed.items():
        of_france = region == NATIONAL
        expected = cells["32", indicator]["national"] if of_france else cells[region, indicator]["value"]
        assert read_number(said(cell)) == expected
    (head,) = table.iter("thead")
    assert [said(name) for name in head.iter("th")] == [
        "Domaine", "France", *(region.name for region in gallery.edition.regions.values())
    ]  # fmt: skip
    rows = [(row.find("th/a"), row.find("th/small")) for row in table.iter("tr") if row.find("th/a") is not None]
    assert [said(label) for label, _ in rows if label is not None] == list(gallery.record(case).labels)  # type: ignore[attr-defined]
    assert [said(measure) for _, measure in rows if measure is not None] == [
        registry.indicators[c].short for c in codes
    ]
    assert {name.get("scope") for name in head.iter("th")} == {"col"}
    assert {row.get("scope") for row in table.iter("th")} == {"col", "row"}


@each_overview
def test_a_cell_of_the_overview_leads_to_its_domain_and_region(gallery: Gallery, case: Case) -> None:
    registry = gallery.edition.registry
    for (region, indicator), cell in cells_of(gallery, case).items():
        codes = {"domaine": [registry.indicators[indicator].domain], "region": [region]} | CHOICES[case.reading]
        assert links(cell) == ([] if region == NATIONAL else [("/domaine", codes)])
    for indicator, head in zip(
        indicators_of(gallery, case), root(gallery.figure(case)).iterfind("tbody/tr/th"), strict=True
    ):
        own = {"region": [case.region]} if case.region else {}
        codes = {"domaine": [registry.indicators[indicator].domain]} | own | CHOICES[case.reading]
        assert links(head) == [("/domaine", codes)]


@each_overview
def test_a_cell_of_the_overview_has_the_colour_and_sign_of_its_class(gallery: Gallery, case: Case) -> None:
    record, cells = gallery.record(case), gallery.cells(case)
    in_legend = {entry.fragility_class for entry in record.legend}
    for (region, indicator), cell in cells_of(gallery, case).items():
        painted = [name for name in classes(cell) if name.startswith("k-")]
        if region == NATIONAL:
            assert "national" in classes(cell) and not painted and not list(cell.iter("i"))
            continue
        own = FragilityClass(cells[region, indicator]["class"])
        assert painted == [swatch(own)] and legend_class(own) in in_legend
        assert "".join(said(sign) for sign in cell.iter("i")) == wording.CLASS_SYMBOL[own]


@each_overview
def test_a_hover_of_the_overview_is_the_sentence_of_its_cell(gallery: Gallery, case: Case) -> None:
    edition, cells = gallery.edition, gallery.cells(case)
    for (region, indicator), cell in cells_of(gallery, case).items():
        if region != NATIONAL:
            measured = edition.registry.indicators[indicator]
            domain = edition.registry.domains[measured.domain]
            sentence = wording.cell_sentence(cells[region, indicator], measured, domain)
            (link,) = cell.iter("a")
            assert link.attrib["title"] == f"{edition.regions[region].name}. {sentence}"


def test_the_five_classes_stand_everywhere(gallery: Gallery) -> None:
    """The page had three where a meeting and the command line had five: one definition, whoever asks."""
    for case in OVERVIEWS:
        if case.reading != "core":
            assert {*ORIENTED, FragilityClass.MISSING} <= {e.fragility_class for e in gallery.record(case).legend}


@each_overview
def test_a_sign_follows_its_value(gallery: Gallery, case: Case) -> None:
    """« = −1,9 » reads as an equation, or as a minus sign: « −1,9 % = »."""
    shown = [said(cell) for cell in cells_of(gallery, case).values()]
    assert not [text for text in shown if re.match(r"[▲▼=]", text)]
    assert [text for text in shown if re.search(r"[▲▼=]$", text)]


@each_overview
def test_the_reader_s_column_is_framed_and_a_phone_shows_it_beside_france(gallery: Gallery, case: Case) -> None:
    table = root(gallery.figure(case))
    framed = {region for (region, _), cell in cells_of(gallery, case).items() if "mine" in classes(cell)}
    assert framed == ({case.region} if case.region else set())
    heads = [said(name) for name in table.iterfind("thead/tr/th") if "mine" in classes(name)]
    assert heads == ([gallery.edition.regions[case.region].name] if case.region else [])
    assert ("with-mine" in classes(table)) == bool(case.region)
    assert [said(name) for name in table.iterfind("thead/tr/th") if "national" in classes(name)] == ["France"]


@each_overview
def test_a_line_stands_where_a_dimension_begins(gallery: Gallery, case: Case) -> None:
    registry = gallery.edition.registry
    dimensions = [registry.domains[registry.indicators[c].domain].dimension for c in indicators_of(gallery, case)]
    begins = ["begins" in classes(row) for row in root(gallery.figure(case)).iterfind("tbody/tr")]
    assert begins == [False, *(after != before for before, after in pairwise(dimensions))]
    assert any(begins)


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
