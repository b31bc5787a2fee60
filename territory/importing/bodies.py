"""The rows under a header, by layout: the territories and the indicators of a sheet, each cell at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from territory.coded import Coded, Numbers, groups, numbered
from territory.importing import figures
from territory.importing.column import Column
from territory.importing.headers import Role
from territory.importing.known import is_reference
from territory.importing.layouts import (
    Heading,
    Key,
    Recognised,
    Series,
    Table,
    all_sound,
    headed_by_codes,
    is_sound,
    label_is_sound,
    text_at,
)
from territory.importing.report import Log
from territory.importing.rows import body, is_note, is_text, label_cells, places_of
from territory.sheets import Cell, Row, Sheet, alike, shown


def read(sheet: Sheet, layout: str, heading: Heading, is_territory: Recognised, log: Log) -> Table:
    """The territories and indicators of a sheet of a known layout; a label that cannot be shown is an error."""
    return {"long": _long, "published": _published, "wide": _wide}[layout](sheet, heading, is_territory, log)


# --- one row a territory -----------------------------------------------------------------------------------


def _wide(sheet: Sheet, heading: Heading, is_territory: Recognised, log: Log) -> Table:
    places = places_of(sheet, heading, is_territory)
    rows = body(sheet, heading)
    kept: list[int] = []
    keys: list[Key] = []
    written = list(places.keys(sheet, rows))
    sound = all_sound([key.code for key in written]) and all_sound([key.name for key in written])
    for found, alone in zip(written, (sheet.filled[rows] == 1).tolist(), strict=True):
        if sound and not alone and (found.code or found.name):
            kept.append(found.row)
            keys.append(found)
            continue
        key = found if found.code or found.name else _in_the_parent(found, log)
        if alone and is_note(sheet.rows[key.row]) and not is_territory.name(key.code or key.name):
            log.mended("une ligne de texte hors de la table, non lue", key.row, None, key.code or key.name or "…")
        elif not (key.code or key.name) and is_text(sheet.rows[key.row]):
            log.mended("une ligne de texte hors de la table, non lue", key.row, None, text_at(sheet.rows[key.row], 0))
        elif not any((key.code, key.name, key.parent, key.parent_name)):
            log.error("une ligne de valeurs sans territoire", key.row, key.column, "", "un code ou un nom")
        elif all(label_is_sound(text, log, key.row, key.column) for text in _said_by(key)):
            kept.append(key.row)
            keys.append(key)
    held = np.array(kept, np.intp)
    series = []
    for column in _columns(sheet, heading, places.taken, held, log):
        values = Column(sheet.column(column, held), held, np.broadcast_to(column, held.shape))
        series.append(Series(heading.texts[column], heading.row, column, range(len(keys)), values))
    return Table("wide", tuple(keys), tuple(series), heading.level)


def _said_by(key: Key) -> tuple[str, ...]:
    """The texts that name a territory; those of its parent where the row has no others."""
    return (key.code, key.name) if key.code or key.name else (key.parent, key.parent_name)


def _in_the_parent(key: Key, log: Log) -> Key:
    """« Total ;;; 8,4 »: a reference that is written in the column of the parents."""
    said = key.parent_name or key.parent
    if not is_reference("", said):
        return key
    log.mended("une référence écrite dans la colonne des parents", key.row, None, said)
    return key._replace(name=said, parent="", parent_name="")


def _columns(sheet: Sheet, heading: Heading, taken: set[int], held: Numbers, log: Log) -> Iterator[int]:
    """The columns of indicators, which hold numbers; every other column is reported and left out."""
    width = max(len(heading.texts), sheet.widths[held].max(initial=0))
    rows = [sheet.rows[number] for number in held[:200].tolist()]
    for column in range(width):
        text = heading.texts[column] if column < len(heading.texts) else ""
        if column in taken:
            continue
        cells = [row[column] for row in rows if column < len(row) and shown(row[column]).strip()]
        if not text:
            if _are_row_numbers(cells):
                log.inform("une colonne de numéros de ligne, non lue", heading.row, column)
            elif cells:
                allowed = "le nom de l’indicateur, en tête de sa colonne"
                log.error("une colonne de valeurs sans nom", heading.row, column, shown(cells[0]), allowed)
            continue
        found, _ = heading.roles[column]
        numeric = sum(map(figures.looks_numeric, cells))
        if found not in (None, Role.VALUE) or (cells and not numeric) or (len(cells) > 4 and numeric * 2 < len(cells)):
            log.inform("une colonne qui n’est pas un indicateur, non lue", heading.row, column, text)
        elif label_is_sound(text, log, heading.row, column):
            yield column


def _are_row_numbers(cells: list[Cell]) -> bool:
    """What R and pandas write before their rows: 0, 1, 2… or 1, 2, 3…"""
    written = [shown(cell) for cell in cells]
    return len(cells) > 2 and written in ([str(n + first) for n in range(len(cells))] for first in (0, 1))


# --- one row an indicator ----------------------------------------------------------------------------------


def _published(sheet: Sheet, heading: Heading, is_territory: Recognised, log: Log) -> Table:
    first, keys = _headed(heading, is_territory)
    territories = [key.column for key in keys]
    sound = [label_is_sound(key.code or key.name, log, key.row, key.column) for key in keys]
    series = []
    for number in body(sheet, heading).tolist():
        row = sheet.rows[number]
        text = text_at(row, first)
        if is_note(row) and text_at(row, 0) != text:
            continue
        if not text:
            log.error("une ligne de valeurs sans indicateur", number, first, "", "le nom de l’indicateur")
        elif is_note(row) and (number > heading.row + 1 and all(not other for other in sheet.rows[number + 1 :])):
            log.mended("une ligne de texte hors de la table, non lue", number, None, text)
        elif label_is_sound(text, log, number, first) and all(sound):
            cells: list[Cell] = [row[column] if column < len(row) else "" for column in territories]
            values = Column(alike(cells), np.full(len(cells), number), np.array(territories))
            series.append(Series(text, number, first, range(len(keys)), values, _about(heading, row)))
    return Table("published", keys, tuple(series), heading.level)


def _headed(heading: Heading, is_territory: Recognised) -> tuple[int, tuple[Key, ...]]:
    """The column of the indicators' names, and the territory of each column after it."""
    named = [column for column, text in enumerate(heading.texts) if text and heading.roles[column][0] is None]
    by_code = headed_by_codes(heading, is_territory)
    known = is_territory.code if by_code else is_territory.name
    places = [c for c in named if is_territory.name(heading.texts[c]) or known(heading.texts[c])]
    first = heading.first(Role.INDICATOR)
    if first is None:
        first = next((column for column in range(places[0]) if column in named or not heading.texts[column]), 0)
    columns = [column for column in named if column > first and (column in places or column > places[0])]
    return first, tuple(
        Key(text, "", heading.row, column)
        if by_code and is_territory.code(text)
        else Key("", text, heading.row, column)
        for column in columns
        for text in [heading.texts[column]]
    )


