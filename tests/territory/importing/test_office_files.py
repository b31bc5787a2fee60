"""Files as offices and institutes send them: each is read as a reasonable person would, and what is mended is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from territory.importing import Imported, read
from territory.regions import NATIONAL

ROWS = [
    ("01", "Ain", "6,1", "638\u202f425"),
    ("02", "Aisne", "11,9", "536\u202f136"),
    ("03", "Allier", "8,9", "337\u202f171"),
    ("2A", "Corse-du-Sud", "7,1", "152\u202f730"),
    ("59", "Nord", "10,9", "2\u202f604\u202f361"),
    ("75", "Paris", "6,3", "2\u202f187\u202f526"),
]
CODES = [code for code, *_ in ROWS]


def lines(*parts: str) -> Imported:
    return read("table.csv", "\n".join(parts).encode())


def values(imported: Imported, number: int = 0) -> dict[str, Decimal | None]:
    """The values of an indicator, by its place in the file."""
    assert imported.edition is not None, imported.report.text()
    cells = imported.edition.observations
    own = cells[cells["indicator"] == list(imported.edition.registry.indicators)[number]]
    return dict(zip(own["territory"], own["value"], strict=True))


def said(imported: Imported) -> str:
    return imported.report.text()


def test_commas_of_titles_and_decimals_are_no_separators() -> None:
    imported = lines(
        "Chômage et population – Départements",
        "Insee, estimations",
        "",
        "Codgeo;Libgeo;Taux de chômage T4 2021 (en %);Population municipale 2018",
        *(";".join(row) for row in ROWS),
        "",
        "Champ : France métropolitaine.",
        "Source : Insee, taux de chômage localisés.",
    )
    assert values(imported)["02"] == Decimal("11.9") and values(imported, 1)["59"] == 2_604_361
    assert imported.edition is not None
    rate = next(iter(imported.edition.registry.indicators.values()))
    assert (rate.unit, rate.year) == ("%", "2021")


def test_a_comma_parts_the_cells_where_nothing_else_does() -> None:
    imported = lines("dep,nom,taux", *(f"{code},{name},{rate.replace(',', '.')}" for code, name, rate, _ in ROWS))
    assert values(imported)["75"] == Decimal("6.3")
    assert "point décimal" in said(imported)


def test_two_rows_of_headers_give_each_column_its_group() -> None:
    imported = lines(
        ";;2021;;2022;",
        "Code;Département;Taux (%);Effectif;Taux (%);Effectif",
        *(f"{code};{name};{rate};{count};1,0;2" for code, name, rate, count in ROWS),
    )
    assert imported.edition is not None, said(imported)
    assert [i.year for i in imported.edition.registry.indicators.values()] == ["2021", "2021", "2022", "2022"]
    assert values(imported, 2)["01"] == 1 and values(imported)["01"] == Decimal("6.1")


def test_control_a_title_above_tells_no_two_columns_apart() -> None:
    imported = lines("Tableau 1", "Code;Nom;Taux;Taux", *(f"{code};{name};1;2" for code, name, *_ in ROWS))
    assert "deux indicateurs de même nom" in said(imported)


@pytest.mark.parametrize("form", ["{name} ({code})", "{code} - {name}", "{code} {name}", "{code} – {name}"])
def test_a_code_and_a_name_may_share_a_cell(form: str) -> None:
    imported = lines("Département;Taux (%)", *(f"{form.format(code=c, name=n)};{rate}" for c, n, rate, _ in ROWS))
    assert [code for code, value in values(imported).items() if value is not None] == CODES
    assert "un code et un nom dans une même cellule, lus tous les deux (6 cellules)" in said(imported)


def test_control_a_code_and_a_name_that_differ_are_not_guessed() -> None:
    imported = lines("Département;Taux (%)", *(f"{c} - {n};{rate}" for c, n, rate, _ in ROWS), "13 - Corrèze;1,0")
    assert "Trouvé\u00a0: «\u00a013 - Corrèze\u00a0»" in said(imported)
    assert imported.edition is None or "13" not in values(imported)


def test_a_total_under_the_parents_is_the_reference() -> None:
    rows = [f"Une région;{code};{name};{rate}" for code, name, rate, _ in ROWS]
    imported = lines("Région;Code;Département;Taux de chômage (%)", *rows, "Total;;;8,4")
    assert values(imported)[NATIONAL] == Decimal("8.4")
    assert "une référence écrite dans la colonne des parents" in said(imported)


def test_row_numbers_of_r_are_left_aside() -> None:
    rows = [f'"{n}","{c}","{name}",{rate.replace(",", ".")}' for n, (c, name, rate, _) in enumerate(ROWS, start=1)]
    imported = lines('"","dep","nom","tx_chomage"', *rows)
    assert values(imported)["03"] == Decimal("8.9")
    assert "numéros de ligne" in said(imported)
    assert "sans nom" in said(lines('"","dep","nom","tx_chomage"', *(row.replace('"', '"9', 1) for row in rows)))


def test_the_published_layout_may_be_headed_by_codes() -> None:
    imported = lines(f"Indicateur;Unité;{';'.join(CODES)};FR", "Taux de chômage;%;6,1;11,9;8,9;7,1;10,9;6,3;8,4")
    assert values(imported)[NATIONAL] == Decimal("8.4")
    assert values(imported)["2A"] == Decimal("7.1") and len(values(imported)) == 7


def test_a_percentage_may_repeat_the_sign_of_its_header() -> None:
    rows = [f"{c};{n};{rate}{' %' if c == '59' else ''}" for c, n, rate, _ in ROWS]
    imported = lines("Code;Département;Taux (%)", *rows)
    assert values(imported)["59"] == Decimal("10.9")
    assert "un «\u00a0%\u00a0» que l’en-tête dit déjà, lu comme les autres (1 cellule)" in said(imported)
    assert "la même écriture" in said(lines("Code;Département;Taux", *rows))  # nothing says what the bare ones are


def test_lost_zeros_secrets_and_a_total_are_read_and_said() -> None:
    rows = [f"{c.lstrip('0')};{n};{'s' if c == '2A' else count};{rate} %" for c, n, rate, count in ROWS]
    imported = lines("Département;Nom;Bénéficiaires;Part (%)", *rows, "Total;;6\u202f456\u202f349;8,5 %")
    assert values(imported)["2A"] is None and values(imported)["01"] == 638_425
    assert values(imported, 1)[NATIONAL] == Decimal("8.5")
    assert "perdu son zéro" in said(imported) and "secret" in said(imported)


def test_a_column_of_dates_is_left_and_a_date_among_numbers_refused() -> None:
    imported = lines("Code;Nom;Taux (%);Mise à jour", *(f"{c};{n};{rate};01/03/2023" for c, n, rate, _ in ROWS))
    assert imported.edition is not None and len(imported.edition.registry.indicators) == 1
    spoilt = lines("Code;Nom;Taux (%)", *(f"{c};{n};{'03-janv' if c == '59' else rate}" for c, n, rate, _ in ROWS))
    assert "ligne 6, colonne C\u00a0: une cellule qui n’est pas un nombre. Trouvé\u00a0: «\u00a003-janv" in said(spoilt)
