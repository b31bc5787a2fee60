"""One list a region: what each page lists, orders, counts and says of it is its portrait, in the reading in force."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as parser
from streamlit.testing.v1 import AppTest

from charts.figures import FIGURES, Subject
from charts.record import Record
from territory import wording
from territory.analysis import Reading
from territory.arrays import kept_domains
from territory.fact import Fact
from territory.factors import factor_shifts
from territory.indicators import Registry
from territory.loader import Edition
from territory.portrait import Portrait, portrait
from territory.positions import overall_positions
from territory.robustness import domain_places
from territory.scores import score_table
from territory.similarity import neighbours
from tests.pages.rows import rows
from tests.pages.visit import (
    COMPARE,
    DATA_PAGE,
    DOMAIN,
    METHOD,
    OVERVIEW,
    READINGS,
    REGION,
    REGIONS,
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
    tables,
    texts,
    unfold,
    visitor,
)
from tests.territory.typography import OPAQUE

each_reading = pytest.mark.parametrize("name", READINGS)
Portraits = Callable[[str, str], Portrait]


@pytest.fixture(scope="module")
def told(edition: Edition) -> Portraits:
    """The portrait of a region in a reading, from ``territory`` alone."""

    @cache
    def numbers(name: str) -> tuple[Any, Any, Any]:
        reading = READINGS[name][1]
        return (
            score_table(edition, reading),
            domain_places(edition, reading=reading),
            factor_shifts(edition, reading=reading),
        )

    def of(name: str, region: str) -> Portrait:
        scores, places, shifts = numbers(name)
        return portrait(edition, scores, region, places, shifts)

    return of


def plain(text: str) -> str:
    return text.replace("\\", "")


def expected_row(fact: Fact) -> tuple[str, ...]:
    remark = [fact.reasons_text, fact.place_word]
    return (
        "" if fact.priority is None else str(fact.priority),
        wording.CLASS_SYMBOL[fact.kind],
        fact.label,
        fact.indicator.short,
        wording.value_text(fact.indicator, fact.value),
        wording.cell_text(fact.indicator, fact.national, national=True),
        " · ".join(part for part in remark if part),
    )


def unbroken(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("<br>", " "))


# --- Mon territoire ------------------------------------------------------------------------------------


@each_reading
def test_a_region_s_page_is_its_portrait(name: str, told: Portraits) -> None:
    """13 regions: finding, lead, three lists in order with numbers, signs, values, remarks; the choice of a domain."""
    at = visitor()
    for region in REGIONS:
        follow(at, REGION, region=region, **READINGS[name][0])
        expected = told(name, region)
        assert alive(at), region
        assert finding(at) == expected.finding
        assert expected.lead in [str(markdown.value) for markdown in at.markdown]
        words = said(at)
        for card in expected.cards:
            assert f"{card.title} ({len(card.facts)})\n{card.caption}" in words
        listed = [fact for card in expected.cards for fact in card.facts]
        assert [row[:7] for row in rows(at)] == [expected_row(fact) for fact in listed]
        assert not any(row.opened for row in rows(at))


def test_a_row_opens_in_place_by_its_address(told: Portraits) -> None:
    """Its sentence, its map, who does better, what helps; one at a time, and closed by the same link."""
    for fact in (told("default", "32").priorities[1], told("default", "32").strengths[0]):
        at = open_page(REGION, region="32", priorite=fact.domain.code)
        assert alive(at)
        assert [row.label for row in rows(at) if row.opened] == [fact.label]
        (opened,) = [row for row in rows(at) if row.opened]
        assert opened.address == "?region=32", "it closes"
        assert plain(fact.sentence) in plain(said(at))
        assert {"Qui fait mieux", "Ce qui peut aider"} <= {str(sub.value) for sub in at.subheader}
        assert any(f"domaine={fact.domain.code}" in drawn for drawn in drawings(at)), "its map"


@pytest.mark.parametrize("region", REGIONS)
def test_the_lead_names_what_the_first_card_that_has_any_lists(region: str, told: Portraits) -> None:
    """Eight regions used to name first what the card of priorities did not list (Île-de-France, Corse…)."""
    at = open_page(REGION, region=region)
    (lead,) = [
        str(m.value) for m in at.markdown if re.match(r"(Les \d|La seule|Aucun domaine n’est une)", str(m.value))
    ]
    named = re.findall(r"\*\*(.+?)\*\*", lead)
    listed = told("default", region).priorities or told("default", region).to_confirm
    assert named == [wording.lowered(fact.domain.label) for fact in listed[: len(named)]] and named


def test_a_region_without_priority_opens_on_what_is_to_be_confirmed(told: Portraits) -> None:
    at, seen = visitor(), 0
    for name, (address, _) in READINGS.items():
        for region in REGIONS:
            expected = told(name, region)
            if expected.priorities or not expected.to_confirm:
                continue
            seen += 1
            follow(at, REGION, region=region, **address)
            assert "Priorités (0)" in said(at) and expected.cards[0].nothing in said(at)
            assert rows(at)[0][:7] == expected_row(expected.to_confirm[0])
            if seen == 3:
                return
    assert seen


def why(at: AppTest) -> AppTest:
    """« Voir pourquoi » opened: what it holds is made then."""
    at.session_state["why_solid"] = True
    return at.run()


def test_the_figure_of_places_lists_the_fragilities_of_the_page(told: Portraits) -> None:
    at = visitor()
    for name, region in (("default", "32"), ("without contestable", "32"), ("source", "11"), ("core", "94")):
        drawn = charts(why(follow(at, REGION, region=region, **READINGS[name][0])))[-1]["layout"]["yaxis"]["ticktext"]
        placed = [fact for fact in told(name, region).fragilities if fact.place is not None]
        assert drawn == [
            f"{f'{fact.priority}. ' if fact.priority else ''}{fact.label}<br><b>{fact.place_word}</b>"
            for fact in placed
        ]


# --- the words are those of the reading in force -------------------------------------------------------


def differing(told: Portraits, other: str) -> list[tuple[str, str]]:
    """Region and label of the fragilities whose place has another word in another reading."""
    found = []
    for region in REGIONS:
        words = {fact.domain.code: fact.place_word for fact in told("default", region).fragilities}
        found += [
            (region, fact.label)
            for fact in told(other, region).fragilities
            if words.get(fact.domain.code, fact.place_word) != fact.place_word
        ]
    return found


def test_the_words_of_a_reading_are_not_borrowed(told: Portraits) -> None:
    """Places among 16 domains used to be printed beside a reading of nine."""
    moved = differing(told, "without contestable")
    assert len(moved) >= 3
    at = visitor()
    for region in dict.fromkeys(code for code, _ in moved):
        follow(at, REGION, region=region, criteres="sans-contestables")
        page = {row.label: row.remark for row in rows(at)}
        for code, label in moved:
            if code == region:
                (fact,) = [f for f in told("without contestable", region).fragilities if f.label == label]
                assert page[label].endswith(fact.place_word)


@each_reading
def test_among_how_many_domains_a_place_is_counted_is_the_reading_s(name: str, edition: Edition) -> None:
    address, reading = READINGS[name]
    at = why(open_page(REGION, region="32", **address))
    expected = unbroken(wording.kept_domains_text(*kept_domains(edition, reading)))
    assert expected in unbroken(said(at))
    assert expected in unbroken(said(follow(at, METHOD, **address)))


def test_the_overall_positions_are_those_of_the_reading(edition: Edition) -> None:
    at = open_page(METHOD, criteres="noyau")
    found = overall_positions(edition, reading=Reading(core_only=True)).to_dict("records")
    expected = [wording.position_sentence(edition.regions[row["region"]], row, 13) for row in found]
    (shown,) = [table for table in tables(at) if "Position d’ensemble selon les variantes" in table.columns]
    assert list(shown["Position d’ensemble selon les variantes"]) == expected


def test_the_solidity_words_say_that_they_are_about_places() -> None:
    at = open_page(REGION, region="32")
    (meaning,) = [str(caption.value) for caption in at.caption if "**Place solide**" in str(caption.value)]
    assert "**Place probable**" in meaning and "**Place qui dépend du calcul**" in meaning


# --- the other pages -----------------------------------------------------------------------------------


@each_reading
def test_the_overview_counts_what_the_portrait_counts(name: str, told: Portraits) -> None:
    at = visitor()
    for region in REGIONS:
        follow(at, OVERVIEW, region=region, **READINGS[name][0])
        expected = told(name, region)
        assert expected.finding in said(at)
        first = (expected.priorities or expected.to_confirm)[:3]
        assert [row.label for row in rows(at)] == [fact.label for fact in first]


def test_the_overview_has_the_five_classes_of_its_record(edition: Edition, scores: Any) -> None:
    """Three on the page and five in a meeting, before; the legend is the record's on both."""
    at = open_page(OVERVIEW, region="32")
    assert {toggle.key for toggle in at.toggle} == {"source_widget", "solides_widget"}
    record = FIGURES["vue-ensemble"].record(Subject(edition, scores, Reading(), "32"))
    (foot,) = [markup for markup in html(at) if "case" in markup and "legend" in markup]
    labels = texts(foot).split("\n")
    assert labels[: len(record.legend)] == [entry.label for entry in record.legend]
    assert [label.split("\u00a0")[0].split(" ")[0] for label in labels[:5]] == ["▲▲", "▲", "=", "▼", "▼▼"]


