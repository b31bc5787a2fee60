"""(b) From an address to its last figure in Chromium, cold and warm, and the bytes that it takes, against a bare page.

``python -m bench.browser``; wants what the tests install (playwright and Chromium).
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bench.addresses import PAGES
from bench.servers import BARE, OURS, running

CHROMIUMS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
VISITS = 5
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
BEGUN = ".js-plotly-plot:not(:has(.main-svg))"
"""A figure that is there and not drawn."""


class Visit(NamedTuple):
    """Seconds until the last figure, kB received (compressed, pages and websocket)."""

    seconds: float
    received: float


def visit(context: BrowserContext, address: str) -> Visit:
    """Open an address in a new tab and wait until nothing more is drawn."""
    page = context.new_page()
    received = [0.0]
    _count(context, page, received)
    began = time.perf_counter()
    page.goto(address)
    expect(page.locator(READY)).to_be_attached(timeout=30_000)
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=30_000)
    expect(page.locator(BEGUN)).to_have_count(0, timeout=30_000)
    seconds = time.perf_counter() - began
    page.close()
    return Visit(seconds, received[0] / 1000)


def _count(context: BrowserContext, page: Page, received: list[float]) -> None:
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def add(event: dict[str, float]) -> None:
        received[0] += event["encodedDataLength"]

    session.on("Network.loadingFinished", add)


def visits(browser: Browser, address: str) -> tuple[Visit, Visit]:
    """Cold (a browser that knows nothing), then warm (one that was there): medians."""
    cold, warm = [], []
    for _ in range(VISITS):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
        cold.append(visit(context, address))
        warm.append(visit(context, address))
        context.close()
    return _median(cold), _median(warm)


def _median(found: list[Visit]) -> Visit:
    return Visit(statistics.median(v.seconds for v in found), statistics.median(v.received for v in found))


def main() -> None:
    """Print each page's times and bytes, and their ratios to the bare page's."""
    chromium = next((str(path) for path in CHROMIUMS if path.is_file()), None)
    if chromium is None:
        print("(b) Chromium is missing: run `bash tests/install_system.sh`")
        return
    head = (
        f"{'(b) in Chromium':24} {'cold s':>7} {'x bare':>7} {'warm s':>7} {'x bare':>7} {'cold kB':>8} {'x bare':>7}"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with running(BARE) as server:
            bare = visits(browser, server.url)
        print(f"{head}\n{_line('bare page', bare, bare)}")
        with running(OURS) as server:
            time.sleep(4)
            for name, address in PAGES.items():
                print(_line(name, visits(browser, server.url + address), bare), flush=True)
        browser.close()


def _line(name: str, own: tuple[Visit, Visit], bare: tuple[Visit, Visit]) -> str:
    (cold, warm), (plain, again) = own, bare
    times = (cold.seconds, cold.seconds / plain.seconds, warm.seconds, warm.seconds / again.seconds)
    shown = "".join(f"{number:9.2f}" for number in times)
    return f"{name:24}{shown}{cold.received:9.0f}{cold.received / plain.received:9.2f}"


if __name__ == "__main__":
    main()
