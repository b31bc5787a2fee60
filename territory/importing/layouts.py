"""Where the header, the territories and the indicators of a sheet are: three layouts, told by the headers.

``published``: an indicator a row, a territory a column; ``wide``: a territory a row, an indicator a column;
``long``: a value a row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from territory.coded import Numbers
from territory.importing.column import Column
from territory.importing.headers import LEVELS, Role, role
from territory.importing.report import Log
from territory.sheets import Cell, Row, Sheet, shown
from territory.text import unwanted

LOOKED_AT = 30
"""Rows among which the header is looked for."""
LONGEST = 120
"""Characters of a label or a name."""
_SPACES = re.compile(r"[ \t\r\n]+")
"""Runs of these become one space; the no-break spaces of French are kept."""
_TO_MEND = re.compile(r"[^\S \n]|  | ?\n |^ | \n| $")
"""In labels joined one a line: any white space but a single space between two words."""


@dataclass(frozen=True)
class Recognised:
    """Whether a text is the name of a territory, or its code; a code alone may be any small number."""

    name: Callable[[str], bool]
    code: Callable[[str], bool]


class Key(NamedTuple):
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
    keys: Sequence[int] | Numbers
    values: Column
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
    def names_places(self) -> bool:
        """Whether a header says that codes or names of territories are under it."""
        return self.first(Role.CODE, Role.NAME) is not None

    @property
    def level(self) -> str:
        """The finest level that a header names."""
        named = {level for found, level in self.roles if found in (Role.CODE, Role.NAME)}
        return next((level for level in LEVELS if level in named), "")


def text_at(row: Row, column: int | None) -> str:
    """A cell as a label: trimmed, on one line; whole numbers as they are written."""
    if column is None or column >= len(row):
        return ""
    return label(row[column])


def label(cell: Cell) -> str:
    """The same of a cell."""
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        cell = cell.to_integral_value()
    if isinstance(cell, str) and cell.isalnum() and cell.isascii():
        return cell
    return _SPACES.sub(" ", unicodedata.normalize("NFC", shown(cell)).strip())


def labels(cells: Sequence[Cell]) -> Sequence[str]:
    """``label`` of many cells; quick where none of them needs mending."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    whole = "\n".join(texts)
    as_they_stand = len(texts) == len(cells) == whole.count("\n") + 1 and not _TO_MEND.search(whole)
    return texts if as_they_stand and unicodedata.is_normalized("NFC", whole) else [label(cell) for cell in cells]


def all_sound(texts: Sequence[str]) -> bool:
    """A quick test that all labels are sound; where it fails, each may still be (``is_sound``)."""
    whole = "".join(texts)
    return "{" not in whole and "}" not in whole and whole.isprintable() and max(map(len, texts), default=0) <= LONGEST


def is_sound(text: str, longest: int = LONGEST) -> bool:
    """Whether a label is short, and holds no control, invisible or direction character, nor braces."""
    if "{" in text or "}" in text or len(text) > longest:
        return False
    return text.isprintable() or not unwanted(text)


def label_is_sound(text: str, log: Log, row: int, column: int, longest: int = LONGEST) -> bool:
    """The same; what is wrong with it is an error of the log. Sentences fill braces, so that no label has any."""
    if is_sound(text, longest):
        return True
    if number := unwanted(text):
        log.error("un caractère invisible ou de commande dans un libellé", row, column, number, "un texte visible")
    elif len(text) > longest:
        log.error("un libellé trop long", row, column, f"{len(text)} caractères", f"au plus {longest} caractères")
    else:
        log.error("une accolade dans un libellé", row, column, text, "un texte sans accolade")
    return False


def find(sheet: Sheet, is_territory: Recognised) -> tuple[str, Heading] | None:
    """The layout of a sheet and its header, or ``None`` when no row announces a table."""
    for number in range(min(LOOKED_AT, len(sheet.rows))):
        if sum(1 for cell in sheet.rows[number] if shown(cell).strip()) < 2:
            continue
        heading = _heading(sheet, number)
        if layout := _layout(sheet, heading, is_territory):
            below = _heading(sheet, number + 1) if number + 1 < len(sheet.rows) and not heading.names_places else None
            if below and below.names_places and _layout(sheet, below, is_territory):
                return _layout(sheet, below, is_territory), below  # the first row only groups the columns
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
    texts = _grouped(texts, [text_at(rows[bottom - 1], column) for column in range(width)] if bottom else [])
    return Heading(bottom, tuple(texts), tuple(role(text) for text in texts))


def _grouped(texts: list[str], above: Sequence[str]) -> list[str]:
    """Repeated names prefixed with their group's, written above the first of them, where this tells them apart."""
    repeated = {text for text in texts if text and texts.count(text) > 1}
    made, group = list(texts), ""
    for column, text in enumerate(above):
        group = text or group
        if texts[column] in repeated and group:
            made[column] = f"{group} – {texts[column]}"
    return made if len(set(filter(None, made))) == len(list(filter(None, made))) else texts


def _layout(sheet: Sheet, heading: Heading, is_territory: Recognised) -> str:
    below = sheet.rows[heading.row + 1 : heading.row + 6]
    has_place = heading.first(Role.CODE, Role.NAME) is not None
    if heading.first(Role.INDICATOR) is not None and heading.first(Role.VALUE) is not None and has_place:
        return "long"
    free = [text for text, (found, _) in zip(heading.texts, heading.roles, strict=True) if text and found is None]
    if len(free) > 1 and sum(map(is_territory.name, free)) * 2 > len(free):
        return "published"
    if headed_by_codes(heading, is_territory):
        return "published"
    if has_place and len([text for text in heading.texts if text]) > 1 and any(below):
        return "wide"
    if sum(is_territory.name(text_at(row, column)) for row in below for column in range(min(3, len(row)))) > 1:
        return "wide" if not any(map(is_territory.name, heading.texts)) else ""
    return ""


def headed_by_codes(heading: Heading, is_territory: Recognised) -> bool:
    """Whether a table of an indicator a row has the codes of its territories for headers: all of them, and several."""
    if heading.first(Role.INDICATOR) is None or heading.first(Role.CODE, Role.NAME) is not None:
        return False
    free = [text for text, (found, _) in zip(heading.texts, heading.roles, strict=True) if text and found is None]
    coded = [is_territory.code(text) for text in free]
    return sum(coded) > 2 and all(is_code or is_territory.name(text) for is_code, text in zip(coded, free, strict=True))
