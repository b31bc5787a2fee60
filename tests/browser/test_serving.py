"""The server as a browser and a stranger meet it: language, unknown addresses, foreign websockets."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from deploy.page import PUBLIC_PAGES, SCRIPT
from tests.browser.server import Server
from tests.browser.visit import unfold_circles, visit
from tests.browser.watch import Watch

PATHS = [page.path for page in PUBLIC_PAGES]

# Every text and every label of the page, without what scripts and styles hold.
TEXTS = """() => {
  const texts = [...document.querySelectorAll('body *')].flatMap(element =>
    ['aria-label', 'title', 'placeholder', 'data-title', 'alt'].map(name => element.getAttribute(name)));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.data);
  return texts.filter(Boolean).map(text => text.trim());
}"""


def english_words() -> set[str]:
    """Streamlit's words that our dictionary changes."""
    pairs = re.findall(r'^    "([^"]+)":\s+"([^"]+)"', SCRIPT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {english for english, french in pairs if english != french}


@pytest.mark.parametrize("path", PATHS)
def test_first_visitor_of_a_cold_server_may_follow_a_deep_link_and_reads_french(
    page: Page, cold_server: Callable[[], Server], path: str
) -> None:
    """Streamlit alone would open this page under a « Page not found » box (see deploy/serve.py), in English."""
    response = visit(page, cold_server().url + path)
    assert response.status == 200
    assert page.get_by_role("navigation").first.is_visible()
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert set(page.evaluate(TEXTS)) & english_words() == set()


def test_the_library_of_circles_comes_when_they_are_asked_for(page: Page) -> None:
    """deck.gl weighs as much as all the rest of a page."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, "/territoire?region=32")
    assert any("PlotlyChart" in url for url in asked)
    assert not any("DeckGl" in url for url in asked)
    unfold_circles(page)
    assert any("DeckGl" in url for url in asked)


def test_words_that_come_later_are_translated_and_ours_are_not(page: Page) -> None:
    visit(page, "/")
    page.evaluate(
        """() => document.body.insertAdjacentHTML('beforeend',
          '<div id="late" title="Fullscreen: Emploi">Search<b>Searching for Emploi</b></div>')"""
    )
    late = page.locator("#late")
    assert late.evaluate("node => node.firstChild.data") == "Rechercher"
    assert late.get_attribute("title") == "Plein écran\u00a0: Emploi"
    assert late.locator("b").inner_text() == "Searching for Emploi"
    late.evaluate("node => { node.title = 'Close fullscreen'; }")
    assert late.get_attribute("title") == "Quitter le plein écran"


def test_unknown_address_is_a_french_404_that_leads_home(page: Page, watch: Watch) -> None:
    response = page.goto("/nulle-part")
    assert response is not None and response.status == 404
    assert page.get_by_role("heading").inner_text() == "Cette page n’existe pas"
    assert len(watch.errors) == 1 and "404" in watch.errors[0]
    watch.clear()
    page.get_by_role("link").click()
    page.wait_for_url("**/")


@pytest.mark.parametrize(("origin", "status"), [("{own}", 101), ("http://example.invalid", 403)])
def test_websocket_of_a_foreign_page_gets_403(server: Server, origin: str, status: int) -> None:
    assert _handshake(server, origin.format(own=server.url)) == status


def test_log_names_no_address(server: Server, page: Page) -> None:
    """Addresses of uploads carry session ids."""
    visit(page, "/?region=32")
    assert "GET /" not in Path(server.log).read_text(encoding="utf-8")


def _handshake(server: Server, origin: str) -> int:
    """The status a websocket handshake gets, spoken by hand: no client library chooses the Origin."""
    host, port = server.host.split(":")
    request = (
        "GET /_stcore/stream HTTP/1.1\r\n"
        f"Host: {server.host}\r\nOrigin: {origin}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request.encode("ascii"))
        return int(connection.recv(1024).split()[1])
