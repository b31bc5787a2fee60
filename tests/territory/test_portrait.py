"""What is told about a region: one list of priorities, whatever the reading and the page."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, product

import pandas as pd
import pytest

from territory import wording
from territory.analysis import FragilityClass, Reading, Reason, Status
from territory.fact import Fact
from territory.factors import factor_shifts
from territory.loader import Edition
from territory.portrait import Portrait, portrait
from territory.robustness import Verdict, domain_places
from territory.scores import fragilities, score_table
from tests.territory import oracle
from tests.territory.typography import faults

READINGS = [Reading(source, without) for source, without in product([False, True], repeat=2)]
every_region = pytest.mark.parametrize("region", oracle.REGIONS)
every_reading = pytest.mark.parametrize("reading", READINGS, ids=["default", "source", "without", "both"])


def codes(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.indicator.code for fact in facts]


@pytest.fixture(scope="module")
def tables(edition: Edition) -> dict[Reading, pd.DataFrame]:
    return {reading: score_table(edition, reading) for reading in READINGS}


@pytest.fixture(scope="module")
def places(edition: Edition) -> dict[Reading, pd.DataFrame]:
    return {reading: domain_places(edition, reading=reading) for reading in READINGS}


@pytest.fixture(scope="module")
def hauts(edition: Edition, scores: pd.DataFrame, places: dict[Reading, pd.DataFrame]) -> Portrait:
    return portrait(edition, scores, "32", places[Reading()], factor_shifts(edition, draws=400))


# --- the lists -----------------------------------------------------------------------------------------


def test_hauts_de_france(hauts: Portrait) -> None:
    """method.md: 11 fragilities, 6 priorities, 5 to confirm; santé is a priority though its place is sensitive."""
    assert (hauts.fragile, hauts.compared) == (11, 15)
    assert codes(hauts.priorities) == ["education", "emploi", "culture", "pauvrete", "securite", "sante"]
    assert [fact.priority for fact in hauts.priorities] == [1, 2, 3, 4, 5, 6]
    assert codes(hauts.to_confirm) == [
        *("mal_logement", "lien_social", "environnement", "mobilite", "transition_energetique")
    ]
    assert codes(hauts.strengths) == ["numerique"]
    assert hauts.priorities[-1].verdict is Verdict.SENSITIVE
    assert [fact.place_word for fact in hauts.priorities[-2:]] == ["place probable", "place qui dépend du calcul"]
    assert hauts.lead.startswith(
        "Les 3 premières priorités\u00a0: **éducation** (jeunes sans emploi ni formation\u00a0: 21,2\u202f% contre "
        "16,7\u202f%), **emploi** (taux de chômage"
    )
    assert hauts.opening_text == "La première priorité\u00a0: éducation"


def test_nouvelle_aquitaine_has_only_domains_to_confirm(edition: Edition, scores: pd.DataFrame) -> None:
    found = portrait(edition, scores, "75")
    assert (found.fragile, found.priorities) == (3, ())
    assert codes(found.to_confirm) == ["vieillissement", "mobilite", "transition_energetique"]
    assert found.lead.startswith("Aucun domaine n’est une priorité\u202f; 3 sont à confirmer\u00a0: **vieillissement")
    assert found.opening is found.to_confirm[0]
    assert found.opening_text == (
        "Le premier domaine à confirmer\u00a0: vieillissement / intergénération "
        "(indicateur discuté et donnée à confirmer)"
    )
    # Left out, they leave nothing that stands out, and nothing to map.
    bare = portrait(edition, score_table(edition, Reading(without_contestable=True)), "75")
    assert (bare.fragile, bare.compared, bare.opening) == (0, 9, None)
    assert bare.lead.startswith("Aucun domaine ne se détache")
    assert bare.opening_text == "Aucun domaine ne se détache en Nouvelle-Aquitaine"
    assert bare.finding == "En Nouvelle-Aquitaine, aucun domaine sur 9 n’est plus fragile qu’en France"


def test_the_source_s_reading_makes_no_priority_of_immigration(edition: Edition) -> None:
    found = portrait(edition, score_table(edition, Reading(source_reading=True)), "11")
    assert codes(found.priorities) == ["securite"] and codes(found.to_confirm)[0] == "diversite"
    assert found.opening is found.priorities[0]


@every_region
@every_reading
def test_one_list_of_priorities(
    edition: Edition, tables: dict[Reading, pd.DataFrame], region: str, reading: Reading
) -> None:
    """Lead, cards, opening and numbers are one list: that of the scores' ``status``."""
    found = portrait(edition, tables[reading], region)
    own = fragilities(tables[reading][tables[reading]["region"] == region])
    assert codes(found.fragilities) == list(own["indicator"])
    assert found.fragile == len(found.fragilities) == len(own)
    assert [fact.priority for fact in found.priorities] == list(range(1, len(found.priorities) + 1))
    assert all(fact.status is Status.PRIORITY and not fact.reasons for fact in found.priorities)
    assert all(fact.status is Status.TO_CONFIRM and fact.reasons for fact in found.to_confirm)
    assert [card.facts for card in found.cards] == [found.priorities, found.to_confirm, found.strengths]
    assert [card.code for card in found.cards] == ["priorities", "to_confirm", "strengths"]
    named = found.priorities or found.to_confirm
    if named:
        first = wording.lowered(named[0].domain.label)
        assert found.lead.split("**")[1] == first and f"\u00a0: {first}" in found.opening_text
        assert found.lead.count("**") == 2 * min(3, len(named))
        assert found.opening is named[0]
    else:
        assert found.opening is None and "ne se détache" in found.lead


