"""Parents: the larger territories that hold those of the table, as a région its départements, and their own values.

In rows of the table, where its name stands for a territory's or a territory's is left empty; or in a sheet of its own,
« Ensembles » or that of a coarser level. Published values, in the file that ``loader.PARENTS_FILE`` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from territory.harmonise import Form
from territory.importing import bodies, figures
from territory.importing.column import read_column, survey
from territory.importing.headers import LEVELS as FINEST_FIRST
from territory.importing.indicator import Indicator, with_digits
from territory.importing.known import Known, Nearest, Territory, is_reference, parent_code, without_article
from territory.importing.layouts import Heading, Key, Recognised, Series, Table
from territory.importing.own_sheets import level_of
from territory.importing.report import Log
from territory.sheets import Sheet
from territory.text import fold

SHEET = "Ensembles"
Readable = tuple[Sheet, str, Heading]
"""A sheet in which a table was found, its layout and its header."""
_TOTAL = re.compile(r"^(?:total|ensemble) ")


@dataclass(frozen=True)
class Value:
    """A cell of a parent, in French writing; ``row`` and ``column`` count from 0."""

    indicator: Indicator
    parent: str
    text: str
    row: int
    column: int


@dataclass(frozen=True, eq=False)
class Holders:
    """The parents of the territories, by code, and their codes by folded name."""

    names: Mapping[str, str]
    by_name: Mapping[str, str]

    @classmethod
    def of(cls, territories: Iterable[Territory | Key]) -> Holders:
        names = {}
        for parent, name in {(t.parent, t.parent_name): None for t in territories}:
            if code := parent_code(parent, name):
                names[code] = name or code
        return cls(names, {_bare(name): code for code, name in names.items()})

    def code_of(self, code: str, name: str) -> str:
        """The parent that a code and a name agree on, or that the only one given names; else empty."""
        if not name:
            return next((known for known in self.names if _same(known, code)), self.by_name.get(_bare(code), ""))
        found = self.by_name.get(_bare(name), "")
        return found if not code or _same(code, found) else ""


def _bare(name: str) -> str:
    return without_article(_TOTAL.sub("", fold(name)))


def _same(code: str, other: str) -> bool:
    """Whether two codes are equal but for leading zeros, which spreadsheets remove."""
    return code.lstrip("0") == other.lstrip("0")


def held_in(
    keys: Sequence[Key], references: Sequence[bool], known: Known | None, own: Mapping[str, Territory], log: Log
) -> dict[int, str]:
    """The keys that are parents': rows where only « Région » is filled in, or that bear a parent's name and code.

    Its code is empty where it cannot be told, which is an error. A name that is a territory's too (« La Réunion »)
    is the territory's, unless the code says otherwise.
    """
    holders = Holders.of(known.territories.values() if known else own.values() or keys)
    if not holders.names:
        return {}
    found: dict[int, str] = {}
    for number, key in enumerate(keys):
        if references[number]:
            continue
        if not (key.code or key.name) or is_total(key):
            found[number] = holders.code_of(key.parent, key.parent_name)
            if not found[number]:
                said = key.parent_name or key.parent
                log.error("une ligne de valeurs sans territoire", key.row, key.column, said, "un code ou un nom")
        elif (parent := _holder(key, holders, known, own)) and not (key.parent and key.parent != parent):
            found[number] = parent
    return found


def is_total(key: Key) -> bool:
    """« Bretagne ; Total »: a row named a total beside the name of what holds it, which is not the reference."""
    held = key.parent_name or key.parent
    return bool(held) and is_reference(key.code, key.name) and not is_reference(key.parent, key.parent_name)


def _holder(key: Key, holders: Holders, known: Known | None, own: Mapping[str, Territory]) -> str:
    """The parent whose name a key bears, with its code or with none, where it is no territory's; or nothing."""
    if known is None:  # of 35,000 rows, few have the code of a parent
        its = key.name and key.code not in own and key.code in holders.names
        return holders.code_of(key.code, key.name) if its else ""
    parent = holders.code_of(key.code, key.name) if key.name else holders.code_of("", key.code)
    if not parent:
        return ""
    names = known.named(key.name or key.code)
    return parent if not names or (key.name and key.code and known.code_of(key.code)[0] not in names) else ""


def parted(readable: Sequence[Readable], own: Sequence[Readable]) -> tuple[list[Readable], list[Readable]]:
    """The sheets that may hold the table, and those that hold values of parents.

    Of two sheets whose headers or names say two levels, the coarser holds. ``own``: those that are named ``SHEET``.
    """
    levels = [heading.level or level_of(sheet.name) for sheet, _, heading in readable]
    known = [level for level in levels if level in FINEST_FIRST]
    if len(readable) < 2 or len(known) < len(readable) or len(set(known)) < len(known):
        return list(readable), list(own)
    finest = min(known, key=FINEST_FIRST.index)
    pairs = list(zip(readable, levels, strict=True))
    return [one for one, level in pairs if level == finest], [*own, *(one for one, level in pairs if level != finest)]


