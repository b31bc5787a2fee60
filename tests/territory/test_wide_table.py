"""A table of a territory a line and an indicator a column, by codes: what is read, and what is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from territory.errors import DataError
from territory.wide_table import read_wide

HEADER = "territoire;emploi;sante"


def table(folder: Path, *lines: str) -> Path:
    path = folder / "values.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_cells_stand_by_territory_whatever_their_order(tmp_path: Path) -> None:
    found = read_wide(table(tmp_path, HEADER, "02;1,5;", "FR;2;3"), ["emploi", "sante"], ["FR", "01", "02"])
    assert list(found["emploi"].texts) == ["2", "", "1,5"] and list(found["sante"].texts) == ["3", "", ""]
    assert found["emploi"].lines.tolist() == [3, 0, 2]


@pytest.mark.parametrize(
    ("lines", "row", "column", "found"),
    [
        (["territoire;emploi"], "ligne 1", "", "aucune colonne sante"),
        (["territoire;emploi;rien"], "ligne 1", "rien", "rien"),
        (["territoire;sante;emploi"], "ligne 1", "", "des colonnes dans un autre ordre, ou deux fois"),
        ([HEADER, "01;1"], "ligne 2", "", "2 cellules"),
        ([HEADER, "FR;1;2", "99;1;2"], "ligne 3", "territoire", "99"),
        ([HEADER, "01;1;2", "01;3;4"], "ligne 3", "territoire", "01"),
        ([HEADER, "01;1;2", '"02'], "ligne 3", "", "une ligne mal formée (guillemets ou cellule trop longue)"),
    ],
)
def test_what_is_refused_names_its_line(tmp_path: Path, lines: list[str], row: str, column: str, found: str) -> None:
    with pytest.raises(DataError) as caught:
        read_wide(table(tmp_path, *lines), ["emploi", "sante"], ["FR", "01", "02"])
    assert (caught.value.row, caught.value.column, caught.value.found) == (row, column, found)
