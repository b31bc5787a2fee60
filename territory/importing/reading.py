"""From a file as an office sends it to the folder of an edition, with everything there is to say of it.

``read`` never raises for what a file holds: whatever it is, the answer is a report.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from territory.errors import DataError
from territory.importing import bodies, doubts, parents
from territory.importing.choices import Choice, Choices, Proposal
from territory.importing.column import Marks, read_column, survey
from territory.importing.concluding import Content, concluded
from territory.importing.drawn import drawn
from territory.importing.folder import as_folder
from territory.importing.geometry import Draw, outlines
from territory.importing.indicator import Indicator, keyed, made, unit_said
from territory.importing.known import Known, Nearest, is_reference, shipped
from territory.importing.layouts import Recognised, Table
from territory.importing.matching import Matched, match
from territory.importing.opening import opened
from territory.importing.own_sheets import Own, read_own
from territory.importing.report import Log, Report
from territory.importing.tables import one_year, the_table
from territory.loader import Edition, load_edition
from territory.pause import collector_paused
from territory.sheets import UPLOAD, Bounds, Sheet
from territory.text import fold

DATA = Path(__file__).resolve().parents[2] / "data"
MOST_INDICATORS = 500
BROKEN_BOUND = "COQUILLE_PROBABLE"


@dataclass(frozen=True, eq=False)
class Imported:
    """What became of a file; ``sheets``: as it was read.

    ``files``: the edition's folder, and ``edition``, what the loader makes of it; ``None`` while an error blocks.
    ``proposal``: ``None`` where no table was found, and of a folder that is an edition already.
    """

    report: Report
    proposal: Proposal | None = None
    files: Mapping[str, bytes] | None = None
    sheets: tuple[Sheet, ...] = ()
    edition: Edition | None = None


@dataclass(frozen=True)
class Setting:
    """What surrounds an import: the bounds, the shipped data, the choices made, and what to compare with."""

    choices: Choices
    bounds: Bounds = UPLOAD
    data: Path = DATA
    earlier: Edition | None = None
    draw: Draw = drawn


def read(
    name: str,
    content: bytes,
    choices: Choices | None = None,
    *,
    bounds: Bounds = UPLOAD,
    data: Path = DATA,
    earlier: Edition | None = None,
    geometry: bytes | None = None,
    draw: Draw = drawn,
) -> Imported:
    """Read a CSV, XLSX or zip. ``choices`` go over what the file says; ``geometry``: a GeoJSON of its territories.

    ``draw``: how outlines are drawn; ``apart`` for those of a stranger.
    """
    log = Log(Path(name).name)
    setting = Setting(choices or Choices(), bounds, data, earlier, draw)
    try:
        with collector_paused():
            return _imported(content, setting, geometry, log)
    except DataError as error:
        log.refused(error)
        return Imported(log.report())


def _imported(content: bytes, setting: Setting, geometry: bytes | None, log: Log) -> Imported:
    contents = opened(log.file, content, setting.bounds)
    if contents.edition:
        return _loaded(Imported(log.report(), files=contents.edition), setting.data, log)
    imported = _read(contents.sheets, setting, log)
    if shapes := geometry or contents.geometry:
        imported = _with_outlines(imported, shapes, setting, log)
    return _loaded(imported, setting.data, log)


def read_folder(folder: Path, data: Path = DATA) -> Imported:
    """The same for a folder that already is an edition."""
    log = Log(folder.name)
    known = sorted(path for path in folder.iterdir() if path.suffix in (".toml", ".csv", ".geojson", ".json"))
    return _loaded(Imported(log.report(), files={path.name: path.read_bytes() for path in known}), data, log)


def _with_outlines(imported: Imported, content: bytes, setting: Setting, log: Log) -> Imported:
    """The same with the outlines of its territories, where both can be read."""
    if imported.proposal is None:
        return imported
    try:
        made = outlines(content, imported.proposal.territories, setting.bounds.octets, log, setting.draw)
    except DataError as error:
        log.refused(error)
        made = {}
    files = None if log.blocked or imported.files is None else {**imported.files, **made}
    return replace(imported, report=log.report(), files=files)


def _loaded(imported: Imported, data: Path, log: Log) -> Imported:
    """The loader has the last word: what it refuses is an error like the others."""
    if imported.files is None:
        return imported
    try:
        return replace(imported, edition=load_edition(as_folder(imported.files), data))
    except DataError as error:
        log.refused(error)
        return replace(imported, report=log.report(), files=None)


# --- reading -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Told:
    """What is known before the table is read: the choices, the file's own sheets, the territories that ship."""

    choices: Choices
    own: Own
    known: Mapping[str, Known]
    recognised: Recognised


