"""The page that needs no network: figures, tables and sources inside, text as text, nothing fetched, no script."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pandas as pd
import pytest

from charts import exports
from charts.documents import content
from charts.exports import written
from charts.figures import FIGURES, Numbers, Subject
from charts.record import Record
from charts.stamp import Stamp
from charts.theme import CLASS_COLOUR
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.loader import Edition
from territory.scores import score_table
from tests.charts import hostile
from tests.charts.conftest import DAY
from tests.charts.gallery import trial_of


class Page(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_stands_alone(page: Page) -> None:
    assert not {"script", "b", "i", "img", "link", "iframe", "form", "object"} & set(page.tags)
    ids = [value for _, name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert all((value or "").startswith("#") for _, name, value in page.attributes if name in ("href", "src"))
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    assert ("html", "lang", "fr") in page.attributes
    policy = [
        v for tag, name, v in page.attributes if tag == "meta" and name == "content" and "default-src" in (v or "")
    ]
    assert len(policy) == 1 and "default-src 'none'" in str(policy[0])


def figures(edition: Edition, scores: pd.DataFrame) -> list[Record]:
    made = []
    for kind in FIGURES.values():
        indicator = "population" if kind.code == "cercles" else "emploi"
        subject = Subject(edition, scores, Reading(), "32", indicator, ("32", "44"), trial=trial_of(edition))
        made.append(kind.record(subject))
    return made


@pytest.mark.parametrize("label", ["", hostile.MARKUP], ids=["edition", "markup"])
def test_a_page_holds_figures_tables_and_sources(edition: Edition, label: str) -> None:
    shown = hostile.with_labels(edition, label) if label else edition
    stamp = Stamp(shown, Reading(without_contestable=True), DAY, "scheme://example")
    records = figures(shown, score_table(shown))
    chosen = [content.Chosen(record, caption="Une note & <i>deux</i>" * (k == 0)) for k, record in enumerate(records)]
    title = label or "Réunion du 3 décembre"
    page = Page(written(content.meeting(stamp, title, chosen), "html", stamp))
    assert page.tags["svg"] == len(FIGURES) and page.tags["table"] >= len(FIGURES)
    assert page.tags["section"] >= len(FIGURES)
    for record in records:
        for wanted in (record.title, record.subtitle, record.source, record.note):
            assert wanted in page.text
        for cell in record.table.iloc[:, 0]:
            assert str(cell) in page.text
    for wanted in (stamp.line(stamp.address("reunion")), stamp.choices, "Une note & <i>deux</i>", "licence MIT", title):
        assert wanted in page.text
    assert_stands_alone(page)


@pytest.mark.parametrize("region", ["32", "75", "94"])
def test_the_report_of_a_region_is_a_page(edition: Edition, stamp: Stamp, scores: pd.DataFrame, region: str) -> None:
    export = exports.report(region, "html", stamp, Numbers(scores))
    assert export.name.startswith("page-") and export.name.endswith("-2026-11-21.html")
    page = Page(export.content)
    assert_stands_alone(page)
    for row in scores[scores["region"] == region].to_dict("records"):
        indicator = edition.registry.indicators[row["indicator"]]
        assert wording.cell_sentence(row, indicator, edition.registry.domains[row["domain"]]) in page.text
    targets = {value for tag, name, value in page.attributes if tag == "a" and name == "href"}
    assert targets <= {f"#{value}" for _, name, value in page.attributes if name == "id"}
    titles = re.findall(r"<h2>(.*?)</h2>", export.content.decode())
    assert len(titles) == len(set(titles)) > 5


def test_classes_have_their_colour_and_their_sign(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    """In cards, tables and sentences; colour is never alone."""
    said = exports.report("32", "html", stamp, Numbers(scores)).content.decode()
    chips = re.findall(r'<span class="chip[^"]*"(?: style="background:(#\w+);color:#\w+")?>(.*?)</span>', said)
    met = (FragilityClass.MUCH_MORE_FRAGILE, FragilityClass.MORE_FRAGILE, FragilityClass.LESS_FRAGILE)
    assert {colour for colour, _ in chips} >= {CLASS_COLOUR[kind] for kind in met}
    assert all(text for _, text in chips)


def test_a_domain_the_atlas_and_a_figure_are_pages_too(edition: Edition, stamp: Stamp, scores: pd.DataFrame) -> None:
    numbers = Numbers(scores)
    record = FIGURES["carte"].record(Subject(edition, scores, Reading(), None, "lien_social"))
    made = [
        exports.domain(edition.registry.indicators["lien_social"], "html", stamp, numbers),
        exports.atlas("html", stamp, numbers),
        exports.figure(record, "html", stamp),
    ]
    for export in made:
        page = Page(export.content)
        assert_stands_alone(page)
        assert "*\u00a0Indicateur discuté" in page.text and "Familles monoparentales" in page.text
        assert page.tags["svg"] == {"fiche": 2, "atlas": 16}.get(export.name.partition("-")[0], 1)
