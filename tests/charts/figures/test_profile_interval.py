"""What rounding leaves to a score that it cannot tell from France: its arithmetic, by hand, and where it is drawn."""

from __future__ import annotations

import pytest

from charts.canvas.svg import Box, Drawing
from charts.figures.profile import paper
from charts.figures.profile.record import Profile
from charts.theme import TEXT, WHITE
from territory.analysis import FragilityClass
from tests.charts.gallery import PROFILES, Case, Gallery
from tests.charts.svg_reader import NS, read

by_hand = pytest.mark.parametrize(
    ("region", "indicator", "low", "score", "high"),
    [
        # 1,06 against 1,05, lower is more fragile: e = 0,01, h = (0,01 + 0,01) / 2, Σ|e| = 0,11 over 13 regions,
        # so D = 0,11 / 13, S = −0,01 / D = −13/11 and h / D = 13/11.
        ("32", "pouvoir_achat", -26 / 11, -13 / 11, 0),
        ("53", "pouvoir_achat", -13 / 11, 0, 13 / 11),  # 1,05 against 1,05
        ("24", "pouvoir_achat", 0, 13 / 11, 26 / 11),  # 1,04 against 1,05
        # 16,8 % against 16,7 %, higher is more fragile: e = 0,1, h = (0,1 + 0,1) / 2,
        # Σ|e| = 0,7 + 0,1 + 1,9 + 1 + 0,3 + 2,8 + 0,4 + 2,1 + 1,4 + 4,5 + 2 + 2,2 + 3,8 = 23,2: S = h / D = 1,3 / 23,2.
        ("75", "education", 0, 1.3 / 23.2, 2.6 / 23.2),
    ],
)


def profile_of(gallery: Gallery, region: str) -> Profile:
    record = gallery.record(Case("profil", regions=(region,)))
    assert isinstance(record, Profile)
    return record


@by_hand
def test_the_interval_is_the_score_and_what_rounding_hides_of_the_gap(
    gallery: Gallery, region: str, indicator: str, low: float, score: float, high: float
) -> None:
    row = profile_of(gallery, region).rows.set_index("indicator").loc[indicator]
    assert (row["low"], row["score"], row["high"]) == pytest.approx((low, score, high), abs=1e-8)


@pytest.mark.parametrize("case", PROFILES, ids=str)
def test_only_what_rounding_cannot_tell_from_france_has_one_and_it_holds_france(gallery: Gallery, case: Case) -> None:
    record = gallery.record(case)
    assert isinstance(record, Profile)
    for row in record.rows.itertuples():
        within = row[record.rows.columns.get_loc("class") + 1] == FragilityClass.INDISTINGUISHABLE
        assert (row.low == row.low and row.low is not None) == within
        assert not within or row.low <= 0 <= row.high
    assert set(record.known) >= {score for score in record.rows["low"] if score is not None and score == score}


def test_an_image_draws_it_through_its_point(gallery: Gallery) -> None:
    """Bretagne: pouvoir d’achat alone, from −1,18 to +1,18 around France; its ends stand as far from the point."""
    record = profile_of(gallery, "53")
    drawing = Drawing(1280, 720)
    paper.draw(drawing, record, Box(0, 0, 1280, 720), 18)
    drawn = read(drawing.svg("titre", "alt")).root
    inked = (line for line in drawn.iter(f"{NS}line") if line.get("stroke") == TEXT)
    through = [line for line in inked if line.attrib["y1"] == line.attrib["y2"]]
    ((left, y, right),) = ([float(line.attrib[name]) for name in ("x1", "y1", "x2")] for line in through)
    rings = [c for c in drawn.iter(f"{NS}circle") if c.get("fill") == WHITE and abs(float(c.attrib["cy"]) - y) < 0.2]
    (ring,) = rings
    at = float(ring.attrib["cx"])
    assert at - left == pytest.approx(right - at, abs=0.2)
    assert right - left > 2 * float(ring.attrib["r"]), "it is seen on both sides"
