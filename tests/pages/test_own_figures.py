"""A table of one's own: read for one session, on every page, said to be imported, and gone to make room."""

from __future__ import annotations

import gc
from typing import NamedTuple

import pytest
from lxml import html as parser
from streamlit.testing.v1 import AppTest

from pages.sapproprier.parts import donnees_import
from pages.shared import editions
from pages.shared.own_figures import OwnFigures, Room
from pages.shared.shelf import Shelf
from territory.importing import Choice, Choices
from territory.loader import Edition
from tests.pages.visit import (
    COMPARE,
    DATA_PAGE,
    DOMAIN,
    METHOD,
    OVERVIEW,
    REGION,
    alive,
    finding,
    follow,
    html,
    open_page,
    said,
)

TABLE = (
    "Code;Département;Taux de chômage (%);Taux de pauvreté (%)\n"
    "FR;France;8,4;14,6\n59;Nord;11,2;18,4\n62;Pas-de-Calais;10,1;\n35;Ille-et-Vilaine;6,2;10,8\n"
)
"""Three départements, invented; a value missing."""
CHOICES = Choices(
    title="Table d’essai",
    publisher="Service des études",
    published=2024,
    level="departement",
    indicators={
        "Taux de chômage (%)": Choice(
            domain="Emploi", polarity="higher_is_more_fragile", polarity_reason="Dite.", reliability="A", year="2023"
        ),
        "Taux de pauvreté (%)": Choice(
            domain="Pauvreté", polarity="higher_is_more_fragile", polarity_reason="Dite.", reliability="A", year="2022"
        ),
    },
)


def own(choices: Choices = CHOICES, table: str = TABLE) -> OwnFigures:
    return OwnFigures("essai.csv", table.encode(), choices=choices)


def panel(sent: OwnFigures) -> AppTest:
    """*Données*, its panel open on a table that was sent."""
    at = open_page(DATA_PAGE)
    at.session_state[editions.OWN] = sent
    at.session_state["import_panel"] = True
    at.run()
    assert alive(at)
    return at


def findings(at: AppTest) -> list[dict[str, str]]:
    """The report, as a table of the page."""
    (markup,) = (found for found in html(at) if "Ce que la lecture a trouvé" in found)
    head, *rows = parser.fragment_fromstring(markup).iter("tr")
    names = [cell.text_content() for cell in head]
    return [dict(zip(names, (cell.text_content() for cell in row), strict=True)) for row in rows]


def opened(sent: OwnFigures) -> AppTest:
    at = panel(sent)
    at.button(key="import_open").click().run()
    assert alive(at)
    return at


def test_every_page_of_the_session_reads_the_table() -> None:
    at = opened(own())
    for page in (OVERVIEW, DOMAIN, COMPARE, METHOD, DATA_PAGE):
        assert alive(follow(at, page))
        assert "Édition importée, dans cette session seulement" in said(at)
    assert alive(follow(at, REGION, region="59"))
    assert at.title[0].value == "Dans le Nord, 2\u00a0domaines sur 2 sont plus fragiles qu’en France"
    assert "édition importée, non publiée ici, de Service des études" in said(at)
    assert at.query_params["edition"] == "importee"


def test_another_session_knows_nothing_of_it() -> None:
    opened(own())
    at = open_page(REGION, region="59", edition="importee")
    assert alive(at)
    assert "ses chiffres n’y sont pas" in at.warning[0].value
    assert "Table d’essai" not in said(at)


def test_what_is_wrong_is_said_at_its_place_and_nothing_can_be_opened() -> None:
    at = panel(own(table=TABLE.replace("10,1", "1,234.5")))
    assert at.error[0].value.startswith("1\u00a0erreur")
    wrong = [row for row in findings(at) if row["Gravité"] == "×\u00a0erreur"]
    assert [(row["Où"], row["Trouvé"]) for row in wrong] == [("ligne\u00a04, colonne\u00a0C", "1,234.5")]
    assert "import_open" not in [button.key for button in at.button]


class Sent(NamedTuple):
    """A file as the page's field gives it."""

    name: str
    file_id: str

    def getvalue(self) -> bytes:
        return TABLE.encode()


def test_a_session_sends_so_many_files_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(donnees_import.st, "file_uploader", lambda label, **_: None if "contours" in label else sent)
    sent = Sent("premiere.csv", "1")
    at = open_page(DATA_PAGE)
    at.session_state["import_panel"] = True
    at.session_state[donnees_import.SENT] = donnees_import.UPLOADS - 1
    at.run()
    assert alive(at) and at.session_state[editions.OWN].name == "premiere.csv"
    sent = Sent("seconde.csv", "2")
    at.run()
    assert at.error[0].value == donnees_import.ENOUGH
    assert at.session_state[editions.OWN].name == "premiere.csv"  # what was read stays


def test_a_table_whose_indicators_have_no_domain_opens_nothing() -> None:
    at = panel(own(Choices()))
    at.button(key="import_open").click().run()
    assert "Aucun indicateur n’a de domaine" in at.error[0].value
    assert "edition" not in at.query_params


def test_going_back_to_the_published_figures_keeps_the_table_at_hand() -> None:
    at = opened(own())
    at.button(key="edition_back").click().run()
    assert alive(at)
    assert "edition" not in at.query_params
    at.selectbox(key="edition_widget").select("importee").run()
    assert alive(at)
    assert at.query_params["edition"] == "importee"


def weighing(edition: Edition, octets: int) -> OwnFigures:
    sent = OwnFigures("essai.csv", b"x" * octets)
    sent.shelf = Shelf(edition)
    return sent


def test_the_oldest_makes_room_and_a_session_that_is_over_takes_none(edition: Edition) -> None:
    each = weighing(edition, 0).weight
    assert each == 2_000 * 420  # 30 indicators × 14 values
    room = Room(most=2 * each)
    first, second, third = (weighing(edition, 0) for _ in range(3))
    room.take(first)
    room.take(second)
    room.take(first)  # once more, as the newest
    room.take(third)
    assert (first.forgotten, second.forgotten, third.forgotten) == (False, True, False)
    assert second.shelf is None and second.content == b""
    del first
    gc.collect()
    room.take(fourth := weighing(edition, 0))
    assert not third.forgotten and not fourth.forgotten


def test_who_sent_a_table_that_made_room_is_told() -> None:
    sent = own()
    at = opened(sent)
    sent.forget()
    assert alive(follow(at, REGION, region="32"))
    assert "ont été oubliés" in at.warning[0].value
    assert "Hauts-de-France" in finding(at)


def test_no_workshop_is_prepared_on_what_one_session_alone_has() -> None:
    at = follow(opened(own()), "pages/agir/atelier.py")
    assert alive(at) and "que personne d’autre n’a" in said(at)
    assert not [button for button in at.button if button.label == "Préparer l’atelier"]
