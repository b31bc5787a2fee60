"""Préparer une réunion: the list in the address, its order and words, and what is said of a bad one."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from charts.meeting import Entry
from charts.record import Record, View
from pages.shared import exports, meeting_keeper, meeting_list
from pages.shared.meeting_list import Held
from territory.loader import Edition
from territory.trial import Trial
from tests.pages.visit import alive, finding, follow, open_page, warnings

MEETING = "pages/agir/reunion.py"
VIEWS = "profil.32,carte.32.emploi,comparaison...32-53"


def address(at: AppTest) -> str:
    """The list as the address has it: AppTest gives what was written as it was written."""
    found = at.query_params["vues"]
    return found if isinstance(found, str) else found[0]


def test_an_empty_list_says_what_to_do() -> None:
    at = open_page(MEETING)
    assert alive(at) and finding(at) == "Préparez votre réunion"
    assert "La liste est vide" in at.info[0].value


def test_the_address_makes_the_list_in_order() -> None:
    at = open_page(MEETING, vues=VIEWS)
    assert alive(at) and finding(at) == "Votre réunion\u00a0: 3\u00a0vues"
    fields = [str(field.key) for field in at.text_input]
    assert fields == [meeting_list.TITLE_KEY, *(f"title_{code}" for code in VIEWS.split(","))]
    assert address(at) == VIEWS


def test_views_move_and_leave() -> None:
    at = open_page(MEETING, vues=VIEWS)
    at.button(key="down_profil.32").click().run()
    assert address(at) == "carte.32.emploi,profil.32,comparaison...32-53"
    at.button(key="up_comparaison...32-53").click().run()
    assert address(at) == "carte.32.emploi,comparaison...32-53,profil.32"
    at.button(key="drop_carte.32.emploi").click().run()
    assert address(at) == "comparaison...32-53,profil.32"
    assert finding(at) == "Votre réunion\u00a0: 2\u00a0vues"


def test_the_reader_s_words_stay_with_their_view() -> None:
    at = open_page(MEETING, vues=VIEWS)
    at.text_input(key="title_profil.32").set_value("Notre région").run()
    at.button(key="down_profil.32").click().run()
    assert at.text_input(key="title_profil.32").value == "Notre région"
    assert at.session_state["meeting_words"]["profil.32"] == ("Notre région", "")


def test_unknown_views_are_said_and_the_others_stay() -> None:
    at = open_page(MEETING, vues="profil.32,zz,carte.99.emploi,![x](http://example.invalid)")
    assert alive(at) and finding(at) == "Votre réunion\u00a0: 1\u00a0vue"
    said = warnings(at)
    assert len(said) == 3 and all("Vue «" in message for message in said)


@pytest.mark.parametrize("regions", ["32-53-11-24-27-28", "11-24-27-28-32-44-52-53-75-76-84-93-94"])
def test_more_regions_than_colours_are_a_view(regions: str) -> None:
    at = open_page(MEETING, vues=f"profil.32,comparaison...{regions}")
    assert alive(at) and not warnings(at) and finding(at) == "Votre réunion\u00a0: 2\u00a0vues"


def test_a_view_that_cannot_be_drawn_is_one_message_beside_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever a figure does: the page stays, and the view can be left behind."""
    sound = exports.preview

    def breaking(record: Record, *rest: Any, **more: Any) -> bytes:
        if record.view.figure == "carte":
            raise IndexError("six regions, five colours")
        return sound(record, *rest, **more)

    monkeypatch.setattr(exports, "preview", breaking)
    with caplog.at_level(logging.ERROR, logger="observatoire"):
        at = open_page(MEETING, vues=VIEWS)
    assert alive(at) and len(at.get("image")) == 2
    (message,) = warnings(at)
    assert message.startswith("Cette vue n’a pas pu être dessinée") and "IndexError" not in message
    assert "view failed: carte.32.emploi: IndexError" in caplog.text
    at.button(key="drop_carte.32.emploi").click().run()
    assert alive(at) and not warnings(at) and address(at) == "profil.32,comparaison...32-53"


def test_a_list_received_from_someone_opens_but_for_what_is_no_view() -> None:
    at = open_page(MEETING, vues="profil.94")
    views = [{"vue": "profil.32"}, {"vue": "comparaison...32-32"}, {"vue": "\ud800"}]
    content = json.dumps({"reunion": 1, "titre": "Reçue", "vues": views}).encode()
    at.file_uploader[0].set_value(("reunion.json", content, "application/json")).run()
    assert alive(at) and finding(at) == "Votre réunion\u00a0: 1\u00a0vue" and address(at) == "profil.32"
    assert len(warnings(at)) == 2


def test_what_an_address_says_is_no_markdown() -> None:
    at = open_page(MEETING, vues="essai.32...sd~[Cliquez](//example.invalid)")
    (message,) = warnings(at)
    assert alive(at) and "[Cliquez]" not in message and "\\[Cliquez\\]" in message


def test_the_longest_list_is_read_whole(edition: Edition) -> None:
    """13 trials that leave nine domains out and weigh all the dimensions: 2 900 characters, none of them cut."""
    weights = dict.fromkeys(edition.registry.dimensions, "0.5")
    trial = Trial.of(edition, "weighted_mean_gap", list(edition.registry.domains)[:9], weights)
    views = ",".join(f"essai.{region}...{trial.code}" for region in edition.regions)
    assert len(views) > 2500
    at = open_page(MEETING, vues=views)
    assert alive(at) and not warnings(at)
    assert finding(at) == "Votre réunion\u00a0: 13\u00a0vues" and address(at) == views


