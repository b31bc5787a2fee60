"""The deck of a region, and a composed one: what they tell, in order, in our theme, the same bytes twice."""

from __future__ import annotations

import itertools
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from charts import exports
from charts.canvas.slide.text import clean
from charts.documents import content
from charts.exports import written
from charts.figures import FIGURES, Subject
from charts.figures.solidity import record as solidity
from charts.stamp import Stamp
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.next_steps import next_steps
from territory.portrait import portrait
from territory.resources import Catalogue
from territory.scores import score_table
from territory.similarity import neighbours
from tests.charts.conftest import DAY, REGIONS, records
from tests.charts.documents.deck_reader import (
    SLIDE_HEIGHT,
    SLIDE_WIDTH,
    charts_of,
    every_shape,
    figure_deck,
    named,
    opened,
    overflows,
    region_deck,
    rows_of,
    tables_of,
    undescribed,
)
from tests.charts.documents.slide_checks import check_places
from tests.charts.numbers import numbers_of
from tests.charts.package import clocks, external, faults
from tests.charts.qr_reader import read_png


@pytest.mark.parametrize("region", REGIONS)
def test_the_deck_of_a_region(edition: Edition, stamp: Stamp, scores: pd.DataFrame, region: str) -> None:
    content = region_deck(stamp, region)
    deck = opened(content)
    assert faults(content) == [] and overflows(deck) == [] and undescribed(deck) == []
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    places, shifts = numbers_of(edition)[1:3]
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
    places, shifts = numbers_of(edition)[1:3]
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


# --- the theme, the same bytes ---------------------------------------------------------------------------


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
