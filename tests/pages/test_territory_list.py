"""A territory among thousands: searched by the server, by a part of its name or by its code."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import territory_list
from pages.shared.own_figures import OwnFigures
from tests.pages.test_own_figures import CHOICES, opened
from tests.pages.visit import COMPARE, OVERVIEW, alive, follow, html, said

NAMES = {"35001": "Acigné", "35002": "Saint-Aubin", "35003": "Saint-Brice", "62193": "Calais", "62194": "Calais-Nord"}
KEY = "region_widget"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The first page of an edition of five communes, two more than are listed whole."""
    monkeypatch.setattr(territory_list, "LISTED", 3)
    rows = [f"{code};{name};{5 + k},1;14,{k}" for k, (code, name) in enumerate(NAMES.items())]
    table = "\n".join(["Code commune;Commune;Taux de chômage (%);Taux de pauvreté (%)", ";France;8,4;14,6", *rows])
    sent = OwnFigures("communes.csv", table.encode(), choices=replace(CHOICES, level="commune"))
    return follow(opened(sent), OVERVIEW)


def write(at: AppTest, text: str, key: str = KEY) -> None:
    """What the browser does with a text that is none of the list: it is sent as one of it."""
    field = at.selectbox(key=key)
    field.options.append(text)
    field.set_value(text).run()


@pytest.mark.parametrize("written", ["acigne", "35001", "Acigné", "ACIG"])
def test_what_is_written_of_one_territory_chooses_it(at: AppTest, written: str) -> None:
    write(at, written)
    assert alive(at) and at.query_params["region"] == "35001"


def test_a_name_that_begins_another_chooses_the_one_that_it_is(at: AppTest) -> None:
    write(at, "Calais")
    assert at.query_params["region"] == "62193"


def test_what_may_be_several_opens_the_list_of_them(at: AppTest) -> None:
    write(at, "saint")
    assert "region" not in at.query_params
    assert at.selectbox(key=KEY).options == ["Saint-Aubin (35002)", "Saint-Brice (35003)"]
    assert "2\u00a0communes pour «\u00a0saint\u00a0»" in said(at)
    at.selectbox(key=KEY).select("35003").run()
    assert at.query_params["region"] == "35003" and "pour «" not in said(at)


def test_what_is_nowhere_is_said(at: AppTest) -> None:
    write(at, "Atlantide")
    assert "Aucune commune pour «\u00a0Atlantide\u00a0»" in said(at)


def test_a_territory_is_added_to_a_comparison_by_its_code(at: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.comprendre.parts.comparer_choose.SHOWN", 3)
    follow(at, COMPARE, regions="35001")
    write(at, "62193", "compared_added")
    assert alive(at) and at.query_params["regions"] == "35001,62193"


def test_no_page_carries_the_names_of_thousands(at: AppTest) -> None:
    (foot,) = (found for found in html(at) if "<datalist" in found)
    assert "Saint-Brice" not in foot and "Emploi" in foot
