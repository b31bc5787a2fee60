"""Agir > Atelier without a browser: what each who opens it sees and may do, and what it says where it cannot."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.agir.parts import atelier_often
from pages.agir.parts.atelier_kept import TEXT
from pages.agir.parts.atelier_often import HOUR, MOST, Often
from pages.agir.parts.atelier_wall import QUESTIONS
from territory.loader import Edition
from territory.workshop import times
from territory.workshop.address import STATE, URL
from territory.workshop.address import address as store_address
from territory.workshop.errors import Refused
from territory.workshop.model import ACTORS, Ballot, Opinion, Setup
from territory.workshop.records import Keys, Workshop
from territory.workshop.store import Store, open_store
from territory.workshop.survey import FICTITIOUS, example
from territory.workshop.survey_table import read_survey
from tests.pages.visit import LEAKS, REGION, drawings, follow, unfold, visitor

PAGE = "pages/agir/atelier.py"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv(STATE, str(tmp_path))
    monkeypatch.delenv(URL, raising=False)
    yield open_store(store_address({STATE: str(tmp_path)}))


def revealed(store: Store, *, live: bool = True, reveal: bool = True) -> Keys:
    """Seven élus, six citoyens, who all say of emploi that it is more fragile; shown live, or closed and revealed."""
    setup = Setup("Rencontre de Lens", "impact-2020", "32", ACTORS, ("emploi", "sante", "education"), True)
    clock = [times.now() - dt.timedelta(minutes=5)]
    early = Store(store_address({STATE: os.environ[STATE]}), lambda: clock[0])
    keys = early.create(setup)

    def held() -> Workshop:
        found = early.by_facilitator(keys.facilitator)
        assert found is not None
        return found

    early.set_live(held(), live)
    early.open_round(held())
    for actor, points, count in (("elus", {"emploi": 3}, 7), ("citoyens", {"sante": 3}, 6)):
        ballot = Ballot(actor, points, {"emploi": Opinion.MORE})
        for _ in range(count):
            early.cast(keys.code, secrets.token_urlsafe(16), secrets.token_urlsafe(16), ballot, None)
    if reveal and not live:
        early.close_round(held())
        clock[0] += dt.timedelta(seconds=11)
        early.reveal(held())
    early.close()
    return keys


def opened(name: str, secret: str) -> AppTest:
    at = visitor()
    at.session_state[f"atelier_{name}"] = secret
    return at.switch_page(PAGE).run()


def labels(at: AppTest) -> set[str]:
    return {button.label for button in at.button}


def texts(at: AppTest) -> str:
    found = (*at.title, *at.header, *at.markdown, *at.caption, *at.info, *at.warning, *at.error)
    return "\n".join(str(part.value) for part in found)


def test_a_workshop_is_prepared_in_one_form(store: Store) -> None:
    at = visitor().switch_page(PAGE).run()
    at.text_input[0].set_value("Assises")
    at.selectbox(key="atelier_territory").select("53")
    at.checkbox(key="atelier_actor_entreprises").uncheck()
    at.text_input(key="atelier_others").set_value("Agents publics")
    at.checkbox(key="atelier_domain_culture").uncheck()
    next(button for button in at.button if button.label == "Préparer l’atelier").click().run()
    assert not at.exception
    held = store.by_code(at.session_state["atelier_keys"].code)
    assert held is not None and held.setup.territory == "53" and "culture" not in held.setup.domains
    assert [actor.label for actor in held.setup.actors] == ["Citoyens", "Élus", "Associations", "Agents publics"]
    assert {"Ouvrir le tour", "Projeter"} <= labels(at)
    assert at.session_state["atelier_keys"].facilitator not in str(at.query_params), "not in the address"


def test_what_is_missing_is_said_at_once(store: Store) -> None:
    at = visitor().switch_page(PAGE).run()
    next(button for button in at.button if button.label == "Préparer l’atelier").click().run()
    said = [warning.value for warning in at.warning]
    assert any("Titre" in one for one in said) and any("Territoire" in one for one in said)


def test_a_network_prepares_so_many_an_hour_and_another_is_not_refused() -> None:
    now = 0.0
    counted = Often(lambda: now)
    for _ in range(MOST):
        counted.count("2a01:e0a::1")
    with pytest.raises(Refused, match="réessayez plus tard"):
        counted.count("2a01:e0a::2")  # of the same subscriber
    counted.count("9.9.9.9")  # control
    now = HOUR
    counted.count("2a01:e0a::1")
    assert len(counted._at) == 1  # forgotten with the hour


def test_who_has_prepared_too_many_is_told_on_the_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atelier_often, "MOST", 0)
    atelier_often.often.clear()
    at = visitor().switch_page(PAGE).run()
    at.text_input[0].set_value("Assises")
    at.selectbox(key="atelier_territory").select("53")
    next(button for button in at.button if button.label == "Préparer l’atelier").click().run()
    assert not at.exception and "depuis ce réseau" in texts(at) and "atelier_keys" not in at.session_state


def test_the_facilitator_leads_and_the_reader_reads(store: Store) -> None:
    keys = revealed(store)
    leads = opened("cle", keys.facilitator)
    assert not leads.exception and "Clore le tour" in labels(leads)
    reads = opened("lecteur", keys.reader)
    assert not labels(reads) & {"Clore le tour", "Projeter", "Effacer l’atelier"}
    for at in (leads, reads):
        said = texts(at)
        assert "Ce qui peut se dire" in said and "Élus" in said
        assert not LEAKS.search(said)


def test_the_wall_shows_either_question_of_each_group(store: Store) -> None:
    keys = revealed(store, live=False)
    at = visitor()
    at.session_state["atelier_cle"], at.session_state["atelier_wall"] = keys.facilitator, True
    at.switch_page(PAGE).run()
    assert not at.exception and "Quitter la projection" in labels(at)
    assert drawings(at) and "Vu et mesuré" in drawings(at)[0]
    at.segmented_control(key="atelier_wall_question").set_value(QUESTIONS[1]).run()
    assert not at.exception and "Comme ailleurs" in drawings(at)[0] and "n = 13" in drawings(at)[0]


def test_a_room_is_told_what_would_keep_actors_from_being_shown_apart(store: Store) -> None:
    keys = revealed(store, live=False, reveal=False)
    one = Ballot("entreprises", {"emploi": 1}, {})
    store.cast(keys.code, secrets.token_urlsafe(16), secrets.token_urlsafe(16), one, None)
    at = opened("cle", keys.facilitator)
    assert "seul l’ensemble serait montré" in texts(at) and "entreprises (1)" in texts(at)
    for _ in range(4):
        store.cast(keys.code, secrets.token_urlsafe(16), secrets.token_urlsafe(16), one, None)
    assert "seul l’ensemble" not in texts(opened("cle", keys.facilitator))


def test_who_leads_gives_another_address_to_read_by(store: Store) -> None:
    keys = revealed(store)
    at = opened("cle", keys.facilitator)
    unfold(at, "atelier_correct")
    at.button(key="atelier_renew").click().run()
    shown = [block.value for block in at.code]
    assert not at.exception and len(shown) == 2 and shown[0].endswith(keys.facilitator)
    assert store.by_reader(keys.reader) is None and store.by_reader(shown[1].partition("=")[2])


def test_a_wrong_secret_opens_nothing(store: Store) -> None:
    at = opened("cle", "x" * 43)
    assert "n’est pas connue" in texts(at) and "Préparer l’atelier" in labels(at)


def test_a_secret_of_the_address_is_taken_out_of_it(store: Store) -> None:
    keys = revealed(store)
    at = visitor()
    at.query_params["cle"] = keys.facilitator
    at.switch_page(PAGE).run()
    assert "cle" not in at.query_params and "Clore le tour" in labels(at)


def test_a_refused_step_is_said_and_the_page_lives(store: Store) -> None:
    keys = revealed(store)
    at = opened("cle", keys.facilitator)
    held = store.by_facilitator(keys.facilitator)
    assert held is not None
    store.close_round(held)  # from another tab
    next(button for button in at.button if button.label == "Clore le tour").click().run()
    assert not at.exception and at.warning


def test_without_its_store_only_this_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL, "postgresql://nobody@127.0.0.1:1/none")
    at = opened("cle", "x" * 43)
    assert not at.exception and any("momentanément indisponible" in error.value for error in at.error)
    assert not at.switch_page("pages/comprendre/territoire.py").run().error


def test_it_says_what_is_kept() -> None:
    said = " ".join(TEXT)
    assert all(word in said for word in ("adresse IP", "base légale", "effacé", "soustraction", "référence"))


def test_a_survey_is_shown_on_its_territory_closed_by_default(edition: Edition) -> None:
    domains = {code: domain.label for code, domain in edition.registry.domains.items()}
    territories = {code: region.name for code, region in edition.regions.items()}
    survey = read_survey("enquete.csv", example(domains, "Bretagne"), domains, territories)
    at = visitor()
    at.session_state["survey_read"] = ("impact-2020", survey)
    label = "Ce qui est perçu, à côté de ce qui est mesuré"
    follow(at, REGION, region="53")
    assert label in [panel.label for panel in at.expander] and FICTITIOUS not in texts(at)
    at.session_state["perceived"] = True
    at.run()
    assert not at.exception and "Citoyens" in texts(at) and FICTITIOUS in str([part.proto for part in at.get("html")])
    follow(at, REGION, region="32")
    assert label not in [panel.label for panel in at.expander], "the survey says nothing of it"
