"""What a builder tells while it makes a document: every part, in order, and the same bytes as when no one listens."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from charts import exports, meeting
from charts.documents import content
from charts.figures import Numbers
from charts.meeting import Entry
from charts.progress import Told, telling
from charts.stamp import Stamp
from territory.indicators import Indicator
from territory.loader import Edition
from territory.resources import Catalogue
from tests.charts.documents import made

CODES = ("profil.94", "carte.32.emploi", "comparaison...32-53")
Make = Callable[[Told | None], bytes]


def test_telling_says_none_first_and_all_last() -> None:
    heard: list[tuple[int, int]] = []
    made = []
    for part in telling("abc", lambda *steps: heard.append(steps)):
        assert heard[-1] == (len(made), 3), "a part is counted once it is made, not before"
        made.append(part)
    assert (made, heard) == (["a", "b", "c"], [(0, 3), (1, 3), (2, 3), (3, 3)])
    assert list(telling("abc", None)) == ["a", "b", "c"]


@pytest.fixture(scope="module")
def makers(edition: Edition, stamp: Stamp, scores: pd.DataFrame, catalogue: Catalogue) -> dict[str, tuple[int, Make]]:
    """Each document: how many parts it tells of, and how it is made; where no one listens, perhaps by another test."""
    entries = [Entry(meeting.parse(code, edition)) for code in CODES]
    numbers = content.with_variants(stamp, Numbers(scores))

    def report(form: str) -> Make:
        def make(told: Told | None) -> bytes:
            if told is None:
                return made.report("32", form, stamp, catalogue=catalogue)
            return exports.report("32", form, stamp, numbers, catalogue=catalogue, told=told).content

        return make

    def atlas(form: str) -> Make:
        def make(told: Told | None) -> bytes:
            return made.atlas(form, stamp) if told is None else exports.atlas(form, stamp, numbers, told=told).content

        return make

    def of_meeting(form: str) -> Make:
        return lambda told: meeting.document(form, "R", entries, stamp, numbers, told=told).content

    def domain(form: str) -> Make:
        asked = edition.registry.indicators["sante"]
        return lambda told: exports.domain(asked, form, stamp, numbers, told=told).content

    report_parts = len(content.region(stamp, "32", numbers, catalogue=catalogue).sections)
    meeting_parts = len(CODES) + 3  # then method, remarks and sources
    domain_parts = len(content.domain(stamp, edition.registry.indicators["sante"], numbers).sections)
    maps = len([i for i in edition.registry.fragility if drawn(i)])
    return {
        **{f"meeting as {form}": (meeting_parts, of_meeting(form)) for form in ("pptx", "pdf", "html")},
        **{f"report as {form}": (report_parts, report(form)) for form in ("pptx", "pdf", "html")},
        **{f"domain as {form}": (domain_parts, domain(form)) for form in ("pptx", "pdf", "html")},
        "atlas as pptx": (maps, atlas("pptx")),
        "atlas as pdf": (maps, atlas("pdf")),
        "meeting as xlsx": (1 + len(CODES) + 3, of_meeting("xlsx")),
        "report as xlsx": (11, report("xlsx")),
        "everything as xlsx": (6, atlas("xlsx")),
    }


def drawn(indicator: Indicator) -> bool:
    return indicator.form != "empty"


WRITTEN = ("pptx", "pdf", "html")


@pytest.mark.parametrize(
    "name",
    [
        *(f"{what} as {form}" for what in ("meeting", "report", "domain") for form in WRITTEN),
        *("atlas as pptx", "atlas as pdf", "meeting as xlsx", "report as xlsx", "everything as xlsx"),
    ],
)
def test_a_document_tells_of_each_part_and_its_bytes_do_not_change(
    name: str, makers: dict[str, tuple[int, Make]]
) -> None:
    parts, make = makers[name]
    heard: list[tuple[int, int]] = []
    told = make(lambda *steps: heard.append(steps))
    assert heard == [(k, parts) for k in range(parts + 1)]
    assert told == make(None)


def test_an_empty_meeting_tells_of_its_method_only(stamp: Stamp, scores: pd.DataFrame) -> None:
    heard: list[tuple[int, int]] = []
    made = meeting.document("pptx", "R", [], stamp, Numbers(scores), told=lambda *steps: heard.append(steps))
    assert made.content and heard == [(k, 3) for k in range(4)]
