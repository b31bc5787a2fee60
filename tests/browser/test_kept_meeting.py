"""The reader's list for a meeting, in their own browser: the next day, in another tab, beside a list received."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.visit import open_from_menu, visit, wait_until_ready

THREE = "/reunion?vues=profil.32,carte.32.emploi,comparaison...32-53"
KEPT = "localStorage.getItem('observatoire.reunion') ?? ''"
REFUSE = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); };"
WOULD_ASK = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
"""Whether leaving would ask first."""


def field(page: Page, view: str, name: str) -> str:
    """What a field of a view holds, by the class of its key: « title_profil.32 »."""
    return page.locator(f".st-key-{name}_{view.replace('.', '-')}").locator("input, textarea").input_value()


def write(page: Page, view: str, name: str, words: str) -> None:
    box = page.locator(f".st-key-{name}_{view.replace('.', '-')}").locator("input, textarea")
    box.fill(words)
    box.blur()
    expect_kept(page, words)


def expect_kept(page: Page, words: str) -> None:
    page.wait_for_function(f"words => ({KEPT}).includes(words)", arg=words)


def views(page: Page) -> list[str]:
    """The views in their order."""
    found = page.locator("[class*='st-key-title_']").evaluate_all("all => all.map(one => one.className)")
    return [re.search(r"st-key-title_(\S+)", name)[1] for name in found]  # type: ignore[index]


def expect_list(page: Page, count: int, whose: str = "Votre réunion") -> None:
    expect(page.locator("h1")).to_have_text(f"{whose}\u00a0: {count}\u00a0vue{'s' if count > 1 else ''}")
    expect(page.locator("[class*='st-key-title_']")).to_have_count(count)
    wait_until_ready(page)


def prepare(page: Page) -> None:
    """A list of the reader's: three views, the first moved down, with words."""
    visit(page, THREE)
    expect_list(page, 3)
    page.get_by_label("Titre de la réunion").fill("Conseil de mai")
    page.get_by_label("Titre de la réunion").blur()
    expect_kept(page, "Conseil de mai")
    write(page, "carte.32.emploi", "title", "Le chômage chez nous")
    write(page, "carte.32.emploi", "caption", "À dire avant le vote")
    page.locator(".st-key-down_profil-32").get_by_role("button").click()
    page.wait_for_function(f"() => ({KEPT}).indexOf('carte.32') < ({KEPT}).indexOf('profil.32')")


def expect_prepared(page: Page) -> None:
    expect_list(page, 3)
    assert views(page) == ["carte-32-emploi", "profil-32", "comparaison---32-53"]
    expect(page.get_by_label("Titre de la réunion")).to_have_value("Conseil de mai")
    assert field(page, "carte.32.emploi", "title") == "Le chômage chez nous"
    assert field(page, "carte.32.emploi", "caption") == "À dire avant le vote"


def test_titles_captions_and_order_are_there_after_a_reload_and_the_next_day(
    page: Page, context: BrowserContext
) -> None:
    prepare(page)
    page.reload()
    wait_until_ready(page)
    expect(page.get_by_label("Titre de la réunion")).to_have_value("Conseil de mai")
    expect_prepared(page)
    expect(page.get_by_text("Cette liste n’est pas la vôtre")).to_have_count(0)
    page.close()
    tomorrow = context.new_page()
    visit(tomorrow, "/")
    open_from_menu(tomorrow, "Ma réunion")
    expect_prepared(tomorrow)
    tomorrow.wait_for_url(re.compile(r"/reunion\?vues=carte\.32\.emploi"))


def test_another_reader_has_none_of_it(page: Page, browser: Browser, browser_context_args: dict[str, str]) -> None:
    prepare(page)
    elsewhere = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    other = elsewhere.new_page()
    visit(other, "/reunion")
    expect(other.locator("h1")).to_have_text("Préparez votre réunion")
    assert other.evaluate(KEPT) == ""
    elsewhere.close()


def test_a_list_received_waits_for_a_choice(page: Page) -> None:
    prepare(page)
    visit(page, "/reunion?vues=profil.94")
    said = page.get_by_text("Cette liste n’est pas la vôtre")
    expect(page.locator(".st-key-two_lists")).to_contain_text("«\u00a0Conseil de mai\u00a0», 3\u00a0vues")
    expect_list(page, 1, "Liste reçue")
    write_unkept = page.locator(".st-key-title_profil-94").locator("input")
    write_unkept.fill("La Corse")
    write_unkept.blur()
    page.get_by_role("button", name="Reprendre ma liste").click()
    expect(said).to_have_count(0)
    expect_prepared(page)
    assert "La Corse" not in page.evaluate(KEPT)

    visit(page, "/reunion?vues=profil.94")
    said.wait_for()
    open_from_menu(page, "Méthode")
    expect(page.locator("h1")).to_have_text("Comment une fragilité est mesurée")
    open_from_menu(page, "Ma réunion")
    expect_prepared(page)

    visit(page, "/reunion?vues=profil.94")
    said.wait_for()
    page.get_by_role("button", name="Garder celle-ci").click()
    expect(said).to_have_count(0)
    page.wait_for_function(f"() => !({KEPT}).includes('Conseil de mai') && ({KEPT}).includes('profil.94')")
    visit(page, "/reunion")
    expect_list(page, 1)


def test_two_tabs_have_one_list(page: Page, context: BrowserContext) -> None:
    prepare(page)
    other = context.new_page()
    visit(other, "/reunion")
    expect_prepared(other)
    other.locator(".st-key-drop_profil-32").get_by_role("button", name="Retirer").click()
    expect_list(other, 2)
    expect_list(page, 2)
    write(page, "comparaison...32-53", "title", "Avec la Bretagne")
    expect(other.locator(".st-key-title_comparaison---32-53").locator("input")).to_have_value("Avec la Bretagne")


def test_what_the_reader_added_stays_when_back_opens_an_older_address(page: Page) -> None:
    prepare(page)
    open_from_menu(page, "Un domaine")
    page.wait_for_url(re.compile("/domaine"))
    page.get_by_role("button", name="Réunion", exact=True).first.click()
    page.get_by_text("Ajoutée : 4 vues dans votre réunion").wait_for()
    expect(page.get_by_role("link", name="Ma réunion (4)")).to_have_count(2)  # in the menu and at the figure
    page.wait_for_function(f"() => ({KEPT}).includes('carte..')")
    page.go_back()
    expect_list(page, 4)
    expect(page.get_by_text("Cette liste n’est pas la vôtre")).to_have_count(0)


@pytest.mark.parametrize("kept", ["{", '{"reunion": 1, "vues": [{"vue": "profil.99"}, {"vue": "profil.32"}]}'])
def test_what_no_longer_reads_is_said(page: Page, kept: str) -> None:
    page.add_init_script(f"localStorage.setItem('observatoire.reunion', {kept!r})")
    visit(page, "/reunion")
    expect(page.get_by_role("alert").first).to_contain_text(
        "La liste gardée dans ce navigateur ne se lit plus" if kept == "{" else "profil.99"
    )


def test_a_browser_that_keeps_nothing_is_said_before_the_reader_leaves(page: Page) -> None:
    page.add_init_script(REFUSE)
    visit(page, THREE)
    page.get_by_text("Votre navigateur ne garde rien pour ce site").wait_for()
    page.locator(".st-key-down_profil-32").get_by_role("button").click()
    page.wait_for_url(re.compile(r"vues=carte\.32\.emploi"))
    page.wait_for_function(WOULD_ASK)  # the address changes before the keeper, last on the page, is told
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.reload()
    assert asked == ["beforeunload"]
