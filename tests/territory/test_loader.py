"""The shipped edition as it is read, and every rule with a table that breaks it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from territory.__main__ import DATA
from territory.errors import DataError
from territory.loader import Edition
from tests.territory import oracle
from tests.territory.conftest import ROOT, TABLE, DataCopy

TERRITORIES = ["FR", *oracle.REGIONS]

# --- what is read --------------------------------------------------------------------------------------


def test_thirty_rows_of_fourteen_cells_in_published_order(edition: Edition) -> None:
    codes = [*oracle.CONTEXT, *(criterion.code for criterion in oracle.FRAGILITY)]
    expected = [(code, territory) for code in codes for territory in TERRITORIES]
    assert len(expected) == 30 * 14 == 420
    found = edition.observations[["indicator", "territory"]].itertuples(index=False, name=None)
    assert list(found) == expected


def test_each_published_string_is_kept_byte_for_byte(edition: Edition) -> None:
    with oracle.PUBLISHED.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file, delimiter=";")
    assert list(edition.observations["published"]) == [text for row in rows for text in row[8:]]


def test_the_regions_are_joined_by_the_column_s_name(edition: Edition) -> None:
    with oracle.PUBLISHED.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file, delimiter=";"))
    assert [region.published for region in edition.regions.values()] == header[9:]
    assert tuple(edition.regions) == oracle.REGIONS


def cell(edition: Edition, indicator: str, territory: str) -> dict[str, object]:
    table = edition.observations
    (row,) = table[(table["indicator"] == indicator) & (table["territory"] == territory)].to_dict("records")
    return row


def test_values_are_exact_decimals_and_never_floats(edition: Edition) -> None:
    for column in ("value", "low", "high"):
        kinds = {type(value) for value in edition.observations[column]}
        assert kinds == {Decimal, type(None)}, column
    assert str(cell(edition, "densite", "11")["value"]) == "1019.58488"
    assert str(cell(edition, "developpement_economique", "FR")["value"]) == "-2.2"
    assert cell(edition, "entreprises", "FR")["value"] == 5391223
    assert cell(edition, "pib", "94")["value"] == 9


def test_what_is_missing_is_missing(edition: Edition) -> None:
    table = edition.observations
    empty = table[table["value"].isna() & table["low"].isna() & table["high"].isna()]
    expected = [("associations", "FR"), ("innovation", "94"), *(("handicap", code) for code in TERRITORIES)]
    assert list(empty[["indicator", "territory"]].itertuples(index=False, name=None)) == expected
    assert cell(edition, "innovation", "94")["published"] == "#N/A"


def test_ranges_have_bounds_and_no_value(edition: Edition) -> None:
    rows = edition.observations[edition.observations["indicator"] == "associations"]
    assert rows["value"].isna().all()
    grand_est = cell(edition, "associations", "44")
    assert (grand_est["low"], grand_est["high"]) == (Decimal(90000), Decimal(105000))
    typo = cell(edition, "associations", "27")
    assert (typo["published"], typo["low"], typo["high"]) == ("55 00 à 60 000", None, Decimal(60000))
    assert "COQUILLE_PROBABLE" in str(typo["flags"]).split("|")
    others = rows[~rows["territory"].isin(["FR", "27"])]
    assert len(others) == 12 and others["low"].notna().all() and others["high"].notna().all()
    assert not others["flags"].str.contains("COQUILLE_PROBABLE").any()


def test_flags_reach_the_cells_they_concern(edition: Edition) -> None:
    of = {territory: cell(edition, "innovation", territory)["flags"] for territory in ("93", "94", "44")}
    assert of == {"93": "ND|LIBELLE_DOUTEUX", "94": "ND|LIBELLE_DOUTEUX", "44": "LIBELLE_DOUTEUX"}
    assert [flag.flag for flag in edition.flags_of("finances_publiques", "94")] == [
        "TOTAL_PARTIEL",
        "CHAMP_DIFFERENT",
        "DEFINITION_INCONNUE",
    ]
    assert [flag.flag for flag in edition.flags_of("finances_publiques", "53")] == ["DEFINITION_INCONNUE"]


def test_every_flag_of_the_audit_is_shipped(edition: Edition) -> None:
    """The audit's own list, where it stands beside this checkout, reworded for readers: none lost, none added."""
    source = ROOT.parent / "shared" / "sources" / "drapeaux.csv"
    if not source.is_file():
        pytest.skip("the audit is not beside this checkout")
    with source.open(encoding="utf-8", newline="") as file:
        audited = [(row["critere"], row["drapeau"]) for row in csv.DictReader(file, delimiter=";")]
    assert [(flag.indicator, flag.flag) for flag in edition.flags] == audited


