"""A label is text: Plotly reads ``<b>`` and ``<a href>`` as markup, and must never be given a reader's or a file's."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from charts.canvas.screen import plain, wrap
from territory.loader import Edition
from tests.charts.gallery import ALL, PLOTLY, Case, Gallery, flat, marked_texts, seen

HOSTILE = "<i>R&D</i>"
OURS = re.compile(r"<br>|</?b>|<span style='[^'<>]*'>|</span>")


@pytest.fixture(scope="module")
def hostile(edition: Edition) -> Gallery:
    """Every name and label of the edition ends on markup."""
    registry = edition.registry
    indicators = {
        code: replace(
            indicator,
            label=f"{indicator.label} {HOSTILE}",
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
    assert sum(flat(HOSTILE) in flat(html.unescape(OURS.sub("", text))) for text in texts) >= 3


@pytest.mark.parametrize("case", PLOTLY, ids=str)
def test_row_and_column_labels_read_back_whole(hostile: Gallery, case: Case) -> None:
    layout = hostile.figure(case).layout
    for axis in (layout.xaxis, layout.yaxis)[case.kind in ("solidite", "essai") :]:  # places are numbers, not labels
        for label in axis.ticktext or ():
            if label != "France":
                assert flat(HOSTILE) in flat(html.unescape(OURS.sub("", label)))


@pytest.mark.parametrize("case", ALL, ids=str)
def test_file_names_keep_none_of_it(hostile: Gallery, case: Case) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", hostile.record(case).file_name)


def test_control_the_shipped_figures_hold_no_such_label(gallery: Gallery) -> None:
    assert "R&D" not in json.dumps([seen(text) for case in PLOTLY for text in marked_texts(gallery.figure(case))])


def test_plain_and_wrap() -> None:
    assert plain("<b>a & b</b>") == "&lt;b&gt;a &amp; b&lt;/b&gt;"
    wrapped = wrap("<a href='//x'>" * 6 + " fin", 20)
    assert "<a" not in wrapped
    assert all(len(html.unescape(line)) <= 20 for line in wrapped.split("<br>"))
    assert wrap("8,4\u202f% en 2019", 8) == "8,4\u202f% en<br>2019"  # a number keeps its unit
