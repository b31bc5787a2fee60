"""What takes more than a second says how far it is: the bar of a long document, its file, and what is said when it
cannot be made. The server is slow on purpose (`slow.py`)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Download, Locator, Page, WebSocketRoute, expect
from pptx import Presentation

from charts.documents.words import METHOD
from pages.shared.desk import FAILED, WAITING
from tests.browser.server import Server, start_server
from tests.browser.visit import axe_violations, visit, wait_until_ready
from tests.browser.watch import Watch

VIEWS = ("profil.32", "carte.32.emploi", "classement.94.sante", "profil.94")
MEETING = f"/reunion?region=32&vues={','.join(VIEWS)}"
COUNTED = re.compile(r"^Partie \d+ sur \d+$")
DECK, PDF = "Diaporama (PowerPoint)", "Document (PDF)"


@pytest.fixture(scope="module")
def slow_server() -> Iterator[Server]:
    server = start_server(app="tests.browser.slow:app")
    yield server
    server.stop()


@pytest.fixture
def slow(slow_server: Server, watch: Watch) -> str:
    """The address of the slow server, which counts as ours."""
    watch.own.add(slow_server.host)
    return slow_server.url


@pytest.fixture
def without_bar(watch: Watch) -> Iterator[str]:
    server = start_server(app="tests.browser.slow_without_bar:app")
    watch.own.add(server.host)
    yield server.url
    server.stop()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def bar(page: Page) -> Locator:
    return page.get_by_test_id("stProgress")


def views_of(download: Download) -> int:
    """How many views a meeting's deck holds: its slides after the cover and before the method."""
    with open(download.path(), "rb") as file:
        titles = [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(file.read())).slides]
    return titles.index(METHOD) - 1


def test_a_long_deck_says_how_far_it_is_and_one_click_is_enough(page: Page, slow: str) -> None:
    page.emulate_media(reduced_motion="no-preference")
    visit(page, slow + MEETING)
    button(page, DECK).scroll_into_view_if_needed()
    below = button(page, PDF)
    place = below.bounding_box()
    with page.expect_download() as deck:
        button(page, DECK).click()
        expect(bar(page)).to_have_text(COUNTED)
        first = bar(page).inner_text()
        assert below.bounding_box() == place, "the other buttons have moved under the pointer"
        assert axe_violations(page, "[data-testid=stProgress]") == []
        expect(bar(page)).not_to_have_text(first)
    assert views_of(deck.value) == len(VIEWS)
    expect(bar(page)).to_have_count(0)
    assert below.bounding_box() == place
    with page.expect_download() as again:
        button(page, DECK).click()
    assert views_of(again.value) == len(VIEWS)


def test_control_without_its_bar_a_page_is_silent(page: Page, without_bar: str) -> None:
    visit(page, without_bar + MEETING)
    with page.expect_download() as deck:
        button(page, DECK).click()
        with pytest.raises(AssertionError):
            expect(bar(page)).to_have_text(COUNTED, timeout=1200)
    assert views_of(deck.value) == len(VIEWS)


def test_the_atlas_of_the_menu_says_how_far_it_is_and_the_menu_stays_open(page: Page, slow: str) -> None:
    visit(page, f"{slow}/methode")
    page.get_by_role("button", name="Exporter", exact=True).first.click()
    panel = page.get_by_role("dialog", name="Exporter")
    panel.get_by_role("button", name="Toutes les données (Excel)").wait_for()
    wait_until_ready(page)
    place = panel.bounding_box()
    with page.expect_download() as atlas:
        panel.get_by_role("button", name="Atlas des domaines (PowerPoint)").click()
        expect(panel.get_by_test_id("stProgress")).to_have_text(re.compile(r"^Carte \d+ sur 16$"))
        assert panel.bounding_box() == place, "the panel has changed under the pointer"
    assert re.fullmatch(r"atlas-impact-2020-\d{4}-\d\d-\d\d\.pptx", atlas.value.suggested_filename)
    panel.wait_for()


def test_a_document_asked_for_meanwhile_says_its_place_and_comes_after(page: Page, slow: str) -> None:
    """The press writes one after the other, whoever asks."""
    visit(page, slow + MEETING)
    found: list[str] = []
    page.on("download", lambda download: found.append(download.suggested_filename.rpartition(".")[2]))
    button(page, DECK).click()
    expect(bar(page)).to_have_text(COUNTED)
    with page.expect_event("download", lambda download: download.suggested_filename.endswith(".html"), timeout=30_000):
        button(page, "Page autonome (HTML)").click()
        page.get_by_text(re.compile(r"En attente\s:\s1\sdocument avant le vôtre")).wait_for()
    assert found == ["pptx", "html"]
    expect(bar(page)).to_have_count(0)


def test_a_document_that_cannot_be_made_is_said_to_the_reader_and_to_the_operator(
    page: Page, slow: str, slow_server: Server
) -> None:
    visit(page, slow + MEETING)
    button(page, PDF).click()
    said = page.get_by_test_id("stMarkdown").filter(has_text=FAILED)
    said.wait_for()
    expect(page.get_by_test_id("stDownloadButtonError")).to_have_text("Le téléchargement a échoué")
    expect(bar(page)).to_have_count(0)
    assert re.search(
        r"observatoire ERROR document failed: reunion-\S+\.pdf: RuntimeError: broken on purpose",
        slow_server.log.read_text(encoding="utf-8"),
    )
    expect(button(page, DECK)).to_be_enabled()


@dataclass
class Held:
    """The next message of a page is kept, and reaches the server after those that follow it."""

    armed: bool = False
    kept: list[tuple[WebSocketRoute, str | bytes]] = field(default_factory=list)

    def route(self, page: Page) -> None:
        page.route_web_socket("**/_stcore/stream", self._between)

    def release(self) -> None:
        for server, message in self.kept:
            server.send(message)

    def _between(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if self.armed:
                self.armed = False
                self.kept.append((server, message))
            else:
                server.send(message)

        socket.on_message(pass_on)


def test_a_file_that_is_asked_for_after_the_page_runs_again_is_still_there(page: Page, slow: str) -> None:
    """A click sends two messages: give me the file, run this again. The run replaces what makes the file; on a bad
    network, before the file is asked for."""
    held = Held()
    held.route(page)
    visit(page, slow + MEETING)
    held.armed = True
    with page.expect_download() as deck:
        button(page, DECK).click()
        expect(bar(page)).to_have_text(WAITING)
        held.release()
        expect(bar(page)).to_have_text(COUNTED)
    assert views_of(deck.value) == len(VIEWS)
