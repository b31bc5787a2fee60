"""Five tasks of a reader, done by what is read on the page, their clicks counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Download, Locator, Page, expect
from pptx import Presentation

from charts.documents.words import METHOD
from tests.browser import facts
from tests.browser.visit import visit, wait_until_ready


@dataclass
class Hand:
    """Clicks as a person does, and counts them."""

    page: Page
    clicks: int = 0

    def on(self, what: Locator) -> None:
        what.click()
        self.clicks += 1
        wait_until_ready(self.page)

    def on_region(self, name: str) -> None:
        """A region of the first map."""
        self.on(self.page.get_by_role("link", name=re.compile(f"^{name}\\.")).first)

    def on_menu(self, title: str) -> None:
        self.on(self.page.get_by_role("navigation", name="Pages du site").get_by_role("link", name=title))

    def downloads(self, what: Locator) -> Download:
        with self.page.expect_download() as found:
            self.on(what)
        return found.value


def titles(deck: Download) -> list[str]:
    with open(deck.path(), "rb") as file:
        return [slide.shapes.title.text_frame.text for slide in Presentation(file).slides if slide.shapes.title]


def test_where_a_region_is_fragile_then_how_sure(page: Page) -> None:
    visit(page, "/")
    hand = Hand(page)
    hand.on_region("Hauts-de-France")
    page.get_by_role("heading", name=facts.region_finding("32")).wait_for()
    hand.on(page.get_by_role("link", name="Voir ma région"))
    row = page.get_by_role("link", name=re.compile("^1 Éducation"))
    expect(row).to_contain_text("21,2")
    assert hand.clicks <= 2
    expect(row).to_contain_text("place solide")
    hand.on(page.get_by_text("Pourquoi ces places"))
    page.get_by_role("figure").last.wait_for()
    assert hand.clicks <= 3


def test_three_regions_are_compared(page: Page) -> None:
    visit(page, "/")
    hand = Hand(page)
    hand.on_menu("Comparer")
    for name in ("Bretagne", "Normandie", "Corse"):
        hand.on(page.get_by_role("button", name=name, exact=True))
    expect(page.locator("h1")).to_have_text(facts.comparison_title("53", "28", "94"))
    page.get_by_role("columnheader", name="Corse").wait_for()
    assert hand.clicks <= 4


def test_a_figure_becomes_a_slide(page: Page) -> None:
    visit(page, "/domaine?domaine=emploi&region=32")
    hand = Hand(page)
    deck = hand.downloads(page.get_by_role("button", name="PowerPoint").first)
    assert hand.clicks <= 2
    assert len(titles(deck)) == 1


def test_a_deck_of_three_views(page: Page) -> None:
    visit(page, "/")
    hand = Hand(page)
    hand.on_region("Corse")
    hand.on(page.get_by_role("button", name="Réunion", exact=True).first)
    hand.on(page.get_by_role("button", name="Réunion", exact=True).last)
    hand.on(page.get_by_role("link", name="Voir ma région"))
    hand.on(page.get_by_role("button", name="Réunion", exact=True).first)
    hand.on_menu("Ma réunion")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("3.vues"))
    deck = hand.downloads(page.get_by_role("button", name="Diaporama (PowerPoint)"))
    assert hand.clicks <= 8
    found = titles(deck)
    assert found.index(METHOD) - 1 == 3
