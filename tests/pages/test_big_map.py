"""A map of more territories than a page can hold as links: sent by address, the session's own with the session."""

from __future__ import annotations

import json
import re

from streamlit.testing.v1 import AppTest

from charts.figures.crowd import LINKED
from pages.shared.own_figures import OwnFigures
from territory.importing import Choice, Choices
from tests.pages.test_own_figures import opened
from tests.pages.visit import DOMAIN, OVERVIEW, REGION, alive, follow, said

COUNT = LINKED + 5
CODES = [f"{number:04}" for number in range(1, COUNT + 1)]
CHOICES = Choices(
    title="Zones d’essai",
    publisher="Service des études",
    published=2024,
    level="zone_emploi",
    indicators={
        "Taux (%)": Choice(
            domain="Emploi", polarity="higher_is_more_fragile", polarity_reason="Dite.", reliability="A", year="2023"
        )
    },
)


def table() -> bytes:
    rows = [f"{code};Zone {code};{5 + number % 90 / 10:.1f}".replace(".", ",") for number, code in enumerate(CODES)]
    return "\n".join(["Code;Nom;Taux (%)", "FR;France;9,0", *rows]).encode()


def outlines() -> bytes:
    """A grid of squares, 27 across, over the middle of France."""
    shapes = []
    for number, code in enumerate(CODES):
        west, south = 0.5 + 0.15 * (number % 27), 44.5 + 0.15 * (number // 27)
        ring = [(west, south), (west, south + 0.15), (west + 0.15, south + 0.15), (west + 0.15, south), (west, south)]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        shapes.append({"type": "Feature", "properties": {"code": code}, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": shapes}).encode()


def zones() -> OwnFigures:
    return OwnFigures("zones.csv", table(), outlines=outlines(), choices=CHOICES)


def addresses(at: AppTest) -> list[str]:
    """What the maps of the page ask for."""
    specs = [json.loads(chart.proto.json) for chart in at.get("deck_gl_json_chart")]
    return [layer["data"] for spec in specs for layer in spec["layers"] if layer["id"] == "territoires"]


def test_a_session_s_own_map_is_at_an_address_that_goes_with_it() -> None:
    at = opened(zones())
    for page in (OVERVIEW, DOMAIN):
        assert alive(follow(at, page, region="0007"))
        (address,) = addresses(at)
        assert re.fullmatch(r"/mock/media/[0-9a-f]{32,}\.json", address), address
    assert "Votre zone d’emploi" in said(at)


def test_the_page_of_a_territory_draws_it_without_an_address() -> None:
    at = opened(zones())
    assert alive(follow(at, REGION, region="0007"))
    assert not addresses(at)
