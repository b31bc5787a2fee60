"""The second question as a figure: each count where it belongs, in every drawing; nothing that may not be shown."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from charts import exports
from charts.canvas.paper import SHAPES, framed
from charts.figures import ROOMS
from charts.figures.opinion import record as opinion
from charts.figures.opinion.record import Opinions
from charts.stamp import Stamp
from charts.theme import CLASS_COLOUR, DARK, LIGHT, Palette
from territory.analysis import FragilityClass
from territory.loader import Edition
from territory.workshop.model import Opinion
from tests.charts.gallery import checked, flat
from tests.charts.regards import regards
from tests.charts.svg_reader import read
from tests.charts.test_theme import contrast
from tests.territory.typography import faults


@pytest.fixture(scope="module")
def citizens(edition: Edition, scores: pd.DataFrame) -> Opinions:
    return opinion.record(edition, regards(edition, scores), "citoyens")


def test_a_group_by_hand(citizens: Opinions) -> None:
    # 30 citoyens name santé and numérique, « plus »; of the other domains they do not know
    rows = citizens.rows.set_index("domain")
    assert list(rows.loc["sante", [each.value for each in Opinion]]) == [30, 0, 0, 0]
    assert list(rows.loc["emploi", [each.value for each in Opinion]]) == [0, 0, 0, 30]
    assert rows.loc["sante", "sure"] and not rows.loc["emploi", "sure"]
    assert citizens.title == "Citoyens. Dit plus fragile qu’ailleurs\u00a0: santé et numérique"
    assert list(citizens.table.columns)[1:6] == [
        "Plus fragile qu’ailleurs", "Comme ailleurs", "Moins fragile", "Je ne sais pas", "Réponses",
    ]  # fmt: skip
    assert citizens.view.code.startswith("avis.32")


def test_it_keeps_the_order_of_the_ballot(citizens: Opinions, edition: Edition) -> None:
    assert list(citizens.rows["domain"]) == list(edition.registry.domains)


def test_what_may_not_be_shown_is_said_and_nowhere_drawn(edition: Edition, scores: pd.DataFrame, stamp: Stamp) -> None:
    found = regards(edition, scores)
    group = found.group("citoyens")
    assert group is not None
    domains = tuple(replace(one, opinions={}) if one.domain == "sante" else one for one in group.domains)
    held = opinion.record(edition, replace(found, groups=(replace(group, domains=domains),)), "citoyens")
    assert "sante" not in set(held.rows["domain"]) and "soustraction\u00a0: santé." in held.note
    nobody = opinion.record(edition, replace(found, groups=()), "citoyens")
    assert not nobody.drawable and "Trop peu de réponses" in nobody.alt
    checked(ROOMS["avis"].screen(nobody, LIGHT))
    for form in exports.FIGURE_FORMATS:
        assert exports.figure(nobody, form, stamp).content


@pytest.mark.parametrize("shape", SHAPES)
def test_an_image_holds_every_count_and_no_colour_of_a_class(citizens: Opinions, stamp: Stamp, shape: str) -> None:
    drawn = framed(citizens, SHAPES[shape], stamp, ROOMS["avis"].paper)
    said = flat(read(drawn.svg(citizens.title, citizens.alt)).said)
    for text in (citizens.title, citizens.subtitle, citizens.credit, *citizens.rows["label"], "n = 30"):
        assert flat(text) in said
    pale = {FragilityClass.NEAR, FragilityClass.INDISTINGUISHABLE, FragilityClass.MISSING}
    svg = drawn.svg("", "").lower()
    assert not [kind for kind, colour in CLASS_COLOUR.items() if kind not in pale and colour in svg]
    for text in (citizens.title, citizens.subtitle, citizens.note, citizens.alt, citizens.how_to_read):
        assert faults(text) == []


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_screen_piles_the_counts_and_each_can_be_read(citizens: Opinions, palette: Palette) -> None:
    figure: Any = checked(ROOMS["avis"].screen(citizens, palette))
    for each, bars in zip(Opinion, figure.data, strict=True):
        counts = [part * given for part, given in zip(bars.x, citizens.rows["given"], strict=True)]
        assert counts == pytest.approx(list(citizens.rows[each.value]))
        assert contrast(*palette.said(each)) >= 4.5
    assert len({palette.said(each)[0] for each in Opinion}) == len(Opinion)


def test_slide_and_workbook_have_a_native_chart_of_the_same_counts(citizens: Opinions, stamp: Stamp) -> None:
    deck = Presentation(io.BytesIO(exports.figure(citizens, "pptx", stamp).content))
    (chart,) = [shape.chart for shape in deck.slides[0].shapes if shape.has_chart]
    assert chart.chart_type is XL_CHART_TYPE.BAR_STACKED_100
    for each, series in zip(Opinion, chart.plots[0].series, strict=True):
        assert list(series.values) == list(citizens.rows[each.value])
    sheet = openpyxl.load_workbook(io.BytesIO(exports.figure(citizens, "xlsx", stamp).content)).worksheets[0]
    (bars,) = sheet._charts
    assert bars.grouping == "percentStacked" and len(bars.series) == len(Opinion)
