"""``template.pptx`` is what the code says of it: theme, layouts, placeholders; and nothing of another deck in it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

from charts import theme
from charts.canvas.slide import template as t
from charts.canvas.slide.template import TEMPLATE, layout, new_deck, number_slide
from deploy.build_palette import OFFICE

NUMBER_BOX = (t.WIDTH - t.MARGIN - 0.6, t.SOURCE_TOP, 0.6, 0.2)
BOXES = {
    t.FINDING: {
        0: (t.MARGIN, t.TITLE_TOP, t.SPAN, t.TITLE_HEIGHT),
        t.SUBTITLE: (t.MARGIN, t.SUBTITLE_TOP, t.SPAN, t.SUBTITLE_HEIGHT),
        t.SOURCE: (t.MARGIN, t.SOURCE_TOP, t.SOURCE_WIDTH, t.SOURCE_HEIGHT),
        t.NUMBER: NUMBER_BOX,
    },
    t.COVER: {
        0: (t.COVER_MARGIN, t.COVER_TITLE_TOP, t.COVER_SPAN, t.COVER_TITLE_HEIGHT),
        t.COVER_SUBTITLE: (t.COVER_MARGIN, t.COVER_SUBTITLE_TOP, t.COVER_SPAN, t.COVER_SUBTITLE_HEIGHT),
        t.SOURCE: (t.COVER_MARGIN, t.COVER_SOURCE_TOP, t.COVER_SPAN, t.COVER_SOURCE_HEIGHT),
    },
}
SIZES = {
    t.FINDING: {0: t.TITLE_SIZES, t.SUBTITLE: t.SUBTITLE_SIZES, t.SOURCE: t.SOURCE_SIZES},
    t.COVER: {0: t.COVER_TITLE_SIZES, t.COVER_SUBTITLE: t.COVER_SUBTITLE_SIZES, t.SOURCE: t.COVER_SOURCE_SIZES},
}
each_layout = pytest.mark.parametrize("name", (t.COVER, t.FINDING))


def box_of(shape: Any) -> tuple[int, ...]:
    return shape.left, shape.top, shape.width, shape.height


def parsed_theme() -> Any:
    relations = new_deck().slide_master.part.rels.values()
    return parse_xml(next(r.target_part for r in relations if r.reltype.endswith("/theme")).blob)


def test_the_theme_is_ours() -> None:
    scheme = parsed_theme().find(f".//{qn('a:clrScheme')}")
    assert {slot.tag.partition("}")[2]: f"#{slot[0].get('val').lower()}" for slot in scheme} == OFFICE
    assert {latin.get("typeface") for latin in parsed_theme().iter(qn("a:latin"))} == {t.FONT}


def test_no_colour_of_the_theme_or_of_a_layout_is_a_class_s() -> None:
    """A reader's own chart, or the bar of the cover, in a class's orange would say « plus fragile »."""
    classes = {colour.lower() for colour in theme.CLASS_COLOUR.values()} - {theme.WHITE}
    assert not classes & set(OFFICE.values())
    for one in new_deck().slide_layouts:
        assert not list(one._element.iter(qn("a:srgbClr")))


def test_the_deck_is_16_9_with_two_layouts_and_no_slide() -> None:
    deck = new_deck()
    assert (deck.slide_width, deck.slide_height) == (Inches(t.WIDTH), Inches(t.HEIGHT))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-4)
    assert [one.name for one in deck.slide_layouts] == [t.COVER, t.FINDING]
    assert len(deck.slides) == 0


@each_layout
def test_placeholders_stand_where_the_code_writes(name: str) -> None:
    found = {shape.placeholder_format.idx: shape for shape in layout(new_deck(), name).placeholders}
    assert set(found) == set(BOXES[name])
    for index, box in BOXES[name].items():
        assert box_of(found[index]) == pytest.approx([Inches(value) for value in box], abs=1)
        frame = found[index].text_frame
        assert (frame.margin_left, frame.margin_top, frame.margin_right, frame.margin_bottom) == (0, 0, 0, 0)


@each_layout
def test_a_placeholder_is_written_in_the_largest_size_that_the_code_tries(name: str) -> None:
    found = {shape.placeholder_format.idx: shape for shape in layout(new_deck(), name).placeholders}
    for index, sizes in SIZES[name].items():
        (level,) = found[index]._element.iter(qn("a:lvl1pPr"))
        assert int(level.find(qn("a:defRPr")).get("sz")) == 100 * max(sizes)


def test_a_slide_s_number_is_the_layout_s() -> None:
    deck = new_deck()
    for _ in range(2):
        number_slide(deck.slides.add_slide(layout(deck, t.FINDING)))
    out = io.BytesIO()
    deck.save(out)
    for slide in Presentation(out).slides:
        (number,) = (s for s in slide.placeholders if s.placeholder_format.idx == t.NUMBER)
        assert number.name == "Numéro" and number._element.spPr.xfrm is None
        assert [field.get("type") for field in number._element.iter(qn("a:fld"))] == ["slidenum"]
        assert box_of(number) == pytest.approx([Inches(value) for value in NUMBER_BOX], abs=1)
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(ids) == len(set(ids))


def test_nothing_of_another_deck_is_left() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        names = package.namelist()
        whole = b"".join(map(package.read, names)).decode("utf-8")
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if re.search("(?i)printer|thumbnail|slides/|media", name)]
    assert not re.search("(?i)Canny|python-pptx|en-US|4:3|Calibri", whole)
    assert {*re.findall(r'\blang="([^"]*)"', whole)} == {"fr-FR"}