@every_region
@every_reading
def test_places_move_no_domain(
    edition: Edition,
    tables: dict[Reading, pd.DataFrame],
    places: dict[Reading, pd.DataFrame],
    region: str,
    reading: Reading,
) -> None:
    with_places = portrait(edition, tables[reading], region, places[reading])
    without = portrait(edition, tables[reading], region)
    for name in ("facts", "priorities", "to_confirm", "strengths", "by_score"):
        assert codes(getattr(with_places, name)) == codes(getattr(without, name)), name
    assert (with_places.lead, with_places.finding) == (without.lead, without.finding)
    assert all(fact.place_word and fact.place_sentence for fact in with_places.facts if fact.score is not None)
    assert not any(fact.place_word or fact.place_sentence or fact.factor_text for fact in without.facts)


@every_region
def test_strengths_are_established_and_less_fragile(edition: Edition, scores: pd.DataFrame, region: str) -> None:
    found = portrait(edition, scores, region)
    expected = [
        fact
        for fact in found.facts
        if fact.kind in (FragilityClass.LESS_FRAGILE, FragilityClass.MUCH_LESS_FRAGILE)
        and not fact.indicator.to_confirm
    ]
    assert set(codes(found.strengths)) == set(codes(tuple(expected)))
    kept = [fact.score for fact in found.strengths if fact.score is not None]
    assert kept == sorted(kept) and all(score <= Decimal("-0.5") for score in kept)


@every_region
def test_facts_by_score(edition: Edition, scores: pd.DataFrame, region: str) -> None:
    found = portrait(edition, scores, region)
    order = codes(found.facts)
    assert order == [criterion.code for criterion in oracle.FRAGILITY]
    assert sorted(codes(found.by_score)) == sorted(order)
    assert codes(found.by_score)[-2:] == ["diversite", "handicap"]  # without a score
    for first, second in pairwise(found.by_score[:-2]):
        assert first.score is not None and second.score is not None and first.score >= second.score


def test_an_unknown_region_has_no_portrait(edition: Edition, scores: pd.DataFrame) -> None:
    with pytest.raises(KeyError):
        portrait(edition, scores, "99")


