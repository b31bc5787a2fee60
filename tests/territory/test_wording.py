"""The French that a reader is given: numbers, plurals, and the one sentence of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territory import wording
from territory.analysis import FragilityClass, Reading, Reason, classify, score_table
from territory.harmonise import Form, parse_cell
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from territory.portrait import portrait
from tests.territory.typography import faults

D = Decimal
N, T, M = "\u00a0", "\u202f", "\u2212"

READINGS = [
    Reading(source_reading=source, without_contestable=without, core_only=core)
    for source, without, core in product([False, True], repeat=3)
]
FORBIDDEN = re.compile(
    r"retard|mauvais|\bélève|\bnot(e|é|ation)|significati|moyenne nationale|que la moyenne|probabilité",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Typographic spaces, minus and apostrophes as method.md's own text writes them."""
    return text.replace("’", "'").replace(N, " ").replace(T, " ")


# --- numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("8.4", 1, "8,4"),
        ("8", 1, "8,0"),
        ("65018096", 0, f"65{T}018{T}096"),
        ("1019.58488", 1, f"1{T}019,6"),
        ("999", 0, "999"),
        ("-2.2", 1, f"{M}2,2"),
        ("0", 1, "0,0"),
        ("0.05", 1, "0,1"),  # half goes away from zero
        ("-0.05", 1, f"{M}0,1"),
        ("-0.04", 1, "0,0"),  # and no « −0,0 »
        ("-1234567.5", 0, f"{M}1{T}234{T}568"),
    ],
)
def test_number(value: str, decimals: int, expected: str) -> None:
    assert wording.number(D(value), decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2.4", "+2,4"), ("-2.4", f"{M}2,4"), ("0", "0,0"), ("0.04", "0,0"), ("-0.04", "0,0")],
)
def test_signed_number(value: str, expected: str) -> None:
    assert wording.number(D(value), 1, signed=True) == expected


@given(st.integers(0, 4).flatmap(lambda n: st.tuples(st.just(n), st.decimals(-(10**9), 10**9, places=n))))
def test_a_written_number_reads_back_the_same(case: tuple[int, Decimal]) -> None:
    decimals, value = case
    cell = parse_cell(wording.number(value, decimals), Form.NUMBER)
    assert cell is not None and cell.value == value


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("", "8,4"),
        ("%", f"8,4{T}%"),
        ("tonnes", f"8,4{N}tonnes"),
        ("kg", f"8,4{N}kg"),
    ],
)
def test_a_symbol_never_leaves_its_number(symbol: str, expected: str) -> None:
    assert wording.with_symbol("8,4", symbol) == expected


def test_values_have_the_decimals_they_were_published_with(edition: Edition) -> None:
    indicators = edition.registry.indicators
    assert wording.value_text(indicators["emploi"], D("8")) == f"8,0{T}%"  # « 8 » among « 8,2 », « 7,5 »…
    assert wording.value_text(indicators["sante"], D("320")) == "320"
    assert wording.value_text(indicators["sante"], D("339.0"), national=True) == "339,0"
    assert wording.value_text(indicators["environnement"], D("9.22")) == f"9,22{N}t éq. CO₂"
    assert wording.value_text(indicators["densite"], D("1019.58488")) == f"1{T}019,6"
    assert wording.value_text(indicators["emploi"], None) == f"n.{N}d."


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("90000", "105000", f"de 90{T}000 à 105{T}000"),
        (None, "60000", f"de n.{N}d. à 60{T}000"),
        ("8500", None, f"de 8{T}500 à n.{N}d."),
    ],
)
def test_ranges(low: str | None, high: str | None, expected: str, edition: Edition) -> None:
    bounds = {"low": D(low) if low else None, "high": D(high) if high else None}
    assert wording.range_text(bounds["low"], bounds["high"]) == expected
    indicator = edition.registry.indicators["associations"]
    assert wording.observation_text(indicator, {"value": None, **bounds}) == expected


def test_observations_without_a_range(edition: Edition) -> None:
    indicators = edition.registry.indicators
    empty = {"value": None, "low": None, "high": None}
    assert wording.observation_text(indicators["innovation"], empty) == f"n.{N}d."
    assert wording.observation_text(indicators["emploi"], {**empty, "value": D("7.2")}) == f"7,2{T}%"
    assert wording.observation_text(indicators["sante"], {**empty, "value": D("339")}, national=True) == "339,0"


