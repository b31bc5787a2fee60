"""Where the header, the territories and the indicators of a sheet are: three layouts, told by the headers.

``published``: an indicator a row, a territory a column; ``wide``: a territory a row, an indicator a column;
``long``: a value a row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from territory.importing import figures
from territory.importing.headers import LEVELS, Role, role
from territory.importing.report import Log
from territory.sheets import Cell, Row, Sheet, shown
from territory.text import unwanted

LOOKED_AT = 30
"""Rows among which the header is looked for."""
LONGEST = 120
"""Characters of a label or a name."""
_SPACES = re.compile(r"[ \t\r\n]+")
"""What a label has once: not the unbreakable spaces of French, which it keeps."""
IsTerritory = Callable[[str], bool]


@dataclass(frozen=True)
class Key:
    """A territory as the file writes it, where it does."""

    code: str
    name: str
    row: int
    column: int
    parent: str = ""
    parent_name: str = ""


@dataclass
class Series:
    """An indicator as the file writes it: its header and where that is, and its cells, of which ``keys`` tells whose.

    ``about``: what other columns of the row say of it (year, unit, source).
    """

    header: str
    row: int
    column: int
    keys: Sequence[int] = field(default_factory=list)
    values: figures.Column = field(default_factory=lambda: figures.Column([], [], []))
    about: Mapping[Role, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A sheet once its layout is told; ``level``: that its headers name, or nothing."""

    layout: str
    keys: tuple[Key, ...]
    series: tuple[Series, ...]
    level: str = ""


@dataclass(frozen=True)
class Heading:
    """The header row: the texts of its cells, and what each announces."""

    row: int
    texts: tuple[str, ...]
    roles: tuple[tuple[Role | None, str], ...]

    def first(self, *wanted: Role, level: str | None = None) -> int | None:
        for column, (found, named) in enumerate(self.roles):
            if found in wanted and level in (None, named):
                return column
        return None

    @property
    def level(self) -> str:
        """The finest level that a header names."""
        named = {level for found, level in self.roles if found in (Role.CODE, Role.NAME)}
        return next((level for level in LEVELS if level in named), "")


def text_at(row: Row, column: int | None) -> str:
    """A cell as a label: trimmed, on one line; whole numbers as they are written."""
    if column is None or column >= len(row):
        return ""
    cell = row[column]
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        cell = cell.to_integral_value()
    return _SPACES.sub(" ", unicodedata.normalize("NFC", shown(cell)).strip())


def label_is_sound(text: str, log: Log, row: int, column: int, longest: int = LONGEST) -> bool:
    """A label is short, and holds no control, invisible or direction character, nor braces, which sentences fill."""
    if number := unwanted(text):
        log.error("un caractère invisible ou de commande dans un libellé", row, column, number, "un texte visible")
    elif len(text) > longest:
        log.error("un libellé trop long", row, column, f"{len(text)} caractères", f"au plus {longest} caractères")
    elif "{" in text or "}" in text:
        log.error("une accolade dans un libellé", row, column, text, "un texte sans accolade")
    else:
        return True
    return False


def find(sheet: Sheet, is_territory: IsTerritory) -> tuple[str, Heading] | None:
    """The layout of a sheet and its header, or ``None`` when no row announces a table."""
    for number in range(min(LOOKED_AT, len(sheet.rows))):
        if sum(1 for cell in sheet.rows[number] if shown(cell).strip()) < 2:
            continue
        heading = _heading(sheet, number)
        if layout := _layout(sheet, heading, is_territory):
            return layout, heading
    return None


def _heading(sheet: Sheet, number: int) -> Heading:
    """The header that begins at a row: its own cells, those merged with it, and the group above a repeated one."""
    rows = sheet.rows
    bottom = max((last for top, _, last, _ in sheet.merged if top == number < last < number + 4), default=number)
    width = max(len(rows[line]) for line in range(number, min(bottom, len(rows) - 1) + 1))
    texts = [text_at(rows[bottom], column) if bottom < len(rows) else "" for column in range(width)]
    for top, left, last, right in sheet.merged:
        if top <= bottom <= last and left == right and left < width and not texts[left]:
            texts[left] = text_at(rows[top], left)
    repeated = {text for text in texts if text and texts.count(text) > 1}
    for top, left, last, right in sheet.merged:
        group = text_at(rows[top], left) if top < len(rows) else ""
        if last == bottom - 1 and left < right < width and group:
            for column in range(left, right + 1):
                if texts[column] in repeated:
                    texts[column] = f"{group} – {texts[column]}"
    return Heading(bottom, tuple(texts), tuple(role(text) for text in texts))


def _layout(sheet: Sheet, heading: Heading, is_territory: IsTerritory) -> str:
    below = sheet.rows[heading.row + 1 : heading.row + 6]
    has_place = heading.first(Role.CODE, Role.NAME) is not None
    if heading.first(Role.INDICATOR) is not None and heading.first(Role.VALUE) is not None and has_place:
        return "long"
    free = [text for text, (found, _) in zip(heading.texts, heading.roles, strict=True) if text and found is None]
    if len(free) > 1 and sum(map(is_territory, free)) * 2 > len(free):
        return "published"
    if has_place and len([text for text in heading.texts if text]) > 1 and any(below):
        return "wide"
    if sum(is_territory(text_at(row, column)) for row in below for column in range(min(3, len(row)))) > 1:
        return "wide" if not any(map(is_territory, heading.texts)) else ""
    return ""


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
