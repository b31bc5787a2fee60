"""A label is text: Plotly reads ``<b>`` and ``<a href>`` as markup, a browser all of it; neither is ever given a
reader's or a file's."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pytest
from jinja2 import UndefinedError

from charts.canvas.markup import render
from charts.canvas.screen import plain, wrap
from charts.figures.comparison.record import Comparison
from charts.figures.comparison.screen import values
from charts.figures.region_map import locator
from territory.analysis import Reading
from territory.loader import Edition
from tests.charts.gallery import (
    ALL,
    COMPARISONS,
    EMPTY,
    MARKUP,
    OVERVIEWS,
    PLOTLY,
    SCREENS,
    Case,
    Gallery,
    flat,
    marked_texts,
    texts_of,
)
from tests.charts.markup_reader import ATTRIBUTES, TAGS, root, said, shape, words

HOSTILE = "<i>R&D</i>\"x='//y' onload=\\"
OURS = re.compile(r"<br>|</?b>|<span style='[^'<>]*'>|</span>")


@pytest.fixture(scope="module")
def hostile(edition: Edition) -> Gallery:
    """Every name and label of the edition ends on markup."""
    registry = edition.registry
    indicators = {
        code: replace(
            indicator,
            label=f"{indicator.label} {HOSTILE}",
            short=f"{indicator.short} {HOSTILE}",
            definition=f"{indicator.definition} {HOSTILE}",
            phrase=f"{indicator.phrase} {HOSTILE}",
            source=f"{indicator.source} {HOSTILE}",
            unit=f"{indicator.unit} {HOSTILE}",
            symbol=indicator.symbol if indicator.symbol == "%" else f"{indicator.symbol} {HOSTILE}",
        )
        for code, indicator in registry.indicators.items()
    }
    domains = {
        code: replace(domain, label=f"{domain.label} {HOSTILE}", short=f"{domain.short} {HOSTILE}")
        for code, domain in registry.domains.items()
    }
    regions = {
        code: replace(
            region,
            name=f"{region.name} {HOSTILE}",
            short=f"{region.short} {HOSTILE}",
            subject=f"{region.subject} {HOSTILE}",
            locative=f"{region.locative} {HOSTILE}",
            genitive=f"{region.genitive} {HOSTILE}",
        )
        for code, region in edition.regions.items()
    }
    publisher = f"{registry.publisher} {HOSTILE}"
    hostile_registry = replace(registry, indicators=indicators, domains=domains, publisher=publisher)
    return Gallery(replace(edition, registry=hostile_registry, regions=regions))


@pytest.mark.parametrize("case", PLOTLY, ids=str)
def test_markup_of_a_label_is_shown_not_read(hostile: Gallery, case: Case) -> None:
    texts = list(marked_texts(hostile.figure(case)))
    for text in texts:
        without_ours = OURS.sub("", text)
        assert "<" not in without_ours and ">" not in without_ours
        assert not re.search(r"&[a-z]*<br>", text), "a line break cuts an entity: escape after wrapping"
    told = sum(flat(HOSTILE) in flat(html.unescape(OURS.sub("", text))) for text in texts)
    assert told >= (1 if case in EMPTY or case.kind == "solidite" else 3)  # a region may have few fragilities


@pytest.mark.parametrize("case", PLOTLY, ids=str)
def test_row_and_column_labels_read_back_whole(hostile: Gallery, case: Case) -> None:
    layout = hostile.figure(case).layout
    for axis in (layout.xaxis, layout.yaxis)[case.kind in ("solidite", "essai") :]:  # places are numbers, not labels
        for label in axis.ticktext or ():
            if label != "France":
                assert flat(HOSTILE) in flat(html.unescape(OURS.sub("", label)))


# --- HTML and SVG ----------------------------------------------------------------------------------------

PIECES = [str(case) for case in MARKUP] + ["values", "locator"]
each_piece = pytest.mark.parametrize("piece", PIECES)


def drawn(gallery: Gallery, piece: str) -> str:
    """What a page is given."""
    if piece == "values":
        record = gallery.record(COMPARISONS[2])
        assert isinstance(record, Comparison)
        return values(record)
    if piece == "locator":
        assert gallery.edition.outlines
        return locator.draw(gallery.edition, gallery.edition.outlines, "94", Reading())
    found: str = gallery.figure(MARKUP[PIECES.index(piece)])
    return found


@each_piece
def test_a_label_changes_neither_tag_nor_attribute(hostile: Gallery, gallery: Gallery, piece: str) -> None:
    """Element by element, the drawing is the one of plain labels: nothing of a label was read."""
    markup = drawn(hostile, piece)
    assert shape(root(markup)) == shape(root(drawn(gallery, piece)))
    assert {tag for tag, _ in shape(root(markup))} <= TAGS
    assert {name for _, names in shape(root(markup)) for name in names} <= ATTRIBUTES


@each_piece
def test_a_browser_reads_the_same_elements(hostile: Gallery, piece: str) -> None:
    """HTML's own rules, which forgive what XML refuses: the same tags, attributes and texts are found."""
    reader = Reader()
    reader.feed(drawn(hostile, piece))
    reader.close()
    by_xml = root(drawn(hostile, piece))
    assert reader.opened == [
        (part.tag.lower(), {k.lower(): v for k, v in part.attrib.items()}) for part in by_xml.iter()
    ]
    assert flat("".join(reader.texts)) == flat("".join(by_xml.itertext()))


