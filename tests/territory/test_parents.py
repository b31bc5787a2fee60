"""What a région is worth beside its départements: as published, said where it is known, counted nowhere."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from charts.figures.comparison.record import record as comparison
from charts.figures.comparison.screen import values
from territory.analysis import Reading
from territory.errors import DataError
from territory.loader import Edition
from territory.portrait import portrait
from territory.scores import score_table
from tests.territory import generated
from tests.territory.generated import Made

NORD, PAS_DE_CALAIS, AIN = "59", "62", "01"
HAUTS_DE_FRANCE = "32"


def made(folder: Path, *values: tuple[int, str, str]) -> Edition:
    return generated.edition(Made(domains=2, missing=0, parent_values=values), folder)


def test_a_region_s_value_stands_beside_its_departement_and_the_reference(tmp_path: Path) -> None:
    edition = made(tmp_path, (0, HAUTS_DE_FRANCE, "11,0"), (1, HAUTS_DE_FRANCE, ""))
    first, second = portrait(edition, score_table(edition), NORD).facts
    assert (first.parent, second.parent) == (Decimal("11.0"), None)
    assert first.parent_text == "Hauts-de-France 11,0\u202f%" and second.parent_text == ""
    assert "\u202f; Hauts-de-France 11,0\u202f%." in first.sentence and "Hauts-de-France" not in second.sentence
    assert not any(fact.parent_text for fact in portrait(edition, score_table(edition), AIN).facts)


def test_no_score_counts_it(tmp_path: Path) -> None:
    with_it, without = made(tmp_path / "a", (0, HAUTS_DE_FRANCE, "99,9")), made(tmp_path / "b")
    assert score_table(with_it, Reading()).equals(score_table(without, Reading()))
    assert without.parents == {}


def test_those_compared_have_a_column_for_what_holds_them(tmp_path: Path) -> None:
    edition = made(tmp_path, (0, HAUTS_DE_FRANCE, "11,0"))
    scores = score_table(edition)
    held = comparison(edition, scores, (NORD, PAS_DE_CALAIS, AIN), Reading())
    assert held.parents == ("Hauts-de-France",)
    assert list(held.table["Hauts-de-France"]) == [Decimal("11.0"), None]
    assert ">11,0\u202f%<" in values(held) and "Hauts-de-France" not in values(
        comparison(edition, scores, (AIN, "03"), Reading())
    )


@pytest.mark.parametrize(
    ("value", "column", "found"),
    [
        ((0, "99", "11,0"), "ensemble", "99"),
        ((7, HAUTS_DE_FRANCE, "11,0"), "indicateur", "i7"),
        ((0, HAUTS_DE_FRANCE, "onze"), "valeur", "onze"),
        ((0, HAUTS_DE_FRANCE, "11,04"), "valeur", "11,04"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(
    tmp_path: Path, value: tuple[int, str, str], column: str, found: str
) -> None:
    with pytest.raises(DataError) as refused:
        made(tmp_path, value)
    assert (refused.value.file, refused.value.row, refused.value.column) == ("parents.csv", "ligne 2", column)
    assert found in str(refused.value)


def test_a_value_written_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="une seule ligne"):
        made(tmp_path, (0, HAUTS_DE_FRANCE, "11,0"), (0, HAUTS_DE_FRANCE, "11,1"))
