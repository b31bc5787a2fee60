"""The sheets by which a file says itself what an edition needs: Édition, Indicateurs, Territoires, Réserves.

They are those of the template and of a file kept with its choices; the values stand beside them, in any layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from territory.importing.choices import Choice, Choices
from territory.importing.folder import completed
from territory.importing.form import (
    EDITION,
    EDITION_FIELDS,
    FLAG_FIELDS,
    FLAGS,
    GUIDE,
    INDICATOR_FIELDS,
    INDICATORS,
    POLARITIES,
    RELIABILITIES,
    TERRITORIES,
    TERRITORY_FIELDS,
    YES_NO,
)
from territory.importing.known import CODE, Territory, nearest, parent_code
from territory.importing.layouts import LONGEST, label_is_sound, text_at
from territory.importing.report import Log
from territory.levels import LEVELS
from territory.sheets import Sheet
from territory.text import fold

_OURS = {fold(name): name for name in (EDITION, INDICATORS, TERRITORIES, FLAGS)}
_T = TypeVar("_T")
REASON = 500
"""Characters of a reason, which is a sentence or two."""
_TEXTS = (
    *("label", "unit", "domain", "dimension", "source", "year"),
    *("polarity_reason", "contestable_reason"),
)


@dataclass
class Own:
    """What a file says of itself; ``rest``: its other sheets, in which the values are looked for."""

    choices: Choices = field(default_factory=Choices)
    territories: dict[str, Territory] = field(default_factory=dict)
    flags: list[Mapping[str, str]] = field(default_factory=list)
    rest: list[Sheet] = field(default_factory=list)


def read_own(sheets: list[Sheet], log: Log) -> Own:
    """Sort the sheets of a file by their names; what they say wrong is an error of the log."""
    own = Own()
    edition: dict[str, str | int] = {}
    indicators: dict[str, Choice] = {}
    by_name = {_OURS.get(fold(sheet.name), ""): sheet for sheet in sheets if not sheet.hidden}
    for sheet in sheets:
        if fold(sheet.name) not in _OURS and fold(sheet.name) != fold(GUIDE):
            own.rest.append(sheet)
    if EDITION in by_name:
        log.sheet = by_name[EDITION].name
        edition = _edition(by_name[EDITION], log)
    if INDICATORS in by_name:
        log.sheet = by_name[INDICATORS].name
        indicators = _indicators(by_name[INDICATORS], log)
    own.choices = Choices(**edition, indicators=indicators)  # type: ignore[arg-type]
    if TERRITORIES in by_name:
        log.sheet = by_name[TERRITORIES].name
        own.territories = _territories(by_name[TERRITORIES], own.choices.level, log)
    if FLAGS in by_name:
        log.sheet = by_name[FLAGS].name
        own.flags = [said for _, said in _records(by_name[FLAGS], FLAG_FIELDS, log)]
    log.sheet = ""
    return own


def _edition(sheet: Sheet, log: Log) -> dict[str, str | int]:
    """The pairs of a sheet of two columns: what, and its value."""
    names = {fold(name): field for name, field in EDITION_FIELDS.items()}
    said: dict[str, str | int] = {}
    for number, row in enumerate(sheet.rows):
        what, value = text_at(row, 0), text_at(row, 1)
        if not what or not value:
            continue
        name = names.get(fold(what))
        if name is None:
            near = nearest(what, EDITION_FIELDS)
            log.warn("un champ inconnu, non lu", number, 0, what, near or ", ".join(EDITION_FIELDS))
        elif name == "published":
            if value.isdecimal() and len(value) == 4:
                said[name] = int(value)
            else:
                log.error("une année mal écrite", number, 1, value, "quatre chiffres, comme 2024")
        elif name == "level":
            if level := level_of(value):
                said[name] = level
            else:
                allowed = " | ".join(level.singular for level in LEVELS.values())
                log.error("un niveau inconnu", number, 1, value, allowed)
        elif label_is_sound(value, log, number, 1):
            said[name] = value
    return said


def level_of(text: str) -> str:
    """The code of a level said by its code or its noun; empty when unknown."""
    folded = fold(text)
    for level in LEVELS.values():
        if folded in {fold(level.code), fold(level.singular), fold(level.plural)}:
            return level.code
    return ""


def _records(sheet: Sheet, columns: Mapping[str, str], log: Log) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows under a header of known columns, by field; an unknown column is said."""
    names = {fold(name): field for name, field in columns.items()}
    at: dict[str, int] = {}
    for column, _ in enumerate(sheet.rows[0] if sheet.rows else ()):
        text = text_at(sheet.rows[0], column)
        name = names.get(fold(text))
        if name is None and text:
            log.warn("une colonne inconnue, non lue", 0, column, text, nearest(text, columns) or ", ".join(columns))
        elif name in at:
            log.error("deux colonnes de même nom", 0, column, text, "chaque colonne une seule fois")
        elif name:
            at[name] = column
    first = next(iter(columns.values()))
    if first not in at:
        log.error("une colonne manque", 0, None, "", next(iter(columns)))
        return
    for number, row in enumerate(sheet.rows[1:], start=1):
        if any(text_at(row, column) for column in at.values()):
            yield number, {name: text_at(row, at[name]) if name in at else "" for name in columns.values()}


