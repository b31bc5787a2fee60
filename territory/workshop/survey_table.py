"""A survey's table, CSV or XLSX, checked whole: refused with every fault at its row and column, or taken as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from territory.errors import DataError
from territory.sheets import Bounds, Cell, Percent, letters, shown
from territory.spreadsheet import read_book
from territory.text import fold, slug, unwanted
from territory.workshop.model import ACTORS, LEAST_SHOWN
from territory.workshop.survey import COLUMNS, Row, Survey

BOUNDS = Bounds(octets=1_000_000, rows=5_001, columns=20, cells=100_000, workbook_cells=100_000)
EVERYONE = "tous"
SHARE = "part"
_RATING = re.compile(r"note de (\d{1,3}) a (\d{1,3})")
_MOST_PEOPLE, _LONGEST = 10_000_000, 200


class SurveyError(Exception):
    """A file that cannot be taken as it is: every fault at its place."""

    def __init__(self, faults: Sequence[DataError]) -> None:
        super().__init__(" ".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class _Known:
    """Codes by what people write of them, folded: their code or their name."""

    domains: Mapping[str, str]
    territories: Mapping[str, str]

    @classmethod
    def of(cls, domains: Mapping[str, str], territories: Mapping[str, str]) -> _Known:
        return cls(_folded(domains), _folded(territories))


def _folded(names: Mapping[str, str]) -> dict[str, str]:
    return {fold(name): code for code, label in names.items() for name in (label, code)}


def read_survey(name: str, content: bytes, domains: Mapping[str, str], territories: Mapping[str, str]) -> Survey:
    """The survey of a file, by its name and bytes; ``domains`` and ``territories``: labels by code.

    Raises ``SurveyError`` with everything that is wrong, and ``DataError`` for what is no table within the bounds.
    """
    sheets = [sheet for sheet in read_book(name, content, BOUNDS) if not sheet.hidden and sheet.rows]
    if len(sheets) != 1:
        raise DataError(name, "", "", f"{len(sheets)} feuilles", "une seule feuille, avec un en-tête")
    places = _header(name, sheets[0].rows[0])
    known = _Known.of(domains, territories)
    faults: list[DataError] = []
    rows: list[tuple[int, Row]] = []
    for number, cells in enumerate(sheets[0].rows[1:], start=2):
        if not any(shown(cell).strip() for cell in cells):
            continue
        padded = (*cells, *[""] * (max(places.values()) + 1 - len(cells)))
        reader = _Reader(name, number, {column: padded[place] for column, place in places.items()}, places, [])
        row = reader.row(known)
        faults += reader.faults
        rows += [(number, row)] if row else []
    faults += _together(name, rows)
    if not rows and not faults:
        faults = [DataError(name, "ligne 2", "", "aucune ligne", "au moins une réponse")]
    if faults:
        raise SurveyError(faults)
    return Survey(name, tuple(row for _, row in rows))


def _header(file: str, cells: Sequence[Cell]) -> dict[str, int]:
    """Where each column stands, in any order; another column is refused, so that none is lost unseen."""
    written = [fold(shown(cell)) for cell in cells]
    faults = [
        DataError(
            file, "ligne 1", f"colonne {letters(place)}", shown(cells[place])[:80], "une fois chaque colonne du modèle"
        )
        for place, name in enumerate(written)
        if name not in COLUMNS or name in written[:place]
    ]
    faults += [
        DataError(file, "ligne 1", name, "aucune colonne de ce nom", f"les colonnes {', '.join(COLUMNS)}")
        for name in COLUMNS
        if name not in written
    ]
    if faults:
        raise SurveyError(faults)
    return {name: written.index(name) for name in COLUMNS}


@dataclass(frozen=True)
class _Reader:
    """A row read cell by cell; each fault is kept, and the row is one only without a fault."""

    file: str
    number: int
    cells: Mapping[str, Cell]
    places: Mapping[str, int]
    faults: list[DataError]

    def row(self, known: _Known) -> Row | None:
        label = self._text("acteur", 40)
        domain = self._code("domaine", known.domains)
        territory = self._code("territoire", known.territories)
        measure, low, high = self._measure()
        share = self._share(low, high)
        people, on, source = self._people(), self._date(), self._text("source", _LONGEST)
        if self.faults:
            return None
        actors = _folded({actor.code: actor.label for actor in ACTORS})
        actor = "" if fold(label) == EVERYONE else actors.get(fold(label), slug(label))
        names = {own.code: own.label for own in ACTORS}
        shown_as = "" if not actor else names.get(actor, label)
        return Row(actor, shown_as, domain, territory, measure, share, people, on, source)

    def _refuse(self, column: str, allowed: str) -> None:
        place = f"colonne {letters(self.places[column])} ({column})"
        found = shown(self.cells[column])[:80]
        self.faults.append(DataError(self.file, f"ligne {self.number}", place, found, allowed))

    def _text(self, column: str, longest: int) -> str:
        text = shown(self.cells[column]).strip()
        if not text or len(text) > longest or unwanted(text):
            self._refuse(column, f"un texte de 1 à {longest} caractères")
        return text

    def _code(self, column: str, codes: Mapping[str, str]) -> str:
        code = codes.get(fold(shown(self.cells[column])), "")
        if not code:
            self._refuse(column, "un code ou un nom de l’édition lue")
        return code

    def _measure(self) -> tuple[str, int, int]:
        """Its name and the ends of its scale; those of a share are 0 and 100."""
        text = fold(shown(self.cells["mesure"]))
        if text == SHARE:
            return SHARE, 0, 100
        read = _RATING.fullmatch(text)
        if read and int(read[1]) < int(read[2]):
            return f"note de {read[1]} à {read[2]}", int(read[1]), int(read[2])
        self._refuse("mesure", "«\u00a0part\u00a0», ou par exemple «\u00a0note de 1 à 5\u00a0»")
        return "", 0, 1

    def _share(self, low: int, high: int) -> Decimal:
        value = _number(self.cells["valeur"])
        if value is None or not low <= value <= high:
            self._refuse("valeur", f"un nombre de {low} à {high}")
            return Decimal(0)
        return (value - low) / (high - low)

    def _people(self) -> int:
        value = _number(self.cells["n"])
        if value is None or value != value.to_integral_value() or not LEAST_SHOWN <= value <= _MOST_PEOPLE:
            self._refuse("n", f"un nombre entier, {LEAST_SHOWN} au moins")
            return LEAST_SHOWN
        return int(value)

    def _date(self) -> date:
        text = shown(self.cells["date"]).strip()
        read = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
        try:
            return date(int(read[3]), int(read[2]), int(read[1])) if read else date.fromisoformat(text[:10])
        except ValueError:
            self._refuse("date", "2026-11-22 ou 22/11/2026")
            return date.min


def _number(cell: Cell) -> Decimal | None:
    """A number as a French or a plain spreadsheet writes it."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, Percent):
        return cell.value
    text = re.sub(r"[\s\u00a0\u202f%]", "", shown(cell)).replace(",", ".")
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text, re.A) else None