@each_piece
def test_a_hostile_label_is_shown_whole(hostile: Gallery, piece: str) -> None:
    shown = [flat(text) for text in words(drawn(hostile, piece))]
    assert sum(flat(HOSTILE) in text for text in shown) >= 13
    assert not [text for text in shown if "&lt;" in text or "&amp;" in text or "&#" in text], "escaped twice"


@each_piece
def test_no_label_gets_into_an_address_or_a_reference(hostile: Gallery, gallery: Gallery, piece: str) -> None:
    """Those are made of codes: they are the ones of plain labels."""
    names = ("href", "d", "id", "fill", "class", "data-region")

    def references(markup: str) -> list[tuple[str | None, ...]]:
        return [tuple(part.get(name) for name in names) for part in root(markup).iter()]

    assert references(drawn(hostile, piece)) == references(drawn(gallery, piece))


def test_heads_and_row_labels_are_shown_whole(hostile: Gallery) -> None:
    for markup, labels in ((drawn(hostile, "values"), 1 + 17), (drawn(hostile, str(OVERVIEWS[0])), 13 + 17)):
        heads = [said(head) for head in root(markup).iter("th")]
        assert sum(flat(HOSTILE) in flat(head) for head in heads) >= labels


class Reader(HTMLParser):
    """Elements and texts as a browser's tokenizer finds them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.opened.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_control_a_label_that_is_read_is_seen(tmp_path: Path) -> None:
    template = tmp_path / "bad.svg"
    template.write_text(
        '<svg><title>{{ label|safe }}</title><a aria-label="{{ label|safe }}"/></svg>', encoding="utf-8"
    )
    with pytest.raises(ParseError):
        root(render(template, label=HOSTILE))
    template.write_text('<svg><title>{{ label }}</title><a aria-label="{{ label }}"/></svg>', encoding="utf-8")
    assert words(render(template, label=HOSTILE)) == [HOSTILE, HOSTILE]


def test_a_template_that_misses_a_word_stops(tmp_path: Path) -> None:
    """Never a blank where a value should be."""
    template = tmp_path / "bad.html"
    template.write_text("<p>{{ labl }}</p>", encoding="utf-8")
    with pytest.raises(UndefinedError):
        render(template, label="x")


@pytest.mark.parametrize("case", ALL, ids=str)
def test_file_names_keep_none_of_it(hostile: Gallery, case: Case) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", hostile.record(case).file_name)


def test_control_the_shipped_figures_hold_no_such_label(gallery: Gallery) -> None:
    assert "R&D" not in json.dumps([text for case in SCREENS for text in texts_of(gallery.figure(case))])


def test_plain_and_wrap() -> None:
    assert plain("<b>a & b</b>") == "&lt;b&gt;a &amp; b&lt;/b&gt;"
    wrapped = wrap("<a href='//x'>" * 6 + " fin", 20)
    assert "<a" not in wrapped
    assert all(len(html.unescape(line)) <= 20 for line in wrapped.split("<br>"))
    assert wrap("8,4\u202f% en 2019", 8) == "8,4\u202f% en<br>2019"  # a number keeps its unit