# --- tables that are refused ---------------------------------------------------------------------------


def test_the_untouched_copy_loads(data: DataCopy) -> None:
    assert len(data.load().observations) == 420


@dataclass(frozen=True)
class Refusal:
    """A mutation of the copy, and what the error must name."""

    change: Callable[[DataCopy], object]
    file: str
    row: str = ""
    column: str = ""
    found: str = ""
    allowed: str = ""


def write_cell(line: int, column: str, text: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_cell(line, column, text)


def on_table(change: Callable[[list[list[str]]], object]) -> Callable[[DataCopy], object]:
    return lambda data: data.rewrite(data.table, change)


def on_flags(line: int, column: str, text: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_cell(line, column, text, data.flags)


def on_regions(line: int, column: str, text: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_cell(line, column, text, data.regions)


def field(code: str, name: str, line: str) -> Callable[[DataCopy], object]:
    return lambda data: data.set_field(code, name, line)


def in_registry(pattern: str, replacement: str) -> Callable[[DataCopy], object]:
    return lambda data: data.substitute(data.registry, pattern, replacement)


def not_utf8(file: Callable[[DataCopy], Path]) -> Callable[[DataCopy], object]:
    """The file as Excel saves it in French: é is the byte E9."""

    def change(data: DataCopy) -> None:
        text = file(data).read_text(encoding="utf-8")
        file(data).write_bytes(text.encode("cp1252", "replace"))

    return change


def without_column(name: str) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        place = rows[0].index(name)
        for row in rows:
            del row[place]

    return change


def with_column(name: str) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        for row in rows:
            row.append("1")
        rows[0][-1] = name

    return change


def swap(first: int, second: int) -> Callable[[list[list[str]]], object]:
    def change(rows: list[list[str]]) -> None:
        rows[first - 1], rows[second - 1] = rows[second - 1], rows[first - 1]

    return change


def drop_feature(data: DataCopy) -> None:
    document = json.loads(data.geometry.read_text(encoding="utf-8"))
    document["features"] = [f for f in document["features"] if f["properties"]["code"] != "94"]
    assert len(document["features"]) == 12
    data.geometry.write_text(json.dumps(document), encoding="utf-8")


# The header is line 1, so the 13 rows of context are lines 2 to 14 and emploi is line 15.
REFUSALS = {
    "bad number": Refusal(write_cell(15, "Bretagne", "7.2"), TABLE, "ligne 15 (emploi)", "Bretagne", "7.2", "8,4"),
    "bad thousands": Refusal(
        write_cell(10, "Corse", "40 39"), TABLE, "ligne 10 (entreprises)", "Corse", "40 39", "5 391 223"
    ),
    "bad percent": Refusal(
        write_cell(16, "Bretagne", "-1,5"),
        TABLE,
        "ligne 16 (developpement_economique)",
        "Bretagne",
        "-1,5",
        "pourcentage",
    ),
    "bad milliards": Refusal(
        write_cell(9, "Corse", "9 millions"), TABLE, "ligne 9 (pib)", "Corse", "9 millions", "milliards"
    ),
    "reversed range": Refusal(
        write_cell(12, "Corse", "9 500 à 8 500"),
        TABLE,
        "ligne 12 (associations)",
        "Corse",
        "9 500 à 8 500",
        "fourchette",
    ),
    "a broken bound that no flag announces": Refusal(
        write_cell(12, "Corse", "85 00 à 9 500"),
        TABLE,
        "ligne 12 (associations)",
        "Corse",
        "85 00 à 9 500",
        "fourchette",
    ),
    "a value in the empty row": Refusal(
        write_cell(21, "Corse", "4,2"), TABLE, "ligne 21 (handicap)", "Corse", "4,2", "une cellule vide"
    ),
    "extra decimals": Refusal(
        write_cell(15, "Bretagne", "7,25"),
        TABLE,
        "ligne 15 (emploi)",
        "Bretagne",
        "7,25",
        "au plus 1 décimale",
    ),
    "extra decimals where France has one": Refusal(
        write_cell(25, "Bretagne", "319,5"),
        TABLE,
        "ligne 25 (sante)",
        "Bretagne",
        "319,5",
        "au plus 0 décimale",
    ),
    "missing column": Refusal(
        on_table(without_column("Corse")),
        TABLE,
        "ligne 1",
        "Corse",
        "aucune colonne de ce nom",
        "table publiée",
    ),
    "missing national column": Refusal(
        on_table(without_column("France métropole")),
        TABLE,
        "ligne 1",
        "France métropole",
        "aucune colonne",
        "publiée",
    ),
    "extra column": Refusal(
        on_table(with_column("Mayotte")), TABLE, "ligne 1", "Mayotte", "une colonne inconnue", "table publiée"
    ),
    "a column twice": Refusal(on_table(with_column("Corse")), TABLE, "ligne 1", "Corse", "deux fois", "une seule fois"),
    "missing row": Refusal(on_table(lambda rows: rows.pop(24)), TABLE, "", "", "29 lignes", "30 lignes"),
    "extra row": Refusal(on_table(lambda rows: rows.append(rows[-1])), TABLE, "", "", "31 lignes", "30 lignes"),
    "rows in another order": Refusal(
        on_table(swap(15, 18)), TABLE, "ligne 15 (emploi)", "critere", "Pauvreté", "Emploi"
    ),
    "another criterion": Refusal(
        write_cell(15, "critere", "Emplois"), TABLE, "ligne 15 (emploi)", "critere", "Emplois", "Emploi"
    ),
    "another indicator": Refusal(
        write_cell(15, "indicateur", "Taux d'emploi"),
        TABLE,
        "ligne 15 (emploi)",
        "indicateur",
        "Taux d'emploi",
        "Taux de chomage",
    ),
    "another year": Refusal(write_cell(15, "annee", "2020"), TABLE, "ligne 15 (emploi)", "annee", "2020", "2019 (T1)"),
    # 65 018 096 is the sum; one more inhabitant in Corsica (337 796 → 337 797) makes 65 018 097.
    "broken sum": Refusal(
        write_cell(2, "Corse", "337797"),
        TABLE,
        "ligne 2 (population)",
        "France métropole",
        "65018096",
        "65018097",
    ),
    # 12 regions sum to 29 754,3; the total says 29 754,1; 13 roundings allow 13 × 0,05 = 0,65; +1,0: 1,2 off.
    "broken sum without Corse": Refusal(
        write_cell(14, "Grand Est", "2581,0"),
        TABLE,
        "ligne 14 (finances_publiques)",
        "France métropole",
        "29754.1",
        "29755.3",
    ),
    "a sum with a hole": Refusal(
        write_cell(2, "Corse", ""), TABLE, "ligne 2 (population)", "Corse", "manquante", "une valeur"
    ),
    # 100 × 337 796 / 65 018 096 = 0,5195; 0,6 is 0,08 away, more than 0,05.
    "broken share": Refusal(
        write_cell(3, "Corse", "0,6%"), TABLE, "ligne 3 (poids_population)", "Corse", "0.6", "0.519"
    ),
    "a share with a hole": Refusal(
        write_cell(3, "Corse", ""), TABLE, "ligne 3 (poids_population)", "Corse", "manquante", "une valeur"
    ),
    # 337 796 / 8 680 = 38,9165899; 38,9167 is 2,8e-6 away, relatively.
    "broken ratio": Refusal(
        write_cell(5, "Corse", "38,9167"), TABLE, "ligne 5 (densite)", "Corse", "38.9167", "38.91659"
    ),
    "too many cells": Refusal(
        on_table(lambda rows: rows[14].append("9")), TABLE, "ligne 15", "", "trop ou pas assez", "22 cellules"
    ),
    "too few cells": Refusal(
        on_table(lambda rows: rows[14].pop()), TABLE, "ligne 15", "", "trop ou pas assez", "22 cellules"
    ),
    "an open quote": Refusal(
        lambda data: data.substitute(data.table, "7,55;10,75\n|7,55;10,75$|;10,75\n", ';"10,75\n'),
        TABLE,
        "ligne 29",
        found="mal formée",
        allowed="CSV en UTF-8",
    ),
    "table not UTF-8": Refusal(not_utf8(lambda d: d.table), TABLE, found="UTF-8", allowed="CSV en UTF-8"),
    "no table": Refusal(lambda data: data.table.unlink(), TABLE, found="aucun fichier", allowed=TABLE),
    "an empty table": Refusal(
        lambda data: data.table.write_bytes(b""),
        TABLE,
        "ligne 1",
        found="rien",
        allowed="CSV en UTF-8",
    ),
    # --- flags
    "flag of an unknown indicator": Refusal(
        on_flags(4, "indicator", "populaton"),
        "flags.csv",
        "ligne 4",
        "indicator",
        "populaton",
        "code du registre",
    ),
    "flag of an unknown severity": Refusal(
        on_flags(4, "severity", "grave"),
        "flags.csv",
        "ligne 4",
        "severity",
        "grave",
        "haute | moyenne | faible | info",
    ),
    "flag of an unknown territory": Refusal(
        on_flags(4, "territories", "94|99"),
        "flags.csv",
        "ligne 4",
        "territories",
        "99",
        "FR ou des codes de région",
    ),
    "flag without a finding": Refusal(on_flags(4, "finding", ""), "flags.csv", "ligne 4", "finding", "", "un texte"),
    "the broken bound without its flag": Refusal(
        lambda data: data.rewrite(
            data.flags, lambda rows: rows.remove(next(row for row in rows if row[1] == "COQUILLE_PROBABLE"))
        ),
        TABLE,
        "ligne 12 (associations)",
        "Bourgogne - Franche - Comté",
        "55 00 à 60 000",
        "fourchette",
    ),
    "flags not UTF-8": Refusal(not_utf8(lambda d: d.flags), "flags.csv", found="UTF-8", allowed="CSV en UTF-8"),
    "no flag for a broken bound": Refusal(
        lambda data: data.flags.unlink(), TABLE, "ligne 12 (associations)", "Bourgogne", "55 00 à 60 000", "fourchette"
    ),
    # --- registry
    "broken TOML": Refusal(
        in_registry(r"\[indicators\.emploi\]", "[indicators.emploi"),
        "indicators.toml",
        "ligne 363",
        "caractère 19",
        found="autre forme",
        allowed="TOML",
    ),
    "registry not UTF-8": Refusal(
        not_utf8(lambda d: d.registry), "indicators.toml", found="UTF-8", allowed="TOML en UTF-8"
    ),
    "no registry": Refusal(lambda data: data.registry.unlink(), "indicators.toml", found="aucun", allowed="toml"),
    "no section": Refusal(
        in_registry(r"^\[edition\].*?(?=^\[)", ""),
        "indicators.toml",
        "section [edition]",
        "",
        "rien",
        "une section",
    ),
    "unknown polarity": Refusal(
        field("emploi", "polarity", 'polarity = "upwards"'),
        "indicators.toml",
        "indicateur emploi",
        "polarity",
        "upwards",
        "higher_is_more_fragile | lower_is_more_fragile | not_oriented",
    ),
    "no polarity": Refusal(
        field("emploi", "polarity", ""),
        "indicators.toml",
        "indicateur emploi",
        "polarity",
        "rien",
        "sens de lecture",
    ),
    "a polarity without its reason": Refusal(
        field("emploi", "polarity_reason", ""),
        "indicators.toml",
        "indicateur emploi",
        "polarity_reason",
        "rien",
        "sa raison",
    ),
    "contestable without a reason": Refusal(
        field("mobilite", "contestable_reason", ""),
        "indicators.toml",
        "indicateur mobilite",
        "contestable_reason",
        "",
        "une raison",
    ),
    "unknown reliability": Refusal(
        field("emploi", "reliability", 'reliability = "D"'),
        "indicators.toml",
        "indicateur emploi",
        "reliability",
        "D",
        "A | B | C",
    ),
    "missing unit": Refusal(
        field("emploi", "unit", ""), "indicators.toml", "indicateur emploi", "unit", "", "obligatoire"
    ),
    "empty unit": Refusal(
        field("emploi", "unit", 'unit = ""'), "indicators.toml", "indicateur emploi", "unit", "", "unité"
    ),
    "missing source": Refusal(
        field("emploi", "source", ""),
        "indicators.toml",
        "indicateur emploi",
        "source",
        "",
        "un texte non vide",
    ),
    "missing year": Refusal(
        field("emploi", "year", 'year = ""'), "indicators.toml", "indicateur emploi", "year", "", "année"
    ),
    "missing decimals": Refusal(
        field("emploi", "decimals", ""), "indicators.toml", "indicateur emploi", "decimals", "", "obligatoire"
    ),
    "decimals in quotes": Refusal(
        field("emploi", "decimals", 'decimals = "1"'),
        "indicators.toml",
        "indicateur emploi",
        "decimals",
        "1",
        "entier",
    ),
    "a number for a text": Refusal(
        field("emploi", "label", "label = 3"),
        "indicators.toml",
        "indicateur emploi",
        "label",
        "3",
        "un texte",
    ),
    "a short label longer than a line": Refusal(
        field("emploi", "short", f'short = "{"x" * 37}"'),
        "indicators.toml",
        "indicateur emploi",
        "short",
        "x" * 37,
        "36 caractères",
    ),
    "another unit than published without a reason": Refusal(
        field("emploi", "form", 'form = "number"\nshift = 2'),
        "indicators.toml",
        "indicateur emploi",
        "shift_reason",
        "",
        "raison",
    ),
    "a text for a switch": Refusal(
        field("emploi", "core", 'core = "oui"'),
        "indicators.toml",
        "indicateur emploi",
        "core",
        "oui",
        "true ou false",
    ),
    "an edition without a title": Refusal(
        in_registry("^title = [^\n]*\n", ""), "indicators.toml", "section [edition]", "title", "", "publisher"
    ),
    "a domain without a label": Refusal(
        in_registry('^label = "Emploi"\n', ""), "indicators.toml", "domaine emploi", "label", "", "un texte"
    ),
    "a phrase without its number": Refusal(
        field("emploi", "phrase", 'phrase = "un taux de chômage"'),
        "indicators.toml",
        "indicateur emploi",
        "phrase",
        "un taux de chômage",
        "{v}",
    ),
    "unknown form": Refusal(
        field("emploi", "form", 'form = "words"'),
        "indicators.toml",
        "indicateur emploi",
        "form",
        "words",
        "percent",
    ),
    "unknown domain": Refusal(
        field("emploi", "domain", 'domain = "emplois"'),
        "indicators.toml",
        "indicateur emploi",
        "domain",
        "emplois",
        "pouvoir_achat",
    ),
    "unknown field": Refusal(
        field("emploi", "core", "coeur = true"),
        "indicators.toml",
        "indicateur emploi",
        "coeur",
        "True",
        "core",
    ),
    "unknown dimension": Refusal(
        in_registry(r'dimension = "economique"', 'dimension = "economic"'),
        "indicators.toml",
        "domaine emploi",
        "dimension",
        "economic",
        "economique",
    ),
    "a domain without an indicator": Refusal(
        in_registry(
            r"^\[domains\.culture\]",
            '[domains.vide]\nlabel = "Vide"\ndimension = "sociale"\n\n[domains.culture]',
        ),
        "indicators.toml",
        "domaine vide",
        "",
        "aucun indicateur",
        "au moins un",
    ),
    "a check of an unknown indicator": Refusal(
        field("densite", "check", 'check = { kind = "ratio", of = "population", by = "surface" }'),
        "indicators.toml",
        "indicateur densite",
        "check",
        "surface",
        "code du registre",
    ),
    "an unknown check": Refusal(
        field("population", "check", 'check = { kind = "product" }'),
        "indicators.toml",
        "indicateur population",
        "check",
        "product",
        "sum | sum_without | share | ratio",
    ),
    "a check in one word": Refusal(
        field("population", "check", 'check = "sum"'),
        "indicators.toml",
        "indicateur population",
        "check",
        "sum",
        "kind",
    ),
    "a ratio by nothing": Refusal(
        field("densite", "check", 'check = { kind = "ratio", of = "population" }'),
        "indicators.toml",
        "indicateur densite",
        "check",
        "",
        "code du registre",
    ),
    "a sum without nobody": Refusal(
        field("finances_publiques", "check", 'check = { kind = "sum_without" }'),
        "indicators.toml",
        "indicateur finances_publiques",
        "check.excluded",
        "",
        "une région",
    ),
    "a check with an unknown field": Refusal(
        field("population", "check", 'check = { kind = "sum", tolerance = 1 }'),
        "indicators.toml",
        "indicateur population",
        "check.tolerance",
        "1",
        "kind | of | by | excluded",
    ),
    # --- regions and geometry
    "no regions": Refusal(
        lambda data: data.regions.unlink(), "regions.csv", found="aucun fichier", allowed="regions.csv"
    ),
    "regions not UTF-8": Refusal(not_utf8(lambda d: d.regions), "regions.csv", found="UTF-8", allowed="CSV en UTF-8"),
    "a region twice": Refusal(on_regions(3, "code", "44"), "regions.csv", "ligne 3", "code", "44", "une seule fois"),
    "a region without a name": Refusal(on_regions(3, "nom", ""), "regions.csv", "ligne 3", "nom", "", "un texte"),
    "a comma in a longitude": Refusal(
        on_regions(3, "lon", "0,70"), "regions.csv", "ligne 3", "lon", "0,70", "point décimal"
    ),
    "a region cut short": Refusal(
        lambda data: data.rewrite(data.regions, lambda rows: rows[2].pop()),
        "regions.csv",
        "ligne 3",
        "",
        "cellules",
        "9 cellules",
    ),
    "regions without a column": Refusal(
        lambda data: data.rewrite(data.regions, without_column("en")),
        "regions.csv",
        "ligne 1",
        "",
        "code, nom",
        "en",
    ),
    "geometry with a missing code": Refusal(drop_feature, "regions.geojson", "", "code", "94", "les codes de la table"),
    "geometry with another code": Refusal(
        lambda data: data.substitute(
            data.geometry,
            r'\{"type":"Feature",',
            '{"type":"Feature","properties":{"code":"01"}},{"type":"Feature",',
        ),
        "regions.geojson",
        "",
        "code",
        "01",
        "les codes de la table",
    ),
    "no geometry": Refusal(
        lambda data: data.geometry.unlink(),
        "regions.geojson",
        found="aucun fichier",
        allowed="regions.geojson",
    ),
    "geometry cut short": Refusal(
        lambda data: data.geometry.write_text(data.geometry.read_text(encoding="utf-8")[:5000], encoding="utf-8"),
        "regions.geojson",
        allowed="GeoJSON",
        found="ligne 1",
    ),
    "no projected geometry": Refusal(
        lambda data: data.plane.unlink(), "regions.lambert93.json", found="aucun fichier", allowed="lambert93.json"
    ),
    "projected geometry cut short": Refusal(
        lambda data: data.plane.write_text(data.plane.read_text(encoding="utf-8")[:5000], encoding="utf-8"),
        "regions.lambert93.json",
        allowed="contours projetés",
        found="ligne 1",
    ),
    "projected geometry with another code": Refusal(
        lambda data: data.substitute(data.plane, '"94":', '"95":'),
        "regions.lambert93.json",
        "",
        "code",
        "94, 95",
        "les codes de la table",
    ),
    "projected geometry of another build": Refusal(
        lambda data: data.substitute(data.plane, r'"rings":\[\[\[[^]]*\],', '"rings":[['),
        "regions.lambert93.json",
        "",
        "11",
        "points en 1 contours",
        "regions.geojson",
    ),
    "projected geometry without a label point": Refusal(
        lambda data: data.substitute(data.plane, '"label":', '"name":'),
        "regions.lambert93.json",
        found="label absent",
        allowed="le point de son nom",
    ),
    "geometry not UTF-8": Refusal(not_utf8(lambda d: d.geometry), "regions.geojson", found="UTF-8", allowed="GeoJSON"),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS.keys())
def test_a_table_that_breaks_a_rule_is_refused(refusal: Refusal, data: DataCopy) -> None:
    refusal.change(data)
    with pytest.raises(DataError) as caught:
        data.load()
    error = caught.value
    assert error.file == refusal.file
    assert error.row == refusal.row
    # Two fields may be named together (« polarity, polarity_reason »).
    assert refusal.column in error.column and bool(refusal.column) == bool(error.column)
    assert refusal.found in error.found
    assert refusal.allowed in error.allowed and error.allowed
    message = str(error)
    assert "\n" not in message
    assert all(part in message for part in (error.file, error.row, error.column, refusal.found, error.allowed))


@pytest.mark.parametrize(
    "harmless",
    [
        write_cell(14, "Corse", "9999"),  # finances_publiques: Corsica is not in the total
        write_cell(14, "Grand Est", "2580,4"),  # 29 754,7 − 29 754,1 = 0,6, under 13 × 0,05 = 0,65
        write_cell(3, "Corse", "0,5 %"),  # another published form of the same number
        write_cell(15, "Bretagne", ""),  # a hole where no sum is checked stays a hole
    ],
    ids=["excluded from the sum", "within the roundings", "space before %", "hole"],
)
def test_what_breaks_no_rule_is_not_refused(harmless: Callable[[DataCopy], object], data: DataCopy) -> None:
    harmless(data)
    assert len(data.load().observations) == 420


def test_a_line_break_in_a_cell_stays_on_one_line_of_the_message(data: DataCopy) -> None:
    data.set_cell(15, "Bretagne", "7,2\n7,3")
    with pytest.raises(DataError) as caught:
        data.load()
    assert len(str(caught.value).splitlines()) == 1


def test_the_copy_is_of_the_shipped_data(data: DataCopy) -> None:
    """Or the refusals prove nothing of it."""
    for path in DATA.rglob("*"):
        if path.is_file():
            assert (data.folder / path.relative_to(DATA)).read_bytes() == path.read_bytes()
