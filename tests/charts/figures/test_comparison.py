"""Regions compared: right is more fragile everywhere, rounding is no difference, and many regions break nothing."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from charts.canvas.markup import swatch
from charts.canvas.paper import SHAPES, framed
from charts.figures import FIGURES
from charts.figures.comparison.record import ALIKE, MAX_REGIONS, Comparison
from charts.figures.comparison.record import record as compared
from charts.figures.comparison.screen import values
from charts.stamp import Stamp
from territory import wording
from territory.analysis import FragilityClass, Reading, within_rounding
from territory.loader import Edition
from territory.scores import score_table
from territory.similarity import neighbours
from tests.charts.gallery import READINGS, REGIONS, Case, Gallery, flat, read_number, texts_of
from tests.charts.markup_reader import classed, classes, root, said
from tests.charts.svg_reader import Read, read

EVEN = "Aucun domaine ne sépare ces régions au-delà des arrondis"


def drawn(record: Comparison, stamp: Stamp, shape: str) -> Read:
    return read(framed(record, SHAPES[shape], stamp, FIGURES["comparaison"].paper).svg(record.title, record.alt))


def record_of(gallery: Gallery, regions: tuple[str, ...]) -> Comparison:
    record = gallery.record(Case("comparaison", regions=regions))
    assert isinstance(record, Comparison)
    return record


# --- rounding ------------------------------------------------------------------------------------------


def check(edition: Edition, scores: pd.DataFrame, regions: list[str]) -> None:
    """The title's domain differs beyond rounding, and by the largest difference of those that do."""
    record = compared(edition, scores, regions, Reading())
    own = scores[scores["region"].isin(regions) & scores["score"].notna()]
    spreads = {}
    for code, cells in own.groupby("indicator", sort=False):
        if not within_rounding(edition.registry.indicators[str(code)], list(cells["value"])):
            spreads[str(code)] = max(cells["score"]) - min(cells["score"])
    if not spreads:
        assert record.title == EVEN
        return
    first = record.rows["indicator"].iloc[0]
    assert spreads[first] == max(spreads.values())
    indicator = edition.registry.indicators[first]
    named = indicator.short if indicator.symbol == "%" else indicator.label
    assert record.title.startswith(f"Le plus grand écart\u00a0: {wording.lowered(named)}")
    values = own[own["indicator"] == first].set_index("region")["value"]
    told = [values[code] for code in record.regions]
    first_said, last_said = told if len(told) == 2 else (min(told), max(told))
    assert wording.unit_text(indicator, first_said) in record.title  # the unit is said once
    assert wording.cell_text(indicator, last_said) in record.title
    alike = {row.indicator for row in record.rows.itertuples() if "≈" in row.label}
    assert alike == set(own["indicator"]) - set(spreads)
    assert (ALIKE in record.note) == bool(alike)


@pytest.mark.slow
@pytest.mark.parametrize("reading", READINGS)
def test_what_rounding_cannot_tell_apart_never_separates_two_regions(edition: Edition, reading: str) -> None:
    """78 pairs of regions in each reading: « Pouvoir d'achat sépare le plus » stood on 1,05 and 1,06."""
    scores = score_table(edition, READINGS[reading])
    for pair in itertools.combinations(REGIONS, 2):
        check(edition, scores, list(pair))


@pytest.mark.parametrize("reading", READINGS)
def test_nor_a_region_from_its_neighbours(edition: Edition, reading: str) -> None:
    scores = score_table(edition, READINGS[reading])
    for region, found in neighbours(scores).groupby("region"):
        check(edition, scores, [str(region), *found["neighbour"]])


# --- direction -----------------------------------------------------------------------------------------


def test_right_is_more_fragile_on_the_screen_on_paper_and_in_words(gallery: Gallery, stamp: Stamp) -> None:
    """Éducation: 21,2 % in Hauts-de-France, 13,9 % in Bretagne: the first stands right of the second."""
    record = record_of(gallery, ("32", "53"))
    first = next(root(gallery.figure(Case("comparaison", regions=("32", "53")))).iter("a"))
    left, right = (said(mark) for side in ("left", "right") for mark in classed(first, side))
    assert (left, right) == ("13,9\u202f%", "21,2\u202f%")
    image = drawn(record, stamp, "16-9")
    at = {line.text: line.left for line in image.lines}
    assert at["plus fragile ▶"] > at["France"] > at["◀ moins fragile"]
    assert at["21,2\u202f%"] > at["13,9\u202f%"]
    assert "À droite, plus fragile\u202f; à gauche, moins fragile." in record.how_to_read
    for told in (record.how_to_read, record.alt, record.subtitle):
        assert "horizontale" not in told


