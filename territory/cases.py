"""The Observatoire's own list of cases: checked as strictly as an edition, kept in ``data/cases.csv``.

A list has the columns titre (or title), région, domaines, acteurs, année, résumé, lien; several values in a
cell are joined by ``|``; regions and domains are codes or names. Nothing is guessed: a cell that breaks a
rule stops the import, and what was imported before stays.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from territory.csvfile import Cells
from territory.errors import DataError
from territory.indicators import Registry
from territory.regions import Region
from territory.resources import CASE, HOW, LINK_FORM, Catalogue, Resource, link_is_well_formed
from territory.spreadsheet import MAX_ROWS, read_sheet
from territory.text import fold, slug, unwanted

CASES_FILE = "cases.csv"
COLUMNS = ("titre", "région", "domaines", "acteurs", "année", "résumé", "lien")
_ALSO = {"title": "titre"}
LONGEST = {"titre": 200, "acteurs": 500, "résumé": 2000, "lien": 500}
FIRST_YEAR = 1990
ASK = "L’Observatoire des partenariats"
_SEVERAL = "|"


@dataclass(frozen=True)
class Case:
    """One case of the list; ``regions`` and ``domains`` are codes, ``link`` may be empty."""

    title: str
    regions: tuple[str, ...]
    domains: tuple[str, ...]
    actors: tuple[str, ...]
    year: str
    summary: str
    link: str


def import_cases(file: Path, to: Path, registry: Registry, regions: Mapping[str, Region]) -> tuple[Case, ...]:
    """Check a CSV or XLSX list and write it to the data file the application reads. Raises ``DataError``."""
    cases = read_cases(file, registry, regions)
    write_cases(cases, to)
    return cases


def load_cases(path: Path, registry: Registry, regions: Mapping[str, Region]) -> tuple[Case, ...]:
    """The cases imported so far, checked again; none while there is no file."""
    return read_cases(path, registry, regions) if path.is_file() else ()


def read_cases(file: Path, registry: Registry, regions: Mapping[str, Region]) -> tuple[Case, ...]:
    """The cases of a list, in its order. Raises ``DataError`` (file, row, column, found, allowed)."""
    header, *rows = read_sheet(file, len(COLUMNS))
    columns = _columns(file.name, header)
    names = _Names(_by_name({code: [r.name, r.short] for code, r in regions.items()}),
                   _by_name({code: [d.label, d.short] for code, d in registry.domains.items()}))  # fmt: skip
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        case = _case(file.name, f"ligne {number}", dict(zip(columns, cells, strict=True)), names)
        key = _id(case)
        if key in seen:
            allowed = f"un titre différent de celui de la ligne {seen[key]}"
            raise DataError(file.name, f"ligne {number}", "titre", case.title, allowed)
        seen[key] = number
        cases.append(case)
    if not cases:
        raise DataError(file.name, "", "", "aucun cas", f"de 1 à {MAX_ROWS} lignes sous l’en-tête")
    return tuple(cases)


def write_cases(cases: tuple[Case, ...], to: Path) -> None:
    """Replace the data file in one step: a reader sees the old list or the new one, never a part."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for case in cases:
        several = (_SEVERAL.join(values) for values in (case.regions, case.domains, case.actors))
        writer.writerow([case.title, *several, case.year, case.summary, case.link])
    handle, name = tempfile.mkstemp(prefix=f".{to.name}.", dir=to.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(stream.getvalue().encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, to)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the renaming too must survive a power cut
    finally:
        os.close(folder)


def with_cases(catalogue: Catalogue, cases: tuple[Case, ...]) -> Catalogue:
    """The catalogue with the cases at its end, as illustrations one can act upon."""
    return replace(catalogue, resources=dict(catalogue.resources) | {_id(case): _resource(case) for case in cases})


def _id(case: Case) -> str:
    return f"cas-{slug(case.title)[:80].strip('-')}"


def _resource(case: Case) -> Resource:
    return Resource(
        id=_id(case),
        title=case.title,
        kind=CASE,
        authors=case.actors,
        year=case.year,
        updated="",
        audiences=("tous",),
        needs=(),
        steps=("approprier", "agir"),
        nature="illustration",
        domains=case.domains,
        regions=case.regions,
        link=case.link,
        ask="" if case.link else ASK,
        passages=(),
        note=case.summary,
        use=HOW,
    )


# --- one cell at a time ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Names:
    regions: Mapping[str, str]
    domains: Mapping[str, str]


def _by_name(names: Mapping[str, list[str]]) -> dict[str, str]:
    """Code by code and by folded name."""
    found = {fold(name): code for code, called in names.items() for name in called}
    return found | {fold(code): code for code in names}


def _columns(file: str, header: tuple[str, ...]) -> list[str]:
    known = {fold(name): name for name in COLUMNS} | _ALSO
    columns = []
    for cell in header:
        if fold(cell) not in known:
            raise DataError(file, "ligne 1", "", cell or "une colonne sans nom", f"les colonnes {', '.join(COLUMNS)}")
        columns.append(known[fold(cell)])
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise DataError(file, "ligne 1", twice[0], "une colonne écrite deux fois", "chaque colonne une seule fois")
    if missing := [name for name in COLUMNS if name not in columns]:
        raise DataError(file, "ligne 1", missing[0], "aucune colonne de ce nom", f"les colonnes {', '.join(COLUMNS)}")
    return columns


@dataclass(frozen=True)
class _Cells(Cells):
    """The cells of a case, as people type them: several lines, names or codes, values joined by ``|``."""

    def text(self, column: str) -> str:
        cleaned = unicodedata.normalize("NFC", self.row[column].replace("\r\n", " ").replace("\n", " ")).strip()
        if number := unwanted(cleaned):
            raise self.refused(column, f"le caractère {number}", "un texte sans caractère invisible")
        if len(cleaned) > LONGEST.get(column, 500):
            raise self.refused(column, f"{len(cleaned)} caractères", f"au plus {LONGEST.get(column, 500)} caractères")
        return cleaned

    def wanted(self, column: str) -> str:
        found = self.text(column)
        if not found:
            raise self.refused(column, "", "un texte")
        return found

    def several(self, column: str) -> tuple[str, ...]:
        found = tuple(value.strip() for value in self.wanted(column).split(_SEVERAL))
        if "" in found or len(set(found)) < len(found):
            raise self.refused(column, self.row[column], "des valeurs séparées par |, chacune une fois")
        return found

    def named(self, column: str, known: Mapping[str, str]) -> tuple[str, ...]:
        """The codes of what a cell names; ``known``: by folded name or code."""
        found: list[str] = []
        for value in self.several(column):
            code = known.get(fold(value))
            if code is None or code in found:
                raise self.refused(column, value, f"chacun une fois, {' | '.join(dict.fromkeys(known.values()))}")
            found.append(code)
        return tuple(found)


def _case(file: str, line: str, row: Mapping[str, str], names: _Names) -> Case:
    cells = _Cells(file, line, row)
    year, link = cells.wanted("année"), cells.text("lien")
    if not re.fullmatch(r"\d{4}", year, re.A) or not FIRST_YEAR <= int(year) <= date.today().year:
        raise cells.refused("année", year, f"une année, de {FIRST_YEAR} à {date.today().year}")
    if link and not link_is_well_formed(link):
        raise cells.refused("lien", link, f"{LINK_FORM}, ou rien")
    title = cells.wanted("titre")
    if not slug(title):
        raise cells.refused("titre", title, "un titre qui se lit")
    return Case(
        title=title,
        regions=cells.named("région", names.regions),
        domains=cells.named("domaines", names.domains),
        actors=cells.several("acteurs"),
        year=year,
        summary=cells.wanted("résumé"),
        link=link,
    )
