"""The ballot on a phone: 320 px, with a keyboard, in the dark, without script, and without a network for a while."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from territory.workshop.address import address
from territory.workshop.records import Workshop
from territory.workshop.store import Store
from tests.browser.server import Server
from tests.browser.visit import axe_violations
from tests.browser.watch import Watch
from tests.territory.workshop.samples import SETUP

PHONE = {"width": 320, "height": 640}
STATUS = "#etat strong"


class Led:
    """A workshop of the server's own store, led from beside it."""

    def __init__(self, server: Server) -> None:
        self.store = Store(address({"OBSERVATOIRE_STATE": str(server.state)}))
        self.keys = self.store.create(SETUP)
        self.store.open_round(self.workshop)
        self.path = f"/vote/{self.keys.code}"

    @property
    def workshop(self) -> Workshop:
        found = self.store.by_facilitator(self.keys.facilitator)
        assert found
        return found

    def ballots(self) -> dict[str, int]:
        return {actor: count for actor, count in self.store.progress(self.workshop).items() if count}


@pytest.fixture
def led(server: Server) -> Iterator[Led]:
    found = Led(server)
    yield found
    found.store.erase(found.workshop)
    found.store.close()


def share(page: Page, actor: str, **points: int) -> None:
    page.get_by_label(actor, exact=True).check()
    for domain, number in points.items():
        page.locator(f'input[name="points.{domain}"][value="{number}"]').check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Envoyer mon bulletin").click()


def without_script(browser: Browser, base_url: str, watch: Watch) -> BrowserContext:
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=PHONE)
    watch.attach(context)
    return context


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_small_phone_shows_the_ballot_whole_and_axe_finds_nothing(page: Page, led: Led, scheme: str) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in (led.path, "/vote", "/vote?code=B0"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert axe_violations(page) == []
    page.goto(led.path)
    small = page.locator("label, button, select").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)"
    )
    assert small == []
    share(page, "Élus", emploi=3, sante=3)
    expect(page.locator("#left")).to_have_text("Trop de points\u00a0: retirez-en 1.")
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("votre bulletin en donne 6")
    assert axe_violations(page) == []
    share(page, "Élus", sante=2)
    send(page)
    expect(page.locator(STATUS)).to_have_text("Enregistré")
    assert axe_violations(page) == []
    assert led.ballots() == {"elus": 1}
    page.context.clear_cookies()


def test_a_ballot_written_offline_waits_in_the_phone_and_leaves_when_the_network_returns(
    page: Page, led: Led, watch: Watch
) -> None:
    page.goto(led.path)
    page.context.set_offline(True)
    share(page, "Citoyens", culture=2)
    send(page)
    expect(page.locator(STATUS)).to_have_text("En attente")
    assert led.ballots() == {}
    page.context.set_offline(False)
    expect(page.locator(STATUS)).to_have_text("Enregistré")
    assert led.ballots() == {"citoyens": 1}
    share(page, "Associations", emploi=1)  # votes again: the last one counts
    send(page)
    expect(page.locator("#etat")).to_contain_text("Enregistré")
    assert led.ballots() == {"associations": 1}
    watch.clear()  # the browser says in its console that there was no network


def test_a_phone_put_away_while_offline_sends_when_the_page_is_opened_again(page: Page, led: Led, watch: Watch) -> None:
    page.goto(led.path)
    page.context.set_offline(True)
    share(page, "Élus", emploi=3)
    send(page)
    expect(page.locator(STATUS)).to_have_text("En attente")
    page.close()
    time.sleep(1)  # a ballot says its age, and its trip to the server is added to it: it must be less than this
    led.store.close_round(led.workshop)  # within the grace: it was written before
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(led.path)
    expect(again.locator(STATUS)).to_have_text("Enregistré")
    assert led.ballots() == {"elus": 1}
    watch.clear()


def test_the_ballot_is_cast_without_script(browser: Browser, base_url: str, watch: Watch, led: Led) -> None:
    context = without_script(browser, base_url, watch)
    page = context.new_page()
    page.goto("/vote")
    page.get_by_label("Code de l’atelier").fill(led.keys.code.lower())
    page.get_by_role("button").click()
    share(page, "Entreprises", mobilite=3)
    page.get_by_label("Facultatif").first.select_option("plus fragile qu’ailleurs")
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bulletin enregistré")
    assert led.ballots() == {"entreprises": 1}
    page.get_by_role("link", name="Changer mon bulletin").click()
    share(page, "Citoyens", mobilite=1)
    send(page)
    assert led.ballots() == {"citoyens": 1}
    context.close()


def test_the_keyboard_alone_votes(page: Page, led: Led) -> None:
    page.goto(led.path)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first actor
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # two points to the first domain
    page.get_by_role("button", name="Envoyer mon bulletin").focus()
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text("Enregistré")
    assert led.ballots() == {"citoyens": 1}