# --- many ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [MAX_REGIONS + 1, len(REGIONS)])
@pytest.mark.parametrize("shape", SHAPES)
def test_many_regions_are_columns_of_values(gallery: Gallery, stamp: Stamp, count: int, shape: str) -> None:
    """A view of six regions ended on an IndexError: five marks can be told apart, not six."""
    regions = tuple(REGIONS[:count])
    record = record_of(gallery, regions)
    image = drawn(record, stamp, shape)
    for region in regions:
        column = image.layer(f"{gallery.edition.regions[region].name} ({region})")
        own = record.rows[record.rows["region"] == region].sort_values("y")
        texts = [element.text for element in column.iter("{http://www.w3.org/2000/svg}text")][1:]
        assert texts == list(own["value_text"])
    assert not [line for line in image.lines if line.left < 0 or line.right > image.width + 1]
    assert not [(a.text, b.text) for a, b in itertools.combinations(image.lines, 2) if a.overlaps(b)]


@pytest.mark.parametrize("count", [MAX_REGIONS + 1, len(REGIONS)])
def test_many_regions_leave_a_labelled_figure_on_the_screen(gallery: Gallery, count: int) -> None:
    """The page shows the table: the record is whole, the figure says where to read."""
    case = Case("comparaison", regions=tuple(REGIONS[:count]))
    record, figure = record_of(gallery, case.regions), gallery.figure(case)
    assert not figure.data and len(record.table) == 17 and record.chart is None
    assert flat("se lisent en tableau") in flat(" ".join(texts_of(figure)))


def test_five_regions_keep_their_marks(gallery: Gallery) -> None:
    record = record_of(gallery, tuple(REGIONS[:MAX_REGIONS]))
    assert record.marked and record.chart is not None
    first = next(root(gallery.figure(Case("comparaison", regions=record.regions))).iter("a"))
    assert len(classed(first, "mark")) == MAX_REGIONS


def test_when_rounding_explains_every_difference_no_domain_is_named(edition: Edition) -> None:
    """Pouvoir d'achat alone: 1,06 in Normandie, 1,05 in Bretagne."""
    scores = score_table(edition)
    record = compared(edition, scores[scores["indicator"] == "pouvoir_achat"], ["28", "53"], Reading())
    assert record.title == EVEN and set(record.rows["label"]) == {"Pouvoir d’achat\u202f≈"}


# --- the table of values ---------------------------------------------------------------------------------

COMPARED = (("32", "53"), ("11", "94", "32"), tuple(REGIONS))


@pytest.mark.parametrize("regions", COMPARED, ids=len)
def test_the_values_of_a_comparison_are_the_published_ones(gallery: Gallery, regions: tuple[str, ...]) -> None:
    """The domain with what it measures and when, the regions asked for in their order, then France."""
    record, edition = record_of(gallery, regions), gallery.edition
    cells, table = gallery.cells(Case("comparaison")), root(values(record))
    names = [edition.regions[code].name for code in regions]
    assert [said(head) for head in table.iterfind("thead/tr/th")] == ["Domaine", *names, "France"]
    rows = list(table.iterfind("tbody/tr"))
    indicators = [edition.registry.indicators[code] for code in dict.fromkeys(gallery.scores()["indicator"])]
    assert len(rows) == len(indicators) == 17
    for indicator, row in zip(indicators, rows, strict=True):
        *own, france = row.iterfind("td")
        domain = wording.marked(edition.registry.domains[indicator.domain].label, indicator)
        (head,) = row.iterfind("th")
        assert head.text == domain
        (measure,) = map(said, head)
        assert measure.startswith(indicator.short) and measure.endswith(indicator.year)
        if indicator.symbol not in ("", "%"):  # « tonnes », « kg »: the label does not say it, nor do the cells
            assert f" · {indicator.unit} · " in measure
        for code, cell in zip(regions, own, strict=True):
            published = cells[code, indicator.code]
            kind = FragilityClass(published["class"])
            assert read_number(said(cell)) == published["value"]
            assert ("%" in said(cell)) == (indicator.symbol == "%" and published["value"] is not None)
            assert classes(cell) == [swatch(kind)]
            assert "".join(said(sign) for sign in cell.iter("i")) == wording.CLASS_SYMBOL[kind]
            assert said(cell).endswith(wording.CLASS_SYMBOL[kind])
        assert read_number(said(france)) == cells["32", indicator.code]["national"]
        assert classes(france) == ["national"]


def test_the_values_have_a_name_and_headings_that_are_read_aloud(gallery: Gallery) -> None:
    table = root(values(record_of(gallery, ("32", "53"))))
    assert table.attrib["aria-label"] == "Valeurs publiées\u00a0: Hauts-de-France et Bretagne, et France"
    assert {head.get("scope") for head in table.iterfind("thead/tr/th")} == {"col"}
    assert {head.get("scope") for head in table.iterfind("tbody/tr/th")} == {"row"}
