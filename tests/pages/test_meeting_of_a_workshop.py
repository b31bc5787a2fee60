"""A workshop's figure in a meeting's list: seen by who opened the workshop; others, and all once it goes, are told."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts.meeting import NO_WORKSHOP
from pages.shared.plain import escaped
from territory.wording import capital
from territory.workshop.address import STATE, URL
from territory.workshop.address import address as store_address
from territory.workshop.model import ACTORS, Ballot, Opinion, Setup
from territory.workshop.records import Keys, Workshop
from territory.workshop.store import Store, open_store
from tests.pages.visit import alive, follow, open_page, visitor, warnings

SAID = escaped(capital(NO_WORKSHOP))
ATELIER, MEETING = "pages/agir/atelier.py", "pages/agir/reunion.py"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv(STATE, str(tmp_path))
    monkeypatch.delenv(URL, raising=False)
    yield open_store(store_address({STATE: str(tmp_path)}))


def led(store: Store, keys: Keys) -> Workshop:
    held = store.by_facilitator(keys.facilitator)
    assert held is not None
    return held


@pytest.fixture
def keys(store: Store) -> Keys:
    """Seven élus and six citoyens, shown live: enough to be listed."""
    setup = Setup("Rencontre de Lens", "impact-2020", "32", ACTORS, ("emploi", "sante", "education"), True)
    given = store.create(setup)
    store.set_live(led(store, given), True)
    store.open_round(led(store, given))
    for actor, domain, count in (("elus", "emploi", 7), ("citoyens", "sante", 6)):
        ballot = Ballot(actor, {domain: 3}, {domain: Opinion.MORE})
        for _ in range(count):
            store.cast(given.code, secrets.token_urlsafe(16), secrets.token_urlsafe(16), ballot, None)
    return given


def added(keys: Keys) -> AppTest:
    """A reader of the workshop, who puts its figure of élus in their list beside another view."""
    at = follow(visitor(), MEETING, vues="carte.32.emploi")
    at.session_state["atelier_lecteur"] = keys.reader
    at.switch_page(ATELIER)
    at.query_params.clear()
    at.run()
    button = next(one for one in at.button if one.label == "Réunion" and "elus" in str(one.key))
    button.click().run()
    assert not at.exception
    return at


def images(at: AppTest) -> int:
    return len(at.get("image"))


def test_who_opened_the_workshop_sees_its_figure_and_takes_it(store: Store, keys: Keys) -> None:
    at = added(keys)
    codes = at.session_state["meeting_codes"]
    name = led(store, keys).name
    assert codes == ["carte.32.emploi", f"regards.32....{name}-1-elus"]
    at.switch_page(MEETING).run()
    assert alive(at) and warnings(at) == [] and images(at) == 2
    assert any("Élus" in str(image.proto) for image in at.get("image"))
    listed = str(at.query_params) + str(codes)
    assert not [secret for secret in (keys.reader, keys.facilitator, keys.code) if secret in listed]


def test_the_address_alone_shows_nothing_of_it(store: Store, keys: Keys) -> None:
    name = led(store, keys).name
    at = open_page(MEETING, vues=f"carte.32.emploi,regards.32....{name}-1-elus")
    assert alive(at) and warnings(at) == [SAID] and images(at) == 1


def test_once_erased_it_is_said_beside_the_other_views(store: Store, keys: Keys) -> None:
    at = added(keys)
    store.erase(led(store, keys))
    at.switch_page(MEETING).run()
    assert alive(at) and warnings(at) == [SAID] and images(at) == 1


def test_with_its_store_away_the_other_views_stay(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    at = added(keys)
    monkeypatch.setenv(URL, "postgresql://nobody@127.0.0.1:1/none")
    at.switch_page(MEETING).run()
    assert alive(at) and warnings(at) == [SAID] and images(at) == 1


def test_a_group_that_is_not_shown_is_not_drawn_by_naming_it(store: Store, keys: Keys) -> None:
    at = added(keys)
    name = led(store, keys).name
    views = (f"regards.32....{name}-1-associations", f"regards.53....{name}-1-elus", f"avis.32....{name}-1-elus")
    follow(at, MEETING, vues=",".join(views))
    assert alive(at) and warnings(at)[-1] == SAID, "another territory's"
    shown = [str(image.proto) for image in at.get("image")]
    assert len(shown) == 2 and all("Trop peu de réponses" in one for one in shown)


def test_it_is_not_projected_by_an_address(store: Store, keys: Keys) -> None:
    at = open_page("pages/comprendre/territoire.py", region="32", projeter=f"regards.32....{led(store, keys).name}-1")
    assert not at.exception and any("page Atelier" in one for one in warnings(at))
