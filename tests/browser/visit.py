"""What every browser test does with a page: open it and wait for its content, ask axe about it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Response, TimeoutError, expect

from deploy.page import SCRIPT

AXE = Path(__file__).with_name("axe") / "axe.min.js"
MAP = "svg.map:not(.locator)"
"""A map of values; the locator of *Mon territoire* is none."""
REGIONS = "a[data-region]"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def visit(page: Page, address: str) -> Response:
    """Open an address of the dashboard and wait until its script has run to the end."""
    response = page.goto(address)
    assert response is not None
    wait_until_ready(page)
    return response


FOLLOW = """async address => {
  const app = document.querySelector('[data-testid="stApp"]');
  const begun = new Promise(done => new MutationObserver((_, watcher) => { watcher.disconnect(); done(); })
    .observe(app, {attributes: true, attributeFilter: ['data-test-script-state']}));
  const soon = new Promise(done => setTimeout(done, 500));  // a run may end before it is seen to begin
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', {state: {}}));
  await Promise.race([begun, soon]);
}"""


def follow(page: Page, address: str) -> None:
    """Another address of the dashboard in a tab where it is open, as Back and Forward give it.

    Nothing is loaded again, which is most of what a visit costs.
    """
    page.evaluate(FOLLOW, address)
    wait_until_ready(page)


STORES = "cookies,local_storage,indexeddb,cache_storage,service_workers"


def forget(context: BrowserContext, hosts: Iterable[str]) -> None:
    """Close the pages of a context but its first, and take away what these sites left there: cookies, stores."""
    first, *others = context.pages
    for page in others:
        page.close()
    debugger = context.new_cdp_session(first)
    for host in hosts:
        stored = {"origin": f"http://{host}", "storageTypes": STORES}
        debugger.send("Storage.clearDataForOrigin", stored)
    debugger.detach()
    context.clear_cookies()


def wait_until_ready(page: Page) -> None:
    """Wait until no script runs and no part of the page is still waiting to be drawn.

    Not by ``expect``, which describes the whole page each time that it does not find what it waits for.
    """
    page.locator(READY).wait_for(state="attached")
    page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached")


def eventually(page: Page, check: Callable[[], None], seconds: float = 15) -> None:
    """Ask again until what is drawn passes the check: a figure or a table is drawn a moment after its page is ready."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            page.wait_for_timeout(100)


ALL, COLOURS, ALL_BUT_COLOURS = "all", "colours", "all but colours"
_RULES = {
    ALL: {},
    COLOURS: {"runOnly": ["color-contrast"]},
    ALL_BUT_COLOURS: {"rules": {"color-contrast": {"enabled": False}}},
}
"""Colours do not depend on a window's size, nor anything else on the theme: neither is asked of axe twice."""


def axe_violations(page: Page, scope: str | None = None, rules: str = ALL) -> list[dict[str, Any]]:
    """What axe-core finds wrong in the page (or under the CSS selector `scope`), one record a rule.

    The library is evaluated through the debugger, which the page's security policy does not bind.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    result = page.evaluate(
        "([scope, given]) => axe.run(scope ? {include: [[scope]]} : document, given)",
        [scope, {"resultTypes": ["violations"], "preload": False, **_RULES[rules]}],
    )
    return [
        {
            "rule": violation["id"],
            "impact": violation["impact"],
            "help": violation["help"],
            "nodes": [node["html"][:200] for node in violation["nodes"]],
            "targets": [node["target"] for node in violation["nodes"]],
        }
        for violation in result["violations"]
    ]


# Streamlit's own, which no setting of ours changes: the rule, the part of the page it is in, and why.
STREAMLIT = {
    "presentation-role-conflict": (
        "[data-testid=stFileUploaderDropzone]",
        "the zone that takes a file is named and focusable, and said to be presentational",
    ),
}


def violations_of_ours(page: Page, rules: str = ALL) -> list[str]:
    """One line a node that axe complains of, those of `STREAMLIT` left out."""
    return [
        f"{violation['rule']} ({violation['impact']}): {violation['help']}: {target}: {html}"
        for violation in axe_violations(page, rules=rules)
        for target, html in zip(violation["targets"], violation["nodes"], strict=True)
        if not _is_streamlit(page, violation["rule"], target)
    ]


def _is_streamlit(page: Page, rule: str, target: list[str]) -> bool:
    if rule not in STREAMLIT:
        return False
    inside = "([target, part]) => document.querySelector(target)?.closest(part) != null"
    return bool(page.evaluate(inside, [target[0], STREAMLIT[rule][0]]))


@cache
def _axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


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


def check_first_visit(page: Page) -> None:
    """Streamlit alone would open this page under a « Page not found » box (see deploy/serve.py), in English."""
    assert page.get_by_role("navigation").first.is_visible()
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert set(page.evaluate(TEXTS)) & english_words() == set()


def choose_region(page: Page, name: str) -> None:
    """Type the first letters in the region's list and take the region, as a person does."""
    box = page.get_by_role("combobox", name="Votre région")
    box.click()
    box.fill(name[:6])
    page.get_by_role("option", name=name, exact=True).click()


