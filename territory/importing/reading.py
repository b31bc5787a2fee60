"""From a file as an office sends it to the folder of an edition, with everything there is to say of it.

``read`` never raises for what a file holds: whatever it is, the answer is a report.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from territory.errors import DataError
from territory.importing import bodies, doubts, figures, folder, layouts, parents
from territory.importing.choices import Choice, Choices, Proposal
from territory.importing.concluding import about_of, flags_of, remarked, say_shared, vocabulary
from territory.importing.drawn import drawn
from territory.importing.folder import as_folder
from territory.importing.geometry import Draw, outlines
from territory.importing.headers import Role
from territory.importing.indicator import Indicator, keyed, made, unit_said
from territory.importing.known import Nearest, is_reference, shipped
from territory.importing.layouts import Recognised, Table
from territory.importing.matching import Matched, match
from territory.importing.opening import opened
from territory.importing.own_sheets import Own, read_own
from territory.importing.report import Log, Report
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
    """The same of a folder that is an edition already."""
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


def _read(sheets: list[Sheet], setting: Setting, log: Log) -> Imported:
    known = shipped(setting.data)
    kept = tuple(sheets)
    own = read_own(sheets, log)
    choices = setting.choices.over(own.choices)
    names = {fold(t.name) for t in own.territories.values()} | {fold(code) for code in own.territories}

    def is_territory(text: str) -> bool:
        if not text or text.isdecimal():
            return False
        return is_reference("", text) or fold(text) in names or any(of.named(text) for of in known.values())

    def is_code(text: str) -> bool:
        return text in own.territories or any(of.code_of(text)[0] for of in known.values())

    recognised = Recognised(is_territory, is_code)
    found, aside = _chosen(own.rest, choices, recognised, log)
    if found is None:
        return Imported(log.report(), sheets=kept)
    sheet, layout, heading = found
    log.sheet = sheet.name
    table = _one_year(bodies.read(sheet, layout, heading, recognised, log), choices, log)
    if not table.keys or not table.series:
        what = "territoire" if not table.keys else "indicateur"
        log.error(f"aucun {what} dans la table", heading.row, None, "", "au moins un territoire et un indicateur")
        return Imported(log.report(), sheets=kept)
    if len(table.series) > MOST_INDICATORS:
        log.error("trop d’indicateurs", heading.row, None, f"{len(table.series)}", f"au plus {MOST_INDICATORS}")
        return Imported(log.report(), sheets=kept)
    matched = match(table.keys, choices.level or table.level, own.territories, known, log)
    indicators = _indicators(table, matched, choices, own, log)
    for indicator in indicators:
        doubts.doubt(indicator, len(matched.territories), setting.earlier, log)
    values = parents.in_rows(matched.held, table.keys, indicators, log)
    holders = parents.Holders.of(matched.territories.values())
    for one in aside:
        values += parents.in_sheet(one, holders, indicators, recognised, log)
    held = parents.told(values, holders, log)
    log.sheet = sheet.name
    return _concluded(table, matched, indicators, choices, own, setting, log, kept, held)


def _chosen(
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


def _one_year(table: Table, choices: Choices, log: Log) -> Table:
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


def _indicators(table: Table, matched: Matched, choices: Choices, own: Own, log: Log) -> list[Indicator]:
    whole_file = figures.Marks()
    for series in table.series:
        figures.survey(series.values)
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
        figures.read_column(series.values, whole_file, log, percent=unit_said(series, choice) == "%")
        indicators.append(made(series, whole, choice, taken, log))
    headers = Nearest(series.header for series in table.series)
    for header in choices.indicators:
        if fold(header) not in seen:
            log.warn("un indicateur décrit, absent des valeurs", found=header, allowed=headers.to(header))
    return indicators


# --- concluding --------------------------------------------------------------------------------------------


def _concluded(
    table: Table,
    matched: Matched,
    indicators: list[Indicator],
    choices: Choices,
    own: Own,
    setting: Setting,
    log: Log,
    kept: tuple[Sheet, ...],
    held: list[tuple[str, str, str]],
) -> Imported:
    count = len(matched.territories)
    if not count:
        log.error("aucun territoire reconnu", allowed="au moins un territoire")
    for indicator in indicators:
        if indicator.needed:
            needed = ", ".join(indicator.needed)
            place = indicator.series
            log.inform(f"reste à dire de «\u00a0{indicator.label}\u00a0»\u00a0: {needed}", place.row, place.column)
    about = about_of(choices, matched, indicators, log)
    proposal = Proposal(
        table.layout,
        log.sheet,
        matched.level,
        about.title,
        about.publisher,
        about.published,
        about.reference,
        matched.territories,
        tuple(indicator.entry(count) for indicator in indicators),
    )
    flags = [*flags_of(own, indicators, matched, log), *remarked(indicators, matched, log)]
    domains = vocabulary(setting.data)
    say_shared(indicators, domains, log)
    if log.blocked:
        return Imported(log.report(), proposal, None, kept)
    files = folder.files(about, indicators, matched.territories, flags, domains, held)
    return Imported(log.report(), proposal, files, kept)


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files of an edition as a zip that ``read`` takes back."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(name, content)
    return stream.getvalue()
