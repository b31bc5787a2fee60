"""What a builder tells while it makes a document: every part, in order, and the same bytes as when no one listens."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from charts import exports, meeting
from charts.exports import Export
from charts.figures import Numbers
from charts.meeting import Entry
from charts.progress import Told, telling
from charts.projection import Outlines
from charts.stamp import Stamp
from territory.indicators import Indicator
from territory.loader import Edition
from territory.resources import load_catalogue
from territory.robustness import domain_places
from tests.conftest import DATA

CODES = ("profil.94", "carte.32.emploi", "comparaison...32-53")
Make = Callable[[Told | None], Export]


def test_telling_says_none_first_and_all_last() -> None:
    heard: list[tuple[int, int]] = []
    made = []
    for part in telling("abc", lambda *steps: heard.append(steps)):
        assert heard[-1] == (len(made), 3), "a part is counted once it is made, not before"
        made.append(part)
    assert (made, heard) == (["a", "b", "c"], [(0, 3), (1, 3), (2, 3), (3, 3)])
    assert list(telling("abc", None)) == ["a", "b", "c"]


@pytest.fixture(scope="module")
def makers(edition: Edition, stamp: Stamp, outlines: Outlines, scores: pd.DataFrame) -> dict[str, tuple[int, Make]]:
    """Each document: how many parts it tells of, and how it is made."""
    entries = [Entry(meeting.parse(code, edition)) for code in CODES]
    catalogue = load_catalogue(DATA, edition.registry.domains, edition.regions)
    places = domain_places(edition, 200)

    def report(form: str) -> Make:
        return lambda told: exports.report(
            "32", form, stamp, outlines, scores=scores, places=places, catalogue=catalogue, told=told
        )

    def atlas(form: str) -> Make:
        return lambda told: exports.atlas(form, stamp, outlines, scores=scores, told=told)

    maps = len([i for i in edition.registry.fragility if drawn(i)])
    numbers = Numbers(scores)
    return {
        "deck of a meeting": (
            len(CODES),
            lambda told: meeting.deck("R", entries, stamp, outlines, numbers, told=told),
        ),
        "PDF of a meeting": (
            len(CODES),
            lambda told: meeting.document("R", entries, stamp, numbers, told=told),
        ),
        "page of a meeting": (len(CODES), lambda told: meeting.page("R", entries, stamp, numbers, told=told)),
        "report of a region": (7, report("pdf")),
        "deck of a region": (10, report("pptx")),
        "workbook of a region": (5, report("xlsx")),
        "atlas as a PDF": (maps, atlas("pdf")),
        "atlas as a deck": (maps, atlas("pptx")),
        "everything as a workbook": (6, atlas("xlsx")),
    }


def drawn(indicator: Indicator) -> bool:
    return indicator.form != "empty"


@pytest.mark.parametrize(
    "name",
    [
        "deck of a meeting",
        "PDF of a meeting",
        "page of a meeting",
        "report of a region",
        "deck of a region",
        "workbook of a region",
        "atlas as a PDF",
        "atlas as a deck",
        "everything as a workbook",
    ],
)
def test_a_document_tells_of_each_part_and_its_bytes_do_not_change(
    name: str, makers: dict[str, tuple[int, Make]]
) -> None:
    parts, make = makers[name]
    heard: list[tuple[int, int]] = []
    content = make(lambda *steps: heard.append(steps))
    assert heard == [(made, parts) for made in range(parts + 1)]
    assert content == make(None)


def test_an_empty_meeting_tells_that_nothing_is_to_be_made(
    stamp: Stamp, outlines: Outlines, scores: pd.DataFrame
) -> None:
    heard: list[tuple[int, int]] = []
    assert meeting.deck("R", [], stamp, outlines, Numbers(scores), told=lambda *steps: heard.append(steps)).content
    assert heard == [(0, 0)]
