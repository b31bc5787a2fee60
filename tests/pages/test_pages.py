"""Every page, with and without a region, says its finding and shows its content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deploy.page import PUBLIC_PAGES
from pages.shared.sitemap import SITE, SITE_PAGES, SitePage
from territory.loader import Edition
from tests.pages.visit import (
    COMPARE,
    DATA_PAGE,
    DOMAIN,
    FRAGILITY,
    LEAKS,
    METHOD,
    OVERVIEW,
    PAGES,
    REGION,
    REGIONS,
    ROOT,
    alive,
    alt_texts,
    boards,
    drawings,
    dumbbells,
    finding,
    follow,
    html,
    open_page,
    read_number,
    said,
    tables,
    texts,
    unfold,
    visitor,
)

EXPECTED = {
    # Domains where S ≥ 0,5 and the gap is larger than rounding, of the 15 oriented (docs/method.md, « Formulas »).
    "32": "Dans les Hauts-de-France, 11\u00a0domaines sur 15 sont plus fragiles qu’en France",
    "94": "En Corse, 9\u00a0domaines sur 15 sont plus fragiles qu’en France",
    "11": "En Île-de-France, 5\u00a0domaines sur 15 sont plus fragiles qu’en France",
}


# --- the site map --------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", SITE_PAGES, ids=lambda entry: entry.path or "home")
def test_a_page_of_the_menu_exists_and_is_served(entry: SitePage) -> None:
    assert (ROOT / entry.script).is_file()
    served = {public.path: public for public in PUBLIC_PAGES}
    found = served[f"/{entry.path}"]
    assert entry.title in found.title or not entry.path
    assert SITE in found.title
    assert found.description == entry.description


def test_the_addresses_are_those_that_were_promised() -> None:
    assert [f"/{page.path}" for page in SITE_PAGES][:7] == [
        "/",
        "/territoire",
        "/domaine",
        "/comparer",
        "/ressources",
        "/methode",
        "/donnees",
    ]
    assert len(PUBLIC_PAGES) == len(SITE_PAGES) == len({page.path for page in SITE_PAGES})
    assert {page.script for page in SITE_PAGES} >= set(PAGES)


# --- each page, each region ----------------------------------------------------------------------------


def content(page: str) -> str:
    """A heading or a sentence that the page has only when it was drawn to its end."""
    return {
        OVERVIEW: "jamais un classement général",
        REGION: "Aller plus loin",
        DOMAIN: "Ce que mesure",
        COMPARE: "Les valeurs publiées",
        METHOD: "Ce que ces chiffres ne disent pas",
        DATA_PAGE: "Provenance et licence",
    }[page]


@pytest.mark.parametrize("script", PAGES, ids=lambda script: Path(script).stem)
def test_a_page_opens_alone_without_a_region(script: str) -> None:
    at = open_page(script)
    assert alive(at)
    assert not at.warning and not at.error
    assert not LEAKS.search(said(at))
    if script == REGION:
        assert finding(at) == "Quelle est votre région\u202f?"
        assert len([button for button in at.button if button.key.startswith("choose_")]) == 13
    elif script == COMPARE:
        assert finding(at) == "Comparez votre région à une autre"
    else:
        assert content(script) in said(at)


@pytest.mark.parametrize("script", PAGES, ids=lambda script: Path(script).stem)
def test_a_page_opens_for_each_of_the_13_regions(script: str, edition: Edition) -> None:
    findings = set()
    for position, region in enumerate(REGIONS):
        address: dict[str, str] = {"region": region}
        if script == DOMAIN:
            code = FRAGILITY[position % len(FRAGILITY)]
            address["domaine"] = edition.registry.indicators[code].domain
        if script == COMPARE:
            address["regions"] = f"{region},{REGIONS[position - 1]}"
        at = open_page(script, **address)
        assert alive(at), (script, region)
        assert not at.warning and not at.error
        words = said(at)
        assert content(script) in words
        assert not LEAKS.search(words)
        assert at.query_params["region"] == region
        assert at.selectbox(key="region_widget").value == region
        name = edition.regions[region].name
        if script in (REGION, OVERVIEW, DOMAIN, COMPARE):
            assert name in (words if script == OVERVIEW else finding(at)), (script, region)
            assert any(len(alt) > 40 for alt in alt_texts(at)) and all(len(alt) > 20 for alt in alt_texts(at))
        if script == REGION:
            assert EXPECTED.get(region, finding(at)) == finding(at)
        if script == OVERVIEW:
            assert EXPECTED.get(region, "") in words
        findings.add(finding(at))
    assert len(findings) == (13 if script in (REGION, DOMAIN, COMPARE) else 1)


@pytest.mark.parametrize("region", EXPECTED)
def test_the_finding_counts_what_the_cards_and_the_figure_show(region: str) -> None:
    at = open_page(REGION, region=region)
    assert finding(at) == EXPECTED[region]
    fragile = sum(int(re.findall(rf"{title} \((\d+)\)", said(at))[0]) for title in ("Priorités", "À confirmer"))
    assert f"{fragile}\u00a0domaines sur 15" in EXPECTED[region]


def test_each_domain_opens_with_its_map_its_ranking_and_its_definition(edition: Edition) -> None:
    at = visitor()
    for code, domain in edition.registry.domains.items():
        follow(at, DOMAIN, domaine=code, region="94")
        assert alive(at), code
        indicators = edition.registry.of_domain(code)
        words = said(at)
        for indicator in indicators:
            assert indicator.definition in words
            assert indicator.source in words
            for flag in edition.flags_of(indicator.code):
                assert flag.finding in words
        drawn = sum(indicator.form != "empty" for indicator in indicators)
        assert sum('class="ranking"' in markup for markup in html(at)) == len(drawings(at)) == drawn
        assert domain.label.partition(" ")[0] in finding(at) or indicators[0].label in finding(at)


def test_the_handicap_half_of_its_domain_says_that_there_is_no_data() -> None:
    words = said(open_page(DOMAIN, domaine="diversite", region="32"))
    assert "aucune donnée" in words
    assert "l’absence de donnée n’est pas une absence de besoin" in words.lower()


def test_the_atlas_has_a_map_for_each_indicator_that_has_values(edition: Edition) -> None:
    at = open_page(DOMAIN, vue="atlas")
    assert alive(at)
    assert len(drawings(at)) == 16
    assert sum("legend" in markup for markup in html(at)) == 1, "one legend for all"
    (board,) = boards(at)
    assert re.findall(r'<a class="here link" href="([^"]*)"', board) == [
        f"/domaine?domaine={indicator.domain}&amp;vue=un"
        for indicator in edition.registry.fragility
        if indicator.form != "empty"
    ]
    assert all(len(alt) > 20 for alt in alt_texts(at))


def test_an_indicator_s_code_opens_its_domain() -> None:
    """`/domaine?domaine=handicap`: the code of a row of the table, whose domain is « diversite »."""
    at = open_page(DOMAIN, domaine="handicap")
    assert alive(at) and not at.warning
    assert at.query_params["domaine"] == "diversite"


def test_the_overview_shows_221_cells_and_france(edition: Edition) -> None:
    (overview,) = [markup for markup in html(open_page(OVERVIEW)) if "<table" in markup]
    assert overview.count("<td") == 17 * (13 + 1)


def test_the_first_page_says_what_is_compared_once(edition: Edition) -> None:
    """16 domains, 15 compared: the years, and why one is not, in one line that opens."""
    words = said(visitor())
    assert "16\u00a0domaines, dont 15 comparés" in words and "2012 à 2019" in words
    assert "les autres ne se classent pas, n’ont pas de valeur ou sont laissés de côté (diversité" in words


def test_a_reading_that_compares_every_domain_leaves_none_to_explain() -> None:
    at = open_page(OVERVIEW, lecture="source", region="32")
    assert alive(at) and "16\u00a0domaines" in said(at) and "les autres ne se classent pas" not in said(at)


def test_the_first_page_answers_for_the_region_that_is_chosen() -> None:
    at = visitor()
    assert "Choisissez votre région" in said(at)
    at.selectbox(key="region_widget").set_value("32").run()
    words = said(at)
    assert EXPECTED["32"] in words and "6\u00a0priorités, 5\u00a0domaines à confirmer, 1\u00a0point d’appui." in words
    assert [link.proto.label for link in at.get("page_link")][:1] == ["Voir ma région"]


def test_a_region_can_be_chosen_by_its_button() -> None:
    at = open_page(REGION)
    at.button(key="choose_94").click().run()
    assert finding(at) == EXPECTED["94"]
    assert at.query_params["region"] == "94"


def test_beyond_five_regions_a_table(edition: Edition) -> None:
    at = open_page(COMPARE, regions="32,53,94,11,44,75")
    assert alive(at) and not dumbbells(at)
    (table,) = [texts(markup) for markup in html(at) if "<table" in markup]
    assert {edition.regions[code].name for code in ("32", "53", "94", "11", "44", "75")} <= set(table.split("\n"))
    assert len(dumbbells(open_page(COMPARE, regions="32,53,94,11,44"))) == 1


def test_all_13_regions_can_be_compared() -> None:
    assert alive(open_page(COMPARE, regions=",".join(REGIONS)))


def test_each_criterion_shows_its_published_strings(edition: Edition) -> None:
    at = visitor()
    for code in edition.registry.indicators:
        follow(at, DATA_PAGE, indicateur=code)
        assert alive(at), code
        cells = next(table for table in tables(at) if "Chaîne publiée" in table.columns)
        published = edition.observations.loc[edition.observations["indicator"] == code, "published"]
        assert list(cells["Chaîne publiée"]) == [text or "(vide)" for text in published]


def test_the_context_table_has_13_indicators_and_the_circles_their_numbers() -> None:
    at = unfold(open_page(REGION, region="32"), "context")
    context = next(table for table in tables(at) if "Hauts-de-France" in table.columns and len(table) == 13)
    read = {row["Indicateur"]: row["Hauts-de-France"] for _, row in context.iterrows()}
    assert read_number(read["Population"]) == 6023336
    assert "de 100\u202f000 à 105\u202f000" in read.values()
    assert not at.get("deck_gl_json_chart"), "its library is as heavy as the page"
    (deck,) = unfold(at, "circles_map").get("deck_gl_json_chart")
    assert "6\u202f023\u202f336" in deck.proto.json or "6\\u202f023\\u202f336" in deck.proto.json
    assert "http" not in deck.proto.json
