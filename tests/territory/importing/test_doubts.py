"""Warnings: each of the doubts a table lets anyone have, beside the same table that gives no cause for it."""

from __future__ import annotations

import pytest

from territory.importing import Severity, read
from territory.loader import Edition
from tests.territory.importing.files import csv_of

NAMES = ["Bretagne", "Corse", "Normandie", "Occitanie", "Grand Est", "Île-de-France"]


Doubts = list[tuple[str, int]]


def warned(header: str, values: list[str], reference: str = "", earlier: Edition | None = None) -> Doubts:
    """The doubts of a column, each with its row."""
    whole = [["France", reference]] if reference else []
    rows = [["Région", header], *whole, *map(list, zip(NAMES, values, strict=True))]
    imported = read("t.csv", csv_of(rows), earlier=earlier)
    assert not imported.report.blocked, imported.report.text()
    found = imported.report.of(Severity.WARNING)
    return [(f.message.partition(", pour")[0], f.row or 0) for f in found if "absent" not in f.message]


@pytest.mark.parametrize(
    ("values", "reference", "said", "row"),
    [
        (["5", "6", "0", "7", "8", "9"], "", "un seul zéro", 4),
        (["5", "6", "99", "7", "8", "9"], "", "une valeur dix fois plus grande que toutes les autres", 4),
        (["50", "60", "0,7", "70", "80", "90"], "", "une valeur dix fois plus petite que toutes les autres", 4),
        # 1 + 2 + 3 + 4 + 5 + 6 = 21
        (["1", "2", "3", "4", "5", "6"], "22", "la somme des territoires n’est pas le total", 2),
        (["5", "6", "7", "8", "9", "5"], "95", "une référence hors de l’étendue de ses territoires", 2),
    ],
)
def test_a_doubt_is_said_at_its_cell(values: list[str], reference: str, said: str, row: int) -> None:
    assert warned("Nombre", values, reference) == [(said, row)]


@pytest.mark.parametrize(
    ("values", "reference"),
    [
        (["5", "6", "7", "7", "8", "9"], ""),
        (["0", "0", "7", "7", "8", "9"], ""),
        (["1", "2", "3", "4", "5", "6"], "21"),
        (["1,1", "2,1", "3,1", "4,1", "5,1", "6,1"], "21,8"),  # 21,6 within seven roundings of 0,05
        (["5", "6", "7", "8", "9", "5"], "7"),
    ],
)
def test_control_nothing_is_said_of_what_holds(values: list[str], reference: str) -> None:
    assert warned("Nombre", values, reference) == []


def test_a_sum_is_not_asked_of_some_territories() -> None:
    """One value is missing: the sum of the others is not the total, and nobody says it should be."""
    assert warned("Nombre", ["1", "2", "", "4", "5", "6"], "20") == []


def test_shares_add_up_to_a_hundred() -> None:
    whole = ["10 %", "20 %", "30 %", "20 %", "10 %", "10 %"]
    assert warned("Part", whole) == []
    assert warned("Part", whole, "100 %") == []
    assert warned("Part", ["13 %", *whole[1:]]) == []  # 103, within seven roundings of half a point: 3,5
    found = warned("Part", ["14,0 %", *(f"{share[:-2]},0 %" for share in whole[1:])])
    assert found == [("des parts dont la somme est 104,00\u202f%", 2)]
    assert warned("Taux", ["14,0 %", *whole[1:]], "18 %") == []  # rates, not shares of a whole


def test_an_earlier_edition_is_compared_with(edition: Edition) -> None:
    """In 2020: Bretagne 6,9 of unemployment, Corse 9,6."""
    same = ["6,8", "9,5", "7,5", "10,0", "8,1", "7,3"]
    assert warned("Taux de chômage (%)", same, earlier=edition) == []
    assert warned("Taux de chômage (%)", ["3,3", *same[1:]], earlier=edition) == [
        ("une valeur loin de celle de l’édition impact-2020", 2)
    ]
    assert warned("Taux de chômage (‰)", same, earlier=edition) == [
        ("une autre unité que dans l’édition impact-2020", 1)
    ]
    assert warned("Autre chose (‰)", same, earlier=edition) == []
