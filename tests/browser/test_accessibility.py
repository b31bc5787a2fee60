"""What a reader who does not see, does not use a mouse, or reads on a phone needs on every page."""

from __future__ import annotations

import re
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser import facts
from tests.browser.visit import (
    ALL,
    ALL_BUT_COLOURS,
    COLOURS,
    axe_violations,
    eventually,
    follow,
    map_figure,
    tables,
    visit,
    wait_for_map,
    wait_until_ready,
)

ADDRESSES = {
    "vue d’ensemble": "/?region=93",
    "vue d’ensemble, première visite": "/",
    "territoire": "/territoire?region=93",
    "territoire, sans région": "/territoire",
    "domaine": "/domaine?domaine=emploi&region=93",
    "domaine, sans données": "/domaine?domaine=diversite&region=32",
    "atlas": "/domaine?vue=atlas&region=93",
    "comparer": "/comparer?regions=32,53",
    "comparer, sept régions": "/comparer?regions=32,53,94,76,93,11,28",
    "méthode": "/methode?region=93",
    "données": "/donnees?region=93",
    "réunion": "/reunion?region=93&vues=profil.93,carte.93.emploi",
}
SAME_FURNITURE = ("vue d’ensemble, première visite", "domaine, sans données")
"""Views whose controls and texts another address shows too: not asked of axe again at each size."""
FIGURES = ("territoire", "domaine", "comparer")
"""Views whose figures have, between them, every control that we know."""
SIZES = ((390, 844), (820, 1180), (1280, 720), (1440, 900))

