"""A file or an archive opened: its sheets, or an edition's own files, and an outline."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from territory.csv_bytes import read_csv
from territory.errors import DataError
from territory.loader import REGISTRY_FILE
from territory.sheets import Bounds, Sheet
from territory.spreadsheet import read_book
from territory.workbook import open_archive

_KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".toml", ".geojson", ".json")


@dataclass(frozen=True)
class Contents:
    """The parts of a file or an archive: its sheets, or an edition's own files; an outline."""

    sheets: list[Sheet] = field(default_factory=list)
    edition: Mapping[str, bytes] = field(default_factory=dict)
    geometry: bytes | None = None


def opened(name: str, content: bytes, bounds: Bounds) -> Contents:
    if Path(name).suffix.lower() != ".zip":
        return Contents(read_book(name, content, bounds))
    if len(content) > bounds.octets:
        raise DataError(name, "", "", f"{len(content)} octets", f"au plus {bounds.octets} octets")
    with open_archive(name, content, bounds) as archive:
        held = dict(_member(name, archive, member) for member in archive.infolist() if _counts(name, member))
    if REGISTRY_FILE in held:
        return Contents(edition=held)
    sheets: list[Sheet] = []
    for path, inside in held.items():
        if path.endswith((".csv", ".tsv", ".txt")):
            sheets.append(replace(read_csv(path, inside, bounds), name=PurePosixPath(path).stem))
        elif path.endswith(".xlsx"):
            sheets += read_book(path, inside, bounds)
    outlines = [inside for path, inside in held.items() if path.endswith((".geojson", ".json"))]
    if not sheets:
        raise DataError(name, "", "", "une archive sans table", "une table .csv ou .xlsx")
    if len(outlines) > 1:
        raise DataError(name, "", "", f"{len(outlines)} fichiers de contours", "un seul fichier .geojson")
    return Contents(sheets, geometry=outlines[0] if outlines else None)


def _counts(name: str, member: zipfile.ZipInfo) -> bool:
    """Whether a member of an archive is a file of the sender's, not one that their system added (« __MACOSX »)."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        raise DataError(name, "", "", member.filename[:80], "des fichiers qui restent dans l’archive")
    return not member.is_dir() and not path.name.startswith(".") and "__MACOSX" not in path.parts


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[str, bytes]:
    """The last part of its path, and its bytes."""
    path = PurePosixPath(member.filename)
    if path.suffix.lower() not in _KINDS:
        raise DataError(name, "", "", path.name, "des tables .csv ou .xlsx, un contour .geojson")
    try:
        return path.name, archive.read(member)
    except Exception as error:  # zlib has its own errors, and an archive made to harm others
        raise DataError(name, "", "", f"{path.name} abîmé", "une archive .zip lisible") from error
