"""The one sentence of each cell: whole, typeset, and it judges nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.scores import score_table
from tests.territory.conftest import READINGS
from tests.territory.typography import FORBIDDEN, faults, plain

D = Decimal
N, M = "\u00a0", "\u2212"


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