def _about(heading: Heading, row: Row) -> dict[Role, str]:
    return {
        wanted: text_at(row, column)
        for wanted in (Role.YEAR, Role.UNIT, Role.SOURCE)
        if (column := heading.first(wanted)) is not None and text_at(row, column)
    }


# --- one row a value ---------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Lines:
    """The rows of a long table: what each says of its territory and of its indicator."""

    rows: Numbers
    code: Coded[str]
    name: Coded[str]
    indicator: Coded[str]
    year: Coded[str]

    @property
    def whose(self) -> Numbers:
        """One number per territory, as it is written in the file."""
        return self.code.codes * len(self.name.distinct) + self.name.codes

    @property
    def which(self) -> Numbers:
        """One number per pair of indicator and year."""
        return self.indicator.codes * len(self.year.distinct) + self.year.codes


def _long(sheet: Sheet, heading: Heading, is_territory: Recognised, log: Log) -> Table:
    places = places_of(sheet, heading, is_territory)
    column, value = heading.first(Role.INDICATOR), heading.first(Role.VALUE)
    assert column is not None and value is not None
    rows = body(sheet, heading)
    wanted = (places.code, places.name, column, heading.first(Role.YEAR))
    lines = Lines(rows, *(label_cells(sheet, each, rows).merged() for each in wanted))
    placed, sound = _sound(sheet, lines, places.first, column, log)
    own, first = numbered(lines.whose[placed])
    keys = tuple(places.keys(sheet, rows[placed][first]))
    whose = np.full(len(rows), -1)
    whose[placed] = own
    cells = sheet.column(value, rows)
    series = []
    for at in groups(numbered(lines.which[sound])[0]):
        held = sound[at]
        values = Column(cells.taken(held), rows[held], np.broadcast_to(value, held.shape))
        begins = int(rows[held[0]])
        about = _about(heading, sheet.rows[begins])
        series.append(Series(lines.indicator[held[0]], begins, column, whose[held], values, about))
    return Table("long", keys, tuple(series), heading.level)


def _sound(sheet: Sheet, lines: Lines, place: int, indicator: int, log: Log) -> tuple[Numbers, Numbers]:
    """The lines whose territory can be read, and among them those whose indicator can be; the others are reported."""
    alone = sheet.filled[lines.rows] == 1
    note = np.zeros(len(alone), bool)
    note[alone] = [is_note(sheet.rows[row]) for row in lines.rows[alone].tolist()]
    unnamed = lines.indicator.where(lambda text: not text)
    lacking = unnamed | (lines.code.where(lambda text: not text) & lines.name.where(lambda text: not text))
    strange = ~(lines.code.where(is_sound) & lines.name.where(is_sound))
    unsound = ~lines.indicator.where(is_sound)
    for at in np.flatnonzero(note | lacking | strange | unsound).tolist():
        row = int(lines.rows[at])
        if note[at]:
            held = sheet.rows[row]
            log.mended("une ligne de texte hors de la table, non lue", row, None, text_at(held, len(held) - 1))
        elif lacking[at]:
            log.error("une ligne sans indicateur ou sans territoire", row, indicator if unnamed[at] else place)
        elif strange[at]:
            all(label_is_sound(text, log, row, place) for text in (lines.code[at], lines.name[at]))
        else:
            label_is_sound(lines.indicator[at], log, row, indicator)
    placed = ~(note | lacking | strange)
    return np.flatnonzero(placed), np.flatnonzero(placed & ~unsound)