# --- gaps, plurals, ordinals ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "gap", "expected"),
    [
        ("emploi", "2.4", f"+2,4{N}points"),
        ("emploi", "2.0", f"+2,0{N}points"),
        ("emploi", "1.9", f"+1,9{N}point"),  # under 2, singular
        ("emploi", "-1.9", f"{M}1,9{N}point"),
        ("emploi", "-2", f"{M}2,0{N}points"),
        ("emploi", "1.96", f"+2,0{N}points"),  # what is read decides
        ("emploi", "0", f"0,0{N}point"),
        ("sante", "-39.0", f"{M}39,0{N}pour 100{T}000{N}hab."),
        ("pouvoir_achat", "-0.02", f"{M}0,02"),
        ("environnement", "1.67", f"+1,67{N}t éq. CO₂/hab."),
    ],
)
def test_gaps(indicator: str, gap: str, expected: str, edition: Edition) -> None:
    found = wording.gap_text(edition.registry.indicators[indicator], D(gap))
    assert found.replace(" hab.", f"{N}hab.") == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ("2.457", f"2,5{N}fois"),
        ("-1.228", f"1,2{N}fois"),
        ("1", "à peu près égal à"),
        ("-0.96", "à peu près égal à"),
        ("1.46", f"1,46{N}fois"),  # « 1,5 fois » is said of « nettement plus fragile » only
        ("-0.496", f"0,496{N}fois"),
        ("0.5", f"0,5{N}fois"),
        ("0.05", f"0,1{N}fois"),
        ("0.049", "inférieur au dixième de"),
        ("-0.049", "inférieur au dixième de"),
    ],
)
def test_times(score: str, expected: str) -> None:
    assert wording.times_text(D(score)) == f"{expected} l’écart moyen des régions à la France"


@given(score=st.decimals(-4, 4, places=12), digits=st.integers(0, 3), signed=st.booleans())
def test_a_printed_score_never_crosses_a_class_bound(score: Decimal, digits: int, signed: bool) -> None:
    text = wording.score_number(score, digits, signed=signed)
    printed = D(text.replace(M, "-").replace(",", "."))
    for bound in (D("0.5"), D("1.5")):
        assert (abs(printed) >= bound) == (abs(score) >= bound)
    decimals = len(text.partition(",")[2])
    assert decimals >= digits and abs(printed - score) <= D("0.5").scaleb(-decimals)
    if decimals > digits:  # no digit more than needed
        fewer = abs(wording.rounded(score, decimals - 1))
        assert any((fewer >= bound) != (abs(score) >= bound) for bound in (D("0.5"), D("1.5")))


@pytest.mark.parametrize("reading", READINGS)
def test_no_score_of_the_edition_is_printed_in_another_class(edition: Edition, reading: Reading) -> None:
    """method.md: five cells printed « 1,5 fois » below the class of 1,5."""
    for row in score_table(edition, reading).to_dict("records"):
        for digits in (1, 2):
            if row["score"] is None or row["class"] == FragilityClass.INDISTINGUISHABLE:
                continue
            printed = D(wording.score_text(row["score"], digits).replace(M, "-").replace(",", "."))
            drawn = classify(printed, missing=False, oriented=True, distinguishable=True)
            assert drawn == row["class"], (row["region"], row["indicator"])


@pytest.mark.parametrize(
    ("score", "expected"),
    [("2.4567", "+2,46"), ("-1.228", f"{M}1,23"), ("0.001", "0,00"), (None, f"n.{N}d.")],
)
def test_score_text(score: str | None, expected: str) -> None:
    assert wording.score_text(None if score is None else D(score)) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, f"0{N}région"), (1, f"1{N}région"), (2, f"2{N}régions"), (13, f"13{N}régions")],
)
def test_zero_and_one_are_singular(count: int, expected: str) -> None:
    assert wording.plural(count, "région") == expected


def test_an_irregular_plural() -> None:
    assert wording.plural(2, "écart comparé", "écarts comparés") == f"2{N}écarts comparés"
    assert wording.plural(1, "écart comparé", "écarts comparés") == f"1{N}écart comparé"


@pytest.mark.parametrize(
    ("rank", "feminine", "expected"),
    [(1, True, "1re"), (1, False, "1er"), (2, True, "2e"), (13, False, "13e")],
)
def test_ordinals(rank: int, feminine: bool, expected: str) -> None:
    assert wording.ordinal(rank, feminine=feminine) == expected


def test_ranks() -> None:
    assert wording.rank_text(1, 13, tied=False) == "1re sur 13, la plus fragile"
    assert wording.rank_text(1, 13, tied=True) == "1re ex æquo sur 13, parmi les plus fragiles"
    assert wording.rank_text(4, 13, tied=False) == "4e sur 13, de la plus à la moins fragile"
    assert wording.rank_text(12, 13, tied=False) == "12e sur 13, de la plus à la moins fragile"
    assert wording.rank_text(12, 13, tied=True) == "12e ex æquo sur 13, parmi les moins fragiles"
    assert wording.rank_text(11, 13, tied=True) == "11e ex æquo sur 13, de la plus à la moins fragile"
    assert wording.rank_text(13, 13, tied=False) == "13e sur 13, la moins fragile"


