"""Territories and indicators as offices name them, at every level: what is matched, mended, warned of or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from territory.importing import Choice, Choices, Finding, Imported, Severity, as_folder, read
from territory.importing.known import shipped
from territory.loader import load_edition
from territory.scores import score_table
from tests.territory.importing.corpus import square
from tests.territory.importing.files import GOOD, Table, csv_of, xlsx_of, zip_of

DATA = Path(__file__).parents[3] / "data"


def findings(imported: Imported, level: Severity) -> list[Finding]:
    return list(imported.report.of(level))


def errors(imported: Imported) -> list[str]:
    return [finding.message for finding in findings(imported, Severity.ERROR)]


def codes(imported: Imported) -> list[str]:
    assert imported.edition is not None, imported.report.text()
    return sorted(imported.edition.regions)


def table(*rows: list[str], header: str = "Code;Nom;Taux") -> bytes:
    return csv_of([header.split(";"), *rows])


# --- territories that ship ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["HAUTS DE FRANCE", "hauts-de-france", "Hauts de France", "Région Hauts-de-France", "les Hauts-de-France"]
)
def test_a_region_is_known_whatever_the_writing_of_its_name(name: str) -> None:
    imported = read("t.csv", csv_of([["Région", "Taux"], [name, "1,5"], ["BRETAGNE", "2,5"]]))
    assert codes(imported) == ["32", "53"]


def test_the_names_of_the_2020_table_are_known() -> None:
    names = ["Nouvelle Aquitaine", "Auvergne - Rhône - Alpes", "Centre Val de Loire", "Ile de France"]
    assert len(codes(read("t.csv", csv_of([["Région", "Taux"], *([name, "1,5"] for name in names)])))) == 4


def test_a_code_that_lost_its_zero_is_mended_and_said() -> None:
    imported = read("t.csv", table(["1", "Ain", "1,5"], ["2", "Aisne", "2,5"], ["2a", "Corse-du-Sud", "3,5"]))
    assert codes(imported) == ["01", "02", "2A"]
    said = [f for f in findings(imported, Severity.INFO) if "perdu son zéro" in f.message]
    assert [(f.row, f.column, f.found) for f in said] == [(2, "A", "1")] and "(3 cellules)" in said[0].message


def test_numbers_of_a_workbook_are_codes_too() -> None:
    assert codes(read("t.xlsx", xlsx_of([["Code", "Nom", "Taux"], [1, "Ain", 1.5], [2, "Aisne", 2.5]]))) == ["01", "02"]


def test_codes_of_two_levels_are_not_guessed() -> None:
    """11, 32 and 53 are régions and départements: the header, the names or a choice say which."""
    rows = (["11", "1,5"], ["32", "2,5"], ["53", "3,5"])
    assert errors(read("t.csv", table(*rows, header="Code;Taux"))) == ["des codes qui peuvent être de deux niveaux"]
    for header, level in (("Code région;Taux", "region"), ("DEP;Taux", "departement")):
        edition = read("t.csv", table(*rows, header=header)).edition
        assert edition is not None and edition.level.code == level
    chosen = read("t.csv", table(*rows, header="Code;Taux"), Choices(level="departement")).edition
    assert chosen is not None and chosen.level.code == "departement"
    named = read("t.csv", table(["11", "Aude", "1"], ["32", "Gers", "2"], ["53", "Mayenne", "3"])).edition
    assert named is not None and named.level.code == "departement"


def test_a_misspelt_name_is_refused_with_the_nearest_and_an_unknown_one_left_out() -> None:
    imported = read("t.csv", csv_of([["Région", "Taux"], ["Bretagne", "1"], ["Normandy", "2"], ["Écosse", "3"]]))
    (refused,) = findings(imported, Severity.ERROR)
    assert (refused.row, refused.column, refused.found) == (3, "A", "Normandy")
    assert "Normandie" in refused.allowed
    assert any("laissé de côté" in f.message and f.found == "Écosse" for f in findings(imported, Severity.WARNING))


def test_a_table_without_a_reference_has_missing_gaps() -> None:
    edition = read("t.csv", table(["11", "Île-de-France", "1,5"], ["53", "Bretagne", "2,5"])).edition
    assert edition is not None
    france = edition.observations[edition.observations["territory"] == "FR"]
    assert list(france["value"]) == [None]


def test_a_reference_that_is_missing_for_an_indicator_has_no_gap_there() -> None:
    """The other indicator keeps its gaps; no mean of the territories stands for what is missing."""
    choice = Choice(domain="Emploi", polarity="higher_is_more_fragile", polarity_reason="Essai.", reliability="A")
    rows = [["Région", "Taux", "Part"], ["France", "", "2"], ["Bretagne", "1", "1"], ["Corse", "3", "3"]]
    imported = read("t.csv", csv_of(rows), Choices(indicators={"Taux": choice, "Part": choice}))
    assert imported.edition is not None, imported.report.text()
    scores = score_table(imported.edition).set_index(["indicator", "region"])
    assert pd.isna(scores.loc[("taux", "53"), "gap"]) and pd.isna(scores.loc[("taux", "53"), "score"])
    assert scores.loc[("part", "53"), "gap"] == -1


def test_another_reference_keeps_its_name() -> None:
    edition = read("t.csv", csv_of([["Région", "Taux"], ["Ensemble", "2"], ["Bretagne", "1"], ["Corse", "3"]])).edition
    assert edition is not None and edition.registry.reference.name == "Ensemble"
    assert "Ensemble" in edition.registry.reference.locative


# --- any other level ---------------------------------------------------------------------------------------


def test_zones_of_employment_with_their_outlines() -> None:
    rows = [["ZE2020", "Libellé ZE", "Taux de chômage 2022 (%)"], ["0051", "Alençon", "6,9"], ["1101", "Cergy", "7,9"]]
    shapes = [{"type": "Polygon", "coordinates": square(west, 48)} for west in (0, 1)]
    features = [
        {"type": "Feature", "properties": {"ze2020": row[0]}, "geometry": shape}
        for row, shape in zip(rows[1:], shapes, strict=True)
    ]
    outlines = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    content = zip_of({"t.csv": csv_of(rows), "ze.geojson": outlines})
    edition = read("ze.zip", content).edition
    assert edition is not None and edition.level.code == "zone_emploi"
    assert edition.regions["0051"].locative == "dans la zone d’emploi d’Alençon"
    assert edition.regions["1101"].genitive == "de la zone d’emploi de Cergy"
    assert edition.outlines is not None and set(edition.outlines.rings) == {"0051", "1101"}
    assert edition.registry.indicators["taux_de_chomage"].year == "2022"


def test_communes_with_their_departement_for_a_parent() -> None:
    header = "Code commune;Commune;Code département;Département;Population"
    imported = read(
        "t.csv",
        table(
            ["1001", "Le Havre-sur-Ain", "01", "Ain", "800"],
            ["59350", "Lille", "59", "Nord", "230000"],
            ["76351", "Le Havre", "76", "Seine-Maritime", "170000"],
            header=header,
        ),
    )
    edition = imported.edition
    assert edition is not None and edition.level.code == "commune"
    assert list(edition.regions) == ["01001", "59350", "76351"], "the zero is put back: the others have five figures"
    havre = edition.regions["76351"]
    assert (havre.locative, havre.genitive) == ("au Havre", "du Havre")
    assert (havre.parent, havre.parent_name) == ("76", "Seine-Maritime")


def test_a_level_that_nobody_names_is_that_of_territories() -> None:
    edition = read("t.csv", table(["A1", "Nord", "1"], ["A2", "Sud", "2"])).edition
    assert edition is not None and edition.level.code == "territoire"
    assert edition.regions["A1"].subject == "le territoire «\u00a0Nord\u00a0»"


@pytest.mark.parametrize("code", ["FR!", "é1", "x" * 21])
def test_a_code_that_cannot_be_one_is_refused(code: str) -> None:
    assert errors(read("t.csv", table([code, "Nord", "1"], ["A2", "Sud", "2"]))) == [
        "un code de territoire qui ne convient pas"
    ]


# --- headers and sheets ------------------------------------------------------------------------------------


def test_a_header_says_the_label_the_unit_and_the_year() -> None:
    proposal = read("t.csv", csv_of(GOOD)).proposal
    assert proposal is not None
    chomage, population = proposal.entries
    assert (chomage.label, chomage.unit, chomage.year, chomage.decimals) == ("Taux de chômage", "%", "2019", 1)
    assert (population.label, population.unit, population.year, population.decimals) == ("Population", "", "", 0)
    assert {"l’unité", "le domaine", "le sens de lecture"} <= set(population.needed)
    assert (population.values, population.missing) == (5, 0)


@pytest.mark.parametrize(
    ("header", "label", "unit", "year"),
    [
        ("Revenu médian en €", "Revenu médian", "€", ""),
        ("Crimes (‰) 2020", "Crimes", "‰", "2020"),
        ("Médecins (pour 1 000 hab., 2018)", "Médecins", "pour 1 000 hab.", "2018"),
        ("Évolution 2012-2016", "Évolution 2012-2016", "", ""),
        ("% de NEET", "% de NEET", "%", ""),
        ("Part des cadres (en %)", "Part des cadres", "%", ""),
    ],
)
def test_headers(header: str, label: str, unit: str, year: str) -> None:
    proposal = read("t.csv", csv_of([["Région", header], ["Bretagne", "1"], ["Corse", "2"]])).proposal
    assert proposal is not None
    (entry,) = proposal.entries
    assert (entry.label, entry.unit, entry.year) == (label, unit, year)


def test_merged_headers_give_each_column_its_group() -> None:
    from tests.territory.importing.corpus import _grouped

    proposal = read("t.xlsx", _grouped()).proposal
    assert proposal is not None
    assert [entry.header for entry in proposal.entries] == [
        "Emploi – 2018", "Emploi – 2019", "Logement – 2018", "Logement – 2019",
    ]  # fmt: skip


def test_of_several_sheets_one_is_chosen() -> None:
    def second(book: object) -> None:
        sheet = book.create_sheet("Autre")  # type: ignore[attr-defined]
        for row in (["Région", "Autre taux"], ["Corse", "1,5"]):
            sheet.append(row)

    content = xlsx_of(GOOD, second)
    assert errors(read("t.xlsx", content)) == ["plusieurs feuilles portent une table"]
    chosen = read("t.xlsx", content, Choices(sheet="Autre")).proposal
    assert chosen is not None and [entry.label for entry in chosen.entries] == ["Autre taux"]


def test_of_several_years_one_is_chosen() -> None:
    rows: Table = [
        ["Région", "Indicateur", "Année", "Valeur"],
        ["Bretagne", "Taux", "2018", "1,5"], ["Corse", "Taux", "2018", "2,5"],
        ["Bretagne", "Taux", "2019", "1,6"], ["Corse", "Taux", "2019", "2,6"],
    ]  # fmt: skip
    assert errors(read("t.csv", csv_of(rows))) == ["plusieurs années pour un même indicateur"]
    edition = read("t.csv", csv_of(rows), Choices(year="2018")).edition
    assert edition is not None
    values = edition.observations.set_index("territory")["published"]
    assert (values["53"], values["94"]) == ("1,5", "2,5")


def test_a_value_given_twice_is_refused() -> None:
    rows = [["Région", "Indicateur", "Valeur"], ["Bretagne", "Taux", "1,5"], ["Bretagne", "Taux", "1,6"]]
    assert errors(read("t.csv", csv_of(rows))) == ["une valeur donnée deux fois pour un indicateur et un territoire"]


def test_every_departement_is_read_with_its_outline() -> None:
    known = shipped(DATA)["departement"].territories
    rows = [["Département", "Taux"], *([t.name.upper(), f"{n % 9},5"] for n, t in enumerate(known.values()))]
    imported = read("t.csv", csv_of(rows, encoding="cp1252"))
    assert imported.files is not None, imported.report.text()
    edition = load_edition(as_folder(imported.files), DATA)
    assert len(edition.regions) == len(known) and edition.outlines is not None and len(edition.outlines.rings) == 96
