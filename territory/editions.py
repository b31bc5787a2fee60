"""The editions there are: folders of ``data/editions``, and of the operator's own folder beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from territory.errors import DataError

ENVIRONMENT = "OBSERVATOIRE_EDITIONS"
"""The environment variable that names the operator's folder of editions."""
FIRST = "impact-2020"
"""What an address without an edition means, since the first ones were printed."""
IMPORTED = "importee"
"""The code of what a session imported for itself; no folder bears it."""
REGISTRY_FILE = "indicators.toml"
_BOUND = 2_000_000
"""Bytes of a registry; a larger file is none of ours."""


@dataclass(frozen=True)
class Entry:
    """What the list of editions says of one; ``level`` is the code of its territories' level."""

    code: str
    title: str
    publisher: str
    published: int
    level: str
    folder: Path


def folders(data: Path, environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where editions are: the product's own, then the operator's if one is named."""
    own = environment.get(ENVIRONMENT, "")
    return (data / "editions", *([Path(own)] if own else []))


def editions(*folders: Path) -> tuple[Entry, ...]:
    """Those of the folders, latest first within each; a folder that is no edition, or half of one, is not listed."""
    found: dict[str, Entry] = {}
    for folder in folders:
        if folder.is_dir():
            entries = [entry for path in sorted(folder.iterdir()) if (entry := _entry(path)) is not None]
            for entry in sorted(entries, key=lambda entry: -entry.published):
                found.setdefault(entry.code, entry)
    return tuple(found.values())


def find(code: str, *folders: Path) -> Path | None:
    """The folder of the edition of a code, the first one where two bear it."""
    return next((entry.folder for entry in editions(*folders) if entry.code == code), None)


def chosen(text: str | None, *folders: Path) -> Path:
    """The folder that a command was given by code or by path, the first edition's by default. Raises ``DataError``."""
    if text is None:
        return folders[0] / FIRST
    if (path := find(text, *folders)) is not None:
        return path
    if Path(text).is_dir():
        return Path(text)
    codes = [entry.code for entry in editions(*folders)]
    near = process.extractOne(text, codes, score_cutoff=70)
    raise DataError("--edition", "", "", text, near[0] if near else f"un dossier, ou un code\u00a0: {', '.join(codes)}")


def _entry(folder: Path) -> Entry | None:
    """What the ``[edition]`` of a folder says, without reading its table."""
    registry = folder / REGISTRY_FILE
    if folder.name.startswith(".") or not registry.is_file() or registry.stat().st_size > _BOUND:
        return None
    try:
        said = tomllib.loads(registry.read_text(encoding="utf-8"))["edition"]
        texts = [said["code"], said["title"], said["publisher"], said.get("level", "region")]
        if not all(isinstance(text, str) for text in texts) or not isinstance(said["published"], int):
            return None
        return Entry(texts[0], texts[1], texts[2], said["published"], texts[3], folder)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError, KeyError, TypeError, AttributeError):
        return None
