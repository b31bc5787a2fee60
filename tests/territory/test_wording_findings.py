"""Titles, findings, leads, source lines and what marks a figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from territory import wording
from territory.analysis import FragilityClass, Reading, Reason
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from territory.portrait import portrait
from territory.scores import score_table
from tests.territory.typography import faults, plain

D = Decimal
N, T = "\u00a0", "\u202f"


# --- findings, sources, choices ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("region", "count", "expected"),
    [
        ("32", 11, "Dans les Hauts-de-France, 11 domaines sur 15 sont plus fragiles qu'en France"),
        ("11", 1, "En Île-de-France, 1 domaine sur 15 est plus fragile qu'en France"),
        ("53", 0, "En Bretagne, aucun domaine sur 15 n'est plus fragile qu'en France"),
    ],
)
def test_region_finding(region: str, count: int, expected: str, edition: Edition) -> None:
    assert plain(wording.region_finding(edition.regions[region], count, 15)) == expected


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (
            ["more_fragile"] * 2 + ["near"] * 10 + ["missing"],
            "2 régions sur 12 plus fragiles que la valeur nationale",
        ),
        (["much_more_fragile"] + ["near"] * 12, "1 région sur 13 plus fragile que la valeur nationale"),
        (["indistinguishable"] * 13, "aucune région plus fragile que la valeur nationale"),
        (["not_oriented"] * 13, "des valeurs à lire sans classement"),
        (["missing"] * 13, "aucune donnée régionale dans la source"),
    ],
)
def test_indicator_finding(classes: list[str], expected: str, edition: Edition) -> None:
    indicator = edition.registry.indicators["emploi"]
    found = wording.indicator_finding(indicator, [FragilityClass(name) for name in classes])
    assert plain(found) == f"Taux de chômage : {expected}"


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("0.1", "supérieur à la valeur nationale"),
        ("-0.1", "inférieur à la valeur nationale"),
        ("0.0", "égal à la valeur nationale"),
    ],
)
def test_comparison(gap: str, expected: str) -> None:
    assert wording.comparison(D(gap)) == expected


def test_polarities_are_said() -> None:
    said = [wording.polarity_text(polarity) for polarity in (*Polarity, None)]
    assert said == [
        "plus haut = plus fragile",
        "plus bas = plus fragile",
        "ni fragilité ni atout",
        "contexte, non comparé",
    ]


def test_years(edition: Edition) -> None:
    def of(*codes: str) -> str:
        return wording.years_text(edition.registry.indicators[code] for code in codes)

    assert of("emploi") == "2019"
    assert of("environnement", "sante", "emploi") == "2012 à 2019"
    assert of("pouvoir_achat") == "2012 à 2016"
    assert of("handicap") == of() == ""


def test_the_foot_of_the_method(edition: Edition) -> None:
    assert wording.foot(edition.registry) == (
        "Écarts entre territoires, et non distance à un idéal. Données publiées de 2012 à 2019, jamais corrigées."
    )


def test_source_lines(edition: Edition) -> None:
    registry = edition.registry
    publisher = "Observatoire des partenariats (Le RAMEAU), programme IMPACT"
    table = f"{publisher}, table « Données territoriales, 30 critères », 2020"

    def line(*codes: str) -> str:
        found = wording.source_line(registry, [registry.indicators[code] for code in codes])
        assert not faults(found)
        return plain(found)

    assert line("emploi") == f"Source : {table} ; Comisis / OpinionWay, données T1 2019."
    assert line("emploi", "environnement") == f"Source : {table} ; données de 2012 à 2019."
    assert line("handicap") == f"Source : {table} ; non publiée, année non précisée."


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading(), ""),
        (Reading(source_reading=True), "Réglages de lecture : « lecture de la source » pour diversité."),
        (Reading(without_contestable=True), "Réglages de lecture : sans les indicateurs discutés."),
        # diversité is contestable: left out, its reading is no choice any more.
        (
            Reading(source_reading=True, without_contestable=True),
            "Réglages de lecture : sans les indicateurs discutés.",
        ),
        (Reading(core_only=True), "Réglages de lecture : les 7 indicateurs les plus sûrs, seuls."),
        (Reading(True, True, True), "Réglages de lecture : les 7 indicateurs les plus sûrs, seuls."),
    ],
)
def test_choices_in_force(reading: Reading, expected: str) -> None:
    assert plain(wording.choices(reading)) == expected
    assert not faults(wording.choices(reading))


def test_the_count_of_the_core_is_the_registry_s(edition: Edition) -> None:
    core = sum(indicator.core for indicator in edition.registry.indicators.values())
    assert f"les {core} indicateurs" in wording.choices(Reading(core_only=True))
    assert f"Les {core} plus sûrs" == wording.SUREST
    # As the glossary defines them.
    assert all(i.core == (i.scored_by_default and not i.to_confirm) for i in edition.registry.fragility)


def test_a_year_that_is_not_published_is_not_invented(edition: Edition) -> None:
    nameless: Indicator = replace(edition.registry.indicators["emploi"], year="")
    assert plain(wording.source_line(edition.registry, [nameless])).endswith("année non précisée.")


# --- the title of a ranking ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("32 10.8, 53 7.2", "de 10,8 % dans les Hauts-de-France à 7,2 % en Bretagne"),
        ("94 10.8, 11 9, 53 7.2, 52 7.2", "de 10,8 % en Corse à 7,2 % en Bretagne et dans les Pays de la Loire"),
        ("94 9, 53 9, 52 9, 11 7", "de 9,0 % dans 3 régions à 7,0 % en Île-de-France"),
        ("94 9, 53 9", "9,0 % en Corse et en Bretagne"),
        ("94 9", "9,0 % en Corse"),
        ("", "aucune donnée régionale dans la source"),
    ],
)  # fmt: skip
def test_extent_finding(edition: Edition, values: str, expected: str) -> None:
    pairs = [pair.split() for pair in values.split(", ") if pair]
    said = wording.extent_finding(
        edition.registry.indicators["emploi"], [(edition.regions[code], D(value)) for code, value in pairs]
    )
    assert plain(said) == f"Taux de chômage : {expected}"
    assert not faults(said)


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        (
            "environnement",
            "28 10.87, 11 4",
            "Émissions de CO₂ par habitant * (indicateur discuté) : de 10,87 t éq. CO₂ en Normandie à "
            "4,00 t éq. CO₂ en Île-de-France",
        ),
        (
            "culture",
            "32 0.44, 94 2.13",
            "Équipements culturels : de 0,44 équipement pour 10 000 hab. dans les Hauts-de-France à 2,13 en Corse",
        ),
        (
            "pouvoir_achat",
            "11 1.03, 94 1.07",
            "Évolution du revenu médian : de 1,03 (rapport 2016/2012) en Île-de-France à 1,07 en Corse",
        ),
    ],
)
def test_a_value_in_a_title_has_its_unit(edition: Edition, code: str, values: str, expected: str) -> None:
    found = [(edition.regions[region], D(value)) for region, value in (pair.split() for pair in values.split(", "))]
    said = wording.extent_finding(edition.registry.indicators[code], found)
    assert plain(said) == expected
    assert not faults(said)


# --- what marks a figure -------------------------------------------------------------------------------


def test_the_mark_and_its_note(edition: Edition) -> None:
    indicators = edition.registry.indicators
    lien_social, emploi, ageing = indicators["lien_social"], indicators["emploi"], indicators["vieillissement"]
    assert wording.marked("Lien social", lien_social) == f"Lien social{T}*"
    assert wording.marked("Emploi", emploi) == "Emploi"
    assert plain(wording.mark_note([lien_social])) == (
        "* Indicateur discuté : mesure une exposition à la pauvreté, à laquelle il est très lié (corrélation de 0,94 "
        "entre régions), et non le lien social."
    )
    assert plain(wording.mark_note([ageing])) == (
        "* Indicateur discuté : la source ne définit pas ce taux ; le sens de lecture reste à confirmer. "
        "Donnée à confirmer : indicateur non défini par la source."
    )
    assert plain(wording.mark_note([indicators["pouvoir_achat"]])).startswith("Donnée à confirmer : les valeurs")
    assert plain(wording.mark_note([emploi, lien_social])) == (
        "* Indicateur discuté : la mesure se discute pour ce domaine (raisons dans Méthode)."
    )
    assert wording.mark_note([lien_social, lien_social]) == wording.mark_note([lien_social])
    assert wording.mark_note([emploi]) == wording.mark_note([]) == wording.mark_note([emploi, emploi]) == ""
    assert wording.mark_note([emploi, indicators["sante"]]) == ""


def test_reasons_are_said() -> None:
    assert wording.reasons_text([]) == ""
    assert wording.reasons_text([Reason.CONTESTABLE]) == "indicateur discuté"
    assert wording.reasons_text([Reason.RELIABILITY]) == "donnée à confirmer"
    assert wording.reasons_text(Reason) == "indicateur discuté et donnée à confirmer"


@pytest.mark.parametrize(
    ("code", "national", "expected"),
    [
        ("lien_social", "9.3", "Lien social : familles monoparentales *, en %, 2016 ; France métropolitaine : 9,3 %"),
        (
            "culture",
            "0.67",
            "Culture : équipements culturels, en équipements pour 10 000 hab., 2017 ; France métropolitaine : "
            "0,67 équipement pour 10 000 hab.",
        ),
        (
            "pouvoir_achat",
            "1.05",
            "Pouvoir d'achat : évolution du revenu médian (rapport 2016/2012), 2012-2016 ; France métropolitaine : "
            "1,05",
        ),
        ("handicap", None, "Diversité / handicap : handicap ; France métropolitaine : n. d."),
    ],
)
def test_measure_line(edition: Edition, code: str, national: str | None, expected: str) -> None:
    indicator = edition.registry.indicators[code]
    domain = edition.registry.domains[indicator.domain]
    assert plain(wording.measure_line(indicator, domain, None if national is None else D(national))) == expected


def test_every_measure_line_and_note_is_typeset(edition: Edition, scores: pd.DataFrame) -> None:
    registry = edition.registry
    for indicator in registry.fragility:
        (national, *_) = scores.loc[scores["indicator"] == indicator.code, "national"]
        line = wording.measure_line(indicator, registry.domains[indicator.domain], national)
        assert not faults(line) and ("*" in line) == indicator.contestable
        note = wording.mark_note([indicator])
        assert not faults(note) and ("*" in note) == indicator.contestable
        assert bool(note) == indicator.to_confirm


@pytest.mark.parametrize(
    ("code", "fragile", "expected"),
    [
        ("lien_social", 4, "part supérieure à la valeur nationale dans 4 régions sur 13, hors faibles écarts"),
        ("mobilite", 1, "part inférieure à la valeur nationale dans 1 région sur 13, hors faibles écarts"),
        ("environnement", 0, "niveau supérieur à la valeur nationale dans aucune région, hors faibles écarts"),
        ("diversite", 1, "part supérieure à la valeur nationale dans 1 région sur 13, hors faibles écarts"),
    ],
)
def test_the_title_of_a_contestable_map_says_its_mark_and_judges_nobody(
    edition: Edition, code: str, fragile: int, expected: str
) -> None:
    indicator = edition.registry.indicators[code]
    classes = [FragilityClass.MORE_FRAGILE] * fragile + [FragilityClass.NEAR] * (13 - fragile)
    said = wording.indicator_finding(indicator, classes)
    assert plain(said) == f"{plain(indicator.label)} * (indicateur discuté) : {expected}"
    assert "plus fragile" not in said and not faults(said)


def test_no_title_of_a_contestable_cell_judges(edition: Edition, scores: pd.DataFrame) -> None:
    registry = edition.registry
    for row in scores.to_dict("records"):
        indicator, region = registry.indicators[row["indicator"]], edition.regions[row["region"]]
        said = wording.cell_finding(row, indicator, registry.domains[row["domain"]], region)
        assert ("*" in said) == row["contestable"] and not faults(said)
        if row["contestable"]:
            assert "fragile" not in said and said.startswith(f"{indicator.label}{T}* (indicateur discuté), ")
            if FragilityClass(row["class"]).more_fragile or FragilityClass(row["class"]).less_fragile:
                assert ("supérieur" in said) == (row["gap"] > 0)


# --- the lead of a region ------------------------------------------------------------------------------


def test_region_lead() -> None:
    names = [
        ("Emploi", "1 % contre 2 %"),
        ("Culture", "3 contre 4"),
        ("Santé", "5 contre 6"),
        ("Numérique", "7 contre 8"),
    ]
    doubtful = [("Mobilité / transport", "indicateur discuté"), ("Pouvoir d’achat", "donnée à confirmer")]
    lead = wording.region_lead
    assert plain(lead(names, doubtful)) == (
        "Les 3 premières priorités : **emploi** (1 % contre 2 %), **culture** (3 contre 4) et **santé** (5 contre 6)."
    )
    assert plain(lead(names[:2], doubtful)) == (
        "Les 2 priorités : **emploi** (1 % contre 2 %) et **culture** (3 contre 4)."
    )
    assert plain(lead(names[:1], doubtful)) == "La seule priorité : **emploi** (1 % contre 2 %)."
    assert plain(lead([], doubtful)) == (
        "Aucun domaine n'est une priorité ; 2 sont à confirmer : **mobilité / transport** (indicateur discuté) et "
        "**pouvoir d'achat** (donnée à confirmer)."
    )
    assert plain(lead([], doubtful[:1])) == (
        "Aucun domaine n'est une priorité ; un seul est à confirmer : **mobilité / transport** (indicateur discuté)."
    )
    assert "4 sont à confirmer, d'abord :" in plain(lead([], doubtful * 2))
    assert plain(lead([], [])) == (
        "Aucun domaine ne se détache : du côté le plus fragile, aucun écart distinguable n'atteint la moitié de "
        "l'écart moyen des régions à la France."
    )


@pytest.mark.parametrize(
    ("solid", "count", "expected"),
    [
        ([], 0, "aucun domaine n'est une priorité"),
        ([], 1, "la place de la seule priorité n'est pas solide"),
        ([], 3, "la place d'aucune des 3 priorités n'est solide"),
        (["Santé"], 1, "la place de la seule priorité est solide : santé"),
        (["Santé"], 2, "la place d'une priorité sur 2 est solide : santé"),
        (["Santé", "Emploi"], 2, "la place des 2 priorités est solide : santé et emploi"),
        (["Santé", "Emploi"], 6, "la place de 2 priorités sur 6 est solide : santé et emploi"),
    ],
)
def test_solid_finding(edition: Edition, solid: list[str], count: int, expected: str) -> None:
    said = plain(wording.solid_finding(edition.regions["32"], solid, count))
    assert said == f"Dans les Hauts-de-France, {expected}"


def test_comparison_finding(edition: Edition, scores: pd.DataFrame) -> None:
    assert plain(wording.comparison_finding(edition, scores, ["32", "53"])) == (
        "Plus fragiles qu'en France : 11 domaines sur 15 dans les Hauts-de-France et 4 en Bretagne"
    )


def test_the_word_of_a_place_has_two_forms() -> None:
    for verdict, word in wording.VERDICT_SHORT.items():
        assert wording.VERDICT_LABEL[verdict].startswith("place ") and wording.VERDICT_LABEL[verdict].endswith(word)
    assert list(wording.VERDICT_SHORT.values()) == ["solide", "probable", "dépend du calcul"]


def test_a_probable_unit_is_said_once_beside_the_number(edition: Edition) -> None:
    """« 5,48 centaines de kg » was nobody's unit: 548 kg, and that the unit is only probable."""
    waste, jobs = (edition.registry.indicators[code] for code in ("transition_energetique", "emploi"))
    assert wording.value_text(waste, D("548")) == f"548{N}kg"
    assert wording.unit_text(waste, D("548")) == f"548{N}kg (unité probable)"
    assert wording.unit_text(jobs, D("8.4")) == f"8,4{T}%"
    assert wording.gap_text(waste, D("33")) == f"+33{N}kg/hab."
    ends = [(edition.regions["94"], D("645")), (edition.regions["11"], D("434"))]
    assert plain(wording.extent_finding(waste, ends)).endswith(
        ": de 645 kg (unité probable) en Corse à 434 kg en Île-de-France"
    )
    line = wording.measure_line(waste, edition.registry.domains["transition_energetique"], D("515"))
    assert plain(line).endswith(", en kg/hab. (unité probable), 2015 ; France métropolitaine : 515 kg")


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("education", "21.2", "jeunes sans emploi ni formation : 21,2 %"),
        ("culture", "0.44", "équipements pour 10 000 hab. : 0,44"),
        ("environnement", "9.22", "émissions de CO₂ par habitant : 9,22 t éq. CO₂"),
        ("transition_energetique", "544", "déchets par hab. (unité probable) : 544 kg"),
        ("handicap", None, "n. d."),
    ],
)
def test_a_value_has_its_indicator(edition: Edition, code: str, value: str | None, expected: str) -> None:
    """« Culture 0,44 » said neither what was counted nor for how many."""
    said = wording.named_value(edition.registry.indicators[code], None if value is None else D(value))
    assert plain(said) == expected


def test_no_priority_of_a_lead_is_a_bare_number(edition: Edition) -> None:
    scores = score_table(edition)
    for region in edition.regions:
        told = portrait(edition, scores, region)
        for fact in told.priorities[:3]:
            assert f"({wording.lowered(fact.indicator.short)}{N}: " in told.lead