def _indicators(sheet: Sheet, log: Log) -> dict[str, Choice]:
    found: dict[str, Choice] = {}
    for number, said in _records(sheet, INDICATOR_FIELDS, log):
        header = said.pop("header")
        if not header:
            log.error("une ligne sans indicateur", number, 0, "", "l’en-tête de l’indicateur, comme dans les valeurs")
            continue
        if header in found:
            log.error("un indicateur décrit deux fois", number, 0, header, "une seule ligne pour chacun")
        reader = Reader(said, number, log)
        found[header] = Choice(
            decimals=reader.number("decimals"),
            polarity=str(reader.one_of("polarity", POLARITIES) or ""),
            contestable=reader.one_of("contestable", YES_NO),
            reliability=reader.one_of("reliability", {fold(letter): letter for letter in RELIABILITIES}) or "",
            **{name: reader.text(name) for name in _TEXTS},
        )
    return found


@dataclass(frozen=True)
class Reader:
    """The cells of a row, each read by its rule; what breaks it is an error of the log."""

    said: Mapping[str, str]
    row: int
    log: Log

    def _column(self, name: str) -> int:
        return list(INDICATOR_FIELDS.values()).index(name)

    def text(self, name: str) -> str:
        text = self.said[name]
        longest = REASON if name.endswith("_reason") else LONGEST
        return text if label_is_sound(text, self.log, self.row, self._column(name), longest) else ""

    def number(self, name: str) -> int | None:
        text = self.said[name]
        if text in tuple("0123456"):
            return int(text)
        if text:
            self.log.error("un nombre de décimales", self.row, self._column(name), text, "un entier de 0 à 6")
        return None

    def one_of(self, name: str, allowed: Mapping[str, _T]) -> _T | None:
        text = self.said[name]
        found = {fold(word): value for word, value in allowed.items()}
        if text and fold(text) not in found:
            self.log.error("une valeur inconnue", self.row, self._column(name), text, " | ".join(allowed))
        return found.get(fold(text)) if text else None


def _territories(sheet: Sheet, level: str, log: Log) -> dict[str, Territory]:
    found: dict[str, Territory] = {}
    for number, said in _records(sheet, TERRITORY_FIELDS, log):
        if not CODE.fullmatch(said["code"]) or not said["name"]:
            log.error("un territoire sans code ou sans nom", number, 0, said["code"], "un code et un nom")
        elif said["code"] in found:
            log.error("un territoire décrit deux fois", number, 0, said["code"], "une seule ligne pour chacun")
        elif all([label_is_sound(text, log, number, 0) for text in said.values()]) and _is_point(said, number, log):
            point = {name: said[name].replace(",", ".") for name in ("lon", "lat")}
            parent = {"parent": parent_code(said["parent"], said["parent_name"])}
            found[said["code"]] = completed(Territory(**(said | point | parent)), level or "territoire")
    return found


def _is_point(said: Mapping[str, str], number: int, log: Log) -> bool:
    """Longitude and latitude in degrees, both or neither."""
    texts = [said["lon"].replace(",", "."), said["lat"].replace(",", ".")]
    if not any(texts):
        return True
    try:
        longitude, latitude = map(float, texts)
        fits = -180 <= longitude <= 180 and -90 <= latitude <= 90
    except ValueError:
        fits = False
    if not fits:
        log.error("une longitude ou une latitude impossible", number, 6, " / ".join(texts), "deux nombres, en degrés")
    return fits
