"""The way from a priority to a resource and back, and the catalogue, in a real browser."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import ALL, ALL_BUT_COLOURS, COLOURS, axe_violations, follow, visit, wait_until_ready

VIEWS = ["", "?onglet=reperes", "?onglet=webinaires", "?onglet=catalyseurs", "?sujet=emploi&lieu=32", "?q=mecenat",
         "?ressource=charte-du-mecenat&region=32"]  # fmt: skip
RULES = {"light": {390: ALL, 820: ALL_BUT_COLOURS}, "dark": {390: COLOURS}}
"""What axe is asked in each theme, by the width of the window."""


def at(page: Page, **codes: str) -> None:
    """Wait until the address holds these codes and no other, then until the page is drawn."""
    page.wait_for_function(
        """expected => {
          const found = Object.fromEntries(new URLSearchParams(location.search));
          const keys = Object.keys(expected);
          return keys.length === Object.keys(found).length && keys.every(key => found[key] === expected[key]);
        }""",
        arg=codes,
        timeout=10_000,
    )
    wait_until_ready(page)


def press(page: Page, name: str | re.Pattern[str], *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()
    wait_until_ready(page)


def open_link(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile(re.escape(name))).first.click()
    wait_until_ready(page)


def test_from_a_priority_to_a_resource_and_back(page: Page) -> None:
    visit(page, "/territoire?region=32&priorite=emploi")
    page.get_by_role("heading", name="Ce qui peut aider").wait_for()
    grants = page.get_by_role("link", name="aides-territoires.beta.gouv.fr")
    expect(grants.first).to_have_attribute("href", re.compile("perimeter_id=70967&category_slugs=emploi"))
    expect(page.locator(".steps-list > li")).to_have_count(4)

    open_link(page, "Données ouvertes de la Dares")
    page.wait_for_url("**/ressources?**")
    title = "Données ouvertes de la Dares sur l’emploi et le chômage"
    page.get_by_role("heading", level=1, name=title).wait_for()
    at(page, ressource="pub-dares-donnees", region="32")
    page.get_by_text("le 21 novembre 2026, non ouverte ici.").wait_for()

    page.get_by_role("link", name="Retour aux priorités : Hauts-de-France").click()
    page.wait_for_url("**/territoire?**")
    at(page, region="32", priorite="emploi")
    expect(page.locator(".steps-list > li")).to_have_count(4)


def test_a_domain_leads_to_its_resources_whatever_was_searched_before(page: Page) -> None:
    visit(page, "/ressources?q=mecenat&region=32")
    page.get_by_role("link", name="Un domaine", exact=True).click()
    at(page, region="32")
    page.get_by_role("link", name="Voir les 11 ressources de ce domaine").click()
    at(page, sujet="emploi", region="32")
    page.get_by_role("heading", name="11 ressources").wait_for()
    page.go_back()
    at(page, region="32")
    page.get_by_role("heading", name="Ce qui peut aider sur ce domaine").wait_for()


def test_ten_cards_stand_on_a_screen(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, "/ressources?region=32")
    expect(page.locator(".cards > li")).to_have_count(12)
    bottoms = page.evaluate(
        "() => [...document.querySelectorAll('.cards > li')].map(c => c.getBoundingClientRect().bottom)"
    )
    assert sum(bottom <= 900 for bottom in bottoms) >= 10


def test_the_regions_that_do_better_lead_to_their_comparison(page: Page) -> None:
    visit(page, "/territoire?region=32&priorite=culture")
    page.get_by_role("link", name="Les comparer").click()
    page.wait_for_url("**/comparer?**")
    wait_until_ready(page)
    assert "regions=32%2C" in page.url


def test_the_region_s_own_report(page: Page) -> None:
    visit(page, "/territoire?region=53&priorite=mobilite")
    if not page.locator(".steps-list").count():
        page.locator("a.row").first.click()
        wait_until_ready(page)
    open_link(page, "Rapport régional IMPACT : Bretagne")
    expect(page.get_by_role("link", name="Ouvrir le site")).to_have_attribute(
        "href", "http://observatoire-des-partenariats.fr/les-territoires"
    )


FOUND = {
    "ecosysteme": "Webinaire « Connaître son écosystème »",
    "co construction": "Kit pratique « co-construction territoriale »",
    "mecenat": "Charte du Mécénat",
    "adil": "Anil et réseau des Adil",
}


def test_search(page: Page, subtests: pytest.Subtests) -> None:
    visit(page, "/ressources")
    box = page.get_by_role("textbox", name="Chercher")
    for text, found in FOUND.items():
        with subtests.test(text=text):
            box.fill(text)
            page.keyboard.press("Enter")
            at(page, q=text)
            page.get_by_role("link", name=found).first.wait_for()
    # The address is the document: another reader opens the same results.
    visit(page, page.url)
    page.get_by_role("link", name=found).first.wait_for()
    expect(box).to_have_value(text)


def test_filters_add_up_while_their_list_stays_open(page: Page) -> None:
    visit(page, "/ressources")
    press(page, "Besoin", exact=True)
    page.get_by_role("button", name=re.compile(r"Définir sa stratégie \(\d+\)")).click()
    at(page, besoin="strategie")
    page.get_by_role("button", name=re.compile(r"Transformer son modèle .*\(3\)")).click()
    at(page, besoin="strategie,modele")
    page.get_by_role("heading", name=re.compile(r"^\d+ ressources$")).wait_for()
    page.keyboard.press("Escape")
    press(page, "Tout effacer")
    at(page)
    page.get_by_role("heading", name="248 ressources", exact=True).wait_for()


def test_a_search_comes_back_after_a_record_and_after_another_view(page: Page) -> None:
    visit(page, "/ressources?q=mecenat")
    open_link(page, "Charte du Mécénat Outil")
    page.get_by_role("heading", level=1, name="Charte du Mécénat").wait_for()
    press(page, "Toutes les ressources")
    page.get_by_role("heading", name="1 ressource", exact=True).wait_for()
    page.get_by_role("radio", name="Webinaires").click()
    at(page, onglet="webinaires")
    page.get_by_role("radio", name="Chercher").click()
    at(page, q="mecenat")


def test_a_selection_is_taken_away(page: Page, tmp_path: Path) -> None:
    visit(page, "/ressources?q=mecenat")
    open_link(page, "Emporter « Charte du Mécénat »")
    at(page, q="mecenat", emporter="charte-du-mecenat")
    page.get_by_role("link", name="Retirer « Charte du Mécénat »").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Emporter ma sélection (1, CSV)").click()
    assert download.value.suggested_filename == "ressources-selection.csv"
    download.value.save_as(tmp_path / "selection.csv")
    text = (tmp_path / "selection.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["Titre"], row["Auteur"], row["Année"]) == ("Charte du Mécénat", "Admical", "2014")


@pytest.mark.parametrize("scheme", RULES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    page: Page, subtests: pytest.Subtests, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit(page, "/ressources")
    for view in VIEWS:
        follow(page, f"/ressources{view}")
        for width, rules in RULES[scheme].items():
            with subtests.test(view=view, width=width):
                page.set_viewport_size({"width": width, "height": 800})
                assert axe_violations(page, "[data-testid='stMain']", rules) == []
                wide = "main => main.scrollWidth - main.clientWidth"
                assert page.get_by_test_id("stMain").evaluate(wide) <= 0
