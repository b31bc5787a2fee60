"""What a reader does, click by click, and what the page and its address say after each."""

from __future__ import annotations

import io
import math
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from territory import wording
from territory.analysis import Reading
from tests.browser import facts
from tests.browser.facts import REGIONS, edition
from tests.browser.visit import (
    MAP,
    card_heading,
    choose_region,
    expect_card,
    map_figure,
    open_from_menu,
    region_link,
    table_texts,
    unfold,
    unfold_circles,
    visit,
    wait_until_ready,
)

NAMES = dict(REGIONS)
CORE = Reading(core_only=True)


def expect_address(page: Page, path: str, *, without: str = "", **codes: str) -> None:
    """The path, and at least these codes, in any order; nothing of `without`."""
    query = "".join(rf"(?=.*[?&]{name}={re.escape(code)}(&|$))" for name, code in codes.items())
    refused = rf"(?!.*[?&]{without}=)" if without else ""
    page.wait_for_url(re.compile(rf"^{refused}{query}http://[^/]+{path}(\?|$)"))


def expect_title(page: Page, title: str) -> None:
    expect(page.locator("h1")).to_have_text(title)


def expect_tab(page: Page, title: str) -> None:
    page.wait_for_function("title => document.title === title", arg=f"{title} · Fragilités des territoires")


