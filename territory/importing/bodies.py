"""The rows under a header, by layout: the territories and the indicators of a sheet, each cell at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from territory.importing import figures
from territory.importing.headers import LEVELS, Role
from territory.importing.layouts import Heading, IsTerritory, Key, Series, Table, label_is_sound, text_at
from territory.importing.report import Log
from territory.sheets import Cell, Row, Sheet, shown


def read(sheet: Sheet, layout: str, heading: Heading, is_territory: IsTerritory, log: Log) -> Table:
    """The territories and indicators of a sheet of a known layout; a label that cannot be shown is an error."""
    return {"long": _long, "published": _published, "wide": _wide}[layout](sheet, heading, is_territory, log)


def _body(sheet: Sheet, heading: Heading) -> Iterator[tuple[int, Row]]:
    for number in range(heading.row + 1, len(sheet.rows)):
        if sheet.rows[number]:
            yield number, sheet.rows[number]


def _is_note(row: Row) -> bool:
    """A line of words below the table: one cell alone, that is no number."""
    if len(row) > 1 and row[0] and row[1]:
        return False
    filled = [cell for cell in row if shown(cell).strip()]
    return len(filled) == 1 and isinstance(filled[0], str) and not figures.looks_numeric(filled[0])


# --- one row a territory -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Places:
    """The columns that say which territory a row is of, and its parent; ``None`` where there is none."""

    code: int | None
    name: int | None
    parent: int | None = None
    parent_name: int | None = None

    @property
    def taken(self) -> set[int]:
        return {column for column in (self.code, self.name, self.parent, self.parent_name) if column is not None}

    def key(self, row: Row, number: int) -> Key:
        code, name = text_at(row, self.code), text_at(row, self.name)
        column = self.code if self.code is not None else self.name
        return Key(code, name, number, column or 0, text_at(row, self.parent), text_at(row, self.parent_name))


def _places(sheet: Sheet, heading: Heading, is_territory: IsTerritory) -> Places:
    level = heading.level
    code, name = heading.first(Role.CODE, level=level), heading.first(Role.NAME, level=level)
    if level:
        code = heading.first(Role.CODE, level="") if code is None else code
        name = heading.first(Role.NAME, level="") if name is None else name
    if code is None and name is None:
        rows = sheet.rows[heading.row + 1 : heading.row + 40]
        width = max((len(row) for row in rows), default=0)
        counts = [sum(is_territory(text_at(row, column)) for row in rows) for column in range(width)]
        best = max(range(width), key=lambda column: counts[column], default=0)
        code = best
    coarser = [other for other in LEVELS if level and LEVELS.index(other) > LEVELS.index(level)]
    parent, parent_name = None, None
    for other in coarser:
        if parent is None and parent_name is None:
            parent, parent_name = heading.first(Role.CODE, level=other), heading.first(Role.NAME, level=other)
    return Places(code, name, parent, parent_name)


def _wide(sheet: Sheet, heading: Heading, is_territory: IsTerritory, log: Log) -> Table:
    places = _places(sheet, heading, is_territory)
    kept: list[tuple[int, Row]] = []
    keys: list[Key] = []
    for number, row in _body(sheet, heading):
        key = places.key(row, number)
        if _is_note(row) and not is_territory(key.code or key.name):
            log.mended("une ligne de texte hors de la table, non lue", number, None, key.code or key.name or "…")
        elif not (key.code or key.name):
            log.error("une ligne de valeurs sans territoire", number, key.column, "", "un code ou un nom")
        elif all(label_is_sound(text, log, number, key.column) for text in (key.code, key.name)):
            kept.append((number, row))
            keys.append(key)
    series = []
    for column in _columns(heading, places.taken, kept, log):
        cells: list[Cell] = [row[column] if column < len(row) else "" for _, row in kept]
        numbers = [number for number, _ in kept]
        values = figures.Column(cells, numbers, [column] * len(cells))
        series.append(Series(heading.texts[column], heading.row, column, range(len(keys)), values))
    return Table("wide", tuple(keys), tuple(series), heading.level)


def _columns(heading: Heading, taken: set[int], rows: list[tuple[int, Row]], log: Log) -> Iterator[int]:
    """The columns of indicators: those of numbers; what stands beside them is said, and left."""
    width = max([len(heading.texts), *(len(row) for _, row in rows)])
    for column in range(width):
        text = heading.texts[column] if column < len(heading.texts) else ""
        if column in taken:
            continue
        cells = [row[column] for _, row in rows[:200] if column < len(row) and shown(row[column]).strip()]
        if not text:
            if cells:
                allowed = "le nom de l’indicateur, en tête de sa colonne"
                log.error("une colonne de valeurs sans nom", heading.row, column, shown(cells[0]), allowed)
            continue
        found, _ = heading.roles[column]
        numeric = sum(map(figures.looks_numeric, cells))
        if found is not None or (cells and not numeric) or (len(cells) > 4 and numeric * 2 < len(cells)):
            log.inform("une colonne qui n’est pas un indicateur, non lue", heading.row, column, text)
        elif label_is_sound(text, log, heading.row, column):
            yield column


# --- one row an indicator ----------------------------------------------------------------------------------


def _published(sheet: Sheet, heading: Heading, is_territory: IsTerritory, log: Log) -> Table:
    named = [column for column, text in enumerate(heading.texts) if text and heading.roles[column][0] is None]
    places = [column for column in named if is_territory(heading.texts[column])]
    label = heading.first(Role.INDICATOR)
    if label is None:
        label = next((column for column in range(places[0]) if column in named or not heading.texts[column]), 0)
    territories = [column for column in named if column > label and (column in places or column > places[0])]
    keys = tuple(Key("", heading.texts[column], heading.row, column) for column in territories)
    sound = [label_is_sound(key.name, log, key.row, key.column) for key in keys]
    series = []
    for number, row in _body(sheet, heading):
        text = text_at(row, label)
        if _is_note(row) and text_at(row, 0) != text:
            continue
        if not text:
            log.error("une ligne de valeurs sans indicateur", number, label, "", "le nom de l’indicateur")
        elif _is_note(row) and (number > heading.row + 1 and all(not other for other in sheet.rows[number + 1 :])):
            log.mended("une ligne de texte hors de la table, non lue", number, None, text)
        elif label_is_sound(text, log, number, label) and all(sound):
            cells: list[Cell] = [row[column] if column < len(row) else "" for column in territories]
            values = figures.Column(cells, [number] * len(cells), territories)
            series.append(Series(text, number, label, range(len(keys)), values, _about(heading, row)))
    return Table("published", keys, tuple(series), heading.level)


def _about(heading: Heading, row: Row) -> dict[Role, str]:
    return {
        wanted: text_at(row, column)
        for wanted in (Role.YEAR, Role.UNIT, Role.SOURCE)
        if (column := heading.first(wanted)) is not None and text_at(row, column)
    }


# --- one row a value ---------------------------------------------------------------------------------------


def _long(sheet: Sheet, heading: Heading, is_territory: IsTerritory, log: Log) -> Table:
    places = _places(sheet, heading, is_territory)
    label, value = heading.first(Role.INDICATOR), heading.first(Role.VALUE)
    assert label is not None and value is not None
    keys: dict[tuple[str, str], int] = {}
    written: list[Key] = []
    series: dict[tuple[str, str], Series] = {}
    cells: dict[tuple[str, str], tuple[list[int], list[Cell], list[int]]] = {}
    year = heading.first(Role.YEAR)
    for number, row in _body(sheet, heading):
        key, text = places.key(row, number), text_at(row, label)
        if _is_note(row):
            log.mended("une ligne de texte hors de la table, non lue", number, None, text_at(row, len(row) - 1))
            continue
        if not text or not (key.code or key.name):
            log.error("une ligne sans indicateur ou sans territoire", number, label if not text else key.column)
            continue
        whose = keys.get((key.code, key.name))
        if whose is None:
            if not all(label_is_sound(word, log, number, key.column) for word in (key.code, key.name)):
                continue
            whose = keys[key.code, key.name] = len(written)
            written.append(key)
        which = (text, text_at(row, year))
        if which not in series:
            if not label_is_sound(text, log, number, label):
                continue
            series[which] = Series(text, number, label, about=_about(heading, row))
            cells[which] = ([], [], [])
        at, held, rows = cells[which]
        at.append(whose)
        held.append(row[value] if value < len(row) else "")
        rows.append(number)
    for which, (at, held, rows) in cells.items():
        series[which].keys = at
        series[which].values = figures.Column(held, rows, [value] * len(held))
    return Table("long", tuple(written), tuple(series.values()), heading.level)
