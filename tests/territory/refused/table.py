"""The table of values: numbers, columns, rows, sums."""

from __future__ import annotations

from tests.territory.conftest import TABLE
from tests.territory.refused.refusal import Refusal, not_utf8, on_table, swap, with_column, without_column, write_cell

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
}