def chosen_region(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Votre région")


def row(page: Page, domain: str) -> Locator:
    """The row of a domain in *Mon territoire*."""
    return page.locator("a.row", has_text=domain)


def test_from_the_first_visit_to_another_region_and_back(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    visit(page, "/")
    region_link(map_figure(page), "32").click()
    expect_address(page, "/", domaine="emploi", region="32")
    card = page.locator(".st-key-home_region")
    expect_card(page, facts.region_finding("32"))
    expect(chosen_region(page)).to_have_value("Hauts-de-France")
    card.get_by_role("link", name="Voir ma région").click()
    expect_address(page, "/territoire", without="domaine", region="32")
    expect_title(page, facts.region_title("32"))

    first = row(page, "Éducation")
    assert facts.fragility_rows("32")[0] in facts.squeezed(first.inner_text())
    first.click()
    expect_address(page, "/territoire", priorite="education", region="32")
    expect(first).to_have_attribute("aria-expanded", "true")
    opened = page.locator(".st-key-opened_row")
    opened.locator(MAP).wait_for()
    opened.get_by_role("link", name="Le domaine").click()
    expect_address(page, "/domaine", domaine="education", region="32")
    expect_title(page, facts.domain_title("education", "32"))

    region_link(map_figure(page), "76").click()
    expect_address(page, "/domaine", domaine="education", region="76")
    expect_title(page, facts.domain_title("education", "76"))
    expect(chosen_region(page)).to_have_value("Occitanie")

    page.go_back()
    expect_address(page, "/domaine", domaine="education", region="32")
    expect_title(page, facts.domain_title("education", "32"))
    expect(chosen_region(page)).to_have_value("Hauts-de-France")
    page.go_back()
    expect_address(page, "/territoire", priorite="education", region="32")
    expect(first).to_have_attribute("aria-expanded", "true")
    page.go_back()
    expect_address(page, "/territoire", without="priorite", region="32")
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(opened).to_have_count(0)


def test_the_tab_says_the_page_and_the_region(page: Page) -> None:
    visit(page, "/territoire")
    expect_tab(page, "Mon territoire")
    for code in ("94", "32"):
        choose_region(page, NAMES[code])
        expect_tab(page, f"{NAMES[code]} · Mon territoire")
        expect_address(page, "/territoire", region=code)
        wait_until_ready(page)
    open_from_menu(page, "Un domaine")
    expect_tab(page, "Hauts-de-France · Un domaine")
    expect_address(page, "/domaine", region="32")
    wait_until_ready(page)
    page.go_back()
    expect_tab(page, "Hauts-de-France · Mon territoire")
    wait_until_ready(page)
    page.go_back()
    expect_tab(page, "Corse · Mon territoire")


def test_the_small_map_of_a_region_leads_to_another(page: Page) -> None:
    visit(page, "/territoire?region=32")
    page.locator("svg.map.locator").get_by_role("link", name="Corse").click()
    expect_address(page, "/territoire", region="94")
    expect_title(page, facts.region_title("94"))


def test_the_first_map_shows_the_domain_asked_for(page: Page) -> None:
    visit(page, "/")
    box = page.get_by_role("combobox", name="Domaine")
    box.click()
    box.fill("Pauv")
    page.get_by_role("option", name="Pauvreté").click()
    expect_address(page, "/", domaine="pauvrete")
    expect(page.locator(".st-key-home_map").get_by_role("heading")).to_contain_text("Taux de pauvreté")
    expect(map_figure(page)).to_contain_text("18,6")


def test_one_press_of_back_leaves_a_page_opened_from_the_menu(page: Page) -> None:
    visit(page, "/?region=32")
    open_from_menu(page, "Mon territoire")
    expect_address(page, "/territoire", region="32")
    page.go_back()
    expect_address(page, "/", region="32")


def test_region_is_asked_for_where_it_is_needed(page: Page) -> None:
    visit(page, "/territoire")
    expect_title(page, "Quelle est votre région ?")
    page.locator(".st-key-choose_94").get_by_role("button", name="Corse").click()
    expect_address(page, "/territoire", region="94")
    expect_title(page, facts.region_title("94"))


def pill(page: Page, region: str) -> Locator:
    return page.get_by_role("toolbar", name="Régions à comparer").get_by_role("button", name=region, exact=True)


def marks_of(page: Page) -> Locator:
    """The marks of the regions compared."""
    return page.locator(".dumbbells .plot .mark")


def scored(*regions: str) -> int:
    return sum(row["score"] is not None for region in regions for row in facts.cells_of(region))


def test_comparing_two_three_then_seven_regions(page: Page) -> None:
    visit(page, "/comparer")
    expect_title(page, "Comparez votre région à une autre")
    chosen: list[str] = []
    for code in ("32", "53", "94"):
        pill(page, NAMES[code]).click()
        chosen.append(code)
        expect_address(page, "/comparer", regions="%2C".join(chosen))
        if len(chosen) > 1:
            expect_title(page, facts.comparison_title(*chosen))
            expect(marks_of(page)).to_have_count(scored(*chosen))
            expect(page.locator("table.values thead")).to_contain_text(NAMES[code])
            names = table_texts(page.locator("table.values"))[0][1 : 1 + len(chosen)]
            assert names == [NAMES[code] for code in chosen]
    for code in ("76", "93", "11", "28"):
        pill(page, NAMES[code]).click()
        chosen.append(code)
        expect_address(page, "/comparer", regions="%2C".join(chosen))
    expect(marks_of(page)).to_have_count(0)
    page.get_by_text("Au-delà de 5 régions").wait_for()
    assert len(table_texts(page.locator("table.values"))) == 1 + len(facts.cells_of("32"))
    pill(page, NAMES["32"]).click()
    expect_address(page, "/comparer", regions="%2C".join(chosen[1:]))


def test_a_line_of_the_comparison_opens_its_domain(page: Page) -> None:
    visit(page, "/comparer?regions=32,53")
    figure = page.locator(".dumbbells")
    expect(figure).to_have_attribute("aria-label", re.compile("Comparaison de"))
    figure.get_by_role("link").filter(has_text="Éducation").locator(".mark").first.click()
    expect_address(page, "/domaine", domaine="education", region="32")
    expect_title(page, facts.domain_title("education", "32"))
    page.go_back()
    expect_title(page, facts.comparison_title("32", "53"))


def cell_of_overview(page: Page, value: str) -> Locator:
    """The link in the cell of this value."""
    return page.locator("table.grid").get_by_role("link", name=re.compile(f"^{value}"))


def test_cell_of_the_overview_opens_its_region_and_domain(page: Page) -> None:
    visit(page, "/")
    # 11,8 %: lone-parent families in Corse, and nothing else in the table.
    assert (
        wording.cell_text(facts.main_indicator("lien_social"), facts.cell("94", "lien_social")["value"])
        == "11,8\u202f%"
    )
    cell_of_overview(page, "11,8").click()
    expect_address(page, "/domaine", domaine="lien_social", region="94")
    expect_title(page, facts.domain_title("lien_social", "94"))
    expect(chosen_region(page)).to_have_value("Corse")


@pytest.mark.parametrize("start", ["/", "/?criteres=noyau&region=32"])
def test_one_press_of_back_undoes_a_click_on_a_cell(page: Page, start: str) -> None:
    """Neither the next page's codes on this one, nor a choice that its address did not hold; and forward again."""
    visit(page, start)
    before, title, entries = page.url, page.locator("h1").inner_text(), page.evaluate("history.length")
    cell = cell_of_overview(page, "68,6")
    for _ in range(2):  # the same cell can be clicked again: its past click is not read when its page comes back
        cell.click()
        expect_address(page, "/domaine", domaine="numerique", region="94")
        expect(page.locator("h1")).to_contain_text("Numérique")
        wait_until_ready(page)
        assert page.evaluate("history.length") == entries + 1
        page.go_back()
        expect_title(page, title)
        page.wait_for_url(lambda address: address == before)
        wait_until_ready(page)
    page.go_forward()
    expect_address(page, "/domaine", domaine="numerique", region="94")
    expect(page.locator("h1")).to_contain_text("Numérique")


def test_a_menu_adds_one_entry_to_the_history(page: Page) -> None:
    visit(page, "/domaine?domaine=sante&region=32&criteres=noyau")
    entries = page.evaluate("history.length")
    for count, (title, path) in enumerate((("Accueil", "/"), ("Mon territoire", "/territoire")), start=1):
        open_from_menu(page, title)
        expect_address(page, path, without="domaine", region="32", criteres="noyau")
        wait_until_ready(page)
        assert page.evaluate("history.length") == entries + count
    page.go_back()
    expect_address(page, "/", without="domaine", region="32", criteres="noyau")
    page.go_back()
    expect_address(page, "/domaine", domaine="sante", region="32", criteres="noyau")


def test_back_undoes_the_first_choice_of_a_region(page: Page) -> None:
    visit(page, "/")
    before = page.url
    choose_region(page, "Corse")
    expect_address(page, "/", region="94")
    expect_card(page, facts.region_finding("94"))
    page.go_back()
    expect(card_heading(page)).to_have_count(0)
    page.wait_for_url(lambda address: address == before)
    open_from_menu(page, "Un domaine")
    expect_address(page, "/domaine", without="region")


def test_back_and_forward_restore_what_a_page_had_chosen(page: Page) -> None:
    visit(page, "/comparer")
    for code in ("32", "53"):
        pill(page, NAMES[code]).click()
        expect_address(page, "/comparer", regions="32" if code == "32" else "32%2C53")
    expect_title(page, facts.comparison_title("32", "53"))
    for _ in range(2):
        page.go_back()
        expect_address(page, "/comparer", without="retour", regions="32")
        expect_title(page, "Comparez votre région à une autre")
        page.go_back()
        expect(pill(page, NAMES["32"])).not_to_have_attribute("data-testid", re.compile("Active"))
        page.wait_for_url(re.compile("/comparer$"))
        page.go_forward()
        expect_address(page, "/comparer", without="retour", regions="32")
        page.go_forward()
        expect_address(page, "/comparer", without="retour", regions="32%2C53")
        expect_title(page, facts.comparison_title("32", "53"))


def test_back_turns_a_switch_off_and_forward_on(page: Page) -> None:
    visit(page, "/?region=32")
    switch = page.get_by_role("switch", name="Mettre en retrait")
    expect(switch).not_to_be_checked()
    switch.click(force=True)
    expect_address(page, "/", region="32", solides="oui")
    expect(switch).to_be_checked()
    page.go_back()
    expect_address(page, "/", without="solides", region="32")
    expect(switch).not_to_be_checked()
    page.go_forward()
    expect_address(page, "/", region="32", solides="oui")
    expect(switch).to_be_checked()
    page.reload()
    expect(switch).to_be_checked()


def test_open_panels_and_the_count_of_the_circles_are_in_the_address_and_back_leaves_the_page(page: Page) -> None:
    visit(page, "/?region=32")
    open_from_menu(page, "Mon territoire")
    expect_address(page, "/territoire", region="32")
    unfold(page, "Le contexte")
    unfold_circles(page)
    expect_address(page, "/territoire", region="32", ouverts="contexte%2Ccercles")
    page.get_by_role("radio", name="Associations").click(force=True)
    expect_address(page, "/territoire", region="32", ouverts="contexte%2Ccercles", nombre="associations")
    figure = page.get_by_role("figure", name=re.compile("Carte en cercles. Associations"))
    figure.wait_for()
    page.reload()
    figure.wait_for()
    page.go_back()
    expect_address(page, "/territoire", without="nombre", ouverts="contexte%2Ccercles")
    page.get_by_role("figure", name=re.compile("Carte en cercles. Population")).wait_for()
    page.go_back()
    expect_address(page, "/", without="ouverts", region="32")


def test_line_of_the_profile_opens_its_domain(page: Page) -> None:
    visit(page, "/territoire?region=32")
    page.get_by_role("group", name=re.compile("Du plus au moins fragile")).get_by_role("link").first.click()
    expect_address(page, "/domaine", domaine="education", region="32")
    expect_title(page, facts.domain_title("education", "32"))


def choose_reading(page: Page, label: str) -> None:
    page.get_by_role("button", name="Réglages de lecture").click()
    page.get_by_role("dialog", name="Réglages de lecture").get_by_text(label).first.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def announced(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="Réglages de lecture")


def test_core_reading_changes_the_numbers_everywhere_and_says_so(page: Page) -> None:
    visit(page, "/territoire?region=32")
    expect_title(page, facts.region_title("32"))
    expect(announced(page)).to_have_count(0)
    choose_reading(page, "Les 7 plus sûrs")
    expect_address(page, "/territoire", region="32", criteres="noyau")
    assert facts.region_finding("32", CORE) != facts.region_finding("32")
    expect_title(page, facts.region_title("32", CORE))
    expect(announced(page)).to_contain_text("les 7 indicateurs les plus sûrs, seuls")

    open_from_menu(page, "Accueil")
    expect_address(page, "/", region="32", criteres="noyau")
    expect_card(page, facts.region_finding("32", CORE))
    expect(page.locator("table.grid tbody tr")).to_have_count(7)
    announced(page).wait_for()

    page.reload()
    wait_until_ready(page)
    expect_card(page, facts.region_finding("32", CORE))
    announced(page).wait_for()
    choose_reading(page, "Tous les indicateurs")
    expect_address(page, "/", region="32", without="criteres")
    expect_card(page, facts.region_finding("32"))
    expect(announced(page)).to_have_count(0)


def test_reading_of_the_source_orients_diversity(page: Page) -> None:
    visit(page, "/domaine?domaine=diversite&region=11")
    expect(page.locator("h1")).to_contain_text("sans classement")
    choose_reading(page, "Lecture de la source pour diversité")
    expect_address(page, "/domaine", domaine="diversite", region="11", lecture="source")
    expect(page.locator("h1")).to_contain_text("part nettement supérieure à la valeur nationale")
    expect(announced(page)).to_contain_text("lecture de la source")


def test_readings_without_contestable_leave_their_domains_out(page: Page) -> None:
    visit(page, "/?region=32&criteres=sans-contestables")
    kept = [i for i in edition().registry.fragility if not i.contestable]
    expect(page.locator("table.grid tbody tr")).to_have_count(len(kept))
    expect(announced(page)).to_contain_text("sans les indicateurs discutés")


def test_atlas_shows_sixteen_maps(page: Page) -> None:
    visit(page, "/domaine?domaine=emploi&region=32")
    page.get_by_role("radio", name="Atlas des 16 domaines").click(force=True)
    expect_address(page, "/domaine", vue="atlas", region="32")
    expect(page.locator(MAP)).to_have_count(16)
    expect(page.locator(f"{MAP} path.region")).to_have_count(16 * 13)
    links = page.get_by_role("link", name=re.compile("^Ouvrir"))
    expect(links).to_have_count(16)
    codes = [re.search(r"domaine=(\w+)", link or "")[1] for link in links.evaluate_all("l => l.map(a => a.href)")]  # type: ignore[index]
    assert codes == list(edition().registry.domains)


@pytest.mark.parametrize("domain", ["pauvrete", "numerique"])
def test_link_of_the_atlas_opens_its_domain(page: Page, domain: str) -> None:
    visit(page, "/domaine?vue=atlas&region=32")
    short = edition().registry.domains[domain].short
    page.get_by_role("link", name=re.compile(f"^Ouvrir .*{re.escape(short)}")).click()
    expect_address(page, "/domaine", without="vue", domaine=domain, region="32")
    expect_title(page, facts.domain_title(domain, "32"))


def test_atlas_is_left_behind_by_the_next_page(page: Page) -> None:
    visit(page, "/domaine?vue=atlas&region=32")
    open_from_menu(page, "Mon territoire")
    expect_address(page, "/territoire", without="vue", region="32")
    row(page, "Éducation").click()
    page.locator(".st-key-opened_row").get_by_role("link", name="Le domaine").click()
    expect_title(page, facts.domain_title("education", "32"))


def colours_of(figure: Locator) -> int:
    """How many colours cover at least 20 pixels: a blank frame has one."""
    image = Image.open(io.BytesIO(figure.screenshot())).convert("RGB")
    return sum(count >= 20 for count, _ in image.getcolors(maxcolors=1 << 24))


def test_circle_of_a_count_chooses_its_region(page: Page) -> None:
    """deck.gl draws on a canvas: the circle is found as the projection places it (Web Mercator, tiles of 512 px)."""
    visit(page, "/territoire?region=32")
    figure = unfold_circles(page)
    lon, lat, zoom = 2.4, 46.4, 3.9  # the view of charts/figures/circles/screen.py
    region = edition().regions["84"]
    scale = 512 * 2**zoom

    def y(latitude: float) -> float:
        return scale * math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)

    right, down = scale * (region.lon - lon) / 360, y(lat) - y(region.lat)
    box = figure.bounding_box()
    assert box is not None
    at = box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down
    page.mouse.move(*at)
    expect(page.locator(".deck-tooltip")).to_contain_text(region.name)
    assert colours_of(figure) > 5
    page.mouse.click(*at)
    expect_address(page, "/territoire", region="84")
    expect_title(page, facts.region_title("84"))


def test_control_a_blank_frame_has_one_colour(page: Page) -> None:
    page.set_content("<div id=blank style='width:200px;height:100px;background:#fff'></div>")
    assert colours_of(page.locator("#blank")) == 1


def test_control_an_address_without_its_codes_is_seen(page: Page) -> None:
    visit(page, "/territoire?region=32")
    expect_address(page, "/territoire", region="32")
    for path, codes in (("/territoire", {"region": "53"}), ("/", {"region": "32"}), ("/territoire", {"vue": "atlas"})):
        with pytest.raises(AssertionError):
            query = "".join(rf"(?=.*[?&]{name}={code}(&|$))" for name, code in codes.items())
            expect(page).to_have_url(re.compile(rf"^{query}http://[^/]+{path}(\?|$)"), timeout=100)


def test_regions_can_be_typed_in_the_list(page: Page) -> None:
    """Accents, hyphens and a name that shares its first letters with no other."""
    visit(page, "/")
    for code in ("11", "93", "84", "94"):
        choose_region(page, NAMES[code])
        expect_address(page, "/", region=code)
        expect_card(page, facts.region_finding(code))