def test_dimming_follows_the_reading(told: Portraits) -> None:
    """With the discussed indicators left out, the cells that stay bright are the solid places of that reading."""
    at = open_page(OVERVIEW, criteres="sans-contestables")
    at.toggle(key="solides_widget").set_value(True).run()
    (table,) = [parser.fragment_fromstring(markup) for markup in html(at) if "<table" in markup]
    bright = set()
    for cell in table.iter("td"):
        if cell.find("a") is not None and "dim" not in cell.get("class").split():
            codes = parse_qs(urlsplit(cell.find("a").get("href")).query)
            bright.add((codes["region"][0], codes["domaine"][0]))
    assert bright == {
        (region, fact.domain.code)
        for region in REGIONS
        for fact in told("without contestable", region).facts
        if fact.place_word == "place solide" and (fact.kind.more_fragile or fact.kind.less_fragile)
    }


@pytest.mark.parametrize("region", ["32", "11", "75"])
def test_a_domain_s_page_uses_the_words_of_the_portrait(region: str, told: Portraits) -> None:
    at = visitor()
    for fact in told("default", region).fragilities:
        follow(at, DOMAIN, region=region, domaine=fact.domain.code)
        words = [plain(str(element.value)) for kind in ("markdown", "caption") for element in at.get(kind)]
        assert plain(fact.sentence) in words
        number = f"Priorité {fact.priority}" if fact.priority else "À confirmer"
        (status,) = [text for text in words if text.startswith(f"{number} {fact.region.locative}")]
        assert fact.reasons_text in status and fact.place_word in status


