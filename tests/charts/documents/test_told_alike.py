"""What a region is told is the same in every document: 13 regions × 4 readings × 4 formats, read back."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest

from charts.documents import content
from charts.documents.blocks import Cards, Document, FigureBlock
from charts.exports import DOCUMENT_FORMATS
from charts.stamp import Stamp
from territory.analysis import Reading
from territory.loader import Edition
from territory.portrait import Portrait, portrait
from territory.resources import Catalogue
from territory.similarity import neighbours
from tests.charts.conftest import DAY
from tests.charts.documents import made
from tests.charts.documents.reading_back import READ, plain
from tests.charts.numbers import numbers_of
from tests.charts.pdf_pages import check_pages

READINGS = {
    "defaut": Reading(),
    "source": Reading(source_reading=True),
    "sans": Reading(without_contestable=True),
    "source-sans": Reading(source_reading=True, without_contestable=True),
}
REGIONS = ("44", "75", "84", "28", "27", "53", "24", "11", "76", "32", "52", "93", "94")
EACH = pytest.mark.parametrize("region", REGIONS)
READ_AS = pytest.mark.parametrize("reading", READINGS)


class Told:
    """A reading's numbers and, of each region, its portrait and its document; made once a worker."""

    def __init__(self, edition: Edition, reading: Reading, catalogue: Catalogue) -> None:
        self.edition, self.catalogue = edition, catalogue
        self.stamp = Stamp(edition, reading, DAY, "scheme://example")
        self.numbers = numbers_of(edition, reading)
        self.near: pd.DataFrame = neighbours(self.numbers.scores)

    @cache  # noqa: B019  (the object lives as long as the session)
    def portrait(self, region: str) -> Portrait:
        return portrait(self.edition, self.numbers.scores, region, self.numbers.places, self.numbers.shifts)

    def document(self, region: str) -> Document:
        return made.document(region, self.stamp, catalogue=self.catalogue)

    def report(self, region: str, form: str) -> bytes:
        return made.report(region, form, self.stamp, catalogue=self.catalogue)


@pytest.fixture(scope="session")
def tellings(edition: Edition, catalogue: Catalogue) -> dict[str, Told]:
    return {name: Told(edition, reading, catalogue) for name, reading in READINGS.items()}


@READ_AS
@EACH
def test_a_document_has_one_list_one_map_and_one_comparison(
    tellings: dict[str, Told], reading: str, region: str
) -> None:
    told = tellings[reading]
    own, document = told.portrait(region), told.document(region)
    blocks = [block for section in document.sections for block in section.blocks]
    (cards,) = [block for block in blocks if isinstance(block, Cards)]
    listed = {card.code: [line.domain for line in card.lines] for card in cards.cards}
    assert listed["priorities"] == [fact.domain.code for fact in own.priorities]
    assert listed["to_confirm"] == [fact.domain.code for fact in own.to_confirm]
    assert [line.number for line in cards.cards[0].lines] == list(range(1, len(own.priorities) + 1))
    views = {block.record.view.figure: block.record.view for block in blocks if isinstance(block, FigureBlock)}
    if own.opening is None:
        assert "carte" not in views
    else:
        assert views["carte"].indicator == views["classement"].indicator == own.opening.indicator.code
        assert not own.opening.reasons or not own.priorities
    near = list(told.near.loc[told.near["region"] == region, "neighbour"])
    assert ("comparaison" in views) == bool(near)
    if near:
        assert views["comparaison"].regions == (region, *near)


@pytest.mark.parametrize("form", DOCUMENT_FORMATS)
@READ_AS
@EACH
def test_every_format_tells_the_same(tellings: dict[str, Told], form: str, reading: str, region: str) -> None:
    told = tellings[reading]
    own, document = told.portrait(region), told.document(region)
    written = told.report(region, form)
    said = plain(READ[form](written))
    expected = [own.finding, *_names_in_order(document), *(fact.sentence for fact in own.facts)]
    expected += [own.lead.replace("**", ""), *_figure_words(document)]
    missing = [text for text in expected if plain(text) not in said]
    assert not missing, f"{form}: {missing[:3]}"
    _in_order(said, [f"{fact.priority}. {fact.label}" for fact in own.priorities[: content.SHOWN]])
    for row in told.near[told.near["region"] == region].to_dict("records"):
        assert plain(told.edition.regions[row["neighbour"]].name) in said
    if form == "pdf":
        check_pages(written)


def _names_in_order(document: Document) -> list[str]:
    """The cards' headings, with their counts, and the remark of each line shown."""
    (cards,) = [block for s in document.sections for block in s.blocks if isinstance(block, Cards)]
    lines = [line for card in cards.cards for line in card.lines[: card.shown]]
    return [card.title for card in cards.cards] + [line.remark for line in lines if line.remark]


def _figure_words(document: Document) -> list[str]:
    """Of each figure, its finding, what it measures, and what its marks mean."""
    records = [b.record for s in document.sections for b in s.blocks if isinstance(b, FigureBlock)]
    return [text for record in records for text in (record.title, record.subtitle, record.note) if text]


def _in_order(said: str, names: list[str]) -> None:
    """Each numbered priority stands in the document, in order, at least once."""
    at = 0
    for name in names:
        found = said.find(plain(name), at)
        assert found >= 0, name
        at = found


@READ_AS
def test_the_lead_names_the_first_of_the_list(tellings: dict[str, Told], reading: str) -> None:
    for region in REGIONS:
        own = tellings[reading].portrait(region)
        named = re.findall(r"\*\*(.+?)\*\*", own.lead)
        first = own.priorities or own.to_confirm
        assert [name.lower() for name in named] == [fact.domain.label.lower() for fact in first[:3]]
