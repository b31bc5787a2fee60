"""What a page tells those who hear it: its title, its figures and their controls, named in French."""

from __future__ import annotations

import re

from playwright.sync_api import Page

FIGURES = "[data-testid=stPlotlyChart], svg.map:not(.locator), .profile, .ranking, .dumbbells"
ENGLISH = re.compile(r"\b(fullscreen|zoom (in|out)|download|search|show|map|reset|close|select)\b", re.IGNORECASE)


def check_title(page: Page) -> None:
    """One title, larger than all the rest."""
    (title,) = _sizes(page, "h1")
    others = _sizes(page, "[data-testid=stMain] :is(h2, h3, h4, h5, p, li, td, th, label, button, text)")
    assert others and max(others) < title
    assert page.get_by_role("heading", level=1).count() == 1


def check_figures(page: Page, some: bool) -> None:
    """Each figure has a role and a description; ``some``: whether there are any."""
    figures = page.locator(FIGURES).evaluate_all(
        "all => all.map(e => [e.getAttribute('role'), e.getAttribute('aria-label') ?? ''])"
    )
    assert bool(figures) == some
    for role, alt in figures:
        assert role in ("figure", "group")
        assert len(alt) > 40 and alt.endswith(".") and not alt.endswith("..")


def check_controls(page: Page) -> None:
    """Those that Plotly gives a figure."""
    figures = page.locator("[data-testid=stFullScreenFrame]")
    figures.first.wait_for(state="attached")
    named = figures.locator("[aria-label], [title], [data-title]").evaluate_all(
        "all => all.flatMap(e => ['aria-label', 'title', 'data-title'].map(n => e.getAttribute(n)).filter(Boolean))"
    )
    assert named
    assert [text[:60] for text in named if ENGLISH.search(text)] == []


def _sizes(page: Page, selector: str) -> list[float]:
    return page.locator(selector).evaluate_all(
        "all => all.filter(e => e.getClientRects().length).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