def test_the_direction_is_said_with_each_rank(edition: Edition) -> None:
    """« 13e région sur 13 » can be the best one."""
    at, seen = visitor(), 0
    for domain in edition.registry.domains:
        follow(at, DOMAIN, domaine=domain, region="94")
        sentences = [str(markdown.value) for markdown in at.markdown]
        ranks = [text for text in sentences if re.search(r"\d+(?:re|e) sur 13", text)]
        for text in ranks:
            seen += 1
            assert re.search(r"sur 13(, ex æquo)?, (la (plus|moins) fragile|de la plus à la moins fragile)", text), text
    assert seen == 14


def test_similar_regions_are_three_and_lead_to_the_same_comparison(edition: Edition, scores: Any) -> None:
    at = unfold(open_page(REGION, region="32"), "similar")
    near = neighbours(scores)
    others = list(near.loc[near["region"] == "32", "neighbour"])
    assert len(others) == 3
    names = [edition.regions[code].name for code in others]
    assert [str(sub.value) for sub in at.subheader if str(sub.value) in names] == names
    headline = wording.comparison_finding(edition, scores, ["32", *others])
    assert f"{headline}." in said(at)
    (link,) = [link.proto for link in at.get("page_link") if link.proto.label == "Comparer ces 4\u00a0régions"]
    assert link.query_string == f"regions={','.join(['32', *others])}&region=32".replace(",", "%2C")
    follow(at, COMPARE, region="32", regions=",".join(["32", *others]))
    assert finding(at) == headline
    record = FIGURES["comparaison"].record(Subject(edition, scores, Reading(), regions=("32", *others)))
    (figure,) = dumbbells(at)
    assert unbroken(record.title) in unbroken(said(at))
    assert "À droite, plus fragile\u202f; à gauche, moins fragile." in said(unfold(at, f"values_{record.file_name}"))
    assert "plus fragile ▶" in texts(figure)


