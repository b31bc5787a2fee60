"""What goes wrong: bad addresses, bad data. A French message, the page alive, no traceback, nothing fetched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from deploy.page import PUBLIC_PAGES
from tests.browser import facts
from tests.browser.server import ROOT, Server, start_server
from tests.browser.visit import follow, visit
from tests.browser.watch import Watch

TRACEBACK = re.compile(r"Traceback|Error:|Exception|\.py\b|line \d+")
NOT_SHIPPED = (".git", ".venv", "tests", "bench", ".*_cache", "__pycache__")
PUBLISHED = Path("data/editions/impact-2020/donnees_territoriales_2020.csv")
SORRY = "Les données ne sont pas disponibles pour le moment"
HUGE = "x" * 10_000
MARKUP = (
    "<img src=x onerror=alert(1)>",
    "**gras**",
    "![](http://example.invalid/x.png)",
    "[ici](http://example.invalid)",
)


def expect_alive(page: Page, title: str) -> None:
    """The page's own title, no traceback, and the menu at hand."""
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("navigation", name="Pages du site").wait_for()
    assert not TRACEBACK.search(page.locator("[data-testid=stMain]").inner_text())


def messages(page: Page) -> str:
    return " ".join(page.get_by_test_id("stAlert").all_inner_texts())


HOME = "Où votre région est-elle plus fragile que la France ?"
ASK = "Quelle est votre région ?"
DATA = "Les 30 critères publiés, tels quels"
METHOD = "Comment une fragilité est mesurée"
COMPARE = "Comparez votre région à une autre"
UNEMPLOYMENT = "Taux de chômage"


BAD = (
    ("/?region=99", HOME, "n’est pas un code de région connu"),
    ("/territoire?region=99", ASK, "n’est pas un code de région connu"),
    ("/methode?region=99", METHOD, "n’est pas un code de région connu"),
    ("/donnees?indicateur=zz", DATA, "n’est pas un code d’indicateur connu"),
    ("/?criteres=zz", HOME, "connu"),
    ("/?lecture=zz", HOME, "connu"),
    ("/domaine?domaine=zz", UNEMPLOYMENT, "n’est pas un code de domaine connu"),
    ("/domaine?vue=zz", UNEMPLOYMENT, "connu"),
    ("/comparer?regions=99,98", COMPARE, "n’est pas un code de région connu"),
    ("/?region=", HOME, "Un code vide"),
    ("/comparer?regions=32,32", COMPARE, "répété"),
    ("/territoire?region=32&region=53", facts.region_title("32"), "plusieurs fois"),
)
TOO_LONG = (
    (f"/?region={HUGE}", HOME, "n’est pas un code de région connu"),
    (f"/comparer?regions={HUGE}", COMPARE, "n’est pas un code de région connu"),
    (f"/domaine?domaine={HUGE}", UNEMPLOYMENT, "n’est pas un code de domaine connu"),
)


def expect_said(page: Page, title: str, said: str) -> None:
    expect(page.locator("h1")).to_contain_text(title)
    expect_alive(page, page.locator("h1").inner_text())
    page.get_by_test_id("stAlert").filter(has_text=said).first.wait_for()
    assert len(messages(page)) < 1000


def test_bad_code_gets_a_french_message_and_the_page_lives(page: Page, subtests: pytest.Subtests) -> None:
    """One after the other in one tab; each alone, in a session of its own, is in ``tests/pages/test_addresses.py``."""
    visit(page, "/methode")
    for address, title, said in BAD:
        with subtests.test(address=address):
            follow(page, address)
            expect_said(page, title, said)


def test_a_code_that_is_far_too_long_is_cut(page: Page, subtests: pytest.Subtests) -> None:
    visit(page, "/methode")
    for address, title, said in TOO_LONG:
        with subtests.test(page=title):
            assert page.request.get(address).status == 200
            follow(page, address)
            expect_said(page, title, said)
            assert HUGE not in page.evaluate("location.href")


def test_markup_in_an_address_stays_text_and_fetches_nothing(
    page: Page, watch: Watch, subtests: pytest.Subtests
) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    visit(page, "/methode")
    for path in ("/?region=", "/comparer?regions="):
        for value in MARKUP:
            with subtests.test(path=path, value=value):
                follow(page, path + quote(value))
                alert = page.get_by_test_id("stAlert").filter(has_text=value[:29]).first
                expect(alert).to_contain_text("connu")
                for tag in ("img", "strong", "em", "a"):
                    assert alert.locator(tag).count() == 0
                assert dialogs == []
                assert watch.foreign == []