def test_a_list_longer_than_is_read_is_cut_between_two_views() -> None:
    views = ",".join(f"essai.32...sd~{'culture-' * k}emploi" for k in range(60))
    at = open_page(MEETING, vues=views)
    assert alive(at) and not warnings(at)
    assert address(at).split(",") == ["essai.32...sd~emploi", "essai.32...sd~emploi-culture"]


def test_a_choice_of_reading_says_which_view_it_leaves_out() -> None:
    at = open_page(MEETING, vues="profil.32,carte.32.mobilite", criteres="sans-contestables")
    assert alive(at)
    assert any("réglages de lecture" in message for message in warnings(at))


def test_a_figure_goes_to_the_list_and_the_list_survives_other_pages() -> None:
    at = open_page("pages/comprendre/territoire.py", region="94")
    (add,) = [button for button in at.button if button.key and button.key.startswith("add_profil")]
    add.click().run()
    (link,) = [link.proto for link in at.get("page_link") if link.proto.page == "reunion"]
    assert link.label == "Ma réunion (1)"
    assert [toast.value for toast in at.toast] == ["Ajoutée\u00a0: 1\u00a0vue dans votre réunion"]
    follow(at, "pages/sapproprier/methode.py")
    follow(at, MEETING)
    assert finding(at) == "Votre réunion\u00a0: 1\u00a0vue" and address(at) == "profil.94"


def test_a_full_list_says_so_where_a_figure_would_be_added(edition: Edition) -> None:
    views = ",".join(f"{figure}.{region}" for figure in ("profil", "solidite") for region in list(edition.regions)[:10])
    at = open_page(MEETING, vues=views)
    assert finding(at) == "Votre réunion\u00a0: 20\u00a0vues"
    follow(at, "pages/comprendre/comparer.py", regions="32,53")
    (full,) = [button for button in at.button if str(button.key).startswith("full_")]
    assert full.disabled and full.help == "La liste est pleine\u00a0: 20\u00a0vues au plus"


# --- another list than the reader's ----------------------------------------------------------------------


def with_own_list() -> AppTest:
    """A reader who has made a list of three views, with a title."""
    at = open_page(MEETING, vues=VIEWS)
    at.text_input(key=meeting_list.TITLE_KEY).set_value("Conseil").run()
    return at


def two_lists(at: AppTest) -> list[str]:
    return [str(text.value) for text in at.markdown if "n’est pas la vôtre" in str(text.value)]


def test_an_address_received_does_not_replace_the_reader_s_list() -> None:
    at = follow(with_own_list(), MEETING, vues="profil.94")
    assert alive(at) and finding(at) == "Liste reçue\u00a0: 1\u00a0vue"
    (said,) = two_lists(at)
    assert "(«\u00a0Conseil\u00a0», 3\u00a0vues)" in said
    at.button(key="take_back").click().run()
    assert finding(at) == "Votre réunion\u00a0: 3\u00a0vues" and address(at) == VIEWS and not two_lists(at)
    assert at.text_input(key=meeting_list.TITLE_KEY).value == "Conseil"


def test_the_list_received_can_be_kept() -> None:
    at = follow(with_own_list(), MEETING, vues="profil.94")
    at.button(key="keep_shown").click().run()
    assert address(at) == "profil.94" and not two_lists(at)
    follow(at, "pages/sapproprier/methode.py")
    follow(at, MEETING)
    assert address(at) == "profil.94" and not two_lists(at)


def test_the_reader_s_list_comes_back_when_the_address_is_left() -> None:
    at = follow(with_own_list(), MEETING, vues="profil.94")
    follow(at, "pages/sapproprier/methode.py")
    follow(at, MEETING)
    assert address(at) == VIEWS and not two_lists(at)


def test_an_older_address_of_the_reader_s_own_list_opens_it_as_it_is_now() -> None:
    at = with_own_list()
    at.button(key="drop_carte.32.emploi").click().run()
    follow(at, MEETING, vues=VIEWS, retour="oui")
    assert address(at) == "profil.32,comparaison...32-53" and not two_lists(at)


def test_nobody_s_list_is_replaced_where_the_reader_has_made_none() -> None:
    at = follow(open_page(MEETING, vues=VIEWS), MEETING, vues="profil.94")
    assert address(at) == "profil.94" and not two_lists(at)


def test_a_title_is_no_markdown_where_two_lists_meet() -> None:
    at = open_page(MEETING, vues=VIEWS)
    at.text_input(key=meeting_list.TITLE_KEY).set_value("[Cliquez](//example.invalid)").run()
    (said,) = two_lists(follow(at, MEETING, vues="profil.94"))
    assert "[Cliquez]" not in said and "\\[Cliquez\\]" in said


def test_two_tabs_that_changed_the_list_at_once_lose_nothing() -> None:
    region, domain, other = View("profil", "32"), View("carte", "32", "emploi"), View("profil", "94")
    kept = Held("Conseil", (Entry(region, "là"), Entry(domain, "écrit là")))
    here = Held("", (Entry(region), Entry(domain, "écrit ici"), Entry(other)))
    both = meeting_keeper.joined(kept, here)
    assert both.title == "Conseil"
    assert [(entry.view, entry.title) for entry in both.entries] == [
        (region, "là"),
        (domain, "écrit ici"),
        (other, ""),
    ]