# Streamlit's own, which no setting of ours changes: the rule, the part of the page it is in, and why.
STREAMLIT = {
    "list": ("[data-testid=stSidebarNav]", "on a narrow window the menu becomes a list whose sections are <div>"),
    "presentation-role-conflict": (
        "[data-testid=stFileUploaderDropzone]",
        "the zone that takes a file is named and focusable, and said to be presentational",
    ),
    "listitem": ("[data-testid=stSidebarNav]", "the same list: its links are <li> inside those <div>"),
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


def overflow(page: Page) -> int:
    """By how many px the page is wider than the window: what a phone would have to scroll sideways."""
    return page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid=stMain]');
          const inner = main ? main.scrollWidth - main.clientWidth : 0;
          return Math.max(document.documentElement.scrollWidth - innerWidth, inner);
        }"""
    )


def sizes_of(page: Page, selector: str) -> list[float]:
    return page.locator(selector).evaluate_all(
        "all => all.filter(e => e.getClientRects().length).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )


ENGLISH = re.compile(r"\b(fullscreen|zoom (in|out)|download|search|show|map|reset|close|select)\b", re.IGNORECASE)


def check_texts_of_figures(page: Page) -> None:
    for figure in page.locator("[data-testid=stPlotlyChart], [data-testid=stDeckGlJsonChart]").all():
        assert figure.get_attribute("role") == "figure"
        alt = figure.get_attribute("aria-label") or ""
        assert len(alt) > 40 and alt.endswith(".") and not alt.endswith("..")
    for table in tables(page).all():
        expect(table).to_be_attached()


def check_title(page: Page) -> None:
    (title,) = sizes_of(page, "h1")
    others = sizes_of(page, "[data-testid=stMain] :is(h2, h3, h4, h5, p, li, td, th, label, button, text)")
    assert others and max(others) < title
    assert page.get_by_role("heading", level=1).count() == 1


def check_names_of_controls(page: Page) -> None:
    figures = page.locator("[data-testid=stFullScreenFrame]")
    expect(figures.first).to_be_attached()
    named = figures.locator("[aria-label], [title], [data-title]").evaluate_all(
        "all => all.flatMap(e => ['aria-label', 'title', 'data-title'].map(n => e.getAttribute(n)).filter(Boolean))"
    )
    assert named
    assert [text[:60] for text in named if ENGLISH.search(text)] == []


def check_now(page: Page, rules: str) -> None:
    assert violations_of_ours(page, rules) == []
    assert overflow(page) <= 0


def check_at(page: Page, width: int, height: int, rules: str) -> None:
    """At this size, the page has no fault that axe sees and is no wider than its window."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("width => innerWidth === width", arg=width)
    if width >= 1280:  # the menu that a narrow window has is gone
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    wait_until_ready(page)
    eventually(page, partial(check_now, page, rules), seconds=5)  # a menu takes a moment to become another


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in SAME_FURNITURE])
def test_names_are_said_nothing_is_violated_and_nothing_scrolls_sideways_at_any_size(
    page: Page, subtests: pytest.Subtests, name: str
) -> None:
    """Opened on a phone, then made wider: figures are laid out for the width they find."""
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, ADDRESSES[name])
    for width, height in SIZES:
        with subtests.test(width=width):
            check_at(page, width, height, ALL if width == 390 else ALL_BUT_COLOURS)
    with subtests.test("texts of figures"):
        check_texts_of_figures(page)
    with subtests.test("title"):
        check_title(page)
    if name in FIGURES:
        with subtests.test("names of controls"):
            check_names_of_controls(page)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_is_violated_in_the_dark(page: Page, subtests: pytest.Subtests, width: int, height: int) -> None:
    """Colours do not depend on the address that was opened first."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": width, "height": height})
    visit(page, "/")
    for name, address in ADDRESSES.items():
        if name in SAME_FURNITURE:
            continue
        with subtests.test(name=name):
            follow(page, address)
            check_at(page, width, height, COLOURS)


@pytest.mark.parametrize("name", SAME_FURNITURE)
def test_figures_have_a_text_and_the_title_is_the_largest(page: Page, name: str) -> None:
    visit(page, ADDRESSES[name])
    check_texts_of_figures(page)
    check_title(page)


def test_control_english_is_seen_and_french_is_not() -> None:
    assert ENGLISH.search("Zoom In") and ENGLISH.search("Fullscreen: Carte en cercles")
    assert not ENGLISH.search("Télécharger l’image (PNG)") and not ENGLISH.search("Plein écran : Emploi")


def focused(page: Page) -> str:
    """The name of the control that has the focus, empty when nothing has it."""
    return page.evaluate(
        """() => {
          const control = document.activeElement.closest('button, a, input, [role=menuitem]');
          return control ? control.getAttribute('aria-label') || control.textContent.trim() : '';
        }"""
    )


def tab_to(page: Page, name: str, presses: int = 12) -> None:
    """Press Tab until something of this name has the focus."""
    seen = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if name in seen[-1]:
            return
    pytest.fail(f"« {name} » not reached by Tab; reached: {seen}", pytrace=False)


def test_keyboard_reaches_the_menu_then_the_list_of_regions(page: Page) -> None:
    visit(page, "/")
    tab_to(page, "Comprendre")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Mon territoire")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, "Votre région")
    page.keyboard.type("Cors")
    expect(page.get_by_role("option", name="Corse")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(facts.region_title("94"))


def test_keyboard_opens_the_page_of_a_region_from_the_menu(page: Page) -> None:
    visit(page, "/?region=53")
    tab_to(page, "Comprendre")
    page.keyboard.press("Enter")
    item = page.get_by_role("menuitem", name="Mon territoire")
    expect(item).to_be_visible()
    for _ in range(4):
        if "Mon territoire" in focused(page):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(facts.region_title("53"))
    expect(page).to_have_url(re.compile(r"/territoire\?region=53$"))


def test_open_panels_have_no_violation_and_fit_a_phone(page: Page, subtests: pytest.Subtests) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "/domaine?domaine=emploi&region=32")
    wait_for_map(map_figure(page))
    for button in ("Réglages de lecture", "Voir le tableau", "Exporter", "Réserves"):
        with subtests.test(button=button):
            page.get_by_role("button", name=button, exact=True).first.click()
            panel = page.get_by_role("dialog", name=button)
            expect(panel.get_by_test_id("stElementContainer").first).to_be_visible()
            if button == "Exporter":  # Streamlit writes the captions before it has loaded the buttons
                expect(panel.get_by_role("button")).not_to_have_count(0)
            assert violations_of_ours(page) == []
            box = panel.bounding_box()
            assert box is not None
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390
            page.keyboard.press("Escape")
            expect(panel).to_have_count(0)


def test_control_a_wide_child_and_a_mute_image_are_seen(page: Page) -> None:
    visit(page, "/methode")
    assert overflow(page) <= 0
    page.locator("[data-testid=stMain]").evaluate(
        "main => main.insertAdjacentHTML('beforeend', '<div style=\"width:3000px\"><img src=\"data:,\"></div>')"
    )
    assert overflow(page) > 0
    assert any(line.startswith("image-alt") for line in violations_of_ours(page))


def test_control_a_bad_list_of_ours_is_not_taken_for_streamlit(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "/donnees")
    page.locator("[data-testid=stMain]").evaluate(
        "main => main.insertAdjacentHTML('beforeend', '<ul><div><li>Seul</li></div></ul>')"
    )
    assert {line.split(" ")[0] for line in violations_of_ours(page)} >= {"list", "listitem"}


def test_control_tab_does_not_reach_what_is_not_there(page: Page) -> None:
    visit(page, "/methode")
    with pytest.raises(pytest.fail.Exception):
        tab_to(page, "Un bouton qui n’existe pas", presses=3)
