"""The 2020 table as an office would send it gives the shipped edition's numbers, cell by cell."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from territory.importing import Imported, as_folder, read
from territory.importing.templates import example
from territory.loader import Edition, load_edition
from territory.regions import NATIONAL
from tests.territory.importing.files import Table, csv_of, xlsx_of, zip_of

DATA = Path(__file__).parents[3] / "data"
TABLE = DATA / "editions" / "impact-2020" / "donnees_territoriales_2020.csv"
BROKEN, SOUND = "55 00 à 60 000", "55 000 à 60 000"
Value = tuple[Decimal | None, Decimal | None, Decimal | None]


def published() -> list[list[str]]:
    """The table's own rows, its one misprint put right: the edition holds no flag here to say it."""
    with TABLE.open(encoding="utf-8-sig", newline="") as stream:
        return [[SOUND if cell == BROKEN else cell for cell in row] for row in csv.reader(stream, delimiter=";")]


def transposed() -> list[list[str]]:
    """A territory a row, an indicator a column."""
    rows = published()
    return [["Région", *(row[3] for row in rows[1:])]] + [
        [name, *(row[8 + place] for row in rows[1:])] for place, name in enumerate(rows[0][8:])
    ]


def in_long_form() -> list[list[str]]:
    rows = published()
    return [["Territoire", "Indicateur", "Année", "Valeur"]] + [
        [name, row[3], row[7], row[8 + place]] for row in rows[1:] for place, name in enumerate(rows[0][8:])
    ]


def as_sent(table: Table) -> list[list[str]]:
    """With titles above, notes below, spaced percentages and other words for what is missing."""
    spaced = [[cell.replace("%", "\u00a0%") if cell[:1].isdigit() else cell for cell in row] for row in table]
    missing = [["n.d." if cell == "#N/A" else cell for cell in row] for row in spaced]
    return [
        ["Données territoriales"],
        [],
        ["Tableau 1, mis à jour en mars"],
        *missing,
        [],
        ["Source : Observatoire"],
        ["Lecture : voir la note"],
    ]


def values(edition: Edition) -> dict[tuple[str, str], Value]:
    """By the header of the indicator and the code of the territory."""
    headers = {code: " ".join(i.indicator_published.split()) for code, i in edition.registry.indicators.items()}
    shifts = {code: i.shift for code, i in edition.registry.indicators.items()}
    columns = zip(
        *(edition.observations[name] for name in ("indicator", "territory", "value", "low", "high")), strict=True
    )
    return {
        (headers[i], t): (v.scaleb(-shifts[i]) if v is not None else None, low, high) for i, t, v, low, high in columns
    }


def edition_of(imported: Imported) -> Edition:
    assert imported.files is not None, imported.report.text()
    return load_edition(as_folder(imported.files), DATA)


@pytest.mark.parametrize(
    "made",
    [
        lambda: ("t.csv", csv_of(published())),
        lambda: ("t.csv", csv_of(published(), ",", "utf-8-sig")),
        lambda: ("t.tsv", csv_of(published(), "\t", "utf-16")),
        lambda: ("t.csv", csv_of(transposed(), encoding="cp1252")),
        lambda: ("t.csv", csv_of(as_sent(transposed()), encoding="cp1252")),
        lambda: ("t.csv", csv_of(as_sent(published()))),
        lambda: ("t.csv", csv_of(in_long_form())),
        lambda: ("t.csv", csv_of(as_sent(in_long_form()), ",")),
        lambda: ("t.xlsx", xlsx_of(transposed())),
        lambda: ("t.xlsx", xlsx_of(as_sent(published()))),
        lambda: ("t.zip", zip_of({"envoi/t.csv": csv_of(in_long_form())})),
    ],
    ids=["own", "comma", "tab", "wide", "wide sent", "own sent", "long", "long sent", "xlsx", "xlsx sent", "zip"],
)
def test_the_same_values(made: Callable[[], tuple[str, bytes]], edition: Edition) -> None:
    expected = values(edition)
    found = values(edition_of(read(*made())))
    corrected = {key for key, (_, low, high) in expected.items() if (low is None) != (high is None)}
    assert found.keys() == expected.keys()
    assert len(corrected) == 1, "the misprinted bound"
    assert {key: value for key, value in found.items() if key not in corrected} == {
        key: value for key, value in expected.items() if key not in corrected
    }


def test_control_another_value_is_seen(edition: Edition) -> None:
    table = transposed()
    table[3][14] = "12,3"
    assert values(edition_of(read("t.csv", csv_of(table)))) != values(edition)


def test_the_worked_example_is_the_whole_edition(edition: Edition) -> None:
    """Values, domains, polarities, reliabilities, flags: the misprint too, which its flag explains."""
    found = edition_of(read("exemple.xlsx", example(edition)))
    assert list(found.observations["value"]) == list(edition.observations["value"])
    assert list(found.observations["low"]) == list(edition.observations["low"])
    for one, other in zip(found.registry.indicators.values(), edition.registry.indicators.values(), strict=True):
        kept = ("label", "unit", "year", "source", "domain", "reliability", "contestable")
        assert [getattr(one, name) for name in kept if one.form != "empty"] == [
            getattr(other, name) for name in kept if one.form != "empty"
        ]
        assert ((one.polarity and one.polarity.sign) or 0) == ((other.polarity and other.polarity.sign) or 0)
    assert found.registry.domains == edition.registry.domains
    assert len(found.flags) == len(edition.flags)
    assert list(found.regions) == [code for code in edition.regions]
    assert NATIONAL in set(found.observations["territory"])
