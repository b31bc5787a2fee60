"""A table of one's own, sent by a real browser: from the file to the pages, for that session only."""

from __future__ import annotations

import io
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from territory.importing import read
from territory.importing.templates import with_choices
from tests.browser.visit import open_from_menu, visit, wait_until_ready
from tests.pages import test_big_map as zones
from tests.pages.test_own_figures import CHOICES, TABLE


def send(page: Page, name: str, content: bytes) -> None:
    visit(page, "/donnees?ouverts=import")
    field = page.locator('[data-testid="stFileUploader"] input[type="file"]').first
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


def test_a_workbook_kept_with_its_choices_is_read_by_every_page(
    page: Page, browser: Browser, browser_context_args: dict[str, str]
) -> None:
    send(page, "essai.xlsx", with_choices(read("essai.csv", TABLE.encode(), CHOICES), CHOICES))
    page.get_by_text("La table se lit").wait_for()
    page.get_by_role("button", name="Lire ces chiffres dans toutes les pages").click()
    page.get_by_text("Édition importée, dans cette session seulement").wait_for()
    open_from_menu(page, "Un domaine")
    page.get_by_text("édition importée, non publiée ici, de Service des études").first.wait_for()
    expect(page.locator("svg a")).to_have_count(3)  # the three départements of the table, on the outlines that ship
    elsewhere = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    other = elsewhere.new_page()
    visit(other, "/domaine?edition=importee")
    other.get_by_text("ses chiffres n’y sont pas").wait_for()
    expect(other.get_by_text("Service des études")).to_have_count(0)
    elsewhere.close()


def test_the_report_is_taken_with_the_cells_marked(page: Page, tmp_path: Path) -> None:
    send(page, "essai.csv", TABLE.replace("10,1", "1,234.5").encode())
    page.get_by_role("alert").filter(has_text="1\u00a0erreur").wait_for()
    wait_until_ready(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Table marquée (Excel)").click()
    book = load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes()))
    cell = book.worksheets[1]["C4"]
    assert cell.value == "1,234.5" and cell.comment is not None


def test_a_map_of_more_territories_than_links_is_drawn_from_an_address_and_clicked(page: Page) -> None:
    """No other host is asked: the page would fail."""
    send(page, "zones.xlsx", with_choices(read("zones.csv", zones.table(), zones.CHOICES), zones.CHOICES))
    shapes = {"name": "zones.geojson", "mimeType": "application/geo+json", "buffer": zones.outlines()}
    page.get_by_text("La table se lit").wait_for()
    page.locator('[data-testid="stFileUploader"] input[type="file"]').nth(1).set_input_files(shapes)  # type: ignore[arg-type]
    wait_until_ready(page)
    page.get_by_role("button", name="Lire ces chiffres dans toutes les pages").click()
    page.get_by_text("Édition importée, dans cette session seulement").first.wait_for()
    with page.expect_response(re.compile(r"/media/\w+\.json$")) as sent:
        open_from_menu(page, "Un domaine")
    assert len(sent.value.json()["features"]) == zones.COUNT
    assert sent.value.header_value("cache-control") == "no-store"
    drawn = page.get_by_test_id("stDeckGlJsonChart")
    expect(drawn).to_have_attribute("aria-label", re.compile("^Carte des zones d’emploi"))
    for _ in range(20):  # the outlines that have come are drawn when the browser can
        drawn.first.click()  # of two, while the page that a click has asked for replaces the map
        page.wait_for_timeout(500)
        if re.search(r"region=0\d{3}", page.url):
            break
    page.wait_for_url(re.compile(r"region=0\d{3}"))
    page.get_by_text("Votre zone d’emploi\u00a0: Zone").first.wait_for()
