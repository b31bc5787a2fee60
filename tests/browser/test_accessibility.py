"""What a reader who does not see, does not use a mouse, or reads on a phone needs.

What axe finds and how figures are named is looked at with the boxes, on every page: ``test_screens_measured.py``.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import facts
from tests.browser.described import ENGLISH
from tests.browser.visit import (
    expect_card,
    map_figure,
    tables,
    unfold,
    violations_of_ours,
    visit,
    wait_for_map,
)


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


def test_keyboard_reaches_the_menu_then_the_map_and_the_list_of_regions(page: Page) -> None:
    visit(page, "/")
    tab_to(page, "Un domaine")
    tab_to(page, "Bretagne. Emploi", presses=30)
    page.keyboard.press("Enter")
    expect_card(page, facts.region_finding("53"))
    page.get_by_role("link", name="Corse. Emploi").focus()
    tab_to(page, "Votre région")
    page.keyboard.type("Cors")
    page.get_by_role("option", name="Corse").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_card(page, facts.region_finding("94"))


def test_keyboard_opens_the_page_of_a_region_from_the_menu_and_a_row_in_it(page: Page) -> None:
    visit(page, "/?region=53")
    tab_to(page, "Mon territoire")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(facts.region_title("53"))
    page.wait_for_url(re.compile(r"/territoire\?region=53$"))
    row = page.locator("a.row").first
    row.focus()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-expanded", "true")


def test_open_panels_have_no_violation_and_fit_a_phone(page: Page, subtests: pytest.Subtests) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "/domaine?domaine=emploi&region=32")
    wait_for_map(map_figure(page))
    for opener in (page.locator(".st-key-bar_actions button").first, *(named(page, n) for n in ("Exporter", "Plus"))):
        label = opener.inner_text().split("\n")[0]
        with subtests.test(button=label):
            opener.click()
            panel = page.get_by_role("dialog")
            panel.get_by_test_id("stElementContainer").first.wait_for()
            if "Choix" not in label:  # Streamlit writes the captions before it has loaded the buttons
                expect(panel.get_by_role("button")).not_to_have_count(0)
            assert violations_of_ours(page) == []
            box = panel.bounding_box()
            assert box is not None
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390
            page.keyboard.press("Escape")
            expect(panel).to_have_count(0)
    unfold(page, "Voir le tableau")
    tables(page.locator('[class*="st-key-values_"]')).wait_for()
    assert violations_of_ours(page) == []


def named(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def test_control_a_mute_image_and_a_bad_list_of_ours_are_seen(page: Page) -> None:
    visit(page, "/methode")
    page.locator("[data-testid=stMain]").evaluate(
        "main => main.insertAdjacentHTML('beforeend', '<img src=\"data:,\"><ul><div><li>Seul</li></div></ul>')"
    )
    assert {line.split(" ")[0] for line in violations_of_ours(page)} >= {"image-alt", "list", "listitem"}


def test_control_tab_does_not_reach_what_is_not_there(page: Page) -> None:
    visit(page, "/methode")
    with pytest.raises(pytest.fail.Exception):
        tab_to(page, "Un bouton qui n’existe pas", presses=3)
