"""Lists of views that somebody made up: each view is drawn or refused in one line, and none reaches the others."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import meeting
from charts.documents import image
from charts.exports import DOCUMENT_FORMATS
from charts.figures import ROOMS, Numbers
from charts.meeting import BadMeeting, Entry
from charts.stamp import Stamp
from territory.loader import Edition
from territory.scores import score_table
from tests.charts.gallery import variants

REGIONS = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94", "99", "FR", "")
INDICATORS = ("emploi", "sante", "population", "mobilite", "diversite", "inconnu", "")
DOMAINS = ("emploi", "culture", "sante", "education", "zz")
NORMS = ("", "sd", "mean_gap", "weighted_mean_gap", "rank", "zz")
DIMENSIONS = ("economique:50", "sociale:200", "environnementale:0", "economique:0", "sociale:0", "x:1", "sociale:7")


@st.composite
def codes(draw: st.DrawFn) -> str:
    """What looks like a view's code: known and unknown codes, repeated, missing, in one another's place."""
    regions = "-".join(draw(st.lists(st.sampled_from(REGIONS), max_size=14)))
    tried = "~".join(
        (
            draw(st.sampled_from(NORMS)),
            "-".join(draw(st.lists(st.sampled_from(DOMAINS), max_size=5))),
            "-".join(draw(st.lists(st.sampled_from(DIMENSIONS), max_size=4))),
        )
    )
    parts = [
        draw(st.sampled_from((*ROOMS, "zz"))),
        draw(st.sampled_from(REGIONS)),
        draw(st.sampled_from(INDICATORS)),
        draw(st.sampled_from((regions, ""))),
        draw(st.sampled_from((tried, "", "sd"))),
        draw(st.sampled_from(("", "5c1d9e0a77b2-1", "5c1d9e0a77b2-1-elus", "enquete-elus", "5C1D-1"))),
    ]
    return ".".join(parts[: draw(st.integers(1, 6))]).rstrip(".")


@pytest.fixture(scope="module")
def numbers(edition: Edition) -> Numbers:
    return Numbers(score_table(edition), *variants(edition))


def is_a_line(text: str) -> bool:
    """What a page can show and protobuf can carry: printable, and no longer than a line or three."""
    text.encode("utf-8")
    return len(text) < 300 and all(c.isprintable() or c in "\u00a0\u202f" for c in text)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(code=st.one_of(codes(), st.text(max_size=60)))
def test_any_view_is_drawn_or_refused(code: str, edition: Edition, stamp: Stamp, numbers: Numbers) -> None:
    try:
        record = meeting.record_of(Entry(meeting.parse(code, edition)), stamp, numbers)
    except BadMeeting as error:
        assert is_a_line(str(error))
    else:
        assert image.svg(record, "16-9", stamp)


@pytest.mark.parametrize("regions", ["32-53-11-24-27-28", "11-24-27-28-32-44-52-53-75-76-84-93-94"])
@pytest.mark.parametrize("form", DOCUMENT_FORMATS)
def test_more_regions_than_colours_go_to_every_document(
    regions: str, form: str, edition: Edition, stamp: Stamp, numbers: Numbers
) -> None:
    held = [Entry(meeting.parse(f"comparaison...{regions}", edition))]
    assert meeting.document(form, "R", held, stamp, numbers).content


@pytest.mark.parametrize("code", ["comparaison...32-32", "comparaison...32-53-32"])
def test_a_region_asked_for_twice_is_said(code: str, edition: Edition) -> None:
    """Its values could not be told apart: a slide failed on them, once the reader was in front of the room."""
    with pytest.raises(BadMeeting, match="deux fois"):
        meeting.parse(code, edition)


def listed(*views: Any) -> bytes:
    return json.dumps({"reunion": 1, "vues": list(views)}).encode()


def test_one_bad_view_of_a_file_is_said_and_the_others_are_read(edition: Edition) -> None:
    kept = meeting.from_json(listed({"vue": "profil.32"}, {"vue": "profil.99"}, {"vue": "carte.32.emploi"}), edition)
    assert [entry.view.code for entry in kept.entries] == ["profil.32", "carte.32.emploi"]
    assert len(kept.refused) == 1 and "profil.99" in kept.refused[0]


@pytest.mark.parametrize("code", ["\ud800", "profil.\u202e32", "a\nb", "x" * 5000, "profil.32.\ud83d"])
def test_what_is_said_of_a_bad_view_can_be_shown(code: str, edition: Edition) -> None:
    kept = meeting.from_json(listed({"vue": code}), edition)
    assert not kept.entries and is_a_line(kept.refused[0])


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 10_000 + b"]" * 10_000,
        b'{"reunion":1,"vues":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        listed({"vue": [[["profil.32"]]]}),
        listed({"vue": "profil.32", "titre": {"a": 1}}),
        listed("profil.32"),
        listed(None),
        json.dumps({"reunion": True, "vues": {}}).encode(),
        b'{"reunion":1,"vues":[],"titre":' + b"9" * 5000 + b"}",
    ],
)
def test_a_file_made_to_harm_is_no_list(content: bytes, edition: Edition) -> None:
    with pytest.raises(BadMeeting, match="n’est pas une liste"):
        meeting.from_json(content, edition)
