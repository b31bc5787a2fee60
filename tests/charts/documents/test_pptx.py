"""Slides read back: each figure's numbers, colours, names, texts and notes are the record's."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from lxml import etree
from pptx.oxml.ns import qn

from charts.canvas.slide.text import clean, lines, width
from charts.documents import content
from charts.documents.reference import formula
from charts.figures import FIGURES, Subject
from charts.record import Record
from charts.stamp import Stamp
from charts.theme import ACCENT, CLASS_COLOUR, WHITE
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from territory.portrait import portrait
from tests.charts.conftest import DAY, REGIONS, records
from tests.charts.documents import made
from tests.charts.documents.deck_reader import (
    charts_of,
    colour,
    every_shape,
    figure_deck,
    freeforms,
    named,
    opened,
    overflows,
    region_deck,
    rows_of,
    tables_of,
    undescribed,
)
from tests.charts.documents.slide_checks import check
from tests.charts.numbers import numbers_of
from tests.charts.package import faults
from tests.territory.typography import faults as typographic_faults


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


# --- what no drawing may lose ----------------------------------------------------------------------------


def test_every_slide_of_the_atlas_has_the_national_value_the_unit_and_the_mark(edition: Edition, stamp: Stamp) -> None:
    """The mark was missing on 7 slides of 16, the national value on all; a map without a region had neither."""
    numbers = numbers_of(edition)
    deck = opened(made.atlas("pptx", stamp))
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
    classes = set(CLASS_COLOUR.values()) - {CLASS_COLOUR[FragilityClass.NEAR], WHITE}
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


# --- words and geometry ----------------------------------------------------------------------------------


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