def test_every_rank_says_its_direction(edition: Edition) -> None:
    """« 13e région sur 13 » can be the best one: whoever has nobody behind is told so."""
    for reading in READINGS:
        for _, rows in score_table(edition, reading).groupby("indicator"):
            for row in rows[rows["rank"].notna()].to_dict("records"):
                said = wording.rank_text(row["rank"], row["ranked"], tied=row["tied"])
                behind = (rows["score"].astype(float) < float(row["score"])).sum()
                last = said.endswith((", la moins fragile", "parmi les moins fragiles"))
                assert last == (behind == 0), said
                assert said.endswith(("la plus fragile", "les plus fragiles")) == (row["rank"] == 1)


def test_enumerations_and_capitals() -> None:
    assert wording.enumeration(["a"]) == "a"
    assert wording.enumeration(["a", "b"]) == "a et b"
    assert wording.enumeration(["a", "b", "c"]) == "a, b et c"
    assert wording.capital("en Île-de-France") == "En Île-de-France"
    assert wording.capital("île") == "Île"


def test_dates_are_french() -> None:
    assert wording.date_text(date(2026, 8, 1)) == "1er août 2026"
    assert wording.date_text(date(2026, 12, 31)) == "31 décembre 2026"
    assert wording.long_date(date(2019, 1, 17)) == f"jeudi 17{N}janvier 2019"
    assert wording.long_date(date(2019, 3, 1)) == f"vendredi 1er{N}mars 2019"


def test_every_class_has_its_words_and_its_mark() -> None:
    assert set(wording.CLASS_LABEL) == set(wording.CLASS_SYMBOL) == set(FragilityClass)
    assert len(set(wording.CLASS_LABEL.values())) == 9
    for label in wording.CLASS_LABEL.values():
        assert not faults(label) and not FORBIDDEN.search(label)
    # ▲ = ▼: the side is never said by the colour alone.
    for kind, mark in wording.CLASS_SYMBOL.items():
        assert ("▲" in mark) == kind.more_fragile and ("▼" in mark) == kind.less_fragile


def test_every_class_has_its_rule_in_the_order_of_the_classes() -> None:
    rules, hatched = wording.class_rules(), wording.class_rules(hatched=True)
    assert list(rules) == list(hatched) == list(FragilityClass)
    bounds = ["S ≥ 1,5", "0,5 ≤ S < 1,5", "−0,5 < S < 0,5", "−1,5 < S ≤ −0,5", "S ≤ −1,5"]
    assert list(rules.values())[: len(bounds)] == bounds
    assert not any(faults(rule) or FORBIDDEN.search(rule) for rule in hatched.values())
    # A table without colours has nothing hatched to explain.
    assert {kind for kind in rules if rules[kind] != hatched[kind]} == {FragilityClass.MISSING}


# --- the sentence of a cell ----------------------------------------------------------------------------


def sentence(edition: Edition, region: str, code: str, reading: Reading | None = None) -> str:
    table = score_table(edition, reading)
    (row,) = table[(table["region"] == region) & (table["indicator"] == code)].to_dict("records")
    return of_row(edition, row)


def of_row(edition: Edition, row: dict[str, object]) -> str:
    indicator = edition.registry.indicators[str(row["indicator"])]
    return wording.cell_sentence(row, indicator, edition.registry.domains[indicator.domain])


def test_the_sentence_of_the_method(edition: Edition) -> None:
    assert plain(sentence(edition, "32", "emploi")) == (
        "Emploi : 10,8 % de chômage, contre 8,4 % en France métropolitaine (T1 2019). L'écart, +2,4 "
        "points, est "
        "2,5 fois l'écart moyen des régions à la France. 1re sur 13, la plus fragile."
    )


