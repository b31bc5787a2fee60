"""Which sheet of a file holds its table, and which year of it is read: one of each, or an error."""

from __future__ import annotations

from collections.abc import Sequence

from territory.importing import layouts, parents
from territory.importing.choices import Choices
from territory.importing.headers import Role
from territory.importing.layouts import Recognised, Table
from territory.importing.report import Log
from territory.sheets import Sheet
from territory.text import fold


def the_table(
    sheets: Sequence[Sheet], choices: Choices, is_territory: Recognised, log: Log
) -> tuple[parents.Readable | None, list[parents.Readable]]:
    """The one sheet that holds a table, and those of what holds its territories.

    Several tables, or none, are an error; what is left aside is said.
    """
    if choices.sheet:
        named = {fold(choices.sheet), fold(parents.SHEET)}
        sheets = [sheet for sheet in sheets if fold(sheet.name) in named]
    readable: list[parents.Readable] = []
    aside: list[parents.Readable] = []
    for sheet in sheets:
        log.sheet = sheet.name
        if sheet.hidden and not choices.sheet:
            log.inform("une feuille cachée, non lue")
        elif found := layouts.find(sheet, is_territory):
            (aside if fold(sheet.name) == fold(parents.SHEET) else readable).append((sheet, *found))
        elif len(sheets) > 1 and sheet.rows:
            log.inform("une feuille sans table reconnue, non lue")
    log.sheet = ""
    readable, aside = parents.parted(readable, aside)
    if len(readable) == 1:
        return readable[0], aside
    if readable:
        names = ", ".join(f"«\u00a0{sheet.name}\u00a0»" for sheet, _, _ in readable)
        log.error("plusieurs feuilles portent une table", found=names, allowed="une seule, ou le choix de celle à lire")
    else:
        allowed = (
            "des territoires en colonnes et des indicateurs en lignes, l’inverse, ou des colonnes territoire, "
            "indicateur et valeur, sous un en-tête qui les nomme"
        )
        log.error("aucune table reconnue", allowed=allowed)
    return None, []


def one_year(table: Table, choices: Choices, log: Log) -> Table:
    """A long table of several years holds several editions: the one that was chosen is kept."""
    if table.layout != "long":
        return table
    years = sorted({series.about.get(Role.YEAR, "") for series in table.series} - {""})
    headers = [series.header for series in table.series]
    if len(set(headers)) == len(headers):
        return table
    if not choices.year:
        allowed = "une seule année par indicateur, ou le choix de celle à lire"
        log.error("plusieurs années pour un même indicateur", found=", ".join(years), allowed=allowed)
    kept = [series for series in table.series if series.about.get(Role.YEAR, "") == (choices.year or years[-1])]
    return Table(table.layout, table.keys, tuple(kept), table.level)
