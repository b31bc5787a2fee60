"""Controls of the browser fixtures: what they must catch, provoked."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.visit import axe_violations, forget, visit
from tests.browser.watch import Watch, is_deep_link_probe, is_foreign, is_left_figure

OWN = {"127.0.0.1:8501"}


@pytest.mark.parametrize(
    ("url", "foreign"),
    [
        ("http://127.0.0.1:8501/territoire?region=32", False),
        ("ws://127.0.0.1:8501/_stcore/stream", False),
        ("data:image/png;base64,AAAA", False),
        ("blob:http://127.0.0.1:8501/5f0c", False),
        ("about:blank", False),
        ("http://127.0.0.1:9999/", True),
        ("https://basemaps.cartocdn.com/style.json", True),
        ("wss://example.org/_stcore/stream", True),
        ("blob:https://example.org/5f0c", True),
        ("https://127.0.0.1:8501.example.org/", True),
    ],
)
def test_foreign_addresses(url: str, foreign: bool) -> None:
    assert is_foreign(url, OWN) is foreign


def test_only_the_two_probes_of_a_deep_link_are_forgiven() -> None:
    text = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert is_deep_link_probe(text, "http://127.0.0.1:8501/territoire/_stcore/health")
    assert is_deep_link_probe(text, "http://127.0.0.1:8501/territoire/_stcore/host-config")
    assert not is_deep_link_probe(text, "http://127.0.0.1:8501/app/static/regions.geojson")
    assert not is_deep_link_probe("500", "http://127.0.0.1:8501/territoire/_stcore/health")


def test_only_a_figure_that_was_left_is_forgiven() -> None:
    assert is_left_figure("Cannot read properties of undefined (reading 'typesetMath')")
    assert not is_left_figure("Cannot read properties of undefined (reading 'data')")


def test_policy_blocks_a_foreign_request_and_the_watch_sees_it(page: Page, watch: Watch) -> None:
    visit(page, "/")
    assert page.evaluate("fetch('http://example.invalid/x').then(() => 'sent', () => 'blocked')") == "blocked"
    assert any("Content Security Policy" in error for error in watch.errors)
    watch.clear()


def test_watch_sees_a_foreign_request_that_no_policy_blocks(page: Page, watch: Watch) -> None:
    page.set_content("<p>Sans politique</p>")
    page.evaluate("fetch('http://example.invalid/x').catch(() => null)")
    assert watch.foreign == ["http://example.invalid/x"]
    watch.clear()


def test_watch_sees_an_uncaught_error(page: Page, watch: Watch) -> None:
    page.set_content("<p>Page</p>")
    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('provoked') })")
    assert any("provoked" in error for error in watch.errors)
    watch.clear()


def test_axe_runs_under_the_policy_and_finds_a_fault(page: Page) -> None:
    visit(page, "/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div id=\"fault\"><img src=\"data:,\"></div>')")
    assert [violation["rule"] for violation in axe_violations(page, "#fault")] == ["image-alt"]


def test_a_warm_browser_keeps_nothing_of_a_test_but_its_cache(
    page: Page, context: BrowserContext, watch: Watch
) -> None:
    stored = "[localStorage.length, sessionStorage.length, document.cookie]"
    page.goto("/robots.txt")
    page.evaluate("localStorage.setItem('a', '1'); sessionStorage.setItem('a', '1'); document.cookie = 'a=1'")
    assert page.evaluate(stored) == [1, 1, "a=1"]
    forget(context, watch.own)
    assert page.is_closed()
    again = context.new_page()
    again.goto("/robots.txt")
    assert again.evaluate(stored) == [0, 0, ""]