@pytest.mark.parametrize(
    ("region", "code", "reading", "expected"),
    [
        (  # −1,2 × 13 / 12,7 = −1,228: |S| is said, the sign of the gap gives the side
            "53",
            "emploi",
            None,
            f"Emploi : 7,2 % de chômage, contre 8,4 % en France métropolitaine (T1 2019). L'écart, "
            f"{M}1,2 point, est "
            "1,2 fois l'écart moyen des régions à la France. 12e ex æquo sur 13, parmi les moins fragiles.",
        ),
        (  # 83 − 83,4 = −0,4; S = 0,0399
            "44",
            "numerique",
            None,
            "Numérique : 83,0 % du territoire (unité probable) couvert en 4G par plus de deux opérateurs, "
            "contre 83,4 % en France "
            f"métropolitaine (2019). L'écart, {M}0,4 point, est inférieur au dixième de l'écart moyen des "
            "régions à la "
            "France. 6e sur 13, de la plus à la moins fragile.",
        ),
        (  # 1,04 − 1,05 = −0,01 = h
            "24",
            "pouvoir_achat",
            None,
            "Pouvoir d'achat : revenu médian multiplié par 1,04, contre 1,05 en France "
            "métropolitaine (2012-2016). "
            "Écart non distinguable aux arrondis près. Donnée à confirmer.",
        ),
        (
            "11",
            "diversite",
            None,
            "Diversité / handicap : taux d'immigration de 19,2 %, contre 9,5 % en France "
            "métropolitaine (2016). "
            "Supérieur à la valeur nationale ; ni une fragilité ni un atout. Indicateur discuté.",
        ),
        (
            "52",
            "diversite",
            None,
            "Diversité / handicap : taux d'immigration de 3,8 %, contre 9,5 % en France "
            "métropolitaine (2016). "
            "Inférieur à la valeur nationale ; ni une fragilité ni un atout. Indicateur discuté.",
        ),
        (  # 9,7 × 13 / 42,6 = 2,960
            "11",
            "diversite",
            Reading(source_reading=True),
            "Diversité / handicap : taux d'immigration de 19,2 %, contre 9,5 % en France "
            "métropolitaine (2016). "
            "L'écart, +9,7 points, est 3,0 fois l'écart moyen des régions à la France. 1re sur 13, "
            "la plus fragile. Lecture de la source. Indicateur discuté. Donnée à confirmer.",
        ),
        (
            "32",
            "handicap",
            None,
            "Handicap : n. d. Aucune donnée régionale dans la source ; l'absence de donnée n'est pas "
            "une absence de "
            "besoin.",
        ),
        (
            "32",
            "sante",
            None,
            "Santé : 300 professionnels de santé pour 100 000 habitants (sans doute les seuls médecins), "
            "contre 339,0 en France métropolitaine "
            f"(2017). L'écart, {M}39,0 pour 100 000 hab., est 1,1 fois l'écart moyen des régions à la "
            "France. "
            "5e sur 13, de la plus à la moins fragile.",
        ),
    ],
)
def test_sentences(region: str, code: str, reading: Reading | None, expected: str, edition: Edition) -> None:
    assert plain(sentence(edition, region, code, reading)) == expected


def test_a_region_whose_value_is_missing_is_said_missing(edition: Edition, scores: object) -> None:
    row = {"class": "missing", "value": None, "national": D("8.4"), "gap": None, "score": None, "rank": None}
    indicator = edition.registry.indicators["emploi"]
    row = {**row, "tied": None, "oriented": True, "ranked": 12}
    found = wording.cell_sentence(row, indicator, edition.registry.domains["emploi"])
    assert found.startswith(f"Taux de chômage{N}: n.{N}d.")
    assert "contre" not in found and " sur 12" not in found


def every_sentence(edition: Edition) -> Iterator[str]:
    for reading in READINGS:
        for row in score_table(edition, reading).to_dict("records"):
            yield of_row(edition, row)


@pytest.mark.parametrize(
    "text",
    [
        "en retard",
        "mauvais élève",
        "une note de 3",
        "écart significatif",
        "la moyenne nationale",
        "la probabilité",
    ],
)
def test_the_forbidden_words_are_seen(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_no_sentence_judges(edition: Edition) -> None:
    sentences = list(every_sentence(edition))
    # 17 indicators, 10 without the 7 contestable, 7 in the core whatever that switch; × 2 source readings.
    assert len(sentences) == 13 * 2 * (17 + 10 + 7 + 7)
    assert [text for text in sentences if FORBIDDEN.search(text)] == []


def test_the_typography_of_every_sentence(edition: Edition) -> None:
    assert [fault for text in set(every_sentence(edition)) for fault in faults(text)] == []


def test_every_sentence_is_whole(edition: Edition) -> None:
    for text in set(every_sentence(edition)):
        assert "contestable" not in text and "tonnes" not in text and "CO2" not in text, text
        assert text.endswith("."), text
        assert text[0].isupper(), text
        assert not re.search(r"[{}]|None|nan|E[+-]", text), text


def test_contestable_is_said_wherever_it_is_shown(edition: Edition, scores) -> None:  # type: ignore[no-untyped-def]
    for row in scores.to_dict("records"):
        assert ("Indicateur discuté." in of_row(edition, row)) == row["contestable"]


def test_the_default_reading_says_no_source_reading(edition: Edition) -> None:
    for region in edition.regions:
        assert "Lecture de la source" not in sentence(edition, region, "diversite")
        assert "Lecture de la source." in sentence(edition, region, "diversite", Reading(source_reading=True))


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
