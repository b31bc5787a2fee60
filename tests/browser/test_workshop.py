"""A whole workshop, as a facilitator leads it: prepared, answered, projected, revealed, a second round, taken away."""

from __future__ import annotations

import io
import re
import secrets
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect
from pptx import Presentation

from territory.workshop.address import STATE, address
from territory.workshop.model import Ballot
from territory.workshop.store import Store
from tests.browser.server import Server
from tests.browser.visit import violations_of_ours, visit, wait_until_ready

ELU, CITIZEN, FIRM, SECOND = (
    {"emploi": 3, "education": 2},
    {"sante": 3, "emploi": 2},
    {"numerique": 3, "culture": 2},
    {"sante": 3, "education": 2},
)
"""Ballots. Seven élus, nine citoyens, three entreprises (too few), and four associations on paper (too few too)."""
# Points: emploi 7·3 + 9·2 + 4·1 = 43, santé 9·3 = 27, education 7·2 = 14, numérique 9, culture 6, pauvreté 4·3 = 12;
# in all 111 = 23 ballots of 5 points less the 4 that the associations keep.
EVERYONE = {
    "Emploi": "38,7", "Santé": "24,3", "Éducation": "12,6", "Numérique": "8,1", "Culture": "5,4", "Pauvreté": "10,8",
}  # fmt: skip
CITIZENS = {"Emploi": "40,0", "Santé": "60,0"}
ELUS = {"Emploi": "60,0", "Éducation": "40,0"}


def cast(store: Store, code: str, actor: str, points: dict[str, int], count: int) -> None:
    for _ in range(count):
        store.cast(code, secrets.token_urlsafe(16), secrets.token_urlsafe(16), Ballot(actor, points, {}), None)


def press(page: Page, name: str) -> None:
    """A step of the workshop: once it is taken, its button is gone."""
    button = page.get_by_role("button", name=name)
    button.click()
    expect(button).to_have_count(0)
    wait_until_ready(page)


def reveal(page: Page) -> None:
    """Once the ten seconds of grace are over."""
    press(page, "Clore le tour")
    expect(page.get_by_role("button", name="Révéler les résultats")).to_be_visible()
    page.wait_for_timeout(10_500)
    press(page, "Révéler les résultats")
    expect(page.get_by_role("heading", name="Ce qui peut se dire")).to_be_visible()


def deck_of(page: Page) -> list[list[list[str]]]:
    """The tables of the deck that the page gives."""
    with page.expect_download(timeout=60_000) as given:
        page.get_by_role("button", name="Diaporama (PowerPoint)").click()
    deck = Presentation(io.BytesIO(Path(given.value.path()).read_bytes()))
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 3, "one for all together, one an actor that is shown"
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def shares(tables: list[list[list[str]]]) -> dict[str, list[str]]:
    """Domain → its share in each group, from the slides that give them."""
    found = [row for table in tables if table[0][0] == "Domaine" for row in table[1:]]
    return {row[0]: row[1:-1] for row in found}


def test_a_whole_workshop(page: Page, server: Server, context: BrowserContext) -> None:
    visit(page, f"{server.url}/atelier?region=32")
    page.get_by_label("Titre de l’atelier").fill("Assises de l’essai")
    page.get_by_role("button", name="Préparer l’atelier").click()
    expect(page.get_by_role("heading", name=re.compile("^Premier tour"))).to_be_visible()
    wait_until_ready(page)
    page.get_by_text("Les voir, pour les copier").click()
    leads, reads = (page.get_by_test_id("stCode").nth(k).inner_text().strip() for k in (0, 1))
    assert leads.startswith(f"{server.url}/atelier#cle=") and reads.startswith(f"{server.url}/atelier#lecteur=")
    code = page.locator("strong", has_text=re.compile("^[A-Z0-9]{6}$")).first.inner_text()
    store = Store(address({STATE: str(server.state)}))

    press(page, "Ouvrir le tour")
    cast(store, code, "elus", ELU, 7)
    cast(store, code, "citoyens", CITIZEN, 8)
    _on_a_phone(context, f"{server.url}/vote/{code}")
    _projected(page, store, code)
    _paper(page)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("23")
    reveal(page)
    expect(page.get_by_text("Non montré").first).to_be_visible()
    told = shares(deck_of(page))
    assert {domain: own[0] for domain, own in told.items() if own[0] != "0,0"} == EVERYONE
    assert {domain: own[1] for domain, own in told.items() if own[1] != "0,0"} == CITIZENS
    assert {domain: own[2] for domain, own in told.items() if own[2] != "0,0"} == ELUS

    press(page, "Préparer un second tour")
    press(page, "Ouvrir le tour")
    cast(store, code, "elus", SECOND, 7)
    cast(store, code, "citoyens", SECOND, 9)
    reveal(page)
    expect(page.get_by_role("heading", name="Les deux tours")).to_be_visible()
    expect(page.get_by_text("emploi descend, de 60").first).to_be_visible()
    expect(page.get_by_text("santé monte, de 24").first).to_be_visible()
    _read_only(context, reads)
    _led_again(page, leads)
    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert not [secret for secret in (leads, reads) if secret.partition("=")[2] in log]


