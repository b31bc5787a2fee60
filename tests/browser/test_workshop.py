"""A whole workshop, as a facilitator leads it: prepared, answered, projected, revealed, a second round, taken away."""

from __future__ import annotations

import io
import re
from pathlib import Path
from secrets import token_urlsafe

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE
from sqlalchemy import create_engine, update

from territory.workshop.address import address
from territory.workshop.rounds import GRACE_MICROS
from territory.workshop.schema import ROUNDS
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
LONG = 60_000
"""ms that a step may take on a machine that does much else."""
FIRST_ROUND = (EVERYONE, CITIZENS, ELUS)
# The second round: sixteen ballots alike, 3 to santé and 2 to éducation.
SECOND_ROUND = ({"Santé": "60,0", "Éducation": "40,0"},) * 3
SAID = {"emploi": "more"}
"""The second question, by each who votes by telephone but one: seven élus, eight citoyens, three entreprises."""


def vote(playwright: Playwright, where: str, actor: str, points: dict[str, int], count: int) -> None:
    """So many telephones, each with its own cookie: the page that it was given, then its ballot."""
    for _ in range(count):
        phone = playwright.request.new_context()
        held = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', phone.get(where).text()))
        sent = {**held, "actor": actor, "points": points, "opinions": SAID, "waited": 0, "ballot_id": token_urlsafe(16)}
        answer = phone.post(where, data=sent, headers={"Origin": where.rpartition("/vote/")[0]})
        assert answer.status == 201, answer.text()
        phone.dispose()


def press(page: Page, name: str) -> None:
    """A step of the workshop: once it is taken, its button is gone."""
    button = page.get_by_role("button", name=name)
    expect(button).to_have_count(1, timeout=LONG)  # what a run replaces stands beside it until it ends
    button.click()
    expect(button).to_have_count(0, timeout=LONG)
    wait_until_ready(page)


def reveal(page: Page, server: Server) -> None:
    """Once the ten seconds of grace are over: they are taken off the hour at which the round was closed."""
    press(page, "Clore le tour")
    page.get_by_role("button", name="Révéler les résultats").wait_for()
    engine = create_engine(address({"OBSERVATOIRE_STATE": str(server.state)}))
    with engine.begin() as store:
        store.execute(update(ROUNDS).values(closes=ROUNDS.c.closes - GRACE_MICROS))
    engine.dispose()
    press(page, "Révéler les résultats")
    page.get_by_role("heading", name="Ce qui peut se dire").wait_for(timeout=LONG)


Table = list[list[str]]


def deck_of(page: Page) -> tuple[dict[str, list[Table]], list[Chart]]:
    """The deck that the page gives: its tables by the title of their slide, and its charts."""
    with page.expect_download(timeout=60_000) as given:
        page.get_by_role("button", name="Diaporama (PowerPoint)").click()
    deck = Presentation(io.BytesIO(Path(given.value.path()).read_bytes()))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    tables: dict[str, list[Table]] = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                cells = [[cell.text for cell in row.cells] for row in shape.table.rows]
                tables.setdefault(slide.shapes.title.text.removesuffix(" (suite)"), []).append(cells)
    return tables, charts


def shares(tables: list[Table]) -> tuple[dict[str, str], ...]:
    """Of each group, in the order of the columns: domain → its share, where it has one."""
    found = [row for table in tables for row in table[1:]]
    groups = range(1, len(found[0]) - 1)
    return tuple({row[0]: row[k] for row in found if row[k] != "0,0"} for k in groups)


def answers(charts: list[Chart]) -> list[list[tuple[float, ...]]]:
    """The second question's charts, all together first: of each answer, how many on each domain shown."""
    piled = [chart for chart in charts if chart.chart_type is XL_CHART_TYPE.BAR_STACKED_100]
    return [[tuple(series.values) for series in chart.plots[0].series] for chart in piled]