def test_control_markdown_of_ours_makes_strong_text_and_no_alert(page: Page) -> None:
    """The tags looked for above are those Streamlit draws from Markdown."""
    visit(page, "/territoire?region=32")
    assert page.locator("[data-testid=stMain] strong").count() > 0
    assert page.get_by_test_id("stAlert").count() == 0


def test_a_message_about_the_address_is_above_the_title(page: Page) -> None:
    """Said at the foot of a long page, nobody reads it."""
    visit(page, "/?region=99")
    alert, title = page.get_by_test_id("stAlert").first.bounding_box(), page.locator("h1").bounding_box()
    assert alert is not None and title is not None
    assert alert["y"] < title["y"]


def test_a_message_is_not_said_on_another_page(page: Page) -> None:
    visit(page, "/territoire?region=99")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    page.locator(".st-key-choose_32").get_by_role("button").click()
    expect(page.locator("h1")).to_have_text(facts.region_title("32"))
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_domain_without_values_says_so(page: Page) -> None:
    """Handicap: the source publishes no value for any region."""
    visit(page, "/domaine?domaine=diversite&region=94")
    expect_alive(page, facts.domain_title("diversite", "94"))
    empty = next(i for i in facts.edition().registry.of_domain("diversite") if i.form == "empty")
    expect(page.get_by_role("heading", name=re.compile(re.escape(empty.label))).first).to_contain_text("aucune donnée")


@pytest.mark.parametrize("address", ["/nulle-part", "/territoire/32", "/domaine.html", "/admin/x"])
def test_unknown_page_is_a_french_404(page: Page, watch: Watch, address: str) -> None:
    response = page.goto(address)
    assert response is not None and response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas")
    assert page.evaluate("document.documentElement.lang") == "fr"
    watch.clear()


@pytest.fixture
def broken_server(tmp_path: Path, watch: Watch) -> Iterator[Callable[[Callable[[Path], None]], Server]]:
    """A server of a copy of the project whose published table was spoilt by the given function."""
    running: list[Server] = []

    def start(spoil: Callable[[Path], None]) -> Server:
        copy = tmp_path / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_SHIPPED))
        spoil(copy / PUBLISHED)
        running.append(start_server(copy))
        watch.own.add(running[-1].host)
        return running[-1]

    yield start
    for each in running:
        each.stop()


def change_a_number(table: Path) -> None:
    """A sum that held no longer holds: the region's population as a word."""
    text = table.read_text(encoding="utf-8-sig")
    spoilt = re.sub(r"5\s?548\s?090", "beaucoup", text)
    assert spoilt != text
    table.write_text(spoilt, encoding="utf-8")


def test_bad_data_at_start_is_said_in_french_on_every_page(
    page: Page, broken_server: Callable[[Callable[[Path], None]], Server], subtests: pytest.Subtests
) -> None:
    """One damage; twelve, of each file, are in ``tests/pages/test_data_errors.py``."""
    server = broken_server(change_a_number)
    for number, public in enumerate(PUBLIC_PAGES):
        with subtests.test(page=public.path):
            if number == 0:
                assert visit(page, f"{server.url}{public.path}?region=32").status == 200
            else:
                follow(page, f"{public.path}?region=32")
            expect_alive(page, SORRY)
            expect(page.get_by_test_id("stAlert")).to_contain_text("La table publiée n’a pas pu être lue")
    log = server.log.read_text(encoding="utf-8")
    lines = [line for line in log.splitlines() if "observatoire ERROR" in line]
    assert lines, "the operator's log says nothing"
    assert PUBLISHED.name in lines[0]
    assert "Traceback" not in log


def test_control_the_copy_unspoilt_serves_its_pages(
    page: Page, broken_server: Callable[[Callable[[Path], None]], Server]
) -> None:
    server = broken_server(lambda table: None)
    visit(page, server.url + "/territoire?region=32")
    expect_alive(page, facts.region_title("32"))
    assert "observatoire ERROR" not in server.log.read_text(encoding="utf-8")