# --- the mark, the source, the words -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "address"),
    [
        (OVERVIEW, {}),
        (REGION, {"region": "32"}),
        (DOMAIN, {"domaine": "lien_social"}),
        (COMPARE, {"regions": "32,53"}),
        (METHOD, {"region": "32"}),
    ],
)
def test_under_each_figure_that_has_the_mark_its_meaning_and_the_source(script: str, address: dict[str, str]) -> None:
    """« Familles monoparentales : 4 régions », bare, was the worst."""
    at = open_page(script, **address)
    under = [texts(markup) for markup in html(at) if "figure-foot" in markup and "<p" in markup]
    assert under and all("Source :" in unbroken(foot) for foot in under)
    assert any("* Indicateur discuté :" in unbroken(foot) for foot in under) or script == METHOD


def test_the_circles_say_their_source_and_how_they_are_read(edition: Edition) -> None:
    at = unfold(open_page(REGION, region="32"), "context", "circles_map")
    record: Record = FIGURES["cercles"].record(Subject(edition, score_table(edition), Reading(), "32", "population"))
    assert record.credit in said(at)
    assert f"{record.how_to_read} {record.how_to_click}" in said(unfold(at, f"values_{record.file_name}"))


@each_reading
def test_readers_are_told_discussed_and_never_contestable(name: str, edition: Edition) -> None:
    address = READINGS[name][0]
    at = visitor()
    for page in (OVERVIEW, REGION, DOMAIN, COMPARE, METHOD, DATA_PAGE):
        follow(at, page, region="32", regions="32,53", domaine="lien_social", indicateur="lien_social", **address)
        words = said(at) + " ".join(str(radio.options) for radio in at.radio)
        assert alive(at) and not re.search(r"(?i)contestable|sans le comparer", words), page
        assert page == DATA_PAGE or "CO2" not in words, "as published there, and there alone"


@each_reading
def test_pages_say_no_word_of_the_method(name: str) -> None:
    """Méthode and Données explain them; elsewhere an elected official reads plain French."""
    at = visitor()
    for page in (OVERVIEW, REGION, DOMAIN, COMPARE, "pages/sapproprier/ressources.py", "pages/agir/reunion.py"):
        follow(at, page, region="32", regions="32,53", domaine="diversite", **READINGS[name][0])
        words = said(at) + " ".join(str(radio.options) + str(radio.label) for radio in at.radio)
        words += " ".join(f"{found.label} {found.help}" for found in at.toggle) + " ".join(alt_texts(at))
        assert alive(at) and not OPAQUE.search(words), (page, OPAQUE.search(words))


def test_the_method_defines_a_priority_and_what_is_to_be_confirmed() -> None:
    words = unbroken(said(open_page(METHOD)))
    assert "dont l’indicateur n’est ni discuté ni de fiabilité C" in words
    assert "dont l’indicateur est discuté, ou la donnée de fiabilité C" in words
    assert "elle ne fait jamais passer un domaine d’une liste à l’autre" in words
    assert "la moyenne des écarts absolus" in words


def test_the_context_is_shown_beside_france(edition: Edition) -> None:
    at = unfold(open_page(REGION, region="32"), "context")
    assert "à côté de la France, sans rang ni jugement" in said(at)
    registry: Registry = edition.registry
    (context,) = [table for table in tables(at) if "Unité" in table.columns and "France" in table.columns]
    assert list(context["Unité"]) == [indicator.unit for indicator in registry.context]