def test_a_whole_workshop(
    page: Page, server: Server, context: BrowserContext, browser: Browser, playwright: Playwright
) -> None:
    visit(page, f"{server.url}/atelier?region=32")
    page.get_by_label("Titre de l’atelier").fill("Assises de l’essai")
    page.get_by_text("Demander aussi, pour chaque domaine").click()
    page.get_by_role("button", name="Préparer l’atelier").click()
    page.get_by_role("heading", name=re.compile("^Premier tour")).wait_for()
    wait_until_ready(page)
    page.get_by_text("Les voir, pour les copier").click()
    leads, reads = (page.get_by_test_id("stCode").nth(k).inner_text().strip() for k in (0, 1))
    assert leads.startswith(f"{server.url}/atelier#cle=") and reads.startswith(f"{server.url}/atelier#lecteur=")
    code = page.locator("strong", has_text=re.compile("^[A-Z0-9]{6}$")).first.inner_text()
    where = f"{server.url}/vote/{code}"

    press(page, "Ouvrir le tour")
    vote(playwright, where, "elus", ELU, 7)
    vote(playwright, where, "citoyens", CITIZEN, 8)
    _on_a_phone(browser, where)
    _projected(page, playwright, where)
    _paper(page)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("23")
    reveal(page, server)
    page.get_by_text("Non montré").first.wait_for()
    tables, charts = deck_of(page)
    assert shares(tables["La part de chaque domaine"]) == FIRST_ROUND
    assert len(charts) == len(FIRST_ROUND) + 1, "a plane for each group that is shown, and the second question"
    assert answers(charts) == [[(18,), (0,), (0,), (0,)]], "18 − 7 − 8 = 3 entreprises: no actor apart"

    press(page, "Préparer un second tour")
    press(page, "Ouvrir le tour")
    vote(playwright, where, "elus", SECOND, 7)
    vote(playwright, where, "citoyens", SECOND, 9)
    reveal(page, server)
    page.get_by_role("heading", name="Les deux tours").wait_for()
    page.get_by_text("emploi descend, de 60").first.wait_for()
    page.get_by_text("santé monte, de 24").first.wait_for()
    tables, charts = deck_of(page)
    assert shares(tables["La part de chaque domaine"]) == SECOND_ROUND
    assert shares(tables["La part de chaque domaine au premier tour"]) == FIRST_ROUND
    assert len(charts) == 2 * len(SECOND_ROUND)
    assert answers(charts) == [[(n,), (0,), (0,), (0,)] for n in (16, 9, 7)], "emploi alone, « plus fragile »"
    _read_only(context, reads)
    _led_again(page, leads)
    log = server.log.read_text(encoding="utf-8", errors="replace")
    assert not [secret for secret in (leads, reads) if secret.partition("=")[2] in log]


def _on_a_phone(browser: Browser, where: str) -> None:
    """The ninth citizen, by the page that people scan, who loses the network and finds it again."""
    phone = browser.new_context(viewport={"width": 390, "height": 800})
    tab = phone.new_page()
    tab.goto(where)
    phone.set_offline(True)
    tab.get_by_label("Citoyens", exact=True).check()
    for domain, points in CITIZEN.items():
        tab.locator(f'input[name="points.{domain}"][value="{points}"]').check()
    tab.get_by_role("button", name="Envoyer mon bulletin").click()
    expect(tab.locator("#etat")).to_contain_text("En attente")
    phone.set_offline(False)
    expect(tab.locator("#etat")).to_contain_text("Enregistré")
    phone.close()


def _projected(page: Page, playwright: Playwright, where: str) -> None:
    """The wall: numbers by actor alone, up to date by itself, without a fault for axe."""
    press(page, "Projeter")
    counts = page.get_by_role("list", name="Bulletins reçus")
    expect(counts).to_contain_text("16 bulletins")
    vote(playwright, where, "entreprises", FIRM, 3)
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
    page.get_by_text("Ligne 2.").wait_for()
    wait_until_ready(page)
    lines.fill("\n".join(["4:3 1:1"] * 4))
    form.get_by_role("button", name="Ajouter ces bulletins").click()
    wait_until_ready(page)


def _read_only(context: BrowserContext, reads: str) -> None:
    """Who reads sees what is revealed, and leads nothing; the secret is out of the address at once."""
    tab = context.new_page()
    visit(tab, reads)
    tab.get_by_role("heading", name="Ce qui peut se dire").wait_for()
    tab.wait_for_url(re.compile(r"/atelier(\?region=\d+)?$"))
    assert tab.get_by_role("button", name=re.compile("Marquer comme discuté|Projeter")).count() == 0
    tab.close()


def _led_again(page: Page, leads: str) -> None:
    """The facilitator comes back by the address kept, and erases everything."""
    visit(page, leads)
    page.get_by_role("button", name="Marquer comme discuté").wait_for()
    wait_until_ready(page)
    page.get_by_text("Corriger, effacer").click()
    sure = page.get_by_text("Tout effacer maintenant")
    sure.wait_for()
    wait_until_ready(page)
    sure.click()
    expect(page.get_by_role("checkbox", name="Tout effacer maintenant")).to_be_checked()
    erase = page.get_by_role("button", name="Effacer l’atelier")
    expect(erase).to_be_enabled()
    erase.click()
    page.get_by_role("heading", name="Préparer").wait_for()
