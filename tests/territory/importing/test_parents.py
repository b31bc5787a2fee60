"""What holds the territories of a file: its own values, in rows of the table or in a sheet, read as any other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from territory.importing import Imported, Severity, read
from tests.territory.importing.files import zip_of

ROWS = "32;Hauts-de-France;59;Nord;11,2\n32;Hauts-de-France;62;Pas-de-Calais;10,1\n53;Bretagne;35;Ille-et-Vilaine;6,2\n"
TABLE = f"Code région;Région;Code;Département;Taux (%)\n{ROWS}"
BY_NAME = "Code;Nom;Taux (%)\n59;Nord;11,2\n35;Ille-et-Vilaine;6,2\n974;La Réunion;20,1\n"


def parents(imported: Imported) -> Mapping[str, str]:
    """The values of « Taux », by parent."""
    assert imported.edition is not None, imported.report.text()
    return {parent: str(value) for (parent, _), value in imported.edition.parents.items()}


def said(imported: Imported, level: Severity) -> list[tuple[int | None, str, str]]:
    return [(one.row, one.found, one.message) for one in imported.report.of(level)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (f"{TABLE}32;Hauts-de-France;;;10,5\n", {"32": "10.5"}),  # under « Région » alone
        (f"{TABLE}32;Hauts-de-France;;Total;10,5\n53;Bretagne;;Ensemble;6,0\n", {"32": "10.5", "53": "6.0"}),
        (f"{TABLE};;FR;France;8,4\n32;;;;10,5\n", {"32": "10.5"}),
        (f"{BY_NAME}32;Hauts-de-France;10,5\n", {"32": "10.5"}),  # 32 is the Gers: the name says which
        (f"{BY_NAME};Région Hauts-de-France;10,5\n", {"32": "10.5"}),
        (f"{BY_NAME}04;La Réunion;20,0\n", {"04": "20.0"}),  # a région and a département of one name
        (BY_NAME, {}),
        ("Indicateur;Nord;Pas-de-Calais;Hauts-de-France\nTaux;11,2;10,1;10,5\n", {"32": "10.5"}),
        ("Code;Nom;Indicateur;Valeur\n59;Nord;Taux;11,2\n62;Pas-de-Calais;Taux;10,1\n32;Hauts-de-France;Taux;10,5\n",
         {"32": "10.5"}),
        ("Code ZE;Zone d’emploi;Région;Taux\n3101;Lens;Hauts-de-France;10,1\n3102;Arras;Hauts-de-France;9,1\n"
         ";;Hauts-de-France;9,8\n", {"hauts-de-france": "9.8"}),
    ],
)  # fmt: skip
def test_a_row_of_what_holds_the_territories_is_its_own_value(table: str, expected: Mapping[str, str]) -> None:
    imported = read("t.csv", table.encode())
    assert parents(imported) == expected
    assert imported.edition is not None and not set(imported.edition.regions) & {"32", "53"}
    assert any("lue comme sa propre valeur" in one[2] for one in said(imported, Severity.INFO)) == bool(expected)


@pytest.mark.parametrize("name", ["Régions.csv", "Ensembles.csv"])
def test_a_sheet_of_its_own_is_read_beside_the_table(name: str) -> None:
    held = (
        "Code;Région;Taux (%);Toux\n32;HAUTS DE FRANCE;10,5 %;3\n53;Bretagne;nd;3\n84;Savoie;7,0;3\nFR;France;8,4;3\n"
    )
    imported = read("t.zip", zip_of({"Départements.csv": TABLE.encode(), name: held.encode()}))
    assert parents(imported) == {"32": "10.5"}
    warned = said(imported, Severity.WARNING)
    assert (1, "Toux", "un indicateur que la table n’a pas, laissé de côté") in warned
    assert (4, "Savoie", "un ensemble inconnu, laissé de côté") in warned


def test_more_decimals_than_the_territories_are_rounded_and_said() -> None:
    imported = read("t.csv", f"{TABLE}32;Hauts-de-France;;;10,55\n".encode())
    assert parents(imported) == {"32": "10.6"}
    rounded = "une valeur d’ensemble arrondie comme celles de ses territoires (1 cellule)"
    assert (5, "10,55", rounded) in said(imported, Severity.INFO)


def test_what_holds_no_territory_of_the_file_is_left_aside_and_said() -> None:
    imported = read("t.csv", f"{TABLE}84;Auvergne-Rhône-Alpes;;;7,0\n".encode())
    assert parents(imported) == {}
    left = "un ensemble dont le fichier n’a aucun territoire, laissé de côté (1 cellule)"
    assert (5, "7,0", left) in said(imported, Severity.INFO)


@pytest.mark.parametrize(
    ("rows", "message", "found"),
    [
        ("32;Hauts-de-France;;;10,5\n32;Hauts-de-France;;Total;10,6\n", "deux valeurs pour un même ensemble", "10,6"),
        (";Haute-France;;;10,5\n", "une ligne de valeurs sans territoire", "Haute-France"),
        ("32;Hauts-de-France;;;1,234.5\n", "un nombre qui se lit de deux façons", "1,234.5"),
    ],
)  # fmt: skip
def test_a_row_of_which_nobody_can_tell_is_refused(rows: str, message: str, found: str) -> None:
    imported = read("t.csv", f"{TABLE}{rows}".encode())
    assert (message, found) in [(one.message, one.found) for one in imported.report.of(Severity.ERROR)]


def test_a_name_that_is_not_its_code_s_is_told() -> None:
    imported = read("t.csv", f"{TABLE}53;Bretagne;32;Hauts-de-France;10,5\n".encode())  # 32 is the Gers
    warned = (5, "Hauts-de-France", "un nom qui n’est pas celui de son code, lu par son code")
    assert warned in said(imported, Severity.WARNING)


def test_the_values_of_what_holds_them_are_exact() -> None:
    imported = read("t.csv", f"{TABLE}32;Hauts-de-France;;;10,5\n".encode())
    assert imported.edition is not None
    assert imported.edition.parent_value("59", "taux") == Decimal("10.5")
    assert imported.edition.parent_value("35", "taux") is None