def _told(sheets: list[Sheet], setting: Setting, log: Log) -> _Told:
    own, known = read_own(sheets, log), shipped(setting.data)
    names = {fold(t.name) for t in own.territories.values()} | {fold(code) for code in own.territories}

    def is_territory(text: str) -> bool:
        if not text or text.isdecimal():
            return False
        return is_reference("", text) or fold(text) in names or any(of.named(text) for of in known.values())

    def is_code(text: str) -> bool:
        return text in own.territories or any(of.code_of(text)[0] for of in known.values())

    return _Told(setting.choices.over(own.choices), own, known, Recognised(is_territory, is_code))


def _read(sheets: list[Sheet], setting: Setting, log: Log) -> Imported:
    said = _told(sheets, setting, log)
    found, aside = the_table(said.own.rest, said.choices, said.recognised, log)
    if found is None:
        return Imported(log.report(), sheets=tuple(sheets))
    sheet, layout, heading = found
    log.sheet = sheet.name
    table = one_year(bodies.read(sheet, layout, heading, said.recognised, log), said.choices, log)
    if not _fits(table, heading.row, log):
        return Imported(log.report(), sheets=tuple(sheets))
    matched = match(table.keys, said.choices.level or table.level, said.own.territories, said.known, log)
    indicators = _indicators(table, matched, said.choices, said.own, log)
    for indicator in indicators:
        doubts.doubt(indicator, len(matched.territories), setting.earlier, log)
    values = parents.in_rows(matched.held, table.keys, indicators, log)
    holders = parents.Holders.of(matched.territories.values())
    for one in aside:
        values += parents.in_sheet(one, holders, indicators, said.recognised, log)
    content = Content(table.layout, matched, indicators, parents.told(values, holders, log))
    log.sheet = sheet.name
    proposal, files = concluded(content, said.choices, said.own, setting.data, log)
    return Imported(log.report(), proposal, files, tuple(sheets))


def _fits(table: Table, row: int, log: Log) -> bool:
    """Whether there is a table under the header of that row, and of a size that can be read."""
    if not table.keys or not table.series:
        what = "territoire" if not table.keys else "indicateur"
        log.error(f"aucun {what} dans la table", row, None, "", "au moins un territoire et un indicateur")
        return False
    if len(table.series) > MOST_INDICATORS:
        log.error("trop d’indicateurs", row, None, f"{len(table.series)}", f"au plus {MOST_INDICATORS}")
        return False
    return True


def _indicators(table: Table, matched: Matched, choices: Choices, own: Own, log: Log) -> list[Indicator]:
    whole_file = Marks()
    for series in table.series:
        survey(series.values)
        whole_file.comma |= series.values.marks.comma
        whole_file.dot |= series.values.marks.dot
    broken = {fold(flag["indicator"]) for flag in own.flags if flag["flag"] == BROKEN_BOUND}
    taken: set[str] = set()
    seen: dict[str, int] = {}
    indicators = []
    whole = keyed(matched.codes)
    said = {fold(header): choice for header, choice in choices.indicators.items()}
    for series in table.series:
        folded = fold(series.header)
        if folded in seen:
            allowed = f"un nom différent de celui de la ligne {seen[folded] + 1}"
            log.error("deux indicateurs de même nom", series.row, series.column, series.header, allowed)
            continue
        seen[folded] = series.row
        series.values.broken_ranges = folded in broken
        choice = said.get(folded, Choice())
        read_column(series.values, whole_file, log, percent=unit_said(series, choice) == "%")
        indicators.append(made(series, whole, choice, taken, log))
    headers = Nearest(series.header for series in table.series)
    for header in choices.indicators:
        if fold(header) not in seen:
            log.warn("un indicateur décrit, absent des valeurs", found=header, allowed=headers.to(header))
    return indicators


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files of an edition as a zip that ``read`` takes back."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(name, content)
    return stream.getvalue()