def open_from_menu(page: Page, title: str) -> None:
    """Choose a page in the top menu."""
    page.get_by_role("navigation", name="Pages du site").get_by_role("link", name=title).click()


def unfold(page: Page | Locator, name: str) -> Locator:
    """Open a panel of the page, if it is not; its content comes then."""
    title = page.locator("summary", has_text=name).first
    panel = title.locator("xpath=..")
    content = panel.get_by_test_id("stElementContainer").first
    for _ in range(30):  # a panel that the page before had open may be closing still
        if panel.get_attribute("open") is None:
            title.click()
        with suppress(TimeoutError):
            content.wait_for(timeout=500)
            return panel
    content.wait_for()
    return panel


def unfold_circles(page: Page) -> Locator:
    """The map of counts, which deck.gl draws: its library is asked for then, and not with the page."""
    unfold(page, "Le contexte")
    unfold(page, "Les mêmes nombres sur la carte, en cercles")
    figure = page.get_by_role("figure", name="Carte en cercles")
    figure.locator("canvas").first.wait_for()
    figure.scroll_into_view_if_needed()
    return figure


def map_figure(page: Page | Locator) -> Locator:
    """The first map of values of a page."""
    return page.locator(MAP).first


def wait_for_map(figure: Locator) -> None:
    """Wait until a map has its regions: the page brings its drawing after its texts."""
    expect(figure.locator(REGIONS)).to_have_count(13)


def region_link(figure: Locator, code: str) -> Locator:
    """A region of a map, by its INSEE code."""
    return figure.locator(f'a[data-region="{code}"]')


def drawn_regions(figure: Locator) -> dict[str, float]:
    """The area in px² of each region that a map shows; a region that fills the frame is not drawn.

    Rings in the wrong order fill the whole frame: such an outline has an area, and no shape.
    """
    frame = figure.bounding_box()
    assert frame is not None
    whole = frame["width"] * frame["height"]
    found = figure.locator(REGIONS).evaluate_all(
        """links => links.map(link => {
          const path = link.querySelector('.region'), box = path.getBoundingClientRect();
          const style = getComputedStyle(path);
          const shown = style.visibility !== 'hidden' && style.display !== 'none' && style.fill !== 'none';
          return [link.dataset.region, shown ? box.width * box.height : 0];
        })"""
    )
    return {code: area for code, area in found if 0 < area < 0.3 * whole}


def table_texts(table: Locator) -> list[list[str]]:
    """The cells of a table of ours, rows from the top, headings included, once it is there."""
    expect(table.locator("tr")).not_to_have_count(0)
    return table.locator("tr").evaluate_all("rows => rows.map(row => [...row.cells].map(cell => cell.innerText))")


def tables(scope: Page | Locator) -> Locator:
    """The tables of texts, but for those whose cells lead somewhere."""
    return scope.locator("table.sheet")


def card_heading(page: Page) -> Locator:
    """What the first page finds of the reader's region."""
    return page.locator(".st-key-home_region").get_by_role("heading")


def expect_card(page: Page, finding: str) -> None:
    """It says this, and what it said before is gone: while a page is written anew, both stand there."""
    card_heading(page).filter(has_text=finding).wait_for()
    expect(card_heading(page)).to_have_count(1)
