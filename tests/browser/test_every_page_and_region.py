"""What is drawn of the 13 regions, page after page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from territory import wording
from tests.browser import facts
from tests.browser.facts import CODES, REGIONS, edition, squeezed
from tests.browser.visit import (
    check_first_visit,
    drawn_regions,
    eventually,
    expect_card,
    follow,
    map_figure,
    table_texts,
    tables,
    unfold,
    visit,
    wait_for_map,
    wait_until_ready,
)

HOME = "Où votre région est-elle plus fragile que la France ?"


def next_region(code: str) -> str:
    return CODES[(CODES.index(code) + 1) % len(CODES)]


def domain_for(code: str) -> str:
    """Another domain for each region; the atlas shows all of them."""
    return list(edition().registry.domains)[CODES.index(code)]


def overview_cells(page: Page, region: str) -> dict[str, str]:
    """A region's column of the overview, by the rows' labels; its heading says which it is."""
    table = page.locator("table.grid")
    table.locator("tbody tr").first.wait_for(state="attached")
    names, *rows = table.locator("tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => (cell.querySelector('a') ?? cell).textContent))"
    )
    column = [squeezed(name) for name in names].index(squeezed(dict(REGIONS)[region]))
    return {squeezed(row[0]): squeezed(row[column]) for row in rows}


def check_overview(page: Page, region: str) -> None:
    expect_card(page, facts.region_finding(region))
    assert overview_cells(page, region) == facts.overview_column(region)


def check_region(page: Page, region: str) -> None:
    rows = [squeezed(text) for text in page.locator("a.row").all_inner_texts()]
    for row in facts.fragility_rows(region):
        assert any(row in text for text in rows), row
    counts = re.findall(r"(?:Priorités|À confirmer) \((\d+)\)", page.locator("[data-testid=stMain]").inner_text())
    assert sum(map(int, counts)) == len(facts.fragility_rows(region))
    expect(page.locator(".profile a.line")).to_have_count(len(facts.cells_of(region)))
    context = unfold(page, "Le contexte")
    values = {row[0]: row[1] for row in table_texts(tables(context))[1:]}
    population = edition().registry.indicators["population"]
    published = edition().observations
    own = published[(published["indicator"] == "population") & (published["territory"] == region)].to_dict("records")
    assert values[population.label] == wording.observation_text(population, own[0])
    assert len(values) == len(edition().registry.context)


def check_domain(page: Page, region: str) -> None:
    figure = map_figure(page)
    wait_for_map(figure)
    assert set(drawn_regions(figure)) == set(CODES)
    indicator = facts.main_indicator(domain_for(region))
    numbers = sorted(
        wording.MISSING if row["value"] is None else wording.number(row["value"], indicator.decimals)
        for row in (facts.cell(code, indicator.code) for code in CODES)
    )
    assert sorted(figure.locator(".values text").all_text_contents()) == numbers
    block = page.locator("[class*='st-key-figure_map_']").first
    expect(block.get_by_role("list", name="Légende")).to_contain_text(f"Votre région : {dict(REGIONS)[region]}")


def check_comparison(page: Page, region: str) -> None:
    figure = page.locator(".dumbbells")
    scored = [row for code in (region, next_region(region)) for row in facts.cells_of(code) if row["score"] is not None]
    expect(figure.locator(".plot .mark")).to_have_count(len(scored))
    header, *rows = table_texts(page.locator("table.values"))
    assert header[1:3] == [dict(REGIONS)[code] for code in (region, next_region(region))]
    assert len(rows) == len(facts.cells_of(region))


def check_method(page: Page, region: str) -> None:
    registry = edition().registry
    emploi = facts.main_indicator("emploi")
    row = facts.cell(region, emploi.code)
    sentence = wording.cell_sentence(row, emploi, registry.domains["emploi"])
    expect(page.locator("blockquote")).to_have_text(sentence)


def check_data(page: Page, region: str) -> None:
    published = edition().observations
    first = next(iter(edition().registry.indicators))
    own = published[(published["indicator"] == first) & (published["territory"] == region)].to_dict("records")
    rows = {row[0]: row[1] for row in table_texts(tables(page).first)[1:]}
    assert len(rows) == len(CODES) + 1
    assert rows[dict(REGIONS)[region]] == own[0]["published"]


Address = Callable[[str], str]
PAGES: dict[str, tuple[Address, Callable[[str], str], Callable[[Page, str], None]]] = {
    "accueil": (lambda code: f"/?region={code}", lambda _: HOME, check_overview),
    "territoire": (lambda code: f"/territoire?region={code}", facts.region_title, check_region),
    "domaine": (
        lambda code: f"/domaine?domaine={domain_for(code)}&region={code}",
        lambda code: facts.domain_title(domain_for(code), code),
        check_domain,
    ),
    "comparer": (
        lambda code: f"/comparer?regions={code},{next_region(code)}&region={code}",
        lambda code: facts.comparison_title(code, next_region(code)),
        check_comparison,
    ),
    "methode": (lambda code: f"/methode?region={code}", lambda _: "Comment une fragilité est mesurée", check_method),
    "donnees": (lambda code: f"/donnees?region={code}", lambda _: "Les 30 critères publiés, tels quels", check_data),
}


def shown_on(page: str) -> list[tuple[str, str]]:
    """A third of the regions: each is on two of the six pages, and each page has four or five of them."""
    place = list(PAGES).index(page)
    return [region for number, region in enumerate(REGIONS) if (number + place) % 3 == 0]


@pytest.mark.parametrize("name", PAGES)
def test_page_shows_its_regions(page: Page, subtests: pytest.Subtests, name: str) -> None:
    """One after the other in one tab, drawn. Each page × each region alone, in a session of its own and without a
    browser, is in ``tests/pages/test_pages.py``; a server that nobody has visited, in ``test_serving.py``."""
    address, title, check = PAGES[name]
    for number, (code, said) in enumerate(shown_on(name)):
        with subtests.test(region=code):
            if number == 0:
                assert visit(page, address(code)).status == 200
                check_first_visit(page)
            else:
                follow(page, address(code))
            expect(page.get_by_role("combobox", name="Votre région")).to_have_value(said)
            expect(page.locator("h1")).to_have_text(title(code))
            wait_until_ready(page)
            assert f"region={code}" in page.evaluate("location.search")
            eventually(page, partial(check, page, code))


def test_every_region_is_on_two_pages() -> None:
    seen = [region for page in PAGES for region in shown_on(page)]
    assert {seen.count(region) for region in REGIONS} == {2}


def test_regions_of_the_tests_are_those_of_the_data() -> None:
    assert [(region.code, region.name) for region in edition().regions.values()] == list(REGIONS)


def test_control_a_map_filled_by_its_regions_or_without_them_is_seen(page: Page) -> None:
    """What rings in the wrong order do: each region covers the whole frame."""
    visit(page, "/domaine?domaine=emploi")
    figure = map_figure(page)
    wait_for_map(figure)
    assert len(drawn_regions(figure)) == len(CODES)
    for outline in ("M0,0L0,900L900,900L900,0Z", ""):
        figure.locator("path.region").evaluate_all(
            "(paths, outline) => paths.forEach(path => path.setAttribute('d', outline))", outline
        )
        assert drawn_regions(figure) == {}


def test_control_a_wrong_cell_of_the_overview_is_seen(page: Page) -> None:
    visit(page, "/?region=53")
    assert overview_cells(page, "53") == facts.overview_column("53")
    page.locator("table.grid td.mine a", has_text="7,2").evaluate_all(
        "cells => cells.forEach(cell => { cell.textContent = '▼ 7,3 %' })"
    )
    assert overview_cells(page, "53") != facts.overview_column("53")