def _together(file: str, rows: Sequence[tuple[int, Row]]) -> Iterator[DataError]:
    """What no row shows alone: one said twice, two measures mixed, a domain that an actor lacks."""
    seen: set[tuple[str, str, str]] = set()
    groups: dict[tuple[str, str], list[Row]] = {}
    for number, row in rows:
        key = (row.territory, row.actor, row.domain)
        if key in seen:
            yield DataError(file, f"ligne {number}", "", row.domain, "une ligne par acteur, domaine et territoire")
        seen.add(key)
        groups.setdefault((row.territory, row.actor), []).append(row)
    for (territory, _), own in groups.items():
        asked = {row.domain for key, others in groups.items() if key[0] == territory for row in others}
        who = own[0].label or EVERYONE
        if lacking := asked - {row.domain for row in own}:
            wanted = "les mêmes domaines pour chaque acteur d’un territoire"
            yield DataError(file, "", f"acteur {who}", f"aucune ligne pour {min(lacking)}", wanted)
        if len(mixed := {row.measure for row in own}) > 1:
            yield DataError(file, "", f"acteur {who}", " et ".join(sorted(mixed)), "une seule mesure par acteur")
    yield from _given_away(file, [row for _, row in rows])


def _given_away(file: str, rows: Sequence[Row]) -> Iterator[DataError]:
    """A group too small to be shown that all less the actors would give: the rule of workshops."""
    for territory, domain in dict.fromkeys((row.territory, row.domain) for row in rows):
        own = [row for row in rows if (row.territory, row.domain) == (territory, domain)]
        actors = sum(row.people for row in own if row.actor)
        left = sum(row.people for row in own if not row.actor) - actors
        if actors and 0 < left < LEAST_SHOWN:
            wanted = f"aucune personne, ou {LEAST_SHOWN} au moins, hors des acteurs (elles se déduiraient)"
            yield DataError(file, "", f"{territory}, {domain}", f"{left} de plus pour {EVERYONE}", wanted)
