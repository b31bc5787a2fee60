"""What each page shows at each width, measured: nothing overlaps, is cut or is too small, and a picture comes first.

One tab for each theme; in it the pages follow one another, and the window takes each width. Each is also asked of axe,
once for what does not depend on the width, once in each theme for its colours; the first of these says how its title
and its figures are told to who does not see them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from charts.figures import FIGURES
from charts.theme import DARK, LIGHT
from tests.browser import described, measure
from tests.browser.visit import (
    ALL,
    ALL_BUT_COLOURS,
    COLOURS,
    eventually,
    follow,
    map_figure,
    open_from_menu,
    violations_of_ours,
    visit,
    wait_for_map,
)

PAGES = {
    "accueil": "/",
    "accueil, région": "/?region=32",
    "territoire": "/territoire?region=32",
    "territoire, priorité ouverte": "/territoire?region=93&priorite=pauvrete",
    "territoire, sans région": "/territoire",
    "domaine": "/domaine?domaine=emploi&region=32",
    "domaine, sans données": "/domaine?domaine=diversite&region=32",
    "atlas": "/domaine?vue=atlas&region=32",
    "comparer, deux": "/comparer?regions=32,93",
    "comparer, cinq": "/comparer?regions=32,53,11,94,24",
    "comparer, sept": "/comparer?regions=32,53,94,76,93,11,28",
    "ressources": "/ressources",
    "méthode": "/methode?region=93",
    "données": "/donnees?region=93",
    "sécurité": "/securite",
    "mentions légales": "/mentions-legales",
    "accessibilité": "/accessibilite",
    "réunion": "/reunion?region=32&vues=profil.32,carte.32.emploi",
    "atelier": "/atelier?region=32",
}
WITHOUT_FIGURE = (
    "territoire, sans région",
    "comparer, sept",
    "ressources",
    "données",
    "sécurité",
    "mentions légales",
    "accessibilité",
    "réunion",
    "atelier",
)
"""What « Ma réunion » shows are pictures of its views."""
FIRST_SCREEN = ("accueil", "accueil, région", "territoire", "domaine", "comparer, cinq")
WINDOWS = ((1440, 900), (1280, 720), (820, 1180), (390, 844), (320, 640))
RULES: dict[Literal["light", "dark"], dict[int, str]] = {
    "light": {1440: ALL_BUT_COLOURS, 390: ALL},
    "dark": {1440: COLOURS, 390: COLOURS},
}
"""What axe is asked in each theme, by the width of the window."""
SIZES = {"light": WINDOWS, "dark": [window for window in WINDOWS if window[0] in RULES["dark"]]}
"""Boxes are where they are whatever the theme: in the dark, only where axe is asked of the colours."""
FIRST_SCREEN_WIDTHS = (1440, 1280, 390)
PLOT = 200
"""Pixels of the plot of a profile, at least."""
AT_THE_BACK = 22
"""Pixels of the values that are read from the back of a room."""
LEGEND = "svg [id$='legende'] text"
VALUES = "svg text:not([id$='legende'] text, [id$='places'] text)"
"""Whatever is written in a projected drawing, but its legend and what an axis of places is graduated in."""
PROJECTED = (
    "profil.32",
    "carte.32.emploi",
    "classement.32.sante",
    "classement.93.pouvoir_achat",
    "comparaison...32-93",
    "comparaison...32-53-11-94-24",
    "comparaison...32-53-94-76-93-11-28-24-27-44-52-75-84",
    "cercles.32.population",
    "solidite.32",
    "essai.32...sd~culture",
    "arbre.32",
    "plan.32",
    "vue-ensemble.32",
)


def check_screen(page: Page, name: str, rules: str | None) -> None:
    assert measure.drawn(page)
    assert measure.faults(page) == []
    if name in FIRST_SCREEN and page.evaluate("innerWidth") in FIRST_SCREEN_WIDTHS:
        assert measure.first_screen(page) == []
    if name == "comparer, cinq" and page.evaluate("innerWidth") == 1440:
        assert page.locator("table.values").evaluate("e => e.parentElement.scrollWidth <= e.parentElement.clientWidth")
    assert all(
        width >= PLOT for width in page.locator(".profile .plot").evaluate_all("all => all.map(e => e.clientWidth)")
    )
    if rules == ALL_BUT_COLOURS:
        described.check_title(page)
        described.check_figures(page, name not in WITHOUT_FIGURE)
    if rules == ALL_BUT_COLOURS and name == "méthode":
        described.check_controls(page)
    if rules:
        assert violations_of_ours(page, rules) == []


@pytest.mark.parametrize("theme", RULES)
def test_no_text_is_cut_small_or_over_another_and_a_picture_comes_first(
    page: Page, subtests: pytest.Subtests, theme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=theme)
    resize(page, *WINDOWS[0])
    visit(page, "/")
    for screen, address in PAGES.items():
        resize(page, *WINDOWS[0])
        follow(page, address)
        for width, height in SIZES[theme]:
            with subtests.test(screen=screen, width=width):
                resize(page, width, height)
                eventually(page, partial(check_screen, page, screen, RULES[theme].get(width)))


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})


def test_a_figure_is_drawn_again_where_the_theme_changes_under_it(page: Page) -> None:
    """The machine's theme in the evening: Streamlit followed it, the figures kept dark texts on a dark page."""
    page.emulate_media(color_scheme="light")
    visit(page, "/methode?region=32")
    text = page.locator(".js-plotly-plot .ytick text").first
    for theme, palette in (("dark", DARK), ("light", LIGHT)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        expect(text).to_have_css("fill", re.compile(rgb(palette.text)))


def rgb(colour: str) -> str:
    """« #101514 » as a browser says it."""
    return re.escape(f"rgb({', '.join(str(int(colour[k : k + 2], 16)) for k in (1, 3, 5))})")


def test_at_twice_the_size_the_menu_opens_over_the_page_and_closes(page: Page) -> None:
    """A zoom of 200 % halves the window."""
    page.set_viewport_size({"width": 640, "height": 360})
    visit(page, "/territoire?region=32")
    menu = page.get_by_test_id("stSidebar")
    expect(menu).to_have_attribute("data-collapsed", "true")
    page.get_by_role("button", name="Ouvrir le panneau latéral").click()
    expect(menu).to_have_attribute("data-collapsed", "false")
    open_from_menu(page, "Un domaine")
    page.wait_for_url(re.compile(r"/domaine\?"))
    expect(menu).to_have_attribute("data-collapsed", "true")
    eventually(page, partial(check_screen, page, "domaine", None))


def heights(texts: Locator) -> list[float]:
    """The sizes of texts as they are seen, in px."""
    sizes: list[float] = texts.evaluate_all(
        """all => all.map(e => parseFloat(getComputedStyle(e).fontSize) * (e.getScreenCTM ? e.getScreenCTM().a : 1))"""
    )
    assert sizes, "not drawn, or not yet"
    return sizes


def check_projected(page: Page, code: str = "") -> None:
    """All within the screen, large enough, nothing over anything; ``code``: the figure that the address asks for."""
    if code:
        shown = re.sub(r"[^\w-]", "-", code)
        assert page.locator(f".st-key-projected_{shown}").count() == 1
    projection = page.locator(".st-key-projection")
    assert min(heights(projection.locator("h1"))) >= 32
    assert min(heights(projection.locator(".source"))) >= 14
    legend = projection.locator(LEGEND)
    assert legend.count() == 0 or min(heights(legend)) >= 18
    values = projection.locator(VALUES).filter(has_text=re.compile(r"\d"))
    assert values.count() == 0 or min(heights(values)) >= AT_THE_BACK
    bottom = projection.locator("h1, svg, .source, .steps").evaluate_all(
        "all => Math.max(...all.map(e => e.getBoundingClientRect().bottom))"
    )
    assert bottom <= page.evaluate("innerHeight")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    assert [fault for fault in measure.faults(page, 9) if not fault.startswith("small")] == []


def test_a_projected_figure_is_read_from_the_back_and_arrows_and_escape_work(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, "/territoire?region=32")
    page.get_by_role("link", name="Projeter").first.click()
    page.wait_for_url(re.compile(r"projeter=profil\.32"))
    title = page.locator(".st-key-projection h1")
    expect(title).to_contain_text("premières priorités")
    eventually(page, partial(check_projected, page))
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"projeter=carte\.32\.education"))
    expect(page.locator(".st-key-projection svg")).to_contain_text("21,2")
    expect(page.get_by_role("navigation", name="Projection")).to_contain_text("2 sur 12")
    eventually(page, partial(check_projected, page))
    page.keyboard.press("ArrowLeft")
    expect(title).to_contain_text("premières priorités")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/territoire\?region=32$"))
    page.get_by_role("heading", name="Priorités (6)").wait_for()


