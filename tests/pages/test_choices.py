"""Choices: kept from page to page, written to the address, announced; and what they leave out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from territory.loader import Edition
from tests.pages.rows import rows
from tests.pages.visit import (
    COMPARE,
    DATA_PAGE,
    DOMAIN,
    METHOD,
    OVERVIEW,
    PAGES,
    REGION,
    alive,
    alt_texts,
    charts,
    drawings,
    dumbbells,
    finding,
    follow,
    html,
    open_page,
    said,
    visitor,
)

READING_PAGES = (OVERVIEW, REGION, DOMAIN, COMPARE, METHOD)


def announced(at: AppTest) -> list[str]:
    return [str(info.value) for info in at.info if "Réglages de lecture" in str(info.value)]


# --- the region ----------------------------------------------------------------------------------------


def test_a_region_stays_chosen_from_page_to_page() -> None:
    """The menu's links carry no code: the session does, and each page writes it back to its address."""
    at = open_page(REGION, region="32")
    for page in (*PAGES, REGION):
        follow(at, page)
        assert at.selectbox(key="region_widget").value == "32"
        assert at.query_params["region"] == "32"
    assert "Hauts-de-France" in finding(at)


def test_the_bar_changes_the_region_the_page_and_the_address() -> None:
    at = open_page(REGION, region="32")
    at.selectbox(key="region_widget").select("53").run()
    assert "Bretagne" in finding(at)
    assert at.query_params["region"] == "53"
    follow(at, COMPARE)
    assert at.selectbox(key="region_widget").value == "53"


def test_the_address_wins_over_what_was_kept() -> None:
    at = open_page(REGION, region="32")
    follow(at, REGION, region="94")
    assert "Corse" in finding(at)


def test_two_visitors_do_not_share_a_choice() -> None:
    first, second = open_page(REGION, region="32"), open_page(REGION)
    assert "Hauts-de-France" in finding(first)
    assert finding(second) == "Quelle est votre région\u202f?"


def test_a_domain_and_the_regions_compared_stay_chosen_too() -> None:
    at = open_page(DOMAIN, domaine="sante")
    follow(at, COMPARE, regions="32,53")
    follow(at, DOMAIN)
    assert at.selectbox(key="domain_widget").value == "sante" and at.query_params["domaine"] == "sante"
    follow(at, COMPARE)
    assert at.query_params["regions"] == "32,53"


def test_the_regions_compared_keep_the_order_of_the_address() -> None:
    for regions in ("32,53", "53,32"):
        at = open_page(COMPARE, regions=regions)
        assert at.query_params["regions"] == regions
        (figure,) = dumbbells(at)
        names = re.findall(r'aria-hidden="true"></span>([^<]+)</li>', figure)
        assert names == [{"32": "Hauts-de-France", "53": "Bretagne"}[code] for code in regions.split(",")]


def test_comparing_begins_with_the_reader_s_region() -> None:
    at = open_page(COMPARE, region="94")
    assert finding(at) == "Comparez votre région à une autre"
    assert at.pills(key="compared_widget").value == ["94"]


# --- the reading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", READING_PAGES, ids=lambda script: Path(script).stem)
def test_a_choice_of_reading_is_announced_where_it_counts(script: str) -> None:
    at = visitor()
    follow(at, script, region="32", regions="32,53", domaine="emploi")
    assert announced(at) == []
    for address, words in (
        ({"criteres": "sans-contestables"}, "sans les indicateurs discutés"),
        ({"criteres": "noyau"}, "les 7 indicateurs les plus sûrs, seuls"),
        ({"criteres": "tous", "lecture": "source"}, "lecture de la source"),
    ):
        follow(at, script, region="32", regions="32,53", domaine="emploi", **address)
        (said_once,) = announced(at)
        assert words in said_once
        assert alive(at)


def test_a_choice_made_in_the_bar_is_announced_kept_and_written() -> None:
    at = open_page(OVERVIEW)
    at.radio(key="criteria_widget").set_value("sans-contestables").run()
    assert at.query_params["criteres"] == "sans-contestables" and len(announced(at)) == 1
    follow(at, REGION, region="32")
    assert len(announced(at)) == 1 and at.query_params["criteres"] == "sans-contestables"
    at.radio(key="criteria_widget").set_value("tous").run()
    assert announced(at) == [] and "criteres" not in at.query_params
    at.toggle(key="source_widget").set_value(True).run()
    assert at.query_params["lecture"] == "source" and "lecture de la source" in announced(at)[0]
    at.toggle(key="source_widget").set_value(False).run()
    assert announced(at) == [] and "lecture" not in at.query_params


