"""The boxes of a page, measured in the browser: overflow, clipping, small and overlapping texts (``measure.js``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SMALLEST = 12
"""Pixels: no text of a page is smaller."""
PICTURES = "svg.map, .row .bar, .profile, .ranking, .dumbbells, .js-plotly-plot .main-svg, table.grid"
BEGUN = 80
"""Pixels of a picture that the first screen shows at least."""


def faults(page: Page, smallest: float = SMALLEST) -> list[str]:
    """One line a fault: what it is and the text it is about."""
    found: list[str] = page.evaluate(_script(), smallest)
    return found


def drawn(page: Page) -> bool:
    """Whether every figure of the page has its drawing, as wide as its place: it comes after the page's texts."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(e => {
            const drawing = e.querySelector('.main-svg');
            return drawing && Math.abs(drawing.getBoundingClientRect().width - e.clientWidth) < 2;
          })
          && [...document.querySelectorAll('.house.drawing')].every(e => e.querySelector('svg'))"""
    )


def first_screen(page: Page) -> list[str]:
    """What of the finding and of a picture is not seen without scrolling."""
    height = page.evaluate("innerHeight")
    title = page.locator("h1").bounding_box()
    tops = page.locator(PICTURES).evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    missing = []
    if title is None or title["y"] < 0 or title["y"] + title["height"] > height:
        missing.append(f"the finding: {title}")
    if not tops or min(tops) + BEGUN > height:
        missing.append(f"a picture: the first begins at {min(tops, default=None)} px of {height}")
    return missing


@cache
def _script() -> str:
    return Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