# --- the words -----------------------------------------------------------------------------------------


def test_the_words_of_a_fact(hauts: Portrait) -> None:
    facts = {fact.indicator.code: fact for fact in hauts.facts}
    culture = facts["culture"]
    assert (culture.label, culture.domain_label) == ("Culture", "Culture")
    assert culture.value_text == "0,44\u00a0équipement pour 10\u202f000 hab."
    assert culture.national_text == "0,67\u00a0équipement pour 10\u202f000 hab."
    assert culture.gap_text == "\u22120,23\u00a0pour 10\u202f000 hab."
    assert culture.rank_text == "1re sur 13, la plus fragile"
    assert culture.place_sentence.startswith(
        "Place probable\u00a0: 3e (de la 1re à la 6e)\u202f; parmi les cinq premières"
    )
    assert culture.factor_text == "Ce qui déplace le plus cette place\u00a0: la façon de comparer les écarts."
    assert culture.reasons == () and culture.reasons_text == ""
    assert (facts["transition_energetique"].label, facts["transition_energetique"].domain_label) == (
        "Transition énerg.\u202f*",
        "Transition énergétique\u202f*",
    )
    assert facts["lien_social"].reasons == (Reason.CONTESTABLE,)
    assert facts["lien_social"].reasons_text == "indicateur discuté"
    # Handicap, which has no value, shares its domain with diversité: it is told by its own name, and has no place.
    handicap = facts["handicap"]
    assert handicap.label == handicap.domain_label == "Handicap"
    assert handicap.value_text == handicap.national_text == handicap.gap_text == wording.MISSING
    assert (handicap.rank_text, handicap.place_word, handicap.factor_text) == ("", "", "")
    assert facts["diversite"].place_word == "" and facts["diversite"].label == "Diversité / handicap\u202f*"
    # A domain that is less fragile has its place among the last.
    assert facts["numerique"].place_word == "place solide" and "cinq dernières" in facts["numerique"].place_sentence


@every_reading
def test_a_fact_says_the_sentence_of_its_cell(
    edition: Edition, tables: dict[Reading, pd.DataFrame], reading: Reading
) -> None:
    registry = edition.registry
    for region in edition.regions:
        rows = tables[reading][tables[reading]["region"] == region].to_dict("records")
        for fact, row in zip(portrait(edition, tables[reading], region).facts, rows, strict=True):
            expected = wording.cell_sentence(
                row, registry.indicators[row["indicator"]], registry.domains[row["domain"]]
            )
            assert fact.sentence == expected


@every_region
@every_reading
def test_the_typography_of_a_portrait(
    edition: Edition,
    tables: dict[Reading, pd.DataFrame],
    places: dict[Reading, pd.DataFrame],
    region: str,
    reading: Reading,
) -> None:
    found = portrait(edition, tables[reading], region, places[reading])
    texts = [found.finding, found.lead, found.opening_text]
    texts += [text for card in found.cards for text in (card.title, card.caption, card.nothing)]
    texts += [text for fact in found.facts for text in (fact.label, fact.domain_label, fact.sentence)]
    texts += [fact.place_sentence for fact in found.facts if fact.place_sentence]
    assert [fault for text in texts for fault in faults(text)] == []


def test_the_captions_of_the_cards(edition: Edition, scores: pd.DataFrame, hauts: Portrait) -> None:
    captions = [card.caption for card in hauts.cards]
    assert captions == [
        "6\u00a0domaines plus fragiles qu’en France, d’après des données établies",
        "5\u00a0domaines plus fragiles qu’en France, mais l’indicateur se discute ou la donnée est à confirmer",
        "1\u00a0domaine moins fragile qu’en France, d’après des données établies",
    ]
    empty = portrait(edition, scores, "75").cards[0]
    assert empty.facts == () and empty.caption == empty.nothing
    assert empty.nothing == "Aucun domaine n’est plus fragile qu’en France, d’après des données établies."