def domains_counted(at: AppTest) -> int:
    (count,) = re.findall(r"sur (\d+)", finding(at))
    return int(count)


def test_without_the_contestable_they_are_nowhere(edition: Edition) -> None:
    contestable = [i for i in edition.registry.fragility if i.contestable]
    oriented_left = sum(i.scored_by_default and not i.contestable for i in edition.registry.fragility)
    at = open_page(REGION, region="32", criteres="sans-contestables")
    assert domains_counted(at) == oriented_left == 9  # 15 less mal-logement, vieillissement, lien social, …
    listed = [row.label for row in rows(at)]
    assert listed and not [label for label in listed if label.endswith("*")]
    follow(at, OVERVIEW, criteres="sans-contestables", region="32")
    (overview,) = [markup for markup in html(at) if "<table" in markup]
    assert "criteres=sans-contestables" in overview, "its links keep the reading"
    for indicator in contestable:
        assert f"domaine={indicator.domain}&amp;" not in overview or indicator.domain == "diversite"


def test_the_core_keeps_seven() -> None:
    at = open_page(REGION, region="32", criteres="noyau")
    assert domains_counted(at) == 7


def test_a_domain_left_out_says_so() -> None:
    at = open_page(DOMAIN, domaine="mobilite", criteres="sans-contestables", region="32")
    assert alive(at) and not charts(at)
    assert "laissé de côté" in finding(at)


def test_the_source_reading_orients_diversite_and_says_so(edition: Edition) -> None:
    """IdF: 19,2 % against 9,5 %, the largest gap of the 13: first on the fragile side, in that reading only."""
    default = open_page(DOMAIN, domaine="diversite", region="11")
    assert "sans classement" in finding(default)
    assert "Lecture de la source" not in "".join(str(m.value) for m in default.markdown[:3])
    (on_map,) = drawings(default)
    assert "k-not-oriented" in on_map and "more-fragile" not in on_map

    oriented = open_page(DOMAIN, domaine="diversite", region="11", lecture="source")
    assert "part nettement supérieure à la valeur nationale" in finding(oriented)
    assert "Lecture de la source." in said(oriented)
    assert "lecture de la source" in announced(oriented)[0]

    assert domains_counted(open_page(REGION, region="11")) == 15
    region = open_page(REGION, region="11", lecture="source")
    assert domains_counted(region) == 16
    label = edition.registry.domains["diversite"].short
    (row,) = [row for row in rows(region) if row.label == f"{label}\u202f*"]
    assert (row.sign, row.number) == ("▲▲", ""), "to confirm: it is discussed, and has no number"
    assert "indicateur discuté et donnée à confirmer" in row.remark


def test_the_data_page_is_never_filtered() -> None:
    at = open_page(DATA_PAGE, criteres="noyau", lecture="source", indicateur="mobilite")
    assert alive(at) and "30 critères" in finding(at)
    assert at.selectbox(key="indicator_widget").value == "mobilite"


# --- a page's own choices ------------------------------------------------------------------------------


def test_a_switch_is_in_the_address_while_it_is_on() -> None:
    at = open_page(OVERVIEW, solides="oui")
    assert at.toggle(key="solides_widget").value and at.query_params["solides"] == "oui"
    at.toggle(key="solides_widget").set_value(False).run()
    assert "solides" not in at.query_params
    at.toggle(key="solides_widget").set_value(True).run()
    assert at.query_params["solides"] == "oui"


def test_an_open_panel_and_what_is_chosen_in_it_are_in_the_address() -> None:
    at = open_page(REGION, region="32", ouverts="contexte,cercles", nombre="associations")
    assert any("Associations" in alt for alt in alt_texts(at))
    count = at.segmented_control(key="nombre_widget")
    count.set_value("population").run()
    assert "nombre" not in at.query_params, "the default is not written"
    count.set_value("entreprises").run()
    assert at.query_params["nombre"] == "entreprises" and at.query_params["ouverts"] == "contexte,cercles"
    assert not any("Carte en cercles" in alt for alt in alt_texts(open_page(REGION, region="32")))


def test_a_panel_follows_the_address_and_stays_as_the_reader_left_it() -> None:
    at = open_page(REGION, region="32")
    follow(at, REGION, region="32", ouverts="proches,places")
    assert at.session_state["similar"] and at.session_state["why_solid"]
    follow(at, REGION, region="32")
    assert at.session_state["similar"] and at.query_params["ouverts"] == "proches,places"
    follow(at, REGION, region="32", ouverts="places", retour="oui")
    assert not at.session_state["similar"] and at.session_state["why_solid"]