def _on_a_phone(context: BrowserContext, address: str) -> None:
    """The ninth citizen, by the page that people scan."""
    tab = context.new_page()
    tab.goto(address)
    tab.get_by_label("Citoyens", exact=True).check()
    for domain, points in CITIZEN.items():
        tab.locator(f'input[name="points.{domain}"][value="{points}"]').check()
    tab.get_by_role("button", name="Envoyer mon bulletin").click()
    expect(tab.locator("#etat")).to_contain_text("nregistré")
    tab.close()


def _projected(page: Page, store: Store, code: str) -> None:
    """The wall: numbers by actor alone, up to date by itself, without a fault for axe."""
    press(page, "Projeter")
    counts = page.get_by_role("list", name="Bulletins reçus")
    expect(counts).to_contain_text("16 bulletins")
    cast(store, code, "entreprises", FIRM, 3)
    expect(counts).to_contain_text("19 bulletins", timeout=6_000)
    assert page.get_by_text("%").count() == 0, "nothing of what they say"
    assert violations_of_ours(page) == []
    press(page, "Quitter la projection")


def _paper(page: Page) -> None:
    """A batch of four paper ballots of associations; a line that cannot be read stops it all, and says why."""
    page.get_by_text("Saisir des bulletins papier").click()
    wait_until_ready(page)  # what it holds is made once it is open
    form = page.get_by_test_id("stForm").filter(has_text="Ajouter ces bulletins")
    form.get_by_text("Associations", exact=True).click()
    expect(form.get_by_role("radio", name="Associations")).to_be_checked()
    lines = form.get_by_role("textbox")
    lines.fill("4:3 1:1\n4:3 99:1")
    form.get_by_role("button", name="Ajouter ces bulletins").click()
    expect(page.get_by_text("Ligne 2.")).to_be_visible()
    wait_until_ready(page)
    lines.fill("\n".join(["4:3 1:1"] * 4))
    form.get_by_role("button", name="Ajouter ces bulletins").click()
    wait_until_ready(page)


def _read_only(context: BrowserContext, reads: str) -> None:
    """Who reads sees what is revealed, and leads nothing; the secret is out of the address at once."""
    tab = context.new_page()
    visit(tab, reads)
    expect(tab.get_by_role("heading", name="Ce qui peut se dire")).to_be_visible()
    expect(tab).to_have_url(re.compile(r"/atelier(\?region=\d+)?$"))
    assert tab.get_by_role("button", name=re.compile("Marquer comme discuté|Projeter")).count() == 0
    tab.close()


def _led_again(page: Page, leads: str) -> None:
    """The facilitator comes back by the address kept, and erases everything."""
    visit(page, leads)
    expect(page.get_by_role("button", name="Marquer comme discuté")).to_be_visible()
    page.get_by_text("Corriger, effacer").click()
    page.get_by_text("Tout effacer maintenant").click()
    page.get_by_role("button", name="Effacer l’atelier").click()
    expect(page.get_by_role("heading", name="Préparer")).to_be_visible()