def test_every_kind_of_figure_is_read_from_the_back(page: Page, subtests: pytest.Subtests) -> None:
    assert {code.partition(".")[0] for code in PROJECTED} == set(FIGURES)
    page.set_viewport_size({"width": 1280, "height": 720})
    visit(page, "/")
    for code in PROJECTED:
        with subtests.test(code):
            follow(page, f"/?projeter={code}")
            eventually(page, partial(check_projected, page, code))
            assert page.locator(".st-key-projection svg text").count() > 10


SPOILT: dict[str, tuple[Callable[[Page], None], str]] = {
    "a wide child": (
        lambda page: page.locator("[data-testid=stMain]").evaluate(
            "e => e.insertAdjacentHTML('beforeend', '<div style=\"width:3000px\">large</div>')"
        ),
        "overflow",
    ),
    "a small text": (lambda page: page.locator("h1").evaluate("e => { e.style.fontSize = '11px'; }"), "small"),
    "a small value": (
        lambda page: page.locator("svg.map .values text").first.evaluate("e => { e.style.fontSize = '8px'; }"),
        "small",
    ),
    "a cut title": (
        lambda page: page.locator("h1").evaluate(
            "e => { e.style.cssText = 'width:90px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'; }"
        ),
        "clipped",
    ),
    "a label over another": (
        lambda page: page.locator("svg.map .values").evaluate(
            "e => { const [a, b] = e.querySelectorAll('text');"
            " for (const n of ['x', 'y']) a.setAttribute(n, b.getAttribute(n)); }"
        ),
        "overlap",
    ),
}


def test_control_each_fault_is_seen(page: Page, subtests: pytest.Subtests) -> None:
    visit(page, "/domaine?domaine=emploi&region=32")
    wait_for_map(map_figure(page))
    for name, (spoil, said) in SPOILT.items():
        with subtests.test(name):
            spoil(page)
            assert any(fault.startswith(said) for fault in measure.faults(page))