def in_rows(held: Mapping[int, str], keys: Sequence[Key], indicators: Sequence[Indicator], log: Log) -> list[Value]:
    """The parents' values in rows of the table; ``held``: the parent of a key, by the key's number."""
    if held:
        first = keys[min(held)]
        said = first.name or first.code or first.parent_name or first.parent
        log.mended(
            "une ligne d’un ensemble de territoires, lue comme sa propre valeur", first.row, None, said, len(held)
        )
    return [value for indicator in indicators for value in _of_series(indicator, indicator.series, held)]


def _of_series(indicator: Indicator, series: Series, held: Mapping[int, str]) -> Iterable[Value]:
    for key, parent in held.items():
        where = [key] if isinstance(series.keys, range) else np.flatnonzero(np.asarray(series.keys) == key).tolist()
        for at in where:
            yield Value(indicator, parent, series.values.texts[at], *series.values.place(at))


def in_sheet(
    readable: Readable, holders: Holders, indicators: Sequence[Indicator], recognised: Recognised, log: Log
) -> list[Value]:
    """The parents' values in a sheet of their own; an indicator or a parent unknown to the table is a warning."""
    sheet, layout, heading = readable
    log.sheet = sheet.name
    table = bodies.read(sheet, layout, heading, recognised, log)
    if table.series:
        log.inform("la feuille des valeurs propres aux ensembles de territoires", heading.row)
    held = _parents_of(table, holders, log)
    by_header = {fold(i.series.header): i for i in indicators} | {fold(i.label): i for i in indicators}
    found: list[Value] = []
    for series in table.series:
        indicator = by_header.get(fold(series.header))
        if indicator is None:
            allowed = Nearest(i.series.header for i in indicators).to(series.header)
            log.warn(
                "un indicateur que la table n’a pas, laissé de côté", series.row, series.column, series.header, allowed
            )
            continue
        _read_as(indicator, series, log)
        found += _of_series(indicator, series, held)
    return found


def _parents_of(table: Table, holders: Holders, log: Log) -> dict[int, str]:
    """The parent that each key of a table names, by the key's number; one that is unknown is a warning."""
    held: dict[int, str] = {}
    near = Nearest(holders.names.values())
    for number, key in enumerate(table.keys):
        if parent := holders.code_of(key.code, key.name):
            held[number] = parent
        elif table.series and not is_reference(key.code, key.name):
            said = key.name or key.code
            log.warn("un ensemble inconnu, laissé de côté", key.row, key.column, said, near.to(said))
    return held


def _read_as(indicator: Indicator, series: Series, log: Log) -> None:
    """Read the cells of the parents' series as those of the table's; another unit than the table's is an error."""
    survey(series.values)
    read_column(series.values, indicator.series.values.marks, log, percent=indicator.unit == "%")
    if series.values.suffix not in ("", indicator.unit, indicator.series.values.suffix):
        suffix, allowed = series.values.suffix, indicator.unit or "un nombre sans unité, comme la table"
        log.error("une unité qui n’est pas celle de la table", series.row, series.column, suffix, allowed)


def told(values: Sequence[Value], holders: Holders, log: Log) -> list[tuple[str, str, str]]:
    """Lines of the edition's file: an indicator, a parent, a value with as many decimals as its territories'."""
    lines: dict[tuple[str, str], str] = {}
    for value in values:
        indicator, where = value.indicator, (value.row, value.column)
        if not value.text:
            continue
        if value.parent not in holders.names:
            log.mended("un ensemble dont le fichier n’a aucun territoire, laissé de côté", *where, value.text)
            continue
        if indicator.form is Form.RANGE or not indicator.has_values:
            log.inform("une valeur d’ensemble qui n’est pas reprise", *where, value.text)
        elif (indicator.code, value.parent) in lines:
            log.error("deux valeurs pour un même ensemble", *where, value.text, "une seule")
        else:
            text = with_digits(figures.plain(value.text), indicator.decimals)
            if text != figures.plain(value.text):
                message = "une valeur d’ensemble arrondie comme celles de ses territoires"
                log.mended(message, *where, value.text)
            ending = figures.ending(indicator.form)
            lines[indicator.code, value.parent] = f"{text}{ending}"
    return [(indicator, parent, text) for (indicator, parent), text in lines.items()]
