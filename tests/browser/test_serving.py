"""The server as a browser and a stranger meet it: language, unknown addresses, foreign websockets."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.server import Server
from tests.browser.visit import check_first_visit, unfold_circles, visit
from tests.browser.watch import Watch


@pytest.mark.cold
@pytest.mark.parametrize("path", ["/territoire?region=94", "/reunion"])
def test_first_visitor_of_a_cold_server_may_follow_a_deep_link_and_reads_french(
    page: Page, cold_server: Callable[[], Server], path: str
) -> None:
    """Streamlit looks for any deep link in the same place until a page has run: one page of each section shows it."""
    assert visit(page, cold_server().url + path).status == 200
    check_first_visit(page)


@pytest.mark.cold
def test_the_library_of_circles_comes_when_they_are_asked_for(page: Page) -> None:
    """deck.gl weighs as much as all the rest of a page; Plotly comes where a figure is explored."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, "/territoire?region=32")
    assert not any("DeckGl" in url or "PlotlyChart" in url for url in asked)
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
